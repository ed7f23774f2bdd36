"""How far somebody takes responsibility, as it was said from the referral on: one series on their own page (EX-129)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, Value
from django.db.models.fields.json import KT
from django.utils import timezone

from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Table
from amends.journey.eligibility.models import Screening, SecondAssessment
from amends.journey.referral.models import ReferralFact
from amends.journey.suitability.models import Judgement

FACT = "responsibility"
WORDS = {"full": "All of it", "some": "Part of it", "part": "Part of it", "none": "None of it"}
NOT_KNOWN = "Not known"
_HOW_FAR = {"none": 0, "some": 1, "part": 1, "full": 2}
_STAGE = {"paper": "On paper", "visit": "Visit"}
_WHOSE_WORD = dict(ReferralFact.SaidBy.choices)
_COLUMNS = tuple(map(Column, ("Stage", "Day", "Responsibility taken", "Who judged it", "What it rests on")))


@dataclass(frozen=True)
class Taken:
    """What was said at one stage. `value` is as that stage keeps it: full, some or part, none, unknown or empty."""

    stage: str
    at: datetime
    value: str
    who: str
    rests_on: str

    @property
    def how_far(self) -> int | None:
        """0 none, 1 part, 2 all; None where it is not known."""
        return _HOW_FAR.get(self.value)

    @property
    def day(self) -> date:
        return timezone.localtime(self.at).date()


def series_of(participant: Participant) -> list[Taken]:
    """Each stage at which it was recorded, the earliest first; nothing of it is shown about somebody harmed.

    Facts of the referral are about the person responsible, so they are no part of what is known of party A or B. Whoever
    does not see the whole service gets from the row policies only what belongs to the files they were given.
    """
    if participant.side == Side.HARMED:
        return []
    found = judged_series(participant.judgements.select_related("judged_by"))
    if participant.side == Side.RESPONSIBLE:
        found += [*_referred(participant.case), *_decided(participant.case)]
    return sorted(found, key=lambda each: each.at)


def _referred(case: Case) -> Iterator[Taken]:
    told = ReferralFact.objects.filter(
        Q(referral__case=case) | Q(referral__merged_into__case=case), name=FACT
    ).exclude(said_by=ReferralFact.SaidBy.COORDINATOR)
    for row in told.annotate(by=F("recorded_by__name")):
        who = f"{row.get_said_by_display()}, noted by {row.by}"
        yield Taken("Referral", row.recorded_at, row.value, who, row.note)


def _decided(case: Case) -> Iterator[Taken]:
    """Screenings and second assessments. Their reasons are about everybody, so the page of one side leaves them out."""
    screened = Screening.objects.filter(referral__case=case).values_list(
        Value("Screening"),
        "screened_at",
        KT(f"facts__{FACT}__value"),
        "screened_by__name",
        KT(f"facts__{FACT}__said_by"),
    )
    assessed = SecondAssessment.objects.filter(case=case).values_list(
        Value("Second assessment"), "assessed_at", "responsibility", "assessed_by__name", Value("")
    )
    for stage, at, value, who, said_by in screened.union(assessed, all=True):
        yield Taken(stage, at, value or "", who, _WHOSE_WORD.get(said_by, ""))


def judged_series(judgements: Iterable[Judgement]) -> list[Taken]:
    """What the judgements on paper and after visits say; a manager takes over what the facilitators found."""
    return sorted(
        (
            Taken(_STAGE[row.made_as], row.judged_at, row.responsibility, row.judged_by.name, row.basis)
            for row in judgements
            if row.made_as in _STAGE and row.responsibility != Judgement.Responsibility.NOT_ASKED
        ),
        key=lambda each: each.at,
    )


def warning(series: Sequence[Taken]) -> str:
    """What the series warns of: none is taken now, or less than before; "" where nothing is to be said."""
    known = [each.how_far for each in series if each.how_far is not None]
    if not known:
        return ""
    if known[-1] == 0:
        return (
            "At last no responsibility was taken. Nothing passes to the other side while that stands: talk with "
            "them again, and judge it again if it has changed."
        )
    if known[-1] < max(known):
        return "Less responsibility is taken now than was said before. Talk about it before anything goes further."
    return ""


def table_of(series: Sequence[Taken]) -> Table:
    """The series as a table: the day, the stage, and who judged it."""
    rows = [
        [
            Cell(each.stage),
            Cell(long_date(each.day)),
            Cell(WORDS.get(each.value, NOT_KNOWN)),
            Cell(each.who),
            Cell(each.rests_on),
        ]
        for each in series
    ]
    return Table(
        "How far they take responsibility",
        _COLUMNS,
        rows,
        empty="Nobody has recorded it yet.",
        caption_hidden=True,
    )
