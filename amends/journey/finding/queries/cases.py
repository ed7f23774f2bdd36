"""The lists of possible cases, and the numbers over them."""

from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q, QuerySet

from amends.foundation.access.models import Service
from amends.journey.finding.models import Candidate, Extract

Result, State = Candidate.Result, Candidate.State
GONE = (State.KNOWN,)
MONTHS = 12


def extracts_of(service: Service) -> QuerySet[Extract]:
    """The service's files, the newest first."""
    return Extract.objects.filter(service=service).select_related("agency", "service").order_by("-pk")


def eligible_in(extract: Extract) -> QuerySet[Candidate]:
    """Eligible on paper and not known before: what waits for a look at the file does not count (W8-117)."""
    return extract.candidates.filter(result=Result.ELIGIBLE).exclude(state__in=GONE)


def unsuitable_in(extract: Extract) -> QuerySet[Candidate]:
    """Eligible on paper, and taken out after reading or interview (W8-121)."""
    return eligible_in(extract).filter(state=State.NOT_SUITABLE)


def in_scope(extract: Extract) -> QuerySet[Candidate]:
    """Eligible on paper less those found unsuitable (W8-121)."""
    return eligible_in(extract).exclude(state=State.NOT_SUITABLE)


def worklist(extract: Extract) -> QuerySet[Candidate]:
    """What is still to be decided, the most pressing first (KM-021, EX-106)."""
    rows = eligible_in(extract).filter(state__in=[State.OPEN, State.WAIT, State.CHOSEN])
    return rows.order_by("-score", "release_on", "row")


# Every number on the page of an extract, with the list behind it.
LISTS = {
    "worklist": "Still to be decided",
    "all": "Every row that was read",
    "outside": "Outside what was looked for",
    "not_eligible": "Not eligible",
    "check_file": "Look at the file",
    "known": "Already known",
    "eligible": "Eligible on paper",
    "not_suitable": "Taken out as not suitable",
    "in_scope": "In scope",
    "referred": "Referred",
    "priority": "Priority phases 2 and 3, by release date",
}


def listed(extract: Extract, which: str) -> QuerySet[Candidate]:
    """The rows behind one of `LISTS`."""
    rows = extract.candidates.order_by("-score", "release_on", "row")
    simple = {
        "all": rows,
        "outside": rows.filter(result=Result.OUTSIDE),
        "not_eligible": rows.filter(result=Result.NOT_ELIGIBLE),
        "check_file": rows.filter(result=Result.CHECK_FILE).exclude(state__in=GONE),
        "known": rows.filter(state=State.KNOWN),
        "referred": rows.filter(state=State.REFERRED),
    }
    if which in simple:
        return simple[which]
    if which == "worklist":
        return worklist(extract)
    if which == "priority":
        return priority_custody(extract)
    found = {"eligible": eligible_in, "not_suitable": unsuitable_in, "in_scope": in_scope}[which](extract)
    return found.order_by("-score", "release_on", "row")


def priority_custody(extract: Extract) -> QuerySet[Candidate]:
    """People in offender management phases 2 and 3 with an eligible offence, by release date (W8-383)."""
    return eligible_in(extract).filter(management_phase__in=[2, 3]).order_by("release_on", "row")


def counts(extract: Extract) -> dict[str, int]:
    """Every number of `LISTS`, in one query."""
    eligible = Q(result=Result.ELIGIBLE) & ~Q(state__in=GONE)
    return extract.candidates.aggregate(
        all=Count("pk"),
        outside=Count("pk", filter=Q(result=Result.OUTSIDE)),
        not_eligible=Count("pk", filter=Q(result=Result.NOT_ELIGIBLE)),
        check_file=Count("pk", filter=Q(result=Result.CHECK_FILE) & ~Q(state__in=GONE)),
        known=Count("pk", filter=Q(state=State.KNOWN)),
        eligible=Count("pk", filter=eligible),
        not_suitable=Count("pk", filter=eligible & Q(state=State.NOT_SUITABLE)),
        in_scope=Count("pk", filter=eligible & ~Q(state=State.NOT_SUITABLE)),
        referred=Count("pk", filter=Q(state=State.REFERRED)),
        worklist=Count("pk", filter=eligible & Q(state__in=[State.OPEN, State.WAIT, State.CHOSEN])),
        priority=Count("pk", filter=eligible & Q(management_phase__in=[2, 3])),
    )


def a_year(extract: Extract, eligible: int) -> int | None:
    """How many eligible cases come in a year, from those that came in the months of the file (W8-124)."""
    if extract.holds != Extract.Holds.INCOMING or not extract.months:
        return None
    return int((Decimal(eligible) * MONTHS / extract.months).quantize(Decimal(1), ROUND_HALF_UP))
