"""The proposal text for a report before sentence: refused while a field is empty, and without a gap when it is made."""

import re

import pytest
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.documents.rules import plain_text
from amends.foundation.documents.wording import document_template
from amends.foundation.lib.refusal import Refused
from amends.journey.court.actions import enquiring, reporting
from amends.journey.court.actions.wording import proposal_text
from amends.journey.court.rules.wording import missing_from_text
from amends.journey.court.tests.cast import EXPLAINED
from amends.service.library import actions as library
from amends.service.library.tests.cast import renew

COMPLETE = {
    "defendant_name": "Mr Dunlin",
    "offence_type": "acquisitive",
    "accepts_harm": "fully",
    "attitude_to_victim": "amends",
    "found_suitable": "yes",
    "willing_to_comply": "yes",
    "others_proposed": "yes",
    "other_requirements": ["unpaid_work", "curfew"],
    "compatible": "yes",
    "alternative": "awareness",
}
NAMED = {
    "offence_type": "the type of offence",
    "accepts_harm": "acceptance of harm",
    "attitude_to_victim": "attitude to the victim",
    "found_suitable": "suitability",
    "willing_to_comply": "willingness to comply",
    "compatible": "compatibility with the other requirements",
}


@pytest.fixture
def proposed(report, writer):
    """A community order with twelve months of supervision is proposed; the court called it of medium seriousness."""
    with acting_as(writer):
        details = {"vehicle": "community_order", "supervision_months": 12}
        enquiring.propose(by=writer, report=report, details=details)
        return reporting.fill_in(by=writer, report=report, seriousness="medium")


def said(by, report, **changes):
    answers = {**EXPLAINED, "harmed_voice": "She lies awake at night.", **COMPLETE, **changes}
    return reporting.fill_in(by=by, report=report, prompts=answers)


@pytest.mark.requirement("W8-110")
@pytest.mark.parametrize(("field", "words"), NAMED.items())
@pytest.mark.parametrize("empty", ["", None])
def test_while_a_field_is_empty_the_text_is_refused_and_the_field_named(
    proposed, writer, field, words, empty
):
    with acting_as(writer):
        said(writer, proposed, **{field: empty})
        with pytest.raises(Refused, match=f"Still to record for the proposal text: {words}") as refusal:
            proposal_text(by=writer, report=proposed)
        assert refusal.value.field == field
        said(writer, proposed)
        assert proposal_text(by=writer, report=proposed).pk


@pytest.mark.requirement("W8-110")
def test_the_seriousness_the_court_named_has_to_be_recorded(proposed, writer):
    with acting_as(writer):
        said(writer, proposed)
        reporting.fill_in(by=writer, report=proposed, seriousness="")
        with pytest.raises(Refused, match="the seriousness the court named") as refusal:
            proposal_text(by=writer, report=proposed)
    assert refusal.value.field == "seriousness"


@pytest.mark.requirement("W8-110")
@pytest.mark.parametrize(
    ("field", "answer", "words"),
    [
        ("found_suitable", "no", "found suitable"),
        ("willing_to_comply", "no", "willing to do"),
        ("accepts_harm", "no", "accepts that they did harm"),
        ("attitude_to_victim", "hostile", "anger or blame"),
        ("compatible", "no", "stands in its way"),
    ],
)
def test_what_stands_against_it_is_named_too(proposed, writer, field, answer, words):
    with acting_as(writer):
        said(writer, proposed, **{field: answer})
        with pytest.raises(Refused, match=words) as refusal:
            proposal_text(by=writer, report=proposed)
    assert refusal.value.field == field


@pytest.mark.requirement("W8-110")
@pytest.mark.parametrize("others", ["yes", "no"])
def test_a_text_that_is_made_has_no_gap_and_says_of_the_person_harmed_only_that_they_must_be_willing(
    proposed, writer, others
):
    alone = {} if others == "yes" else {"other_requirements": [], "compatible": ""}
    with acting_as(writer):
        said(writer, proposed, others_proposed=others, **alone)
        made = proposal_text(by=writer, report=proposed)
    words = plain_text(made.html)
    assert not re.search(r"[{}⟦⟧\[\]]|None|\bTODO\b|\.\.\.|…|__", words)
    for fact in (
        "Mr Dunlin",
        "community order",
        "up to 4 days",
        "12 months",
        "theft, burglary or fraud",
        "medium",
    ):
        assert fact in words
    assert "only if they are willing" in words
    assert ("unpaid work, a curfew" in words) == (others == "yes")
    assert "lies awake" not in words


def test_without_a_proposal_of_an_order_there_is_nothing_to_word(report, writer):
    with acting_as(writer):
        said(writer, report)
        with pytest.raises(Refused, match="Say first what is proposed"):
            proposal_text(by=writer, report=report)
        assert missing_from_text(report)


@pytest.mark.requirement("W8-110")
def test_the_template_is_edited_in_the_library_and_the_next_text_follows_it(
    proposed, writer, manager, service
):
    with acting_as(manager):
        entry = library.adapt_letter(by=manager, service=service, key="proposal-text")
        body = document_template("proposal-text").body
        renew(
            manager, entry, body.replace("<p>I propose that", "<p>In my view this is right. I propose that")
        )
    with acting_as(writer):
        said(writer, proposed)
        made = proposal_text(by=writer, report=proposed)
    assert "In my view this is right." in made.html
    assert made.own_version == 1


def test_the_page_says_what_is_missing_takes_it_and_makes_the_text(client, sign_in, proposed, writer):
    own = reverse("court:report", args=[proposed.pk])
    page = sign_in(client, writer).get(own).text
    part = reverse("court:part", args=[proposed.pk, "wording"])
    assert part in page
    assert "record: the defendant’s name, the type of offence, acceptance of harm" in page
    word = reverse("court:do", args=[proposed.pk, "word"])
    assert "Still to record for the proposal text" in client.post(word, follow=True).text
    sent = {key: value for key, value in COMPLETE.items() if key not in {"other_requirements", "compatible"}}
    assert client.post(part, {**sent, "others_proposed": "no"}).status_code == 302
    page = client.post(word, follow=True).text
    assert "Proposal: a restorative requirement" in page
