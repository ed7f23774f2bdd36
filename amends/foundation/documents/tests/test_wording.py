"""Every document that is shipped: filled in, printed, marked, tagged, and with nothing left open."""

import io
import re
from datetime import UTC, date, datetime, time
from typing import Any

import pypdf
import pytest
from page import ValidationProfile, validate_pdf_bytes

from amends.foundation.documents.actions import make_document, render
from amends.foundation.documents.rules import check_is_filled_in, plain_text
from amends.foundation.documents.worded import Paper, letterhead
from amends.foundation.documents.wording import (
    document_template,
    document_templates,
    fill_in,
    papers,
    what_it_is,
)
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.source import PolicyError, UnknownNameError

SAMPLES = {
    "people": [
        {"name": "Ann Alder", "part": "person harmed"},
        {"name": "Bo Birch", "part": "person responsible"},
    ],
    "points": [{"what": "Mend the fence", "who": "Bo Birch", "by_when": date(2026, 12, 1)}],
    "agreed_on": date(2026, 11, 20),
    "dated": date(2026, 11, 20),
    "day": date(2026, 12, 3),
    "visit_day": date(2026, 12, 3),
    "time": time(14, 30),
    "visit_time": time(14, 30),
    "setting": "custody",
    "offender_born": date(1990, 6, 15),
    "victims": [{"name": "Ann Alder", "born": date(1961, 3, 4), "sex": "Female"}],
    "until": date(2027, 5, 20),
    "deferment": {"until": date(2027, 3, 1), "report": date(2027, 2, 20), "work": "Letters are carried."},
    "rows": [
        {
            "at": datetime(2026, 12, 3, 14, 30, tzinfo=UTC),
            "told": "by letter",
            "attended": "no",
            "reason": "ill",
            "accepted": "yes",
            "action": "another day",
        }
    ],
    "proposal": {
        "called": "requirement",
        "basis": "section 201",
        "months": 6,
        "fewest": 3,
        "meetings": 4,
    },
    "options": [{"words": "Apology", "meaning": "They say sorry."}],
    "steps": [{"sign": "○", "kind": "Partner acts", "words": "The officer refers", "now": True}],
    "done": [{"words": "Communicated", "on": date(2026, 12, 3)}],
    "held": [{"words": "Review", "on": date(2026, 12, 3)}],
    "prompts": [{"heading": "Harm", "text": "What was harmed."}],
    "chapters": [{"title": "Contacts", "entries": [[{"label": "Day", "value": "3 December 2026"}]]}],
    "sections": [
        {"title": "You", "words": "Your details", "rows": [{"label": "Name", "value": "", "long": False}]}
    ],
}


def sample(template) -> dict[str, object]:
    """Something for every variable, also the optional ones; what ends in `_on` is a day."""
    return {name: SAMPLES.get(name, usual(name)) for name in {**template.needs, **template.may_have}}


def usual(name: str) -> object:
    return date(2026, 11, 20) if name.endswith("_on") else f"words for {name}"


def text_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def broken_rules(pdf: bytes) -> list[str]:
    """What a validator finds against PDF/UA (ISO 14289-1), so that a screen reader can read our letters aloud."""
    report = validate_pdf_bytes(pdf, profile=ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id} {failure.message}" for failure in report.failures]


@pytest.mark.slow
@pytest.mark.requirement("EX-137")
@pytest.mark.parametrize("key", sorted(papers()))
def test_document_is_printed_tagged_with_marking_title_and_language(coordinator, service, key):
    document = make_document(
        by=coordinator, paper=Paper(key, sample(document_template(key))), belongs_to=service
    )
    pdf = render(document, "pdf")
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    facts: Any = reader.xmp_metadata
    assert reader.metadata
    pages = text_of(pdf)
    assert all((service.marking in page) is document_template(key).marked for page in pages)
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, start=1))
    assert reader.metadata.title == document.title
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert re.search(rb"pdfuaid:part(>|=.)1", facts.stream.get_data())
    assert not broken_rules(pdf)
    assert "{{" not in document.html
    assert "⟦" not in document.html


@pytest.mark.parametrize("key", sorted(document_templates()))
def test_document_can_be_made_with_only_what_it_needs(service, key):
    template = document_template(key)
    needed = {name: value for name, value in sample(template).items() if name in template.needs}
    check_is_filled_in(template, needed)
    assert fill_in(template, {**needed, **letterhead(service, None, template)})


@pytest.mark.parametrize("key", sorted(document_templates()))
def test_document_says_what_each_variable_is_for(key):
    template = document_template(key)
    assert template.source
    assert all(words and len(words) > 8 for words in {**template.needs, **template.may_have}.values())


@pytest.mark.parametrize("key", ["first-letter-harmed", "first-letter-responsible"])
def test_first_letter_is_silent_about_meeting(service, key):
    template = document_template(key)
    words = plain_text(fill_in(template, {**sample(template), **letterhead(service, None, template)})).lower()
    assert not any(idea in words for idea in ("face to face", "conference", "meeting"))


@pytest.mark.requirement("W8-266")
def test_appointment_letter_without_a_time_is_refused(coordinator, service):
    context = {**sample(document_template("appointment-letter")), "time": None}
    with pytest.raises(Refused) as refusal:
        make_document(by=coordinator, paper=Paper("appointment-letter", context), belongs_to=service)
    assert refusal.value.field == "time"


def test_appointment_letter_says_what_follows_only_where_it_is_part_of_an_order(coordinator, service):
    context = sample(document_template("appointment-letter"))
    on_order = make_document(by=coordinator, paper=Paper("appointment-letter", context), belongs_to=service)
    context["statutory"] = ""
    free = make_document(by=coordinator, paper=Paper("appointment-letter", context), belongs_to=service)
    assert "go back to court" in on_order.html
    assert "2:30pm" in on_order.html
    assert "go back to court" not in free.html


@pytest.mark.requirement("W8-265")
def test_introductory_letter_differs_for_custody_and_for_an_order(service):
    template = document_template("first-letter-responsible")
    head = letterhead(service, None, template)
    custody = fill_in(template, {**sample(template), "setting": "custody", "requirement": "", **head})
    order = fill_in(template, {**sample(template), "setting": "community", "requirement": "yes", **head})
    assert "leaflet comes with this letter" in custody
    assert "requirement of your order" not in custody
    assert "requirement of your order" in order
    assert "leaflet" not in order


@pytest.mark.requirement("EX-081", "W8-313")
def test_changed_telephone_number_is_in_the_next_letter_and_leaflet(coordinator, service):
    service.telephone = "01632 960 999"
    service.save()
    for key in ("leaflet", "first-letter-harmed"):
        context = sample(document_template(key))
        assert (
            "01632 960 999"
            in make_document(by=coordinator, paper=Paper(key, context), belongs_to=service).html
        )


@pytest.mark.requirement("PF-047")
@pytest.mark.parametrize("key", ["leaflet", "first-letter-harmed", "first-letter-responsible"])
def test_information_says_that_nothing_is_decided_yet(service, key):
    template = document_template(key)
    html = fill_in(template, {**sample(template), **letterhead(service, None, template)})
    assert "does not mean that anybody has already decided" in html


def test_the_one_description_stands_in_the_leaflet_with_its_version(service):
    version, html = what_it_is()
    template = document_template("leaflet")
    leaflet = fill_in(template, letterhead(service, None, template))
    assert html in leaflet
    assert f"Description version {version}" in leaflet


@pytest.mark.requirement("EX-141")
def test_form_is_printed_filled_and_blank_with_its_version(coordinator, service):
    rows = [{"label": "Date of birth", "value": "4 March 1961", "long": False}]
    filled = {
        "sections": [{"title": "You", "words": "Your details", "rows": rows}],
        "form_version": "3",
        "reference": "ESX-R26-0001",
    }
    blank = {
        "sections": [{"title": "You", "words": "Your details", "rows": [{**rows[0], "value": ""}]}],
        "form_version": "3",
    }
    for key in ("referral-form", "cra1-form", "follow-up-form"):
        done = make_document(by=coordinator, paper=Paper(key, filled), belongs_to=service).html
        empty = make_document(by=coordinator, paper=Paper(key, blank), belongs_to=service).html
        assert "4 March 1961" in done
        assert "Form version 3" in done
        assert "Date of birth" in empty
        assert "4 March" not in empty


def test_what_people_write_is_shown_as_text(service):
    template = document_template("plain-letter")
    html = fill_in(
        template,
        {"to_name": "<script>x</script>", "body": "A & B", **letterhead(service, None, template)},
    )
    assert "<script>" not in html
    assert "A &amp; B" in html


def test_wording_with_a_variable_it_does_not_list_is_found(service, settings, tmp_path):
    folder = tmp_path / "documents" / "odd"
    folder.mkdir(parents=True)
    parts = tmp_path / "documents" / "parts" / "what-it-is"
    parts.mkdir(parents=True)
    (parts / "1.html").write_text("<p>x</p>")
    (folder / "1.html").write_text(
        "---\nkey: odd\nversion: 1\ntitle: Odd\naudience: staff\nsource: a test\nneeds: {}\n---\n<p>{{ forgotten }}</p>"
    )
    settings.POLICY_DIR = tmp_path
    with pytest.raises(PolicyError, match="forgotten"):
        fill_in(document_template("odd"), {})


def test_earlier_version_can_still_be_had_and_unknown_ones_are_named():
    assert document_template("leaflet", 1).version == 1
    with pytest.raises(UnknownNameError):
        document_template("leaflet", 99)
    with pytest.raises(UnknownNameError):
        document_template("no-such-letter")


@pytest.mark.requirement("W8-392")
def test_paper_used_in_a_conference_calls_nobody_a_victim(coordinator, service):
    on_the_table = [key for key, paper in papers().items() if paper.in_conference]
    assert {"meeting-running-order", "outcome-agreement"} <= set(on_the_table)
    for key in on_the_table:
        context = {
            **sample(document_template(key)),
            "notes": "Victims sit by the window.",
            "words_together": "The victim and Victim Support were heard; a victim’s word counts.",
        }
        known = {**document_template(key).needs, **document_template(key).may_have}
        document = make_document(
            by=coordinator,
            paper=Paper(key, {name: value for name, value in context.items() if name in known}),
            belongs_to=service,
        )
        texts = (document.html, document.easy_html)
        for words in (*map(plain_text, texts), *text_of(render(document, "pdf"))):
            assert "victim" not in words.replace("Victim Support", "").lower()
        if "words_together" in known:
            assert "The person who has suffered harm and Victim Support were heard" in plain_text(
                document.html
            )
        if "notes" in known:
            assert "People who have suffered harm sit by the window." in plain_text(document.html)


@pytest.mark.slow
def test_leaflet_is_one_sheet(service, coordinator):
    document = make_document(by=coordinator, paper=Paper("leaflet", {}), belongs_to=service)
    assert len(pypdf.PdfReader(io.BytesIO(render(document, "pdf"))).pages) == 1
