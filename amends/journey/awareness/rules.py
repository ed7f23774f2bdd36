"""Which services are listed, who may send somebody to one, and what a referral that asks for nothing else is not."""

from django.db.models import QuerySet

from amends.foundation.access.models import Service, User
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.questions import Answers
from amends.foundation.questionnaire.rules import latest_response
from amends.journey.awareness.kinds import SOURCE
from amends.journey.awareness.models import AwarenessWork, ListedService
from amends.journey.referral.content import OFFICERS_OF
from amends.journey.referral.models import Referral, ReferralPerson
from amends.journey.referral.models.referral import Reason
from amends.journey.referral.rules import is_staff_of
from amends.journey.referral.sentence_rules import AWARENESS
from amends.service.rulebook.rules import profile_in_force

MEASUREMENT = "measurement"
SIDES = (ReferralPerson.Side.RESPONSIBLE, ReferralPerson.Side.PARTY_A, ReferralPerson.Side.PARTY_B)


def listed(service: Service) -> list[ListedService]:
    """Every line of the list, restorative justice first."""
    rows = ListedService.objects.filter(service=service).select_related("provider").order_by("name")
    return sorted(rows, key=lambda row: list(ListedService.Kind).index(ListedService.Kind(row.kind)))


def may_send(user: User, referral: Referral) -> bool:
    """Whether somebody may send a person responsible to one: the officer who supervises them, or the service.

    Nobody who refers on behalf of the person harmed learns of it.
    """
    officer = referral.agency is not None and referral.agency.kind in OFFICERS_OF
    return is_staff_of(user, referral.service_id) or (referral.referrer_id == user.pk and officer)


def people_of(referral: Referral) -> QuerySet[ReferralPerson]:
    """Whom such work can be for."""
    return referral.people.filter(side__in=SIDES, of__isnull=True).order_by("position")


def work_of(referral: Referral) -> QuerySet[AwarenessWork]:
    """What was chosen with this referral, the newest first; the database shows officers only what they chose."""
    rows = AwarenessWork.objects.filter(referral=referral)
    return rows.select_related("listed__provider", "person", "chosen_by").order_by("-pk")


def subject_of(referral: Referral) -> str:
    """Under which answers about it are kept, where they did not come with the referral."""
    return f"awareness:{referral.pk}"


def weighed(referral: Referral) -> Answers:
    """What was weighed beforehand (PF-127): said here, or on the referral."""
    for subject in (subject_of(referral), f"referral:{referral.pk}"):
        if response := latest_response(subject, AWARENESS):
            return dict(response.answers)
    return {}


def measures_empathy(service: Service) -> bool:
    """Whether questions about empathy before and after a case are this service's way to measure, and no more."""
    rules = profile_in_force(service.pk, service.profile)
    return rules.settings.get("empathy_questions") == MEASUREMENT


def check_can_list(row: ListedService) -> None:
    """Refuse to list as work on empathy what only measures it, where the rules call that measurement (PF-126)."""
    if row.only_measures and not row.is_rj and measures_empathy(row.service):
        raise Refused(
            "Questions asked before and after are measurement here, and not work of this kind.",
            source="Essex manual, evaluation",
            opens="They belong to the feedback that is taken after a case.",
            field="only_measures",
        )


def check_can_choose(user: User, referral: Referral, row: ListedService, person: ReferralPerson) -> None:
    """Refuse a stranger, somebody who was harmed, a closed service, and restorative justice under this name."""
    if not may_send(user, referral):
        raise Refused("This referral is not yours.")
    if row.is_rj:
        raise Refused(
            "This is restorative justice, which has its own way.",
            source=SOURCE,
            opens="Send a referral pack to the provider from the referral's page.",
        )
    if not row.is_open:
        raise Refused("Nobody new is sent there.", opens="Choose another one.")
    if person.referral_id != referral.pk or person.side not in SIDES:
        raise Refused("Such work is for somebody responsible for harm.", source=SOURCE, field="person")


def asks_only_for_awareness(referral: Referral) -> bool:
    """Whether victim awareness work is all that is asked for."""
    return set(referral.reasons) == {Reason.VICTIM_AWARENESS}


def check_is_restorative(referral: Referral) -> None:
    """Refuse a case of restorative justice for what asks only for victim awareness work (PF-126)."""
    if asks_only_for_awareness(referral):
        raise Refused(
            "Only victim awareness work is asked for, and that is not restorative justice.",
            source=SOURCE,
            opens="Choose a service for it, or ask the referrer whether restorative justice is wanted too.",
        )
