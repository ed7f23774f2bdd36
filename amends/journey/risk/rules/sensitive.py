"""Is it a sensitive case, and is it known of everybody who takes part whether they are specifically vulnerable?"""

from django.db.models import QuerySet

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.case.rules import open_elsewhere
from amends.foundation.lib.refusal import Refused
from amends.journey.risk.models import Sensitive, Vulnerability
from amends.journey.risk.rules.standing import taking_part
from amends.service.rulebook.rules import profile_in_force

FACTORS = "HMPPS framework 4.4 and 4.21"


def marks_now(case: Case) -> QuerySet[Sensitive]:
    """What marks it as sensitive now, as a query."""
    return Sensitive.objects.filter(case=case, cleared_at__isnull=True).order_by("pk")


def asks_vulnerability(case: Case) -> bool:
    """Whether the rules of this case ask it of each person."""
    return bool(profile_in_force(case.service_id, case.profile).settings.get("vulnerability_of_each_person"))


def not_answered(people: list[Participant]) -> list[Participant]:
    """Those of whom it is not known whether they are vulnerable; somebody new has no answer yet (PF-037)."""
    rows = Vulnerability.objects.filter(participant__in=people).order_by("participant_id", "-id")
    known = {
        r.participant_id for r in rows.distinct("participant_id") if r.answer != Vulnerability.Answer.UNKNOWN
    }
    return [person for person in people if person.pk not in known]


def check_vulnerability_known(case: Case) -> None:
    """Refuse to go on while it is not known of somebody who takes part (PF-037)."""
    if not asks_vulnerability(case):
        return
    seen = set(CaseFile.objects.filter(case=case).values_list("pk", flat=True))
    with as_clockwork(case.service):
        missing = not_answered(taking_part(case))
    if missing:
        names = [f"{p.initials} ({p.words.lower()})" for p in missing if p.file_id in seen]
        if not names:
            raise open_elsewhere()
        raise Refused(
            f"It is not known whether they are specifically vulnerable: {', '.join(names)}.",
            source=FACTORS,
            opens="Answer it on their risk page. “Not known” holds the case.",
        )
