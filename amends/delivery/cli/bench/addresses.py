"""What `amends bench` looks at: the main pages and the API, at addresses that the example's own rows give."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from django.test import Client

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency, User
from amends.foundation.access.token_actions import make_api_token
from amends.foundation.case.lifecycle import Stage
from amends.foundation.case.models import Case, Participant
from amends.journey.agreement.models import OutcomeAgreement
from amends.journey.meeting.models import Meeting
from amends.journey.referral.models import Referral

KEYS = 8
COORDINATOR, FACILITATOR, MANAGER, OFFICER = "coordinator", "facilitator", "manager", "police"
HANDED_IN = {
    "form": "referral",
    "referral": {
        "incident": "A shed was broken into.",
        "referrer_name": "Sam Sample",
        "referrer_telephone": "01632 960000",
    },
    "people": [{"full_name": "Rowan Sample", "side": "harmed"}],
}


@dataclass(frozen=True)
class Look:
    """One thing that is timed. `ask` does it once and gives the answer; what `writes` cannot be sent again as SQL."""

    name: str
    ask: Callable[[], Any]
    writes: bool = False


def looks() -> list[Look]:
    """Everything that is timed, in the order of the table. Needs the example in the database."""
    coordinator, facilitator, manager, officer = (
        _signed_in(who) for who in (COORDINATOR, FACILITATOR, MANAGER, OFFICER)
    )
    # The first of each kind: the example as it was told, so the very same in a service of any size.
    with acting_as(_user(COORDINATOR)):
        case = Case.objects.filter(stage=Stage.PREPARATION).order_by("pk")[0]
        person = Participant.objects.filter(case=case).order_by("pk")[0]
        referral = Referral.objects.filter(status=Referral.Status.SUBMITTED).order_by("pk")[0]
        meeting = Meeting.objects.ahead().select_related("case").order_by("pk")[0]
        agreement = OutcomeAgreement.objects.select_related("case").order_by("pk")[0]
        ending = Case.objects.filter(stage=Stage.FOLLOW_UP).order_by("pk")[0]
    pages = [
        ("worklist of a coordinator", coordinator, "/today/"),
        ("worklist of a facilitator", facilitator, "/today/"),
        ("case list", coordinator, "/cases/"),
        ("case", coordinator, f"/cases/{case}/"),
        ("person", coordinator, f"/people/{person.pk}/"),
        ("intake queue", coordinator, "/intake/"),
        ("intake of a referral", coordinator, f"/intake/{referral}/"),
        ("allocation", coordinator, f"/cases/{case}/allocation/"),
        ("meeting", coordinator, f"/cases/{meeting.case}/meeting/"),
        ("agreement", coordinator, f"/cases/{agreement.case}/agreement/"),
        ("closing", coordinator, f"/cases/{ending}/closing/"),
        ("figures", manager, "/figures/"),
        ("referrals of a referrer", officer, "/referrals/"),
        ("status of a referral, for staff", coordinator, f"/referrals/{referral}/"),
    ]
    found = [Look(name, _getting(client, address)) for name, client, address in pages]
    search = Look("search by name", lambda: coordinator.post("/search/", {"wanted": "Hawthorne"}))
    return [*found[:5], search, *found[5:], *_api()]


def _api() -> list[Look]:
    """The two calls that other systems make most, with keys in turns: one alone may ask only so often in a minute."""
    clients = cycle([_with_key(number) for number in range(KEYS)])
    address = "/api/v1/referrals"
    return [
        Look(
            "API: hand in a referral",
            lambda: next(clients).post(address, HANDED_IN, content_type="application/json"),
            writes=True,
        ),
        Look("API: list of referrals", lambda: next(clients).get(address)),
    ]


def _with_key(number: int) -> Client:
    manager = _user(MANAGER)
    with acting_as(manager):
        agency = Agency.objects.filter(is_active=True, kind="police").order_by("pk")[0]
        _, key = make_api_token(by=manager, agency=agency, name=f"bench {number}")
    return Client(headers={"authorization": f"Bearer {key}"})


def _user(name: str) -> User:
    return User.objects.get(email=f"{name}@example.org")


def _signed_in(name: str) -> Client:
    client = Client()
    client.force_login(_user(name))
    return client


def _getting(client: Client, address: str) -> Callable[[], Any]:
    return lambda: client.get(address)
