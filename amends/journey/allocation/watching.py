"""Listens for people, responsibilities and risks being noted, so that nobody has to remember to look again."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.dispatch import receiver

from amends.foundation.access.acting import acting_user_id
from amends.foundation.access.models import User
from amends.foundation.case.models import Case
from amends.foundation.people.models import Person
from amends.journey.allocation.actions import recheck_conflicts
from amends.journey.allocation.actions.standing import note_who_stands
from amends.journey.allocation.models import Allocation
from amends.journey.risk.models import Assessment
from amends.service.workforce.models import Responsibility
from amends.service.workforce.signals import responsibility_noted


@receiver(post_save, sender=Person, dispatch_uid="allocation.person_saved")
def person_saved(instance: Person, **kwargs: Any) -> None:
    """Somebody was added to a case, or their name or birthday was corrected."""
    cases = Case.objects.filter(participants=instance.participant_id)
    _look_again(cases.filter(pk__in=Allocation.objects.live().values("case")))


@receiver(post_save, sender=Assessment, dispatch_uid="allocation.risk_assessed")
def risk_assessed(instance: Assessment, **kwargs: Any) -> None:
    """High risk wants a second facilitator, whatever the rules of the service say; one more or less is noted at once."""
    case = Case.objects.select_related("service").get(participants=instance.participant_id)
    if Allocation.objects.standing().filter(case=case).exists():
        note_who_stands(by=instance.assessed_by, case=case)


@receiver(responsibility_noted, sender=Responsibility, dispatch_uid="allocation.responsibility_noted")
def responsibility_changed(responsibility: Responsibility, **kwargs: Any) -> None:
    """A facilitator has come to answer for somebody."""
    mine = Allocation.objects.live().filter(user=responsibility.user_id)
    _look_again(Case.objects.filter(pk__in=mine.values("case"), closed_at__isnull=True))


def _look_again(cases: QuerySet[Case]) -> None:
    found = list(cases.select_related("service"))
    by = User.objects.filter(pk=acting_user_id() or 0).first() if found else None
    if by:
        for case in found:
            recheck_conflicts(by=by, case=case)
