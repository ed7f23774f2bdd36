"""Two people edit the same thing at once: the later one is shown what changed, loses nothing, and saves on top of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.pages.fields.choices import YesNoField
from amends.foundation.people.models import Person
from amends.journey.agreement.models import Point
from amends.journey.agreement.tests.cast import a_point, drafted  # noqa: F401  (pytest finds fixtures by name)
from amends.journey.indirect import actions as letters
from amends.journey.meeting.models import Meeting

Opened = dict[str, Any]


def opened(browser: Client, url: str) -> Opened:
    """Every box of the form on a page, as the browser would send it back untouched."""
    form = browser.get(url).context["form"]
    boxes: Opened = {}
    for box in form:
        value = box.value()
        if isinstance(value, tuple):
            boxes |= {f"{box.html_name}_{name}": getattr(value, name) for name in ("day", "month", "year")}
        elif isinstance(box.field, YesNoField):
            boxes[box.html_name] = {True: "yes", False: "no"}.get(value, value or "")
        elif value is not None and value is not False:
            boxes[box.html_name] = value
    return boxes


@pytest.fixture
def both(sign_in, coordinator, manager) -> tuple[Client, Client]:
    """Two browsers at two desks."""
    return sign_in(Client(), coordinator), sign_in(Client(), manager)


def check(both: tuple[Client, Client], url: str, box: str, *, also: Opened | None = None) -> None:
    """Both open it; the second to save is shown the first one's words beside their own, and can then save."""
    first, second = both
    theirs, yours = opened(first, url) | (also or {}), opened(second, url) | (also or {})
    saved = first.post(url, {**theirs, box: "What the first one wrote"})
    assert saved.status_code == 302, saved.content.decode()
    late = second.post(url, {**yours, box: "What the second one wrote"})
    page = late.content.decode()
    assert "What changed meanwhile" in page
    assert "What the first one wrote" in page
    again = opened_after(late)
    assert again[box] == "What the second one wrote"
    assert second.post(url, {**yours, **again}).status_code == 302


def opened_after(response: Any) -> Opened:
    """What stands in the form that came back."""
    return {name: value for name, value in response.context["form"].data.items() if value is not None}


def test_participant(both, a_case):
    check(both, reverse("casefile:edit", args=[a_case.harmed.pk]), "access_needs")
    assert Person.objects.get(participant=a_case.harmed).access_needs == "What the second one wrote"


def test_who_saves_the_same_words_is_not_stopped(both, a_case):
    url = reverse("casefile:edit", args=[a_case.harmed.pk])
    theirs, yours = (opened(browser, url) for browser in both)
    for browser, boxes in zip(both, (theirs, yours), strict=True):
        assert browser.post(url, {**boxes, "access_needs": "Large print"}).status_code == 302


def test_safe_contact_card(both, a_case):
    check(both, reverse("casefile:safe_contact", args=[a_case.harmed.pk]), "warning")


def test_preparation_that_both_begin(both, allocated_case):
    check(both, reverse("preparation:edit", args=[allocated_case.harmed.pk]), "hopes")


@pytest.mark.usefixtures("drafted")
def test_point_of_an_agreement(both, drafted, coordinator):  # noqa: F811  (the fixture)
    with acting_as(coordinator):
        point = a_point(coordinator, drafted)
    url = reverse("agreement:point", args=[drafted.case.number, point.pk])
    check(both, url, "what")
    with acting_as(coordinator):
        assert Point.objects.get(pk=point.pk).what == "What the second one wrote"


def test_plan_of_a_meeting(both, ahead, coordinator):
    check(both, reverse("meeting:plan", args=[ahead.case.number]), "notes")
    with acting_as(coordinator):
        assert Meeting.objects.get().notes == "What the second one wrote"


def test_letter(both, communicating: Callable[[str], Any], coordinator):
    fence = communicating("letters")
    with acting_as(coordinator):
        exchange = letters.begin(
            by=coordinator, case=fence.case, from_file=fence.responsible.file, kind="letter"
        )
        letters.write(by=coordinator, exchange=exchange, author=fence.responsible, words="Dear Hanna")
    check(both, reverse("indirect:draft", args=[fence.case.number, exchange.pk]), "words")
    with acting_as(coordinator):
        written = list(exchange.drafts.order_by("number").values_list("words", flat=True))
    assert written == ["Dear Hanna", "What the first one wrote", "What the second one wrote"]
