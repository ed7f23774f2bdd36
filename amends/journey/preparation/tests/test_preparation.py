"""Each person is made ready in their own file, and a way opens when both have chosen it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.actions import grant_file
from amends.foundation.case.rules import reached
from amends.foundation.lib.refusal import ChangedMeanwhile, Refused
from amends.journey.consent.tests.cast import agree
from amends.journey.preparation.actions import Talk, add_need, choose_way, meet_need, prepare
from amends.journey.preparation.models import WayChoice
from amends.journey.preparation.rules import agreed_way, check_way_agreed, lack_of, needs_of
from amends.journey.risk.actions import end_measure, note_measure

TODAY = timezone.localdate


def choose(by, participant, way, **talk):
    return choose_way(by=by, participant=participant, way=way, on=TODAY(), talk=Talk(**talk))


@pytest.mark.requirement("EX-048")
def test_way_opens_only_when_both_chose_the_same(coordinator, a_case):
    choose(coordinator, a_case.harmed, "meeting")
    choose(coordinator, a_case.responsible, "letters", discussed_on=TODAY())
    assert agreed_way(a_case.case) is None
    with pytest.raises(Refused, match="Not everybody has chosen"):
        check_way_agreed(a_case.case, "meeting")
    choose(coordinator, a_case.responsible, "meeting")
    assert agreed_way(a_case.case) == "meeting"
    assert "way_chosen" in reached(a_case.case)


def test_chosen_way_still_needs_everybodys_consent(coordinator, a_case):
    for person in (a_case.harmed, a_case.responsible):
        choose(coordinator, person, "meeting")
    with pytest.raises(Refused, match="Not everybody has agreed"):
        check_way_agreed(a_case.case, "meeting")
    for person in (a_case.harmed, a_case.responsible):
        agree(coordinator, person, "take_part", "meeting")
    check_way_agreed(a_case.case, "meeting")


def test_changing_ones_mind_takes_the_milestone_back(coordinator, a_case):
    for person in (a_case.harmed, a_case.responsible):
        choose(coordinator, person, "meeting")
    choose(coordinator, a_case.harmed, "letters", discussed_on=TODAY(), why_not_meeting="too soon")
    assert "way_chosen" not in reached(a_case.case)


@pytest.mark.requirement("KM-006")
def test_other_way_needs_a_talk_about_meeting_or_the_reason(coordinator, a_case):
    with pytest.raises(ValidationError, match="talked about"):
        choose(coordinator, a_case.harmed, "letters")
    assert not WayChoice.objects.exists()
    said = "She asked us not to speak of it yet."
    choose(coordinator, a_case.harmed, "letters", why_not_discussed=said)
    choose(coordinator, a_case.responsible, "letters", discussed_on=TODAY(), why_not_meeting="He is shy.")
    first, second = WayChoice.objects.order_by("pk")
    assert (first.why_not_discussed, first.meeting_discussed_on) == (said, None)
    assert (second.meeting_discussed_on, second.why_not_meeting) == (TODAY(), "He is shy.")


def test_two_people_writing_the_same_record_are_shown_each_others(coordinator, manager, a_case):
    kept = prepare(by=coordinator, participant=a_case.harmed, explained=["leaflet"], texts={"hopes": "peace"})
    texts = {"hopes": "mine", "questions": "", "wants_to_say": "", "if_no_answer": "", "aftercare": ""}
    prepare(by=manager, participant=a_case.harmed, explained=[], texts=texts, version=kept.version)
    with pytest.raises(ChangedMeanwhile) as refused:
        prepare(
            by=coordinator, participant=a_case.harmed, explained=[], texts={**texts, "hopes": "x"}, version=1
        )
    assert ("Hopes", "x", "mine") in refused.value.changes


def test_need_is_open_until_it_is_met_and_says_how(coordinator, a_case):
    need = add_need(by=coordinator, participant=a_case.harmed, kind="hearing_seeing", words="left ear only")
    assert lack_of(need)
    with pytest.raises(ValidationError, match="how the need was met"):
        meet_need(by=coordinator, need=need, planned="", met_on=TODAY())
    with pytest.raises(Refused, match="not come yet"):
        meet_need(by=coordinator, need=need, planned="loop", met_on=TODAY() + timedelta(days=1))
    meet_need(by=coordinator, need=need, planned="hearing loop tried", met_on=TODAY())
    assert [lack_of(each) for each in needs_of([a_case.harmed])] == [""]


def test_pages_work_and_keep_the_wall(client, sign_in, coordinator, facilitator, a_case):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    sign_in(client, facilitator)
    edit = reverse("preparation:edit", args=[a_case.harmed.pk])
    assert client.post(edit, {"explained": ["leaflet"], "hopes": "to understand"}).status_code == 302
    page = client.get(reverse("preparation:person", args=[a_case.harmed.pk])).content.decode()
    assert "to understand" in page
    day = TODAY()
    way = {"way": "meeting", "on_day": day.day, "on_month": day.month, "on_year": day.year}
    assert client.post(reverse("preparation:way", args=[a_case.harmed.pk]), way).status_code == 302
    need = {"kind": "travel", "words": "bus fare", "source": "person"}
    assert client.post(reverse("preparation:need", args=[a_case.harmed.pk]), need).status_code == 302
    assert client.get(reverse("preparation:person", args=[a_case.responsible.pk])).status_code == 404


def test_what_makes_it_safe_is_written_on_the_risk_page_and_stands_here_too(
    client, sign_in, coordinator, facilitator, a_case
):
    details = {"risk": "Hard words", "at_risk": "Hanna", "safeguard": "A break each hour", "owner": "Fay"}
    row = note_measure(by=coordinator, participant=a_case.harmed, details=details)
    address = reverse("preparation:person", args=[a_case.harmed.pk])
    page = sign_in(client, coordinator).get(address).text
    assert "A break each hour, Fay" in page
    assert "Not in place yet" in page
    end_measure(by=coordinator, measure=row, because="No meeting is wanted")
    assert "A break each hour" not in client.get(address).text
    assert (
        "A break each hour"
        not in client.get(reverse("preparation:person", args=[a_case.responsible.pk])).text
    )
