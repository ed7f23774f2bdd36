"""“Not now” is no refusal: it stays as it was said, and somebody asks again on the day they chose."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.case.models import Side
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import State, read
from amends.journey.followup.actions import close_case, code_outcome, note_not_now, take_up_again
from amends.journey.followup.models import Closing, NotNow
from amends.journey.followup.outcomes import outcomes
from amends.journey.followup.rules.closing import Coded

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


def said(by, person, **more):
    return note_not_now(
        by=by,
        participant=person,
        **{"said_on": in_days(0), "revisit_on": in_days(30), "words": "In spring", **more},
    )


@pytest.mark.requirement("PF-090")
@pytest.mark.parametrize("who", ["themselves", "other", "officer"])
def test_who_said_not_now_is_asked_on_their_day_and_it_never_becomes_a_refusal(
    coordinator, a_case, client, sign_in, who
):
    row = said(coordinator, a_case.harmed)
    coded = Coded("not_now", "not_ready", whose=Side.HARMED)
    code_outcome(by=coordinator, case=a_case.case, coded=coded)
    closed = close_case(by=coordinator, case=a_case.case)
    assert outcomes()[Closing.objects.get().outcome].counts_as == "not_now"
    clock = Clock.objects.get(name="ask-again", stopped_at__isnull=True)
    on_the_day = timezone.make_aware(dt.datetime.combine(in_days(30), dt.time(9)))
    assert read(clock, on_the_day).state is State.TODAY
    sign_in(client, coordinator)
    with time_machine.travel(on_the_day, tick=True):
        sign_in(client, coordinator)
        assert "Ask somebody again" in client.get(reverse("worklist:home")).text
        row = NotNow.objects.select_related("file").get()
        take_up_again(by=coordinator, row=row, who=who, on=timezone.localdate())
        page = client.get(reverse("followup:person", args=[a_case.harmed.pk])).text
    assert not Clock.objects.filter(name="ask-again", stopped_at__isnull=True).exists()
    assert "not now" in page
    assert "declin" not in page.lower().replace("declined/", "")
    assert not closed.is_open


def test_who_says_it_again_keeps_what_they_said_before(coordinator, a_case):
    row = said(coordinator, a_case.harmed)
    with pytest.raises(ValidationError, match="said so already"):
        said(coordinator, a_case.harmed)
    take_up_again(by=coordinator, row=row, who="service", on=in_days(0))
    said(coordinator, a_case.harmed, words="After the summer")
    assert [each.words for each in NotNow.objects.order_by("pk")] == ["In spring", "After the summer"]


def test_day_to_ask_again_lies_ahead(coordinator, a_case):
    with pytest.raises(ValidationError, match="after the day they said so"):
        said(coordinator, a_case.harmed, revisit_on=in_days(0))


def test_who_chooses_no_day_is_not_asked(coordinator, a_case):
    said(coordinator, a_case.harmed, revisit_on=None)
    assert not Clock.objects.filter(name="ask-again").exists()


def test_it_is_written_on_a_page_and_unknown_to_the_other_side(
    coordinator, facilitator, a_case, client, sign_in
):
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    day, later = in_days(0), in_days(9)
    sent = {"said_on_day": day.day, "said_on_month": day.month, "said_on_year": day.year}
    sent |= {"revisit_on_day": later.day, "revisit_on_month": later.month, "revisit_on_year": later.year}
    address = reverse("followup:not_now", args=[a_case.harmed.pk])
    assert sign_in(client, coordinator).post(address, sent).status_code == 302
    assert NotNow.objects.get().revisit_on == later
    assert sign_in(client, facilitator).get(address).status_code == 404
    with acting_as(facilitator):
        assert not NotNow.objects.exists()
