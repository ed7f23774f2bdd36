"""Builds the whole example in an empty database, and says which rows belong to which part of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from unittest import mock

from django.conf import settings
from django.db import models
from django.utils import timezone

from amends.delivery.cli.example import (  # noqa: F401  (these bring the verbs)
    agreeing,
    allocating,
    asking,
    caring,
    courts,
    crossing,
    deciding,
    ending,
    keywork,
    looking,
    meeting,
    noting,
    posting,
    referring,
    remedies,
    safety,
    targeting,
    working,
)
from amends.delivery.cli.example.committee import found_committee
from amends.delivery.cli.example.entering import log_entries
from amends.delivery.cli.example.hub import Hub, found_hub, give_password, hire, read_hub
from amends.delivery.cli.example.library import stock_library
from amends.delivery.cli.example.lists import keep_lists
from amends.delivery.cli.example.moments import Moments
from amends.delivery.cli.example.planning import keep_plan, keep_rules
from amends.delivery.cli.example.scenario import Scenario, read_scenarios
from amends.delivery.cli.example.sections import Book, Kind
from amends.delivery.cli.example.telling import VERBS, tell
from amends.delivery.cli.migrate import as_owner
from amends.foundation.access.acting import acting_as
from amends.foundation.messages.actions import see_notices

__all__ = ["VERBS", "build"]
LATELY, LOOKED = 25, timedelta(days=4)
AGE = timedelta(days=1100)
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def build(scenarios: Iterable[Scenario] | None = None, *, entries: bool = True) -> Book:
    """Tell everything through the actions, from the oldest matter to the newest, and give the rows their dates.

    The database holds nothing else.
    """
    now = timezone.now().replace(microsecond=0)
    moments, book = Moments(), Book()
    left = _left_to_postgresql
    quick = mock.patch.multiple(models.Model, validate_constraints=left, validate_unique=left)
    with quick, mock.patch.multiple(settings, EMAIL_BACKEND=NO_MAIL, NOTIFY_API_KEY="", SEND_AT_ONCE=True):
        hub = _set_up(book, moments, now)
        if entries:
            with book.section("entries", Kind.SERVICE):
                log_entries(hub, moments, now)
        told = sorted(
            read_scenarios() if scenarios is None else scenarios, key=lambda s: s.began, reverse=True
        )
        first_of_late = 1 + sum(scenario.began > LATELY for scenario in told)
        for number, scenario in enumerate(told, start=1):
            if number == first_of_late:
                _look(hub, moments, now)
            with book.section(scenario.key, scenario.kind):
                tell(scenario, hub=hub, moments=moments, now=now, number=number)
    with as_owner():
        moments.settle()
    return book


def _look(hub: Hub, moments: Moments, now: datetime) -> None:
    """Everybody has seen their news a few days ago, so that what is new on their page is new."""
    with moments.at(now - LOOKED):
        for user in hub.users.values():
            with acting_as(user):
                see_notices(user=user)


def _left_to_postgresql(row: models.Model, exclude: object = None) -> None:
    """It checks every row that is written anyway; asking it beforehand is for people, who want a sentence."""


def _set_up(book: Book, moments: Moments, now: datetime) -> Hub:
    plan = read_hub()
    today = timezone.localtime(now).date()
    with moments.at(now - AGE):
        with book.section("hub", Kind.SERVICE):
            hub = found_hub(plan)
            safety.name_safeguards(hub)
        with book.section("team", Kind.PEOPLE):
            hire(hub, plan, today)
            give_password(hub, plan)
        with book.section("courts", Kind.SERVICE):
            courts.found_courts(hub)
        with book.section("lists", Kind.SERVICE):
            keep_lists(hub, plan)
    with book.section("rules", Kind.SERVICE):
        keep_rules(hub, moments, now)
    with book.section("plan", Kind.SERVICE):
        keep_plan(hub, moments, now)
    with book.section("library", Kind.SERVICE):
        stock_library(hub, moments, now)
    with book.section("committee", Kind.SERVICE):
        found_committee(hub, moments, now)
    return hub
