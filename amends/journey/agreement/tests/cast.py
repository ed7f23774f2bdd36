"""A meeting that was held and the agreement that came out of it, made through actions."""

import datetime as dt

import pytest
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.journey.agreement import actions
from amends.journey.agreement.actions import Wording
from amends.journey.agreement.models import OutcomeAgreement

TELL = "We ring Hanna once the fence stands"


def today():
    return timezone.localdate()


def in_days(days):
    return today() + dt.timedelta(days=days)


def both(agreement):
    """Who was harmed, and who is responsible."""
    parties = agreement.parties.order_by("pk")
    return parties.filter(side="harmed")[0], parties.filter(side="responsible")[0]


def a_point(by, agreement, **changes):
    """Rhys mends the fence within ten days; it was Hanna's wish and she hears of it."""
    harmed, responsible = both(agreement)
    wording = {
        "what": "Mend the fence",
        "who": responsible,
        "due": in_days(10),
        "overseer": by,
        "proposed_by": harmed,
        "tell_what": TELL,
    }
    return actions.write_point(by=by, agreement=agreement, wording=Wording(**{**wording, **changes}))


def all_agree(by, agreement):
    """Looked at, and everybody says yes to the words."""
    agreement.refresh_from_db()
    actions.check_public(by=by, agreement=agreement, public_protection="ok", community="ok")
    for party in agreement.parties.filter(agrees=True):
        actions.agree(by=by, party=party, on=today(), how="paper")


def give_all(by, agreement):
    """Everybody took a copy home, and the office has one."""
    for party in agreement.parties.all():
        actions.give_copy(by=by, party=party, on=today(), how="by_hand", at_meeting=True)
    actions.note_office_copy(by=by, agreement=OutcomeAgreement.objects.get(), on=today())


@pytest.fixture
def drafted(a_case, coordinator):
    """A draft between Hanna and Rhys, without points yet."""
    with acting_as(coordinator):
        return actions.draft(by=coordinator, case=a_case.case, made_on=today(), way="meeting")


@pytest.fixture
def final(drafted, coordinator):
    """Final, with one promise; nobody has a copy except the office."""
    with acting_as(coordinator):
        a_point(coordinator, drafted)
        all_agree(coordinator, drafted)
        return actions.make_final(by=coordinator, agreement=drafted)


@pytest.fixture
def written(drafted, coordinator):
    """A draft with one promise, looked at for everybody else; nobody has agreed yet."""
    a_point(coordinator, drafted)
    drafted.refresh_from_db()
    actions.check_public(by=coordinator, agreement=drafted, public_protection="ok", community="ok")
    return drafted
