"""The register of every case that could become one, taken on or not, and what of it the evaluator is sent."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import CaseMilestone
from amends.foundation.lib.refusal import Refused
from amends.journey.finding.models import Candidate
from amends.journey.followup.models import Closing
from amends.journey.followup.outcomes import outcomes
from amends.journey.progress.models import Forwarding, ForwardingPlan
from amends.journey.referral.models import Referral
from amends.journey.referral.models.referral import Status
from amends.service.partners.rules import is_secure_address
from amends.service.sharing.models import SharingAgreement
from amends.service.sharing.rules import in_force_about

SOURCE = "Wait 'til Eight table 4, administrator"
CHUNK = 500
_MOVES = {
    "allocated_on": Milestone.FACILITATORS_ACCEPTED,
    "communicated_on": Milestone.COMMUNICATED,
}


@dataclass(frozen=True)
class Entry:
    """One possible case: never a name, only its number and how far it has come."""

    number: str
    registered_on: date
    source: str
    stage: str
    result: str
    decided_on: date | None = None
    allocated_on: date | None = None
    communicated_on: date | None = None
    closed_on: date | None = None
    sent_on: date | None = None
    case_number: str = ""


# What can be agreed with an evaluator, by the words that stand in the agreement.
FIELDS: dict[str, tuple[str, Callable[[Entry], object]]] = {
    "number": ("Case number", lambda row: row.case_number or row.number),
    "registered_on": ("Date registered", lambda row: row.registered_on),
    "source": ("Source", lambda row: row.source),
    "stage": ("Stage", lambda row: row.stage),
    "decided_on": ("Date decided", lambda row: row.decided_on),
    "allocated_on": ("Date allocated", lambda row: row.allocated_on),
    "communicated_on": ("Date of communication", lambda row: row.communicated_on),
    "closed_on": ("Date closed", lambda row: row.closed_on),
    "result": ("Result", lambda row: row.result),
}


def possible(service: Service) -> "QuerySet[Candidate]":
    """Those found in extracts that could be eligible and have no referral; each person and offence once."""
    could_be = (Candidate.Result.ELIGIBLE, Candidate.Result.CHECK_FILE)
    rows = Candidate.objects.filter(service=service, result__in=could_be, same_as__isnull=True)
    gone = (Candidate.State.KNOWN, Candidate.State.REFERRED)
    return rows.exclude(state__in=gone).select_related("extract__agency").order_by("-pk")


def referred(service: Service, user: User) -> "QuerySet[Referral]":
    """Everything that was referred; what was joined to another referral is that one."""
    rows = Referral.objects.visible_to(user).received().filter(service=service)
    return rows.exclude(status=Status.MERGED).select_related("agency", "case").order_by("-received_at", "-pk")


def size_of(service: Service, user: User) -> int:
    """How many possible cases the register holds."""
    return referred(service, user).count() + possible(service).count()


def entries(service: Service, user: User, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
    """The register from one place to another: what was referred, the newest first, then what was only found."""
    sent = list(Forwarding.objects.filter(service=service).order_by("at").values_list("at", flat=True))
    rows, found = referred(service, user), possible(service)
    many = rows.count()
    end = many + found.count() if stop is None else stop
    for first in range(start, min(end, many), CHUNK):
        yield from _of_referrals(list(rows[first : min(first + CHUNK, end, many)]), sent)
    for candidate in found[max(start - many, 0) : max(end - many, 0)]:
        yield _of_candidate(candidate, sent)


def _of_referrals(rows: Sequence[Referral], sent: Sequence[datetime]) -> Iterator[Entry]:
    cases = [row.case_id for row in rows if row.case_id]
    moves: dict[int, dict[str, datetime]] = {}
    for move in CaseMilestone.objects.filter(case__in=cases, name__in=_MOVES.values()):
        moves.setdefault(move.case_id, {})[move.name] = move.at
    counts = Closing.objects.filter(case__in=cases, replaced_at__isnull=True, reopened_at__isnull=True)
    ended = {row.case_id: outcomes()[row.outcome].title for row in counts}
    for row in rows:
        reached = moves.get(row.case_id or 0, {})
        yield Entry(
            number=row.number,
            registered_on=_day(row.received_at or row.started_at),
            source=str(row.agency) if row.agency else row.get_route_display(),
            stage=row.case.get_stage_display() if row.case else row.get_status_display(),
            result=ended.get(row.case_id or 0, row.get_status_display()),
            decided_on=_perhaps(row.decided_at),
            closed_on=_perhaps(row.case.closed_at) if row.case else None,
            sent_on=_sent(row.received_at or row.started_at, sent),
            case_number=row.case.number if row.case else "",
            **{field: _perhaps(reached.get(name)) for field, name in _MOVES.items()},
        )


def _of_candidate(row: Candidate, sent: Sequence[datetime]) -> Entry:
    at = row.extract.uploaded_at
    return Entry(
        number=f"F{row.extract_id}-{row.row}",
        registered_on=_day(at),
        source=str(row.extract.agency),
        stage=row.get_state_display(),
        result=row.get_result_display(),
        sent_on=_sent(at, sent),
    )


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _perhaps(moment: datetime | None) -> date | None:
    return _day(moment) if moment else None


def _sent(registered: datetime, sent: Sequence[datetime]) -> date | None:
    return next((_day(at) for at in reversed(sent) if at >= registered), None)


def agreed_fields(agreement: SharingAgreement) -> list[str]:
    """The fields that an agreement with the evaluator names, in the order of the register."""
    lines = {line.lower() for line in agreement.item_lines}
    return [key for key, (words, _) in FIELDS.items() if words.lower() in lines]


def agreement_with_evaluator(service: Service) -> SharingAgreement | None:
    """The one in force, if there is one."""
    return in_force_about(service, SharingAgreement.About.EVALUATION)


def check_can_forward(service: Service) -> tuple[SharingAgreement, list[str]]:
    """The agreement with the fields it names. Refused without one in force, and where it names none (W8-137)."""
    agreement = agreement_with_evaluator(service)
    if agreement is None:
        raise Refused(
            "There is no agreement with the evaluator in force, so nothing is sent.",
            source=SOURCE,
            opens="Write it and have it signed: Partners, Sharing agreements.",
        )
    fields = agreed_fields(agreement)
    if not fields:
        raise Refused(
            "The agreement names none of the fields of the register.",
            source=SOURCE,
            opens=f"Write into it, one a line, what is agreed of: {', '.join(w for w, _ in FIELDS.values())}.",
        )
    return agreement, fields


def plan_of(service: Service) -> ForwardingPlan | None:
    """Where the register goes by itself, if it does."""
    return ForwardingPlan.objects.filter(service=service).first()


def check_evaluators_address(service: Service, address: str) -> None:
    """Refuse an address that is at none of the service's secure domains."""
    if not is_secure_address(service, address):
        raise Refused(
            f"“{address}” is not at a secure domain, so the register cannot go there.",
            source=SOURCE,
            opens="Have the evaluator’s secure domain put on the list: Partners, Safe e-mail domains.",
            field="address",
        )


def letter(service: Service, agreement: str, table: str) -> str:
    """What the evaluator is sent: the marking, what it rests on, and the table as it would be in a file."""
    return (
        f"{service.marking}\n\nThis is the register of possible cases of {service.name}, sent under “{agreement}”. "
        f"The table below holds what was agreed and nothing else; its columns are parted by commas.\n\n{table}"
    )


def lines(rows: Iterator[Entry], fields: Sequence[str]) -> Iterator[list[str]]:
    """What is sent: the agreed fields and no other, heading first."""
    yield [FIELDS[key][0] for key in fields]
    for row in rows:
        yield [_cell(FIELDS[key][1](row)) for key in fields]


def _cell(value: object) -> str:
    return "" if value is None else str(value)
