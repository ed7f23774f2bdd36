"""Answers on pages that are asked no more, because something was answered otherwise, are shown as such and never sent."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Service
from amends.journey.referral.content.carrying import unpack
from amends.journey.referral.content.drafting import content_of
from amends.journey.referral.forms import steps_for
from amends.journey.referral.models import Referral, ReferralPerson
from amends.journey.referral.tests.browsing import HOME, MINIMUM, fill, number_in, send, words
from amends.journey.referral.tests.samples import find

REFERRAL = (
    ("reason", {"reasons": ["asb"]}),
    ("reason", {"reasons": ["community_remedy"]}),
    ("reason", {"reasons": ["victim_awareness", "caution"]}),
    ("reason", {"reasons": [], "initiated_by": "offender"}),
    ("remedy", {"disposal": "caution", "alternative_sanction": "A fine"}),
    ("victim-awareness", {"asked": "yes"}),
    ("person-1", {"full_name": "Hazel Wren"}),
    ("more-1", {"another": True}),
    ("more-1", {"another": False}),
    ("person-2", {"full_name": "Ash Kestrel"}),
    ("consent-2", {"consent": "given"}),
)
CRA1 = (
    ("menu", {"chosen": ["2", "6"]}),
    ("menu", {"chosen": ["6"]}),
    ("victim-hub", {"victim_hub_consent": "yes"}),
    ("victim-signs", {"victim_signed": True}),
    ("acceptance", {"agreed_1": "2"}),
    ("acceptance", {"agreed_1": "6"}),
    ("offender-hub", {"offender_hub_consent": "yes"}),
    ("offender-signs", {"offender_signed": True}),
    ("person-1", {"full_name": "Hazel Wren"}),
    ("person-2", {"full_name": "Ash Kestrel"}),
)


@pytest.mark.parametrize(("form", "saves"), [("referral", REFERRAL), ("cra1", CRA1)])
def test_only_what_is_still_asked_is_sent_in_whatever_order_it_was_answered(form, saves):
    @given(st.lists(st.sampled_from(saves), max_size=14))
    def in_any_order(order):
        draft: dict[str, Any] = dict(order)
        asked = {step.key for step in steps_for(form, draft, Service()).shown(draft)}
        only_asked = {key: step for key, step in draft.items() if key in asked}
        assert content_of(form, draft) == content_of(form, only_asked)

    in_any_order()


def test_yes_to_the_hub_falls_away_with_the_restorative_action_it_was_given_for():
    people: dict[str, Any] = {
        "person-1": {"full_name": "Hazel Wren"},
        "victim-signs": {"victim_signed": True},
    }
    yes: dict[str, Any] = {**people, "menu": {"chosen": ["2"]}, "victim-hub": {"victim_hub_consent": "yes"}}
    assert content_of("cra1", yes)["people"][0]["consent"] == ReferralPerson.Consent.GIVEN
    no_more = {**yes, "menu": {"chosen": ["6"]}}
    assert content_of("cra1", no_more)["people"][0]["consent"] == ReferralPerson.Consent.NOT_SOUGHT


def test_page_before_sending_says_what_is_left_out_and_it_is_not_sent(officer, draft_url, coordinator):
    fill(officer, draft_url)
    fill(officer, draft_url, {"reason": {"reasons": ["community_remedy"]}})
    fill(officer, draft_url, {"remedy": {"disposal": "caution", "alternative_sanction": "A day in court"}})
    assert "A day in court" in words(officer.get(f"{draft_url}check/"))
    fill(officer, draft_url, {"reason": {"reasons": ["asb"]}})
    page = words(officer.get(f"{draft_url}check/"))
    assert "A day in court" not in page
    assert (
        "not asked any more because of what you answered elsewhere: Outside court. They are not sent." in page
    )
    number = number_in(send(officer, draft_url))
    with acting_as(coordinator):
        assert not hasattr(Referral.objects.get(number=number), "remedy")


def test_open_form_leaves_out_the_same(client, service):
    def step(carried, **answers):
        page = client.post(f"{HOME}form/", {"carried": carried, "service": service.prefix, **answers}).text
        return find(r'name="carried" value="([^"]*)"', page), page

    carried = find(r'name="carried" value="([^"]*)"', client.get(f"{HOME}form/").text)
    carried, _ = step(carried, page="reason", reasons=["community_remedy"])
    carried, _ = step(carried, page="remedy", alternative_sanction="A day in court")
    carried, _ = step(carried, page="reason", reasons=["asb"])
    _, page = step(carried, page="reason", go="check", reasons=["asb"])
    assert "Outside court. They are not sent." in page
    answers, _ = unpack(carried)
    assert content_of("referral", answers)["remedy"] is None


def test_whoever_changes_one_answer_goes_back_to_the_check_past_what_is_new(officer, draft_url):
    fill(officer, draft_url, {key: {} for key in ("court", "before")} | MINIMUM)
    check = officer.get(f"{draft_url}check/")
    link = next(card.url for card in check.context["cards"] if card.title == "What happened")
    assert officer.post(link, {"incident": "Two fences were cut."}).url == f"{draft_url}check/"
    to_remedy = officer.post(f"{draft_url}reason/?checking", {"reasons": ["caution"]}).url
    assert to_remedy == f"{draft_url}remedy/?checking"
    assert officer.post(to_remedy, {"disposal": "caution"}).url.startswith(draft_url)
