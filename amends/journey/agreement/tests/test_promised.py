"""What somebody was promised to hear afterwards: these points, in this way, until this day, and nothing beyond."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.journey.agreement import actions
from amends.journey.agreement.actions import Result, Wanted
from amends.journey.agreement.models import OutcomeAgreement, Point, Wish
from amends.journey.agreement.rules import check_can_close
from amends.journey.agreement.tests.cast import a_point, all_agree, both, give_all, in_days, today


def the_point():
    return Point.objects.select_related("agreement__case__service", "who", "overseer").order_by("pk").first()


def wished(by, agreement, **wanted):
    harmed, _ = both(agreement)
    harmed.agreement = agreement
    return actions.note_wish(by=by, party=harmed, wanted=Wanted(**wanted))


def not_done(by):
    return actions.set_status(by=by, point=the_point(), result=Result("not_done", today(), "He could not"))


def tasks(name="agreement-told"):
    return Clock.objects.filter(name=name, stopped_at__isnull=True)


@pytest.mark.requirement("SS-046")
def test_who_asked_to_hear_is_told_of_a_failure_and_who_wants_no_contact_is_not(final, coordinator, a_case):
    wished(coordinator, final, about=(the_point().pk,), how="phone")
    not_done(coordinator)
    assert tasks().count() == 1
    tasks().update(stopped_at=timezone.now(), ended="dropped")
    Point.objects.update(status="open", note="", status_on=None, noted_by=None, noted_at=None)
    wished(coordinator, final, no_contact=True)
    point = not_done(coordinator)
    assert not tasks().exists()
    assert point.does_not_wish_to_know
    give_all(coordinator, final)
    check_can_close(a_case.case)


def test_after_the_last_day_nothing_reaches_them(final, coordinator):
    wished(coordinator, final, about=(the_point().pk,), how="phone", until=in_days(1))
    with time_machine.travel(timezone.now() + dt.timedelta(days=2), tick=True):
        not_done(coordinator)
        assert not tasks().exists()


def test_news_on_a_day_is_a_task_of_that_side_that_leads_to_where_it_is_done(
    client, sign_in, final, coordinator, a_case
):
    wish = wished(coordinator, final, how="phone", news_on=in_days(9), until=in_days(30))
    clock = tasks("agreement-news").get()
    assert timezone.localtime(clock.due_at).date() == in_days(9)
    assert clock.file_id == a_case.harmed_file.pk
    day = {"on_day": today().day, "on_month": today().month, "on_year": today().year}
    assert sign_in(client, coordinator).post(clock.link, day).status_code == 302
    wish.refresh_from_db()
    assert wish.news_given_on == today()
    assert not tasks("agreement-news").exists()
    with pytest.raises(Refused, match="nothing more"):
        actions.note_news(by=coordinator, wish=wished(coordinator, final, no_contact=True), on=today())


def test_nothing_beyond_what_everybody_agreed_can_be_promised(drafted, coordinator):
    a_point(coordinator, drafted, tell_what="")
    all_agree(coordinator, drafted)
    agreement = actions.make_final(by=coordinator, agreement=drafted)
    with pytest.raises(Refused, match="not agreed that they are told"):
        wished(coordinator, agreement, about=(the_point().pk,), how="phone")
    with pytest.raises(ValidationError, match="how they want to hear"):
        wished(coordinator, agreement, news_on=in_days(3))
    with pytest.raises(ValidationError, match="after the day on which it ends"):
        wished(coordinator, agreement, how="phone", news_on=in_days(9), until=in_days(3))


def test_wish_is_written_on_its_page_and_is_unknown_to_the_other_side(
    final, coordinator, facilitator, a_case, client, sign_in
):
    harmed, _ = both(final)
    address = reverse("agreement:wish", args=[final.case.number, harmed.pk])
    sign_in(client, coordinator)
    assert "We ring Hanna once the fence stands" in client.get(address).text
    sent = {"no_contact": "yes", "about": [the_point().pk], "how": "letter"}
    assert client.post(address, sent).status_code == 302
    assert (Wish.objects.get().how, Wish.objects.get().no_contact) == ("letter", False)
    assert client.post(address, {"no_contact": "no"}).status_code == 302
    assert Wish.objects.get().no_contact
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    assert sign_in(client, facilitator).get(address).status_code == 404
    with acting_as(facilitator):
        assert not Wish.objects.exists()


@pytest.mark.requirement("SS-045")
@pytest.mark.parametrize("ended", ["done", "not_done", "released"])
def test_case_stays_open_until_each_promise_has_ended(drafted, coordinator, a_case, ended):
    for what in ("Mend the fence", "Paint it", "Bring cake"):
        a_point(coordinator, drafted, what=what, tell_what="", due=in_days(20))
    all_agree(coordinator, drafted)
    agreement = actions.make_final(by=coordinator, agreement=drafted)
    give_all(coordinator, agreement)
    points = list(Point.objects.select_related("agreement__case__service", "who", "overseer").order_by("pk"))
    with pytest.raises(Refused, match="a few words"):
        actions.set_status(by=coordinator, point=points[0], result=Result("not_done", today(), ""))
    for point in points[:2]:
        point.refresh_from_db()
        actions.set_status(by=coordinator, point=point, result=Result(ended, today(), "We asked"))
    for half_done in (False, True):
        if half_done:
            actions.set_status(
                by=coordinator,
                point=points[2],
                result=Result("part", today(), "Half of it", new_due=in_days(30)),
            )
        with pytest.raises(Refused, match="what became of 1"):
            check_can_close(a_case.case)
    actions.set_status(by=coordinator, point=points[2], result=Result(ended, today(), "We asked"))
    check_can_close(a_case.case)
    assert OutcomeAgreement.objects.get().state == "final"
