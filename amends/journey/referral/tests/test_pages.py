"""The pages: a draft step by step, checking and sending, and what a referrer, staff and strangers see of it."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amends.foundation.access.acting import acting_as
from amends.journey.referral import actions
from amends.journey.referral.models import Referral
from amends.journey.referral.tests.browsing import HOME, MINIMUM, fill, number_in, send, words
from amends.journey.referral.tests.samples import GOOD, find


def test_home_of_a_referrer_says_how_to_begin(officer):
    page = words(officer.get(HOME))

    assert "Make a referral" in page
    assert "Nothing has been sent yet." in page


def test_what_goes_on_stands_before_what_is_over_with_what_it_is_about(officer, draft_url, coordinator):
    fill(officer, draft_url)
    first = number_in(send(officer, draft_url))
    another = officer.post(f"{HOME}new/", {"form": "referral"}).url
    fill(officer, another)
    second = number_in(send(officer, another))
    with acting_as(coordinator):
        Referral.objects.filter(number=second).update(status="withdrawn")
    page = officer.get(HOME)
    assert [row[0].text for row in page.context["open"].rows] == [first]
    assert [row[0].text for row in page.context["table"].rows] == [second]
    assert page.context["open"].rows[0][1].text


def test_nobody_is_put_on_a_side_by_a_page_that_was_sent_without_a_look(officer, draft_url):
    page = officer.get(f"{draft_url}person-1/").content.decode()
    assert re.search(r'<option value="unknown"[^>]*selected', page)
    assert re.search(r'<option value="not_stated"[^>]*selected', page)
    cra1 = officer.post(f"{HOME}new/", {"form": "cra1"}).url
    assert 'name="side"' not in officer.get(f"{cra1}person-2/").content.decode()


def test_a_draft_is_not_thrown_away_with_one_press(officer, draft_url):
    page = officer.get(draft_url).content.decode()
    assert page.index("<details") < page.index(f"{draft_url}discard/")


@pytest.mark.requirement("KM-019")
def test_referral_is_made_from_a_few_answers_and_gets_a_number_and_a_day(officer, draft_url, coordinator):
    fill(officer, draft_url)
    sent = send(officer, draft_url)

    page = words(officer.get(sent.url))
    assert number_in(sent) in page
    assert re.search(r"The coordinator reads it and tells you by \d+ \w+ 20\d\d", page)
    with acting_as(coordinator):
        referral = Referral.objects.get(number=number_in(sent))
        assert (str(referral.agency), referral.referrer_kind) == ("Essex Police", "police")
        assert referral.people.get().full_name == "Hazel Wren"


def test_every_page_of_the_form_opens_and_takes_an_empty_answer_where_it_may(officer, draft_url):
    fill(officer, draft_url)
    for key in (
        "reason",
        "reach-1",
        "consent-1",
        "between",
        "court",
        "offence",
        "before",
        "leaflet",
        "checklist",
    ):
        assert officer.get(f"{draft_url}{key}/").status_code == 200
        assert officer.post(f"{draft_url}{key}/", {}).status_code == 302


def test_every_page_of_the_cra1_opens(officer):
    draft_url = officer.post(f"{HOME}new/", {"form": "cra1"}).url
    officer.post(f"{draft_url}menu/", {"chosen": ["2", "6"]})
    officer.post(f"{draft_url}acceptance/", {"agreed_1": "2"})
    page = words(officer.get(draft_url))

    keys = re.findall(rf'href="{draft_url}([a-z0-9-]+)/"', page)
    assert {"victim-hub", "offender-hub", "caution", "officers"} <= set(keys)
    assert {officer.get(f"{draft_url}{key}/").status_code for key in keys} == {200}


@pytest.mark.requirement("EX-147")
def test_hub_question_is_not_asked_when_only_words_of_warning_are_chosen(officer):
    draft_url = officer.post(f"{HOME}new/", {"form": "cra1"}).url
    officer.post(f"{draft_url}menu/", {"chosen": ["3"]})

    assert officer.get(f"{draft_url}victim-hub/").status_code == 404


WHOLE_CRA1: dict[str, dict[str, Any]] = {
    "matter": {
        "storm_reference": "EP-20260409-9107",
        "athena_reference": "42/990588/26",
        "offence": "theft",
        "offence_group": "theft",
    },
    "person-1": {"full_name": "Finch & Pebble Stores", "kind": "organisation"},
    "menu": {
        "wishes_informal_resolution": "yes",
        "understands_enforcement": "yes",
        "menu_read": "yes",
        "chosen": ["2", "7"],
        "amount": "46.20",
        "covers": "what was stolen",
    },
    "victim-hub": {"victim_hub_consent": "yes"},
    "victim-signs": {"victim_signed": "yes", "victim_signed_on": "2026-04-10"},
    "caution": {"caution_given": "yes", "caution_reply": "Sorry."},
    "person-2": {"full_name": "Myrtle Bunting", "date_of_birth": "1999-06-11"},
    "acceptance": {
        "accepts_responsibility": "yes",
        "enters_contract": "yes",
        "agreed_1": "2",
        "agreed_2": "7",
        "agreed_2_detail": "£5 a week",
        "police_agree_proportionate": "yes",
    },
    "offender-hub": {"offender_hub_consent": "yes"},
    "offender-signs": {
        "told_of_disclosure": "yes",
        "consents_to_disclosure": "no",
        "offender_signed": "yes",
        "offender_signed_on": "2026-04-10",
    },
    "officers": {
        "investigating_name": "PC Garganey",
        "investigating_collar": "80332",
        "investigating_on": "2026-04-10",
        "supervising_name": "PS Alder",
        "supervising_collar": "2290",
        "supervising_on": "2026-04-11",
    },
    "referrer": MINIMUM["referrer"],
}


def test_whole_cra1_is_written_and_sent_page_by_page(officer, coordinator):
    draft_url = officer.post(f"{HOME}new/", {"form": "cra1"}).url
    fill(officer, draft_url, WHOLE_CRA1)
    sent = send(officer, draft_url)

    with acting_as(coordinator):
        referral = Referral.objects.get(number=number_in(sent))
        assert [(a.number, a.chosen_by_victim, a.agreed_place) for a in referral.actions.all()] == [
            (2, True, 1),
            (7, True, 2),
        ]
        assert str(referral.actions.get(number=7).amount) == "46.20"
        assert {p.side: p.consent for p in referral.people.all()} == {
            "harmed": "given",
            "responsible": "given",
        }


def test_second_person_is_asked_for_until_there_is_nobody_else(officer, draft_url):
    fill(officer, draft_url, {"person-1": {"full_name": "Hazel Wren"}, "more-1": {"another": "yes"}})

    assert officer.get(f"{draft_url}person-2/").status_code == 200
    assert officer.get(f"{draft_url}person-3/").status_code == 404
    fill(officer, draft_url, {"more-1": {"another": "no"}})
    assert officer.get(f"{draft_url}person-2/").status_code == 404


def test_draft_is_still_there_after_the_session_ended(officer, draft_url, sign_in, referrer):
    fill(officer, draft_url, {"incident": {"incident": "A fence was cut."}})
    officer.logout()
    assert officer.get(draft_url).status_code == 302

    sign_in(officer, referrer)
    assert draft_url in words(officer.get(HOME))
    assert "A fence was cut." in words(officer.get(f"{draft_url}incident/"))


def test_half_a_page_is_kept_for_later(officer, draft_url):
    response = officer.post(f"{draft_url}incident/", {"place": "Harlow", "later": "yes"})

    assert response.url == HOME
    assert 'value="Harlow"' in words(officer.get(f"{draft_url}incident/"))
    assert "In progress" in words(officer.get(draft_url))


def test_two_who_edit_the_same_page_see_both_versions_and_the_second_save_wins(
    officer, draft_url, referrer, sign_in
):
    fill(officer, draft_url, {"incident": {"incident": "First."}})
    page = words(officer.get(f"{draft_url}incident/"))
    version = find(r'name="version" value="(\d+)"', page)
    other = sign_in(Client(), referrer)
    other.post(f"{draft_url}incident/", {"incident": "From the other window.", "version": version})

    answer = words(officer.post(f"{draft_url}incident/", {"incident": "Mine.", "version": version}))
    assert "changed this while you were working on it" in answer
    assert "From the other window." in answer
    assert "Mine." in answer
    version = find(r'name="version" value="(\d+)"', answer)
    assert officer.post(f"{draft_url}incident/", {"incident": "Mine.", "version": version}).status_code == 302


@pytest.mark.parametrize(
    ("key", "answers", "sentence"),
    [
        ("incident", {}, "Say in a few words what happened"),
        (
            "incident",
            {"incident": "x", "happened_on_day": "30", "happened_on_month": "2", "happened_on_year": "2026"},
            "must be a real date",
        ),
        ("incident", {"incident": "x", "happened_on": "2999-01-01"}, "must be today or in the past"),
        ("person-1", {"full_name": "Hazel", "date_of_birth": "1850-01-01"}, "would make this person"),
        ("person-1", {}, "Enter their name"),
        ("reach-1", {"mobile": "42/991207/25"}, "looks like a reference number"),
        ("reach-1", {"from_hour": "5pm", "until_hour": "9am"}, "The safe hours end before they begin"),
        ("consent-1", {"consent": "given"}, "Say how they agreed"),
        (
            "consent-1",
            {"consent": "given", "consent_how": "signed", "appropriate_adult_needed": "yes"},
            "who signs as well",
        ),
        ("reason", {"reasons": ["other"]}, "You ticked “another reason”. Say which"),
        ("referrer", {"referrer_name": "Paula"}, "Give a telephone number or an e-mail address"),
        ("court", {"court_stage": "sentenced"}, "Say what the sentence was"),
    ],
)
def test_wrong_answer_is_refused_with_a_sentence(officer, draft_url, key, answers, sentence):
    response = officer.post(f"{draft_url}{key}/", answers)

    assert response.status_code == 200
    assert sentence in words(response)


def test_check_page_says_what_is_missing_with_the_way_there_and_sends_nothing(officer, draft_url):
    fill(officer, draft_url, {"incident": {"incident": "A fence was cut."}})
    send(officer, draft_url)

    page = words(officer.get(f"{draft_url}check/"))
    assert "It cannot be sent yet" in page
    assert f'<a href="{draft_url}person-1/?checking">Name one person it is about.</a>' in page
    assert "Nothing has been sent yet." in words(officer.get(HOME))


def test_check_page_asks_to_look_again_at_what_does_not_fit(officer, draft_url):
    fill(
        officer,
        draft_url,
        MINIMUM
        | {
            "person-1": {"full_name": "Kai", "side": "responsible", "date_of_birth": "2012-09-22"},
            "checklist": {"young_person": "no"},
        },
    )

    assert "but Kai is under 18" in words(officer.get(f"{draft_url}check/"))


@pytest.mark.requirement("EX-142")
def test_earlier_referral_with_the_reference_is_shown_before_sending(
    officer, draft_url, service, coordinator
):
    with acting_as(coordinator):
        earlier = actions.hand_in(
            by=coordinator, service=service, form="referral", route="website", content=GOOD
        )
    fill(officer, draft_url, MINIMUM | {"incident": {"incident": "x", "crime_number": "42/990001/26"}})

    assert f"has reached the service before: {earlier.number}" in words(officer.get(f"{draft_url}check/"))


def test_draft_that_is_sent_twice_is_one_referral(officer, draft_url, coordinator):
    fill(officer, draft_url)

    assert send(officer, draft_url).url == send(officer, draft_url).url
    with acting_as(coordinator):
        assert Referral.objects.count() == 1


def test_link_that_somebody_else_uses_leads_nowhere(
    officer, draft_url, sign_in, council_referrer, facilitator, stranger
):
    fill(officer, draft_url)
    sent = send(officer, draft_url)
    other_draft = officer.post(f"{HOME}new/", {"form": "referral"}).url

    for user in (council_referrer, stranger):
        browser = sign_in(Client(), user)
        for url in (
            other_draft,
            f"{other_draft}incident/",
            f"{HOME}{number_in(sent)}/",
            f"{HOME}{number_in(sent)}/correct/",
        ):
            assert browser.get(url).status_code == 404, url
        assert browser.post(f"{other_draft}discard/").status_code == 404
    assert sign_in(Client(), facilitator).get(HOME).status_code == 404


def test_draft_can_be_thrown_away(officer, draft_url):
    officer.post(f"{draft_url}discard/")

    assert officer.get(draft_url).status_code == 404


def test_file_that_is_not_what_its_name_says_is_refused(officer, draft_url):
    upload = SimpleUploadedFile("photo.png", b"GIF89a not a picture")

    page = words(officer.post(f"{draft_url}files/", {"upload": upload, "kind": "risk"}))
    assert "is called .png but is not" in page


def test_file_goes_along_and_risk_stands_first(officer, draft_url, desk):
    fill(officer, draft_url)
    for name, kind in (("notes.txt", "other"), ("risk.txt", "risk")):
        officer.post(
            f"{draft_url}files/", {"upload": SimpleUploadedFile(name, b"He has a dog."), "kind": kind}
        )
    number = number_in(send(officer, draft_url))

    page = words(desk.get(f"{HOME}{number}/"))
    assert page.index("risk.txt") < page.index(
        "notes.txt", page.index('<h2 class="govuk-heading-m">Files</h2>')
    )
    read = find(rf"{HOME}{number}/files/\d+/read/", page)
    desk.post(read)
    assert "Read the file about risk first" not in words(desk.get(f"{HOME}{number}/"))
