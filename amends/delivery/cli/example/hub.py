"""Sets the example hub up: the service, its partners, everybody who works there, and the teams of facilitators."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from amends.delivery.public.example_accounts import EXAMPLE_ACCOUNTS, PASSWORD
from amends.foundation.access.acting import acting_as
from amends.foundation.access.actions import add_user, give_role
from amends.foundation.access.models import Agency, AgencyKind, Service, User
from amends.foundation.access.programs import program
from amends.foundation.access.roles import ROLES, WHOLE_SERVICE_OR_NONE
from amends.foundation.documents.marking_actions import begin_markings
from amends.journey.meeting.actions import add_room, add_venue
from amends.journey.notes.actions import add_store
from amends.service.partners.actions import add_secure_domain, keep_agency, keep_setting, say_establishment
from amends.service.partners.models import District, Pathway, Receiver
from amends.service.sharing import actions as sharing
from amends.service.workforce import actions as workforce

HERE = Path(__file__).parent
MONTH = 30
WEEKDAYS, EVENING = range(5), "3_evening"


@dataclass
class Hub:
    """The example hub while it is told: its people by the key that the scenarios use."""

    service: Service
    users: dict[str, User] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)

    def who(self, key: str) -> User:
        """Somebody who works there or refers to it; KeyError names a key that hub.yaml does not know."""
        return self.users[key]

    @property
    def coordinator(self) -> User:
        return self.users["coordinator"]

    @property
    def manager(self) -> User:
        return self.users["manager"]


@dataclass(frozen=True)
class Colleague:
    """Somebody with an account, whether anybody may sign in with it or not."""

    key: str
    name: str
    email: str
    role: str
    agency: str = ""
    may_sign_in: bool = False

    @property
    def sees_everything_or_nothing(self) -> bool:
        """Such people are one for the whole service, however many teams it has."""
        return ROLES[self.role].sees in WHOLE_SERVICE_OR_NONE


def read_hub() -> dict[str, Any]:
    """What hub.yaml says."""
    found: dict[str, Any] = yaml.safe_load((HERE / "hub.yaml").read_text(encoding="utf-8"))
    return found


def colleagues(plan: dict[str, Any]) -> list[Colleague]:
    """The accounts of the start page, then those who only work in the example."""
    accounts = [
        Colleague(a.email.partition("@")[0], a.name, a.email, a.role, a.agency, may_sign_in=True)
        for a in EXAMPLE_ACCOUNTS
    ]
    others = [
        Colleague(key, email=f"{key}@example.org", **details) for key, details in plan["colleagues"].items()
    ]
    return [*accounts, *others]


def found_hub(plan: dict[str, Any]) -> Hub:
    """The service itself with its partners, and those of its people who are there only once."""
    hub = Hub(Service.objects.create(**plan["service"]))
    for name, details in plan["agencies"].items():
        agency = Agency(service=hub.service, name=name)
        hub.agencies[name] = agency
        for field_name, value in details.items():
            setattr(agency, field_name, value)
    for role in ("clockwork", "public_form"):
        program(hub.service, role)
    for who in colleagues(plan):
        if who.sees_everything_or_nothing:
            hub.users[who.key] = _let_in(hub, who)
    with acting_as(hub.coordinator):
        _note_partners(hub, plan)
    with acting_as(hub.manager):
        begin_markings(by=hub.manager, service=hub.service)
    return hub


def _note_partners(hub: Hub, plan: dict[str, Any]) -> None:
    by, service = hub.coordinator, hub.service
    for agency in hub.agencies.values():
        keep_agency(by=by, agency=agency, details={})
    for domain in plan["secure_domains"]:
        add_secure_domain(by=by, service=service, domain=domain, note="Example partner")
    _agree_on_sharing(hub, plan["sharing"])
    for name, details in plan["districts"].items():
        keep_setting(by=by, row=District(service=service, name=name), details=details)
    for row in plan["receivers"]:
        agency = hub.agencies[row["agency"]]
        receiver = Receiver(service=service, agency=agency)
        keep_setting(by=by, row=receiver, details={**row, "agency": agency})
    for row in plan["pathways"]:
        details = {"status": Pathway.Status.LIVE, "profile": service.profile, **row}
        if "agency" in row:  # a pathway of one agency goes before those of its kind
            details["agency"] = hub.agencies[row["agency"]]
        if details["status"] == Pathway.Status.LIVE:
            details["agreed_on"] = timezone.localdate()
        keep_setting(by=by, row=Pathway(service=service), details=details)
    for name, details in plan["venues"].items():
        _note_venue(hub, name, **details)
    add_store(by=by, service=service, name=plan["paper_store"], is_secure=True)
    for agency in (each for each in hub.agencies.values() if each.kind == AgencyKind.PRISON):
        say_establishment(by=by, agency=agency, kind="prison")


def _agree_on_sharing(hub: Hub, plan: dict[str, Any]) -> None:
    """The agreements under which information passes, what bodies promised, and the cases one of them has."""
    by, today = hub.coordinator, timezone.localdate()
    for row in plan["agreements"]:
        parties = [hub.agencies[name] for name in row.pop("with")]
        written_on = today - timedelta(days=row.pop("days_ago"))
        unsigned = row.pop("unsigned", [])
        made = sharing.add_agreement(
            by=by, service=hub.service, details=row, parties=parties, written_on=written_on
        )
        for party in made.parties.select_related("agency"):
            if party.agency.name not in unsigned:
                sharing.sign(by=by, party=party, signed_on=written_on, is_senior=True, **plan["signature"])
    for name, details in plan["terms"].items():
        sharing.set_terms(by=by, agency=hub.agencies[name], details=details)
    for means, reference in plan["means"].items():
        sharing.set_means(by=by, service=hub.service, means=means, from_on=today, reference=reference)
    for row in plan["partner_cases"]:
        agency = hub.agencies[row.pop("agency")]
        opened_on = today - timedelta(days=row.pop("days_ago"))
        sharing.tell_case(by=by, agency=agency, details={**row, "opened_on": opened_on})


def _note_venue(hub: Hub, name: str, *, rooms: list[str], **details: Any) -> None:
    """A place that the coordinator has looked at; the second of its rooms is the quiet one."""
    venue = add_venue(
        by=hub.coordinator, service=hub.service, details={"name": name, **details}, checked=True
    )
    for place, room in enumerate(rooms):
        add_room(by=hub.coordinator, venue=venue, name=room, for_breaks=place > 0)


def hire(hub: Hub, plan: dict[str, Any], today: date) -> None:
    """Facilitators and referrers: a large service has many teams like this one."""
    for who in colleagues(plan):
        if not who.sees_everything_or_nothing:
            hub.users[who.key] = _let_in(hub, who)
    for key, details in plan["facilitators"].items():
        with acting_as(hub.manager):
            _profile(hub, hub.who(key), today, Background(**details))


def give_password(hub: Hub, plan: dict[str, Any]) -> None:
    """One password for all accounts of the start page. Hashing it takes as long as a good hash should, so once."""
    hashed = make_password(PASSWORD)
    accounts = [hub.who(who.key).pk for who in colleagues(plan) if who.may_sign_in]
    User.objects.filter(pk__in=accounts).update(password=hashed)


def _let_in(hub: Hub, who: Colleague) -> User:
    user = add_user(by=None, email=who.email, name=who.name)
    agency = hub.agencies.get(who.agency)
    give_role(by=None, user=user, service=hub.service, role=who.role, agency=agency)
    return user


@dataclass(frozen=True)
class Background:
    """What a facilitator brings: `months` in service, vetted for so many days from today."""

    level: str
    volunteer: bool
    area: str
    hours: int
    languages: list[str]
    months: int
    vetted_for: int
    special: bool = False
    case_limit: int | None = None
    course_days: int = 3


def _profile(hub: Hub, user: User, today: date, background: Background) -> None:
    """A facilitator's profile with training, vetting and free times."""
    by, began = hub.manager, today - timedelta(days=background.months * MONTH)
    profile = workforce.add_facilitator(
        by=by,
        service=hub.service,
        user=user,
        details={
            "level": background.level,
            "is_volunteer": background.volunteer,
            "area": background.area,
            "hours_a_month": background.hours,
            "languages": background.languages,
            "approved_for_specialist": background.special,
            "case_limit": background.case_limit,
            "started_on": began,
        },
    )
    course: dict[str, object] = {
        "provider": "Example Training",
        "days": 3,
        "days_attended": background.course_days,
    }
    if background.course_days == course["days"]:
        course["completed_on"] = began
    workforce.add_training(by=by, facilitator=profile, details=course)
    until = today + timedelta(days=background.vetted_for)
    decided = min(began, until)
    vetting = {"level": "dbs_enhanced", "decided_on": decided, "valid_until": until}
    workforce.add_vetting(by=by, facilitator=profile, details=vetting)
    evenings = [(day, EVENING) for day in WEEKDAYS if (day + background.months) % 2]
    workforce.set_free_times(by=by, facilitator=profile, times=evenings)
