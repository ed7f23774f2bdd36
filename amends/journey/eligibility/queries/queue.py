"""The intake queue: what waits at the desk, who it waits for, and what comes first. One page, a few queries."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.db.models.functions import Cast, NullIf
from django.db.models.lookups import GreaterThanOrEqual, In, LessThanOrEqual
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.clock.working_days import add_working_days
from amends.journey.eligibility.models import TargetTest
from amends.journey.eligibility.queries.alike import first_line
from amends.journey.referral.models import Question, Referral, ReferralFact, ReferralPerson
from amends.journey.referral.models.referral import Status, Turn
from amends.service.rulebook.rules import profile_in_force

PAGE = 25
OPEN = (Status.SUBMITTED, Status.WAITING_FOR_REFERRER)
TARGET_CATEGORIES = ("violence", "acquisitive", "criminal_damage")
FITS, OTHERS = 0, 1  # places in the tab “best fit first”


@dataclass(frozen=True)
class View:
    """One tab of the queue."""

    key: str
    words: str
    where: Q
    incomplete: bool = False
    by_target: bool = False


VIEWS = {
    view.key: view
    for view in (
        View("open", "To decide", Q(status__in=OPEN)),
        View("waiting", "Waiting for the referrer", Q(status=Status.WAITING_FOR_REFERRER)),
        View("complete", "Facts to find", Q(status__in=OPEN), incomplete=True),
        View("target", "Best fit first", Q(status__in=OPEN), by_target=True),
        View(
            "partner",
            "With partner",
            Q(status=Status.SENT_ON, hand_over__isnull=False, hand_over__outcome_on__isnull=True),
        ),
        View("returned", "Sent back", Q(status=Status.RETURNED)),
        View("all", "Everything", ~Q(status=Status.DRAFT)),
    )
}


@dataclass(frozen=True)
class Line:
    """One referral in the queue."""

    referral: Referral
    waiting_days: int | None
    question_id: int | None
    is_late_to_register: bool
    is_edge_of_custody: bool
    age: int
    first_line: str
    sender: str
    waits_for: str


def waiting(user: User, service: Service, view: View) -> "QuerySet[Referral]":
    """The referrals of one tab in the order in which they are to be taken: the edge of custody first (W8-103)."""
    asked = Question.objects.filter(referral=OuterRef("pk"), answered_at__isnull=True).order_by("asked_at")
    rows = Referral.objects.visible_to(user).received().filter(view.where, service=service)
    if view.incomplete:
        tested = TargetTest.objects.filter(referral=OuterRef("pk")).order_by("-pk").values("overall")[:1]
        rows = rows.annotate(overall=Subquery(tested)).filter(overall=TargetTest.Overall.INCOMPLETE)
    if view.by_target:
        rows = rows.annotate(fit=_fit(service))
    return (
        rows.annotate(
            asked_at=Subquery(asked.values("asked_at")[:1]),
            question_id=Subquery(asked.values("pk")[:1]),
        )
        .select_related("agency", "hand_over")
        .order_by(_order_of(rows), "received_at", "pk")
    )


def _order_of(rows: "QuerySet[Referral]") -> str:
    """The turn that is kept with each referral, or the place worked out for the target group."""
    return "fit" if "fit" in rows.query.annotations else "turn"


def _fact(name: str) -> Subquery:
    """What was said last about a fact; nothing where it was found to be not known after all."""
    said = ReferralFact.objects.filter(referral=OuterRef("pk"), name=name).order_by("-pk")
    return Subquery(said.values("value")[:1])


def _fit(service: Service) -> Case:
    """Violence or property, a clear victim and a score in the target range come first; nobody is left out (SS-026)."""
    settings = profile_in_force(service.pk, service.profile).settings
    low, high = (
        int(settings.get(f"priority_ogrs_{end}", usual)) for end, usual in (("from", 25), ("to", 74))
    )
    score = Cast(NullIf(_fact("ogrs"), Value("")), IntegerField())
    people = ReferralPerson.objects.filter(referral=OuterRef("pk"), side__in=["harmed", "party_a"])
    fits = (
        GreaterThanOrEqual(score, low)
        & LessThanOrEqual(score, high)
        & In(_fact("offence_category"), TARGET_CATEGORIES)
        & Exists(people)
    )
    return Case(When(fits, then=Value(FITS)), default=Value(OTHERS), output_field=IntegerField())


@dataclass(frozen=True)
class Key:
    """Where a page of the queue begins: after this referral. Written into the address."""

    turn: int
    received_at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{self.turn}~{self.received_at.isoformat()}~{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Key | None":
        """None for anything that is not a key, so that an edited address shows the first page."""
        try:
            turn, received_at, pk = text.split("~")
            key = cls(int(turn), datetime.fromisoformat(received_at), int(pk))
        except ValueError:
            return None
        return key if key.received_at.tzinfo and key.turn in Turn.values else None


def page_of(rows: "QuerySet[Referral]", after: Key | None) -> tuple[list[Line], str]:
    """One page, and the key of the next one ("" on the last)."""
    if after:
        place = (after.turn, after.received_at, after.pk)
        rows = rows.filter(TupleGreaterThan(Tuple(F(_order_of(rows)), F("received_at"), F("pk")), place))
    found = list(rows[: PAGE + 1])
    lines = [_line(referral) for referral in found[:PAGE]]
    if len(found) <= PAGE:
        return lines, ""
    last = found[PAGE - 1]
    return lines, str(Key(getattr(last, _order_of(rows)), last.received_at, last.pk))  # type: ignore[arg-type]  # received


def _line(referral: Referral) -> Line:
    today = timezone.localdate()
    asked_at: datetime | None = referral.asked_at  # type: ignore[attr-defined]  # annotated by `waiting`
    received = _day(referral.received_at)
    hand_over = getattr(referral, "hand_over", None)
    arrived_in_full = referral.registered_at is not None and referral.acknowledged_at is not None
    return Line(
        referral=referral,
        waiting_days=(today - _day(asked_at)).days if asked_at else None,
        question_id=referral.question_id,  # type: ignore[attr-defined]  # annotated by `waiting`
        is_late_to_register=not arrived_in_full and today >= add_working_days(received, 1),
        is_edge_of_custody=referral.turn == Turn.EDGE_OF_CUSTODY,
        age=(today - received).days,
        first_line=first_line(referral.incident, 90),
        sender=sender_of(referral),
        waits_for=hand_over.to
        if hand_over and not hand_over.outcome_on
        else "the referrer"
        if asked_at
        else "",
    )


def _day(moment: datetime | None) -> date:
    return timezone.localtime(moment).date() if moment else timezone.localdate()


def sender_of(referral: Referral) -> str:
    """Who sent it, as lists show it: the body rather than the person."""
    if referral.form == Referral.Form.SELF:
        return "Self-referral"
    return (
        referral.agency.name if referral.agency else referral.referrer_organisation or referral.referrer_name
    )
