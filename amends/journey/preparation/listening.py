"""What this room asks: does everybody still agree, was the other side heard first, what do people need?"""

from typing import Any

from django.dispatch import receiver

from amends.foundation.access.models import User
from amends.foundation.case.guards import before_step
from amends.journey.consent.rules.standing import setting
from amends.journey.court.rules.sessions import before_preparing
from amends.journey.eligibility.actions.carrying import carried_over
from amends.journey.eligibility.models import CarriedOver
from amends.journey.preparation.actions import look_again_later
from amends.journey.preparation.rules import check_may_communicate
from amends.journey.preparation.rules.needs import THEMSELVES
from amends.journey.preparation.rules.sessions import check_other_side_heard

before_step("begin_communication")(check_may_communicate)
before_preparing(check_other_side_heard)


@receiver(carried_over, sender=CarriedOver, dispatch_uid="preparation.carried_over")
def somebody_is_on_file(by: User, row: CarriedOver, **kwargs: Any) -> None:
    """Where the rules set an interval, everybody who takes part is asked what they need from the beginning (W8-384)."""
    person = row.participant
    if person.part in THEMSELVES and person.takes_part and setting(person.case, "needs_looked_at_days"):
        look_again_later(by=by, participant=person)
