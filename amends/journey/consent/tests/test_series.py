"""What somebody wants is a dated series: changes of mind are kept and respected, and never talked away."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.models import FileGrant, Side
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.journey.consent.actions import Evidence, record_consent, withdraw
from amends.journey.consent.models import Consent
from amends.journey.consent.rules import (
    agreeing_to,
    check_all_agree,
    check_may_contact,
    check_may_share_with,
    has_consent,
    may_be_named_in_research,
    switchboard,
)
from amends.journey.consent.tests.cast import agree, refuse


@pytest.mark.requirement("W8-296")
def test_both_answers_are_shown_the_last_counts_and_somebody_talks_with_them_first(
    client, sign_in, coordinator, a_case
):
    with time_machine.travel(dt.datetime(2027, 4, 30, 12, tzinfo=dt.UTC), tick=True):
        agree(coordinator, a_case.responsible, "take_part", "meeting", on=dt.date(2027, 4, 1))
        agree(coordinator, a_case.harmed, "take_part", "meeting", on=dt.date(2027, 4, 1))
        check_all_agree(a_case.case, "meeting")
        refuse(
            coordinator,
            a_case.harmed,
            "take_part",
            "unsure",
            on=dt.date(2027, 4, 20),
            reminded_on=dt.date(2027, 4, 20),
        )
        assert switchboard(a_case.harmed)["take_part"].state == "not sure"
        task = Clock.objects.get(name="talk-when-unsure", stopped_at__isnull=True)
        assert (task.case, task.file) == (a_case.case, a_case.harmed_file)
        with pytest.raises(Refused, match="Not everybody has agreed: to meet face to face"):
            check_all_agree(a_case.case, "meeting")
        sign_in(client, coordinator)
        page = client.get(reverse("consent:board", args=[a_case.harmed.pk])).text
        assert "1 April 2027</strong> To take part: yes" in page
        assert "20 April 2027</strong> To take part: not sure" in page
        assert "Reminded of it on 20 April 2027" in page
        agree(coordinator, a_case.harmed, "take_part", on=dt.date(2027, 4, 25))
        assert not Clock.objects.filter(name="talk-when-unsure", stopped_at__isnull=True).exists()
        check_all_agree(a_case.case, "meeting")


@pytest.mark.parametrize("answer", ["unsure", "refused", "withdrawn"])
def test_yes_found_on_an_older_paper_does_not_open_what_was_closed_since(coordinator, a_case, answer):
    today = timezone.localdate()
    agree(coordinator, a_case.harmed, "letters", on=today - dt.timedelta(days=9))
    refuse(coordinator, a_case.harmed, "letters", answer, on=today - dt.timedelta(days=2))
    with pytest.raises(Refused, match="said something else since") as refusal:
        agree(coordinator, a_case.harmed, "letters", on=today - dt.timedelta(days=5))
    assert refusal.value.field == "on"
    assert not has_consent(a_case.harmed, "letters")


@pytest.mark.requirement("W8-294")
def test_no_to_research_stops_nothing_and_leaves_them_out_by_name(coordinator, a_case):
    for person in (a_case.harmed, a_case.responsible):
        agree(coordinator, person, "take_part", "meeting")
    refuse(coordinator, a_case.harmed, "research")
    agree(coordinator, a_case.responsible, "research")
    check_all_agree(a_case.case, "meeting")
    both = [a_case.harmed, a_case.responsible]
    assert may_be_named_in_research(both) == [a_case.responsible]
    refuse(coordinator, a_case.responsible, "research", "withdrawn")
    assert may_be_named_in_research(both) == []
    check_all_agree(a_case.case, "meeting")


@pytest.mark.requirement("W8-353")
def test_speaking_to_others_and_to_the_media_are_two_consents_with_two_lists(coordinator, service, a_case):
    agree(coordinator, a_case.harmed, "speak_to_others", on=timezone.localdate() - dt.timedelta(days=3))
    refuse(coordinator, a_case.harmed, "media")
    assert agreeing_to(service, "speak_to_others") == [a_case.harmed]
    assert agreeing_to(service, "media") == []
    agree(coordinator, a_case.harmed, "media")
    refuse(coordinator, a_case.harmed, "speak_to_others", "withdrawn")
    assert agreeing_to(service, "speak_to_others") == []
    assert agreeing_to(service, "media") == [a_case.harmed]
    dates = Consent.objects.filter(purpose="speak_to_others").values_list("answer", "given_on")
    assert {answer for answer, _ in dates} == {"given", "withdrawn"}


def test_what_has_run_out_is_on_no_list(coordinator, service, a_case):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    agree(coordinator, a_case.harmed, "media", on=yesterday, until=yesterday)
    assert agreeing_to(service, "media") == []


def test_what_may_be_passed_on_is_limited_to_the_items_and_the_body_named(coordinator, a_case):
    agree(coordinator, a_case.harmed, "share_details", covers=["police"], items=["name", "telephone"])
    check_may_share_with(a_case.harmed, "police", ["name", "telephone"])
    with pytest.raises(Refused, match="address"):
        check_may_share_with(a_case.harmed, "police", ["name", "address"])
    with pytest.raises(Refused, match="does not name this body"):
        check_may_share_with(a_case.harmed, "probation", ["name"])
    refuse(coordinator, a_case.harmed, "share_details", "withdrawn")
    with pytest.raises(Refused, match="taken it back"):
        check_may_share_with(a_case.harmed, "police", ["name"])


@pytest.mark.requirement("PF-107")
@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_leaving_takes_one_step_and_the_other_side_is_told_with_care(
    coordinator, facilitator, second_facilitator, a_case, answer
):
    for person, worker in ((a_case.harmed, facilitator), (a_case.responsible, second_facilitator)):
        agree(coordinator, person, "take_part", "share_details", covers=["police"])
        FileGrant.objects.create(
            service=person.service,
            file=person.file,
            user=worker,
            reason="allocated",
            granted_by=coordinator,
        )
    if answer == "withdrawn":
        withdraw(by=coordinator, participant=a_case.harmed)
    else:
        record_consent(
            by=coordinator, participant=a_case.harmed, key="take_part", answer=answer, evidence=Evidence()
        )
    assert not has_consent(a_case.harmed, "share_details")
    with pytest.raises(Refused, match="taken it back" if answer == "withdrawn" else "have said no to"):
        check_may_share_with(a_case.harmed, "police")
    check_may_share_with(a_case.responsible, "police")
    a_case.case.refresh_from_db()
    assert a_case.case.stopped_at is not None
    task = Clock.objects.get(name="tell-of-a-stop", stopped_at__isnull=True)
    assert (task.file, task.role) == (a_case.responsible_file, "facilitator")
    told = " ".join(Notice.objects.filter(user=second_facilitator).values_list("words", flat=True))
    for word in ("harmed", "refused", "withdr", "HH"):
        assert word not in (told + task.title).lower()


def test_refused_contact_closes_every_way_to_reach_them(coordinator, a_case):
    refuse(coordinator, a_case.harmed, "contact")
    with pytest.raises(Refused, match="do not want to be contacted"):
        check_may_contact(a_case.harmed)
    check_may_contact(a_case.responsible)


def test_what_is_asked_of_one_side_is_no_row_on_the_other_sides_board(coordinator, a_case):
    assert "order" in switchboard(a_case.responsible)
    assert "order" not in switchboard(a_case.harmed)
    assert a_case.harmed.side == Side.HARMED
    with pytest.raises(Refused, match="not asked on their side"):
        refuse(coordinator, a_case.harmed, "order")
