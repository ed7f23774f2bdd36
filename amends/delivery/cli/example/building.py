"""Builds the whole example in an empty database, and says which rows belong to which part of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from unittest import mock

from django.conf import settings
from django.utils import timezone

from amends.delivery.cli.example import (  # noqa: F401  (these bring the verbs)
    allocating,
    deciding,
    ending,
    referring,
    working,
)
from amends.delivery.cli.example.entering import log_entries
from amends.delivery.cli.example.hub import Hub, found_hub, give_password, hire, read_hub
from amends.delivery.cli.example.moments import Moments
from amends.delivery.cli.example.scenario import Scenario, read_scenarios
from amends.delivery.cli.example.sections import Book, Kind
from amends.delivery.cli.example.telling import VERBS, tell
from amends.delivery.cli.migrate import as_owner

__all__ = ["VERBS", "build"]
AGE = timedelta(days=1100)
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def build(scenarios: Iterable[Scenario] | None = None, *, entries: bool = True) -> Book:
    """Tell everything through the actions. The database holds nothing else; its owner gives the rows their dates."""
    now = timezone.now().replace(microsecond=0)
    moments, book = Moments(), Book()
    with mock.patch.multiple(settings, EMAIL_BACKEND=NO_MAIL, NOTIFY_API_KEY="", SEND_AT_ONCE=True):
        hub = _set_up(book, moments, now)
        if entries:
            with book.section("entries", Kind.SERVICE):
                log_entries(hub, moments, now)
        for number, scenario in enumerate(read_scenarios() if scenarios is None else scenarios, start=1):
            with book.section(scenario.key, scenario.kind):
                tell(scenario, hub=hub, moments=moments, now=now, number=number)
    with as_owner():
        moments.settle()
    return book


def _set_up(book: Book, moments: Moments, now: datetime) -> Hub:
    plan = read_hub()
    today = timezone.localtime(now).date()
    with moments.at(now - AGE):
        with book.section("hub", Kind.SERVICE):
            hub = found_hub(plan)
        with book.section("team", Kind.PEOPLE):
            hire(hub, plan, today)
            give_password(hub, plan)
    return hub
