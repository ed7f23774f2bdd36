"""How every figure is counted: which rows are looked at, by which day, which of them count, and under which heading.

One line a figure in `COUNTED`, under the key that policy/figures.yaml gives it; `Counted.pair` gives its two sets of
rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case as Choose
from django.db.models import (
    CharField,
    Exists,
    F,
    FloatField,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Extract

from amends.foundation.access.models import Service
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, CaseMilestone, Participant, Side
from amends.foundation.clock.models import Clock
from amends.insight.performance import names
from amends.insight.performance.months import Month
from amends.journey.agreement.models import OutcomeAgreement, Point
from amends.journey.awareness.models import AwarenessWork
from amends.journey.contact.models import Contact
from amends.journey.court.models import Programme
from amends.journey.court.rules.glossary import OffenderStatus, status_in
from amends.journey.eligibility.models import Screening, SentOn
from amends.journey.evaluation.models import Feedback
from amends.journey.followup.models import Closing, FollowUp
from amends.journey.indirect.models import Considered, Effect, Exchange
from amends.journey.meeting.models import Meeting
from amends.journey.referral.models import Referral

Rows = QuerySet[Any]
DAY = 24 * 60 * 60
HARMED = (Side.HARMED, Side.PARTY_A, Side.PARTY_B)
ONLY_AWARENESS = Q(reasons=[Referral.Reason.VICTIM_AWARENESS.value])
THEMSELVES = (Participant.Part.PRINCIPAL, Participant.Part.MEMBER)


@dataclass(frozen=True)
class Counted:
    """`rows` is what is looked at; `of` picks what counts of it (all, where it is None).

    `by` is the heading within the figure. `leads_to` is where "show them" goes: cases or referrals, and the way there
    from a row. `middle` is a value whose median is the figure. `people` says that the headings are people of the
    service, which are shown inside only, like all headings of a share. `several` is the list from which the headings of
    a row are taken, where it may have more than one. `part_of` names the number of another figure that this one divides
    up; `hidden_with` is a figure whose hidden parts could be worked out from this one. `asked` are the people who could
    have answered, to say how many did not.
    """

    rows: Callable[[], Rows]
    day: str
    leads_to: tuple[str, str]
    of: Q | None = None
    by: Combinable | None = None
    names: Callable[[], Mapping[str, str]] = field(default=dict)
    every_name: bool = True
    middle: Combinable | None = None
    people: bool = False
    days_only: bool = False
    several: str = ""
    part_of: tuple[str, str] | None = None
    hidden_with: str = ""
    asked: Callable[[], Rows] | None = None

    @property
    def kind(self) -> str:
        """`parts` of a total, a `share` of something, or a `middle` value."""
        return "middle" if self.middle is not None else "parts" if self.of is None else "share"

    def within(self, service: Service, first: Month, last: Month | None = None) -> Rows:
        """The rows of one month, or of several up to and including the last."""
        end = (last or first).shifted(1)
        start, stop = (first.first, end.first) if self.days_only else (first.begins, end.begins)
        return self.rows().filter(service=service, **{f"{self.day}__gte": start, f"{self.day}__lt": stop})

    def pair(self, service: Service, month: Month) -> tuple[Rows, Rows]:
        """Numerator and denominator as rows."""
        looked_at = self.within(service, month)
        return (looked_at if self.of is None else looked_at.filter(self.of)), looked_at

    def under(self, rows: Rows, heading: str) -> Rows:
        """Those of the rows that stand under a heading."""
        if self.several:
            return rows.filter(**{f"{self.several}__contains": [heading]})
        headed: Rows = rows.annotate(heading_asked=self.heading)
        return headed.filter(heading_asked=heading)

    @property
    def beside(self) -> "Counted | None":
        """Everybody who could have answered, counted in the same month."""
        return Counted(self.asked, "settled_at", self.leads_to) if self.asked else None

    @property
    def heading(self) -> Combinable:
        """The heading of a row, as text."""
        return Value("", output_field=CharField()) if self.by is None else Cast(self.by, CharField())


def _restorative() -> Rows:
    return Referral.objects.received().exclude(ONLY_AWARENESS)


def _last_screenings() -> Rows:
    later = Screening.objects.filter(referral=OuterRef("referral"), pk__gt=OuterRef("pk"))
    return Screening.objects.filter(~Exists(later))


def _first_contacts() -> Rows:
    arrived = Referral.objects.filter(case=OuterRef("case")).order_by("received_at").values("received_at")[:1]
    reached = CaseMilestone.objects.filter(name=Milestone.FIRST_CONTACT_HARMED)
    return reached.annotate(arrived=Subquery(arrived)).filter(arrived__isnull=False)


def _programme_victims() -> Rows:
    """People harmed in cases found suitable, where somebody has been convicted (W8-392)."""
    each = CaseMilestone.objects.filter(  # one row for each of them
        name=Milestone.SUITABLE,
        case__participants__side__in=HARMED,
        case__participants__part__in=THEMSELVES,
        case__participants__takes_part=True,
    )
    return each.annotate(offender=status_in("case")).exclude(offender=OffenderStatus.PRE_CONVICTION)


def _communicated() -> Rows:
    return CaseMilestone.objects.filter(name=Milestone.COMMUNICATED)


def _met(way: str) -> Exists:
    return Exists(Meeting.objects.filter(case=OuterRef("case"), state=Meeting.State.HELD, way=way))


def _closed() -> Rows:
    return Closing.objects.filter(reopened_at__isnull=True)


def _used() -> Rows:
    return _closed().exclude(used_ways=[])


def suitable_pairs() -> Rows:
    """Cases that ended after both sides had been found suitable: the pairs of output 6 (SS-043)."""
    found = CaseMilestone.objects.filter(case=OuterRef("case"), name=Milestone.SUITABLE)
    pairs: Rows = _closed().filter(Exists(found)).annotate(came_to=CAME_TO)
    return pairs


def _answered(question: str, *answers: str, **more: Any) -> Callable[[], Rows]:
    return lambda: Feedback.objects.filter(**{f"{question}__in": answers}, **more)


def _asked_harmed() -> Rows:
    return FollowUp.objects.exclude(state=FollowUp.State.OPEN).filter(
        participant__side__in=HARMED, participant__part__in=THEMSELVES
    )


def _days(later: str, earlier: str) -> Combinable:
    return Extract(F(later) - F(earlier), "epoch") / Value(DAY, output_field=FloatField())


MET = Exists(Meeting.objects.filter(case=OuterRef("case"), state=Meeting.State.HELD))
OFFERED = Exists(
    Considered.objects.filter(participant__case=OuterRef("case"), answer__in=Considered.OFFERED)
) | Exists(Exchange.objects.filter(case=OuterRef("case")))
CAME_TO = Choose(
    When(MET, then=Value(names.CONFERENCE)),
    When(OFFERED, then=Value(names.ALTERNATIVE)),
    default=Value(names.NEITHER),
    output_field=CharField(),
)
OF_CASE, OF_REFERRAL = ("case", "case"), ("referral", "referral")
OF_PERSON = ("case", "participant__case")
YES_NO = ("yes", "no")

COUNTED: dict[str, Counted] = {
    "referrals_received": Counted(
        _restorative,
        "received_at",
        ("referral", "pk"),
        by=F("referrer_kind"),
        names=names.of_sources,
    ),
    "referrals_by_route": Counted(
        _restorative,
        "received_at",
        ("referral", "pk"),
        by=F("route"),
        names=names.of_routes,
    ),
    "referrals_screened": Counted(
        _last_screenings, "screened_at", OF_REFERRAL, by=F("decision"), names=names.of_decisions
    ),
    "reasons_not_eligible": Counted(
        lambda: _last_screenings().filter(decision=Screening.Decision.NOT_SUITABLE).exclude(rules=[]),
        "screened_at",
        OF_REFERRAL,
        by=Func(F("rules"), function="unnest", output_field=CharField()),
        several="rules",
        every_name=False,
        part_of=("referrals_screened", Screening.Decision.NOT_SUITABLE.value),
    ),
    "sent_on": Counted(
        SentOn.objects.all,
        "transferred_at",
        OF_REFERRAL,
        by=F("why"),
        every_name=False,
        part_of=("referrals_screened", Screening.Decision.TRANSFER.value),
    ),
    "cases_opened": Counted(
        Case.objects.all, "opened_at", ("case", "pk"), by=F("family"), names=names.of_families
    ),
    "programme_victims": Counted(
        _programme_victims,
        "at",
        OF_CASE,
        by=F("offender"),
        names=names.of_convicted,
    ),
    "first_contact_days": Counted(_first_contacts, "at", OF_CASE, middle=_days("at", "arrived")),
    "meetings_held": Counted(
        lambda: Meeting.objects.filter(state=Meeting.State.HELD),
        "begins_at",
        OF_CASE,
        by=F("way"),
        names=names.of_ways,
    ),
    "communicated": Counted(
        _communicated,
        "at",
        OF_CASE,
        by=Choose(
            When(_met(Meeting.Way.MEETING), then=Value(Meeting.Way.MEETING.value)),
            When(_met(Meeting.Way.VIDEO), then=Value(Meeting.Way.VIDEO.value)),
            default=Value(names.INDIRECT),
        ),
        names=names.of_all_ways,
    ),
    "agreements": Counted(
        lambda: OutcomeAgreement.objects.exclude(state=OutcomeAgreement.State.DRAFT),
        "made_on",
        OF_CASE,
        by=F("state"),
        names=names.of_agreements,
        days_only=True,
    ),
    "points": Counted(
        lambda: Point.objects.filter(kind=Point.Kind.ACTION, agreement__state=OutcomeAgreement.State.FINAL),
        "due",
        OF_CASE,
        by=F("status"),
        names=names.of_points,
        days_only=True,
    ),
    "asked_afterwards": Counted(
        lambda: FollowUp.objects.exclude(state=FollowUp.State.OPEN),
        "settled_at",
        OF_PERSON,
        by=F("state"),
        names=names.of_asking,
    ),
    "content_harmed": Counted(
        _answered("content", *YES_NO, side__in=HARMED, part__in=THEMSELVES),
        "taken_at",
        OF_PERSON,
        of=Q(content="yes"),
        asked=_asked_harmed,
    ),
    "impact": Counted(
        lambda: Feedback.objects.exclude(impact=""),
        "taken_at",
        OF_PERSON,
        by=F("impact"),
        names=names.of_impact,
    ),
    "would_recommend": Counted(
        _answered("would_recommend", *YES_NO), "taken_at", OF_PERSON, of=Q(would_recommend="yes")
    ),
    "let_down": Counted(_answered("disappointed", *YES_NO), "taken_at", OF_PERSON, of=Q(disappointed="yes")),
    "closed": Counted(
        _closed,
        "closed_at",
        OF_CASE,
        by=F("outcome"),
        names=names.of_outcomes,
    ),
    "output_6": Counted(
        suitable_pairs,
        "closed_at",
        OF_CASE,
        of=~Q(came_to=names.NEITHER),
        by=F("came_to"),
        names=names.of_pairs,
    ),
    "ways_used": Counted(
        _used,
        "closed_at",
        OF_CASE,
        by=Func(F("used_ways"), function="unnest", output_field=CharField()),
        several="used_ways",
        names=names.of_used_ways,
        every_name=False,
    ),
    "conferences": Counted(
        _used,
        "closed_at",
        OF_CASE,
        of=Q(used_ways__overlap=list(Meeting.Way.values)),
        hidden_with="ways_used",
    ),
    "letters_did_good": Counted(
        Effect.objects.all,
        "noted_at",
        ("case", "exchange__case"),
        of=Q(worked=Effect.Worked.YES),
        by=F("exchange__kind"),
        names=names.of_messages,
        every_name=False,
    ),
    "programmes_did_good": Counted(
        lambda: Programme.objects.exclude(worked=""),
        "ended_on",
        ("case", "sentence__participant__case"),
        of=Q(worked=Programme.Worked.YES),
        by=F("kind"),
        names=names.of_programmes,
        every_name=False,
        days_only=True,
    ),
    "days_open": Counted(
        lambda: _closed().annotate(opened=F("case__opened_at")),
        "closed_at",
        OF_CASE,
        middle=_days("closed_at", "opened"),
    ),
    "clocks_kept": Counted(
        lambda: Clock.objects.filter(ended__in=("met", "late")),
        "stopped_at",
        OF_CASE,
        of=Q(ended="met"),
        by=F("name"),
        names=names.of_clocks,
        every_name=False,
    ),
    "contacts_on_time": Counted(
        Contact.objects.all,
        "at",
        OF_PERSON,
        of=Q(is_late=False),
        by=F("logged_by_id"),
        every_name=False,
        people=True,
    ),
    "awareness_referrals": Counted(
        lambda: Referral.objects.received().filter(ONLY_AWARENESS), "received_at", ("referral", "pk")
    ),
    "awareness_work": Counted(
        AwarenessWork.objects.all,
        "chosen_on",
        OF_REFERRAL,
        by=F("kind"),
        names=names.of_work_beside,
        days_only=True,
    ),
}
