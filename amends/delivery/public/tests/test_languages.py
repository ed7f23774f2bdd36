"""The pages for asking oneself in Welsh and easy read: complete, marked as what they are, and nothing typed is lost."""

import re

import pytest
from django.contrib.sessions.models import Session

from amends.delivery.public.asking import STEPS
from amends.delivery.public.tests.test_ask import ANSWERS, URL, hidden, post
from amends.delivery.public.wording import USUAL, wordings
from amends.foundation.access.acting import acting_as
from amends.journey.referral.models import Referral

OTHERS = [key for key in wordings() if key != USUAL]
QUESTIONS = {name: field for step in STEPS.steps for name, field in step.form.base_fields.items()}


def test_there_is_english_welsh_and_easy_read():
    assert [(w.key, w.lang) for w in wordings().values()] == [("en", "en"), ("cy", "cy"), ("easy", "en")]


@pytest.mark.parametrize("key", OTHERS)
def test_everything_is_said_in_every_language(key):
    usual, words = wordings()[USUAL], wordings()[key]
    assert set(words.pages) == set(usual.pages)
    for name, sentence in words.pages.items():
        assert set(re.findall(r"{\w+}", sentence)) == set(re.findall(r"{\w+}", usual.pages[name])), name
    assert set(words.titles) == {step.key for step in STEPS.steps}
    assert set(words.fields) == set(QUESTIONS)
    for name, field in QUESTIONS.items():
        said = words.fields[name]
        assert bool(said.get("help")) == bool(field.help_text), name
        if choices := getattr(field, "choices", None):
            assert [c for c, _ in choices if c] == list(said["choices"]), name


def page_of(response):
    return response.content.decode()


@pytest.mark.parametrize(("key", "lang", "sent"), [("cy", "cy", "Diolch"), ("easy", "en", "What we do now")])
def test_somebody_asks_in_their_language_from_the_first_page_to_the_last(
    client, service, coordinator, key, lang, sent
):
    response = client.get(URL, {"language": key})
    for page, given in ANSWERS.items():
        assert f'<html lang="{lang}"' in page_of(response)
        response = post(client, response, page, spoken=hidden(response, "spoken"), **given)
    assert wordings()[key].pages["check_title"] in page_of(response)
    response = post(client, response, "check", spoken=hidden(response, "spoken"))
    assert sent in page_of(response)
    assert wordings()[key].pages["nobody_talks"].replace("'", "&#x27;") in page_of(response)
    with acting_as(coordinator):
        assert Referral.objects.get().people.get(position=1).full_name == "Bryony"


def test_changing_the_language_keeps_what_is_typed_and_stores_nothing(client, service, coordinator):
    first = client.get(URL)
    second = post(client, first, "you", you_are="harmed")
    welsh = post(client, second, "what", incident="A man took my bag.", spoken="en", speak="cy")
    assert hidden(welsh, "page") == "what"
    assert "Beth ddigwyddodd?" in page_of(welsh)
    assert "A man took my bag." in page_of(welsh)
    assert welsh.request["QUERY_STRING"] == ""
    assert not Session.objects.exists()
    with acting_as(coordinator):
        assert not Referral.objects.exists()


def test_leaving_the_question_about_language_open_is_not_a_switch_of_language(client, service):
    """The question of the page and the switch above it once shared a name, so that nobody could get on."""
    response = client.get(URL)
    for page in ("you", "what"):
        response = post(client, response, page, **ANSWERS[page])
    response = post(client, response, "who", **ANSWERS["who"], language="")
    assert hidden(response, "page") == "reach"


def test_answer_about_language_does_not_change_the_language_of_the_page(client, service):
    response = client.get(URL)
    for page in ("you", "what"):
        response = post(client, response, page, **ANSWERS[page])
    response = post(client, response, "who", **ANSWERS["who"], language="cy")
    assert hidden(response, "page") == "reach"
    assert '<html lang="en' in page_of(response)


def test_what_is_missing_is_said_in_the_same_language(client, service):
    response = client.get(URL, {"language": "cy"})
    response = post(client, response, "you", spoken="cy")
    assert wordings()["cy"].fields["you_are"]["required"].replace("'", "&#x27;") in page_of(response)


def test_language_nobody_knows_is_english(client, service):
    assert '<html lang="en' in page_of(client.get(URL, {"language": "xx"}))


def test_way_out_is_a_plain_link_so_that_it_needs_no_script(client, service):
    page = page_of(client.get(URL, {"language": "cy"}))
    assert re.search(r'<a href="https://[^"]+" role="button"[^>]*>Gadael y dudalen hon</a>', page)


def test_first_page_leads_to_each_language(client, service):
    page = page_of(client.get("/"))
    assert 'href="/ask/?language=cy" lang="cy"' in page
    assert 'href="/ask/?language=easy"' in page
