"""The menu: what is on offer where, what was offered to whom, and the form it comes on."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.clock.models import Clock
from amends.foundation.documents.models import Document
from amends.foundation.documents.rules import plain_text
from amends.foundation.documents.tests.test_easy_read import LONGEST_SENTENCE, sentences
from amends.foundation.lib.refusal import Refused
from amends.journey.referral.actions import hand_in
from amends.journey.referral.content import IncompleteError, load
from amends.journey.referral.models import LocalOption, PolicingArea, Remedy
from amends.journey.referral.noticing import notices_from
from amends.journey.referral.tests.browsing import words
from amends.journey.referral.tests.samples import CRA1, GOOD, changed
from amends.journey.remedy import actions
from amends.journey.remedy.menu_rules import cover_of, menu_of

TODAY = timezone.localdate()


def all_but(number, since=date(2026, 1, 1)):
    return {n: None if n == number else since for n in range(1, 9)}


@pytest.mark.requirement("EX-154")
def test_action_that_does_not_exist_in_the_district_is_marked_and_counts_as_a_gap(
    desk, service, coordinator, harlow, thurrock, send, acting
):
    acting(coordinator)
    actions.keep_district_menu(by=coordinator, district=harlow, since=all_but(6))
    actions.keep_district_menu(by=coordinator, district=thurrock, since=all_but(0))

    menu = words(desk.get(reverse("remedy:menu", args=[harlow.pk])))
    assert "Reparation in the community <strong" in menu
    assert menu.count("Not available here") == 1
    cover = cover_of(service, TODAY)
    assert (cover.there, cover.wanted, cover.gaps) == (15, 16, 1)
    assert "15 of 16 are on offer" in words(desk.get(reverse("remedy:cover")))

    chosen = [{"number": 2, "chosen_by_victim": True}, {"number": 6, "chosen_by_victim": True}]
    with pytest.raises(IncompleteError, match="Reparation in the community” is not on offer in Harlow"):
        send(resolution__district="Harlow", resolution__actions=chosen)
    assert send(resolution__district="thurrock", resolution__actions=chosen).resolution.district == thurrock


@pytest.mark.requirement("EX-154")
def test_action_counts_from_its_day_on(service, coordinator, harlow, acting):
    acting(coordinator)
    tomorrow = TODAY + timedelta(days=1)
    since = all_but(6) | {6: tomorrow}
    actions.keep_district_menu(by=coordinator, district=harlow, since=since)

    assert (cover_of(service, TODAY).gaps, cover_of(service, tomorrow).gaps) == (1, 0)


def test_menu_of_a_district_is_set_on_its_page(desk, coordinator, harlow, service):
    address = reverse("remedy:district", args=[harlow.pk])
    assert desk.post(address, {"from_1": "2026-01-01", "from_2": "2026-02-01"}).status_code == 302
    with acting_as(coordinator):
        listed = LocalOption.objects.filter(district=harlow).values_list("number", "available_from")
        assert dict(listed) == {1: date(2026, 1, 1), 2: date(2026, 2, 1)}
    desk.post(address, {"from_1": "2026-01-01"})
    with acting_as(coordinator):
        assert list(LocalOption.objects.values_list("number", flat=True)) == [1]


@pytest.mark.requirement("EX-146")
def test_area_is_switched_on_with_its_districts_on_its_page(desk, coordinator, service, harlow, send):
    with pytest.raises(IncompleteError, match="no policing area"):
        send(resolution__policing_area="LPA West")
    boxes = {"name": "LPA West", "hub_referrals": "no", "other_route": "Ring us.", "districts": ["Harlow"]}
    assert desk.post(reverse("remedy:add_area"), boxes).status_code == 302
    with pytest.raises(IncompleteError, match=r"not served by the hub yet\. Ring us"):
        send(resolution__policing_area="LPA West")

    with acting_as(coordinator):
        area = PolicingArea.objects.get()
    assert area.districts == ["Harlow"]
    desk.post(reverse("remedy:area", args=[area.pk]), {**boxes, "hub_referrals": "yes"})
    assert send(resolution__policing_area="LPA West").number
    assert reverse("remedy:areas") in desk.get(reverse("setup:home")).content.decode()


@pytest.mark.parametrize("who", ["referrer", "stranger", "facilitator"])
def test_settings_are_not_for_everybody(request, client, sign_in, who, harlow, service):
    user = request.getfixturevalue(who)
    browser = sign_in(client, user)
    assert browser.get(reverse("remedy:district", args=[harlow.pk])).status_code == 404
    if who != "stranger":  # who has areas of their own
        assert browser.get(reverse("remedy:areas")).status_code == 404
    with acting_as(user), pytest.raises(Refused):
        actions.keep_area(by=user, area=PolicingArea(service=service), details={"name": "X"})


@pytest.mark.requirement("EX-029")
def test_remedy_without_the_day_of_its_menu_stands_on_the_list_until_it_has_one(desk, officer, send):
    number = send().number
    offered = send(
        references__1={"kind": "crime", "value": "42/990002/26"},
        remedy={"menu_offered_on": "2026-03-04", "menu_offered_by": "PC Constable", "menu_declined": True},
    ).number
    for browser in (desk, officer):
        page = words(browser.get(reverse("remedy:missing")))
        assert number in page
        assert offered not in page

    boxes = {"menu_offered_on": "2026-03-05", "menu_offered_by": "PC Constable", "menu_wishes": ["2", "6"]}
    boxes["menu_explained_on"] = "2026-03-05"
    assert officer.post(reverse("remedy:remedy", args=[number]), boxes).status_code == 302
    assert number not in words(desk.get(reverse("remedy:missing")))
    page = words(desk.get(reverse("referral:status", args=[number])))
    assert "PC Constable" in page


@pytest.fixture
def on_another_form(service, referrer, acting):
    """A community remedy on the general form."""
    acting(referrer)
    content = changed(GOOD, {"referral.reasons": ["community_remedy"]})
    return hand_in(by=referrer, service=service, form="referral", route="website", content=content)


@pytest.mark.requirement("EX-128")
def test_another_form_gets_a_drafted_request_for_the_cra1(on_another_form, desk, officer, coordinator):
    number = on_another_form.number
    with acting_as(coordinator):
        remedy = Remedy.objects.get(referral=on_another_form)
        task = Clock.objects.get(name="cra1-request")
        assert "(CRA1)" in remedy.cra1_request
        assert remedy.cra1_requested_on is None
        assert not on_another_form.questions.exists()
        assert "cra1-missing" in {notice.code for notice in notices_from(load(on_another_form))}
    page = words(desk.get(task.link))
    assert "Please send us the community resolution form" in page

    desk.post(task.link, {"send": "ask", "text": "Please send the CRA1."})
    with acting_as(coordinator):
        remedy.refresh_from_db()
        task.refresh_from_db()
        assert remedy.cra1_requested_on == TODAY
        assert task.stopped_at is not None
    assert "Please send the CRA1." in words(officer.get(reverse("referral:status", args=[number])))


@pytest.mark.requirement("EX-128")
def test_it_is_noted_why_no_cra1_is_needed(on_another_form, desk, coordinator):
    address = reverse("remedy:cra1", args=[on_another_form.number])
    assert "Say why" in words(desk.post(address, {"send": "exception", "reason": ""}))
    desk.post(address, {"send": "exception", "reason": "The paper is on its way."})
    with acting_as(coordinator):
        assert Remedy.objects.get().cra1_exception == "The paper is on its way."
        assert not Clock.objects.filter(name="cra1-request", stopped_at__isnull=True).exists()


@pytest.mark.requirement("EX-148")
def test_reply_to_the_caution_is_nowhere_for_a_facilitator_of_the_case(
    send, a_case, coordinator, facilitator, client, sign_in, acting
):
    referral = send()
    assert referral.resolution.caution_reply == CRA1["resolution"]["caution_reply"]
    acting(coordinator)
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    type(referral).objects.filter(pk=referral.pk).update(case=a_case.case)
    browser = sign_in(client, facilitator)
    for address in (
        reverse("casefile:case", args=[a_case.case.number]),
        reverse("casefile:person", args=[a_case.responsible.pk]),
    ):
        page = browser.get(address)
        assert page.status_code == 200
        assert "I needed the money" not in words(page)
    assert browser.get(reverse("referral:status", args=[referral.number])).status_code == 404


@pytest.mark.requirement("EX-155")
def test_handout_lists_what_is_on_offer_with_its_meaning_and_a_choice_waits_until_it_was_explained(
    desk, officer, service, coordinator, thurrock, send, acting
):
    acting(coordinator)
    actions.keep_district_menu(by=coordinator, district=thurrock, since=all_but(6))
    page = words(desk.post(reverse("remedy:handout", args=[thurrock.pk]), follow=True))
    for offer in menu_of(thurrock, TODAY):
        assert (offer.words in page) is (offer.number != 6)
    assert "They pay for what was damaged" in page
    assert "Menu version 1, Thurrock" in page
    easy = plain_text(Document.objects.get().easy_html)
    for offer in menu_of(thurrock, TODAY):
        assert (offer.easy in easy) is (offer.number != 6)
        assert max(len(sentence.split()) for sentence in sentences(offer.easy)) <= LONGEST_SENTENCE

    remedy = send().remedy
    chosen = {"menu_offered_on": "2026-03-05", "menu_offered_by": "PC Constable", "menu_wishes": ["2"]}
    address = reverse("remedy:remedy", args=[remedy.referral.number])
    assert "A choice waits until the options were explained" in words(officer.post(address, chosen))
    assert officer.post(address, {**chosen, "menu_explained_on": "2026-03-05"}).status_code == 302
    acting(coordinator)
    remedy.refresh_from_db()
    assert (remedy.menu_version, remedy.menu_wishes) == (1, ["2"])
