"""Is there an agreement in force with this body, what has it promised, and may risk pass in this way?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import ROLES
from amends.foundation.access.rules import held_today
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.service.sharing.models import (
    Acknowledgement,
    Briefing,
    PartnerCase,
    Party,
    RiskMeans,
    SharingAgreement,
    SourceTerms,
)
from amends.service.workforce.models import Facilitator, Training

SOURCE = "Hub manual, C1 main responsibilities; Wait 'til Eight section 4 para 4"
State, About = SharingAgreement.State, SharingAgreement.About
REPLY_CLOCK = "information-request-reply"


def register(service: Service) -> list[SharingAgreement]:
    """Every agreement with its parties, in three queries."""
    parties = Prefetch("parties", Party.objects.select_related("agency").order_by("agency__name"))
    rows = SharingAgreement.objects.filter(service=service).select_related("owner")
    return list(rows.prefetch_related(parties).order_by("about", "title"))


def agreements_with(agency: Agency) -> list[SharingAgreement]:
    """The agreements to which a body is a party."""
    rows = SharingAgreement.objects.filter(parties__agency=agency).order_by("title", "pk")
    return list(rows.prefetch_related("parties"))


def missing_with(agency: Agency) -> str:
    """What stands in the way of asking or telling this body, in a sentence; nothing when an agreement is in force."""
    rows = agreements_with(agency)
    states = {row.state(): row for row in reversed(rows)}
    if State.IN_FORCE in states:
        return ""
    if not rows:
        return f"There is no information sharing agreement with {agency.name}."
    row = next(states[state] for state in (State.PART_SIGNED, State.DRAFT, State.EXPIRED) if state in states)
    words = {
        State.PART_SIGNED: "is only part signed",
        State.DRAFT: "is a draft that nobody has signed",
        State.EXPIRED: "has expired",
    }[row.state()]
    return f"The agreement “{row.title}” with {agency.name} {words}."


def without_agreement(service: Service) -> list[Agency]:
    """The bodies that may not be asked or told anything, because no agreement with them is in force."""
    held = {
        party.agency_id
        for row in register(service)
        if row.state() == State.IN_FORCE
        for party in row.parties.all()
    }
    return list(Agency.objects.filter(service=service, is_active=True).exclude(pk__in=held).order_by("name"))


def closed_to_asking(service: Service) -> dict[int, str]:
    """By the key of a body that may not be asked or told anything: why, in a few words for a list (EX-013)."""
    return {agency.pk: "no agreement in force" for agency in without_agreement(service)}


def check_agreement(agency: Agency, *, field: str = "agency") -> None:
    """Refuse to ask or tell a body anything about a case without an agreement in force with it (EX-013)."""
    missing = missing_with(agency)
    if missing:
        raise Refused(
            missing, source=SOURCE, opens="Have it signed first: Partners, Agreements.", field=field
        )


@dataclass(frozen=True)
class Standing:
    """One of the five kinds of partner that a service needs, with the protocol that counts."""

    about: SharingAgreement.About
    agreement: SharingAgreement | None

    @property
    def is_in_force(self) -> bool:
        return self.agreement is not None and self.agreement.state() == State.IN_FORCE


def protocols(rows: Iterable[SharingAgreement]) -> list[Standing]:
    """The five kinds with the best there is for each: in force before part signed before draft before expired."""
    order = [State.EXPIRED, State.DRAFT, State.PART_SIGNED, State.IN_FORCE]
    best: dict[str, SharingAgreement] = {}
    for row in sorted(rows, key=lambda row: order.index(row.state())):
        best[row.about] = row
    needed = [about for about in About if about not in {About.GENERAL, About.EVALUATION}]
    return [Standing(about, best.get(about)) for about in needed]


def in_force_about(service: Service, about: SharingAgreement.About) -> SharingAgreement | None:
    """The agreement of this sort that is in force, the newest where there are several."""
    rows = [row for row in register(service) if row.about == about and row.state() == State.IN_FORCE]
    return max(rows, key=lambda row: row.pk, default=None)


def missing_protocol(service: Service, about: SharingAgreement.About) -> str:
    """A sentence that names the protocol which is not in force; nothing when it is (W8-237, W8-276)."""
    found = next(each for each in protocols(register(service)) if each.about == about)
    if found.is_in_force:
        return ""
    state = found.agreement.state().label.lower() if found.agreement else "not written yet"
    return f"The protocol “{about.label}” is not in force: it is {state}."


def check_can_sign(post: str, *, is_senior: bool) -> None:
    """Refuse a signature that does not bind the body (W8-178)."""
    if not is_senior:
        raise Refused(
            f"Only a senior manager can sign for the body, and “{post}” is not a senior post.",
            source="Wait 'til Eight section 4 para 4",
            opens="Ask their senior manager to sign.",
            field="is_senior",
        )


def outstanding(agreement: SharingAgreement) -> list[Briefing]:
    """The people who have not confirmed that they have read the version in force (W8-179)."""
    rows = agreement.briefings.select_related("agency").order_by("agency__name", "name")
    return [row for row in rows if row.confirmed_version != agreement.version]


def overdue_reviews(rows: Iterable[SharingAgreement], on: date | None = None) -> list[SharingAgreement]:
    """Those whose review day has passed, unless they have ended (W8-180)."""
    day = on or timezone.localdate()
    return [row for row in rows if row.next_review_on < day and row.state(day) != State.EXPIRED]


def terms_of(agency: Agency) -> SourceTerms | None:
    """What this body has promised about answering."""
    return SourceTerms.objects.filter(agency=agency).first()


def answered_in_time(service: Service) -> dict[int, tuple[int, int]]:
    """By the key of a body: how many requests it answered in time, of those answered or late (W8-166)."""
    now = timezone.now()
    over = Q(ended__in=["met", "late"]) | Q(stopped_at__isnull=True, due_at__lt=now)
    rows = Clock.objects.filter(over, service=service, name=REPLY_CLOCK, agency__isnull=False).values(
        "agency"
    )
    counted = rows.annotate(all=Count("pk"), met=Count("pk", filter=Q(ended="met")))
    return {row["agency"]: (row["met"], row["all"]) for row in counted.order_by()}


def means_in_force(service: Service, on: date | None = None) -> list[RiskMeans]:
    """The ways in which risk may be passed on today, and no other (W8-240)."""
    rows = RiskMeans.objects.filter(service=service).order_by("means")
    return [row for row in rows if row.holds(on)]


def not_acknowledged(service: Service) -> "QuerySet[User]":
    """Staff who open case files and have not yet said that they know what follows from not sharing (W8-170)."""
    roles = [
        role.key for role in ROLES.values() if Permission.CASE_SEE in role.may and role.key != "clockwork"
    ]
    here = held_today(service).filter(role__in=roles)
    read = Acknowledgement.objects.filter(service=service).values("user")
    return (
        User.objects.filter(pk__in=here.values("user"), is_active=True).exclude(pk__in=read).order_by("name")
    )


def without_confidentiality_training(service: Service) -> "QuerySet[Facilitator]":
    """Facilitators in post who have no day of training in confidentiality on their profile (W8-335)."""
    done = Training.objects.filter(
        service=service, course=Training.Course.DATA_PROTECTION, completed_on__isnull=False
    )
    here = Facilitator.objects.filter(service=service, ended_on__isnull=True)
    return here.exclude(pk__in=done.values("facilitator")).select_related("user").order_by("user__name")


def active_cases(service: Service) -> "QuerySet[PartnerCase]":
    """Partners' cases that are going on, by partner."""
    rows = PartnerCase.objects.filter(service=service, status=PartnerCase.Status.ACTIVE)
    return rows.select_related("agency").order_by("agency__name", "-opened_on")
