"""Is a supporter suitable, are they a party somewhere else, and who else was affected?"""

from collections.abc import Sequence

from django.db.models import QuerySet

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person
from amends.foundation.people.rules import namesakes
from amends.journey.preparation.models import Affected, Backing, SupporterFinding
from amends.journey.preparation.rules.record import record_of

SOURCE = "Wait 'til Eight appendix 3D, supporters"
ASSESSED = {Participant.Part.SUPPORTER, Participant.Part.PARENT}
PARTIES = (Participant.Part.PRINCIPAL, Participant.Part.MEMBER, Participant.Part.SPOKESPERSON)


def findings_that_count(people: Sequence[Participant] | QuerySet[Participant]) -> QuerySet[SupporterFinding]:
    """The last finding on each of them, as a query."""
    rows = SupporterFinding.objects.filter(participant__in=people).order_by("participant_id", "-id")
    return rows.distinct("participant_id")


def check_may_come(participant: Participant) -> None:
    """Refuse a supporter on the list of a meeting who is not assessed as suitable and prepared (W8-148)."""
    if participant.part not in ASSESSED:
        return
    finding = findings_that_count([participant]).first()
    if finding is None or not finding.suitable:
        words = "has not been assessed yet" if finding is None else "was found not suitable to be there"
        raise Refused(
            f"This supporter {words}: {participant.initials}.",
            source=SOURCE,
            opens="Assess them under “Getting them ready” in their file.",
            field="participant",
        )
    kept = record_of(participant)
    if kept is None or kept.prepared_on is None:
        raise Refused(
            f"This supporter is not prepared yet: {participant.initials}.",
            source=SOURCE,
            opens="Prepare them, and say so under “Getting them ready” in their file.",
            field="participant",
        )


def check_may_be_told(backing: Backing) -> None:
    """Refuse to send somebody's details to an organisation that they did not agree to (PF-144)."""
    if backing.agreed_on is None or not backing.wanted:
        raise Refused(
            "They have not agreed that this organisation is told about them.",
            source="HMPPS framework 6.42",
            opens="Ask them, and write down when they agreed.",
        )
    if backing.ended_on:
        raise Refused("This organisation supports them no longer.")


def is_party_elsewhere(participant: Participant) -> bool:
    """Whether somebody of that name, and date of birth where known, is a party to another open case."""
    with as_clockwork(participant.case.service):
        own = Person.objects.filter(participant=participant).first()
        if own is None:
            return False
        same = (
            namesakes(own.full_name, participant.service_id)
            .filter(
                participant__part__in=PARTIES,
                participant__left_at__isnull=True,
                participant__case__closed_at__isnull=True,
            )
            .exclude(participant__case_id=participant.case_id)
        )
        births = set(same.values_list("date_of_birth", flat=True))
    return bool(births) and (own.date_of_birth is None or bool(births & {None, own.date_of_birth}))


def affected_of(case: Case) -> list[Affected]:
    """Everybody known to be affected, as far as whoever acts may see."""
    return list(Affected.objects.filter(file__case=case).select_related("file").order_by("pk"))
