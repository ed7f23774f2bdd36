"""Is the case held, does an order forbid it, and is anybody still worried? Asked before anything goes on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.questionnaire.rules import newest_about
from amends.journey.risk.models import ContactBar, Hold, RiskEnquiry, Worry
from amends.journey.suitability.models import Judgement

WORRY = "Wait 'til Eight section 5 para 3.2"
BAR = "HMPPS framework 6.9"
RISE = "NOMS service specification, strategic context"
CHANGE = "HMPPS framework 4.10 and 6.23"
SOURCES = {
    Hold.Kind.RISE: RISE,
    Hold.Kind.CHANGE: CHANGE,
    Hold.Kind.SENSITIVE: "HMPPS framework 4.4, 4.22 and 6.14",
}
OPENS = {
    Hold.Kind.RISE: "It goes on when the renewed assessment of probation is entered.",
    Hold.Kind.CHANGE: "It goes on when a manager says so on the risk page.",
    Hold.Kind.SENSITIVE: "It goes on when a manager has looked at it and says so on the risk page.",
}
SECURITY = "NOMS service specification, rows 2 and 6"


def holds_of(case: Case) -> list[Hold]:
    """What holds it now."""
    return list(
        Hold.objects.filter(case=case, lifted_at__isnull=True).select_related("placed_by").order_by("pk")
    )


def check_not_held(case: Case) -> None:
    """Refuse while the risk of the case is being looked at anew (SS-024, PF-045)."""
    held = holds_of(case)
    if held:
        raise _held(held)


def _held(holds: Iterable[Hold]) -> Refused:
    kinds = {Hold.Kind(hold.kind) for hold in holds}
    kind = next(each for each in OPENS if each in kinds)  # what nobody here can lift comes first
    return Refused(f"The case is held. {kind.label}.", source=SOURCES[kind], opens=OPENS[kind])


def holds_over(participants: Sequence[Participant]) -> QuerySet[Hold]:
    """What holds the cases of these people now."""
    return Hold.objects.filter(case__in={person.case_id for person in participants}, lifted_at__isnull=True)


def held_refusals(participants: Sequence[Participant], holds: Iterable[Hold]) -> dict[int, Refused]:
    """Nothing is sent to anybody of a case that is held: what stands against each, by their key."""
    of_case: dict[int, list[Hold]] = defaultdict(list)
    for hold in holds:
        of_case[hold.case_id].append(hold)
    return {p.pk: _held(of_case[p.case_id]) for p in participants if of_case.get(p.case_id)}


def check_no_bar(case: Case, how: str, on: date) -> None:
    """Refuse `how` (direct or indirect) on a day on which an order or condition forbids it (PF-088).

    What the order says stands in one side's file, so nothing of it is said here.
    """
    with as_clockwork(case.service):
        bars = ContactBar.objects.filter(participant__case=case, starts_on__lte=on)
        standing = [
            bar
            for bar in bars
            if (bar.ends_on is None or bar.ends_on >= on)
            and bar.covers in {how, ContactBar.Covers.BOTH}
            and (bar.varied_on is None or bar.varied_on > on)
        ]
    if standing:
        raise Refused(
            "An order or condition forbids this contact on that day.",
            source=BAR,
            opens="Whoever can vary it has to agree in writing; then it is entered on the risk page.",
        )


def check_no_worry(case: Case) -> None:
    """Refuse to book or confirm a meeting while a worry has no advice and no decision (W8-216)."""
    with as_clockwork(case.service):
        open_now = Worry.objects.filter(participant__case=case, decided_on__isnull=True).exists()
    if open_now:
        raise Refused(
            "Somebody is worried that harm could come of it, and nothing is decided about that yet.",
            source=WORRY,
            opens="The worry stands on a risk page: enter who was asked, what they advised and what was decided.",
        )


def is_in_custody(participant: Participant) -> bool:
    """Whether the last assessment after a visit says that they are in prison."""
    rows = Judgement.objects.filter(participant=participant, response__isnull=False).order_by("-pk")
    answered = (row.response for row in rows.select_related("response") if row.response)
    return newest_about("setting", answered).get("setting") == "custody"


def check_security_answered(participant: Participant) -> None:
    """Refuse while a prison's security department has not answered what it was asked (SS-023)."""
    asked = RiskEnquiry.objects.filter(
        participant=participant, kind=RiskEnquiry.Kind.SECURITY, answered_on__isnull=True
    )
    if asked.exists():
        raise Refused(
            "Prison security has been asked and has not answered yet.",
            source=SECURITY,
            opens="File the answer on the risk page; “nothing of concern” is one.",
        )


def check_security_of_case(case: Case) -> None:
    """The same for everybody in the case, before a meeting is confirmed."""
    with as_clockwork(case.service):
        asked = RiskEnquiry.objects.filter(
            participant__case=case, kind=RiskEnquiry.Kind.SECURITY, answered_on__isnull=True
        ).exists()
    if asked:
        raise Refused(
            "An answer about security is still missing.",
            source=SECURITY,
            opens="File it on the risk page.",
        )
