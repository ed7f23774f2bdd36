"""Papers for people who take part, said again in easy read: complete, short, with pictures, behind the same walls."""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from django.db import IntegrityError, transaction

from amends.foundation.documents.actions import give_copy, make_document, render
from amends.foundation.documents.models import Document, Form, Rendering
from amends.foundation.documents.rules import plain_text
from amends.foundation.documents.tests.test_pages import size_of
from amends.foundation.documents.tests.test_wording import broken_rules, sample, text_of
from amends.foundation.documents.worded import Paper, letterhead
from amends.foundation.documents.wording import (
    check_wordings,
    document_template,
    document_templates,
    easy_twin,
    fill_in,
    papers,
    picture_file,
)
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.source import PolicyError

FOR_PARTICIPANTS = sorted(key for key, paper in papers().items() if paper.for_participants)
LONGEST_SENTENCE, USUAL_SENTENCE = 15, 9
MEETING = ("face to face", "conference", "meeting")


def twin_of(key):
    twin = easy_twin(key)
    assert twin, f"{key} is not there in easy read"
    return twin


def filled(service, template, **more):
    return fill_in(template, {**sample(template), **letterhead(service, None, template), **more})


def made(by, service, key, **more):
    return make_document(by=by, paper=Paper(key, sample(document_template(key))), belongs_to=service, **more)


def sentences(body):
    """What the wording itself says; a line is a sentence too, and what is filled in counts as one word."""
    words = re.sub(r"\{%.*?%\}", "", re.sub(r"\{\{.*?\}\}", "x", body))
    lines = re.split(r"</?(?:p|h\d|li|br|td|th|tr|div|ul|ol)\b[^>]*>", words)
    found = (plain_text(part) for line in lines for part in re.split(r"(?<=[.?!:])\s", line))
    return [sentence for sentence in found if sentence]


def with_parts(template):
    """The wording with the parts that it takes in."""
    parts = Path(picture_file("letter")).parents[1]

    def read(found):
        return (parts.parent / found[1]).read_text(encoding="utf-8")

    usual = r'\{% include "(parts/easy-[^"]+)" %\}'
    return re.sub(usual, read, re.sub(usual, read, template.body))


@pytest.mark.parametrize("key", FOR_PARTICIPANTS)
def test_every_paper_for_people_who_take_part_is_there_in_easy_read(key):
    twin, original = twin_of(key), papers()[key]
    assert (twin.key, twin.audience, twin.needs) == (f"{key}-easy", original.audience, original.needs)
    assert set(original.never_says) <= set(twin.never_says)
    assert twin.in_conference == original.in_conference


@pytest.mark.parametrize("key", FOR_PARTICIPANTS)
def test_easy_read_leaves_nothing_out_that_somebody_filled_in(service, key):
    """Whoever reads easy read is told as much as everybody else: each word that was filled in stands in both."""
    original, twin = papers()[key], twin_of(key)
    plain, easy = plain_text(filled(service, original)), plain_text(filled(service, twin))
    for name in [*original.needs, *original.may_have]:
        said = f"words for {name}"
        if said in plain and f"{name}_easy" not in original.may_have:
            assert said in easy, name
    for number in re.findall(r"\d{4} \d{3} \d{4}|\d{3,5} \d{3} \d{3,4}", plain):
        assert number in easy


@pytest.mark.parametrize("key", FOR_PARTICIPANTS)
def test_easy_read_says_one_short_thing_at_a_time(key):
    said = sentences(with_parts(twin_of(key)))
    lengths = [len(sentence.split()) for sentence in said]
    long = [sentence for sentence in said if len(sentence.split()) > LONGEST_SENTENCE]
    assert not long
    assert sum(lengths) / len(lengths) <= USUAL_SENTENCE


@pytest.mark.parametrize("key", FOR_PARTICIPANTS)
def test_easy_read_does_not_promise_that_nobody_is_ever_told(key):
    """Where somebody could get hurt, we tell those who can help: a short sentence must not deny it."""
    assert "tell nobody else" not in with_parts(twin_of(key))


@pytest.mark.parametrize("key", FOR_PARTICIPANTS)
def test_easy_read_asks_in_its_headings_and_has_a_picture_beside_each_thought(key):
    body = with_parts(twin_of(key))
    blocks = re.findall(r'\{% beside "([^"]+)" %\}(.*?)\{% endbeside %\}', body, re.DOTALL)
    assert len(blocks) > 1
    for picture, words in blocks:
        assert picture_file(picture).exists()
        assert picture_file(picture, "png").exists()
        assert words.strip().startswith("<h2>")
    headings = [
        plain_text(heading) for heading in re.findall(r"<h2>(.*?)</h2>", "".join(w for _, w in blocks))
    ]
    asked = [heading for heading in headings if heading.endswith("?")]
    assert len(asked) >= len(headings) - 2


@pytest.mark.parametrize("key", ["first-letter-harmed", "first-letter-responsible"])
def test_first_letter_in_easy_read_is_silent_about_meeting(service, key):
    words = plain_text(filled(service, twin_of(key))).lower()
    assert not any(idea in words for idea in MEETING)


@pytest.mark.requirement("PF-047")
@pytest.mark.parametrize("key", ["leaflet", "first-letter-harmed", "first-letter-responsible"])
def test_easy_read_says_that_nothing_is_decided_yet(service, key):
    assert "Nothing is decided yet." in filled(service, twin_of(key))


@pytest.mark.requirement("W8-265")
def test_introductory_letter_in_easy_read_differs_for_custody_and_for_an_order(service):
    twin = twin_of("first-letter-responsible")
    custody = filled(service, twin, setting="custody", requirement="")
    order = filled(service, twin, setting="community", requirement="yes")
    assert "A leaflet comes with this letter." in custody
    assert "part of your order" not in custody
    assert "part of your order" in order
    assert "leaflet" not in order


def test_own_line_that_speaks_of_meeting_is_refused_in_both_wordings(coordinator, service):
    context = sample(document_template("first-letter-harmed"))
    context["personal_words"] = "You could sit face to face with the person."
    with pytest.raises(Refused, match="face to face"):
        make_document(by=coordinator, paper=Paper("first-letter-harmed", context), belongs_to=service)


@pytest.mark.slow
@pytest.mark.parametrize("key", FOR_PARTICIPANTS)
def test_easy_read_is_printed_tagged_large_and_with_a_title_for_each_picture(coordinator, service, key):
    document = made(coordinator, service, key)
    assert document.easy_version == twin_of(key).version
    pdf = render(document, "pdf", easy_read=True)
    assert not broken_rules(pdf)
    pages = text_of(pdf)
    assert all((service.marking in page) is document_template(key).marked for page in pages)
    assert "easy read, version 1" in pages[0]
    pictures = document.easy_html.count("<svg ")
    alternatives = figures(pdf)
    assert len(alternatives) == pictures
    assert all(alternatives)
    assert "{{" not in document.easy_html
    assert "⟦" not in document.easy_html


def figures(pdf: bytes) -> list[str]:
    """What a screen reader says for each picture, in the order of the pages."""
    root: Any = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    found: list[str] = []

    def walk(part: Any) -> None:
        part = part.get_object()
        if isinstance(part, list):
            for each in part:
                walk(each)
        elif isinstance(part, dict):
            if part.get("/S") == "/Figure":
                found.append(str(part.get("/Alt", "")))
            if "/K" in part:
                walk(part["/K"])

    walk(root["/StructTreeRoot"])
    return found


def test_easy_read_is_in_letters_of_16_points_and_in_20_for_large_print(coordinator, service):
    document = made(coordinator, service, "plain-letter")
    for large, size in ((False, 16), (True, 20)):
        pdf = render(document, "pdf", large_print=large, easy_read=True)
        assert size_of("We can read it with you.", pdf) == size
    assert Rendering.objects.filter(document=document, easy_read=True).count() == 2


def test_word_file_in_easy_read_has_the_pictures_with_their_titles(coordinator, service):
    document = made(coordinator, service, "appointment-letter")
    file = docx.Document(io.BytesIO(render(document, "docx", easy_read=True)))
    titles = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    assert titles[:3] == ["A letter", "A calendar", "A place on a map"]
    words = [paragraph.text for paragraph in file.paragraphs]
    assert "When is it?" in words
    assert "3 December 2026" in words
    assert "A calendar" not in words
    size: Any = file.styles["Normal"]
    assert size.font.size.pt == 16


def test_page_shows_either_wording_and_offers_every_form(client, sign_in, coordinator, a_case):
    context = {"to_name": "Hanna Harmed", "body": "We hope to hear from you."}
    document = make_document(
        by=coordinator, paper=Paper("plain-letter", context, easy_read=True), belongs_to=a_case.harmed_file
    )
    give_copy(by=coordinator, document=document, how="post", participant=a_case.harmed)
    sign_in(client, coordinator)
    usual = client.get(f"/documents/{document.pk}/").content.decode()
    assert "Read it in easy read" in usual
    assert "Asked for easy read" in usual
    assert "by post in easy read" in usual
    assert "Is this letter hard to read?" not in usual
    for form in ("?large=no&amp;easy=no", "?large=yes&amp;easy=no", "?large=no&amp;easy=yes"):
        assert f"/documents/{document.pk}.pdf{form}" in usual
    easy = client.get(f"/documents/{document.pk}/?easy=yes").content.decode()
    assert "Is this letter hard to read?" in easy
    assert "<svg " in easy
    assert "We hope to hear from you." in easy


def test_printing_follows_what_was_asked_for_unless_another_form_is_chosen(
    client, sign_in, coordinator, a_case
):
    context = {"to_name": "Hanna Harmed", "body": "We hope to hear from you."}
    paper = Paper("plain-letter", context, easy_read=True)
    document = make_document(by=coordinator, paper=paper, belongs_to=a_case.harmed_file)
    sign_in(client, coordinator)
    size = {}
    for query in ("", "?easy=no", "?large=yes", "?large=yes&easy=no"):
        pdf = client.get(f"/documents/{document.pk}.pdf{query}").content
        size[query] = size_of("We hope to hear from you.", pdf)
    assert size == {"": 16, "?easy=no": 12, "?large=yes": 20, "?large=yes&easy=no": 18}


def test_paper_for_staff_is_never_in_easy_read(client, sign_in, coordinator, service):
    context = {"sections": [{"title": "You", "rows": []}], "form_version": "3"}
    document = make_document(
        by=coordinator, paper=Paper("referral-form", context, easy_read=True), belongs_to=service
    )
    assert (document.easy_html, document.easy_read) == ("", False)
    assert "easy read" not in sign_in(client, coordinator).get(f"/documents/{document.pk}/").content.decode()
    assert size_of("Form version", render(document, "pdf", easy_read=True)) == 12


def test_database_keeps_no_easy_read_without_its_words(coordinator, service):
    with pytest.raises(IntegrityError, match="easy_read_where_it_is_worded"), transaction.atomic():
        Document.objects.create(
            service=service, template="x", version=1, title="x", html="x", made_by=coordinator, easy_read=True
        )


def test_copy_says_in_which_form_it_was_given(coordinator, a_case):
    document = make_document(by=coordinator, paper=Paper("leaflet", {}), belongs_to=a_case.case)
    usual = give_copy(by=coordinator, document=document, how="by_hand", participant=a_case.harmed)
    easy = give_copy(
        by=coordinator, document=document, how="by_hand", participant=a_case.harmed, form=Form.EASY_LARGE
    )
    assert (usual.form, easy.form) == ("standard", "easy_large")


def test_twin_is_not_made_alone(coordinator, service):
    with pytest.raises(ValueError, match="made along with"):
        make_document(by=coordinator, paper=Paper("leaflet-easy", {}), belongs_to=service)


def test_agreement_in_easy_read_names_both_but_holds_no_contact_details(coordinator, a_case):
    people = [{"name": "Hanna Harmed", "part": "person harmed"}]
    point = {"what": "Mend the fence", "who": "Rhys Ponsible", "by_when": date(2026, 12, 1)}
    context = {"people": people, "points": [point], "agreed_on": date(2026, 11, 20)}
    document = make_document(
        by=coordinator, paper=Paper("outcome-agreement", context), belongs_to=a_case.case
    )
    assert "Rhys Ponsible" in document.easy_html
    assert "1 December 2026" in document.easy_html
    point["what"] = "Ring Hanna on 07700 900101"
    with pytest.raises(Refused, match="Both sides"):
        make_document(by=coordinator, paper=Paper("outcome-agreement", context), belongs_to=a_case.case)


@pytest.mark.parametrize(("apart", "sheets"), [("yes", 2), ("", 0)])
def test_agreement_in_easy_read_has_a_sheet_to_sign_for_each_where_they_sign_apart(service, apart, sheets):
    twin = twin_of("outcome-agreement")
    easy = filled(service, twin, apart=apart)
    usual = filled(service, papers()["outcome-agreement"], apart=apart)
    assert easy.count('class="sheet"') == usual.count('class="sheet"') == sheets
    assert ("Who signs?" in easy) is not bool(apart)
    assert easy.count('class="sign"') == usual.count('class="sign"')


HEAD = "---\nkey: odd-easy\nversion: 1\ntitle: Odd\neasy_read_of: {of}\n{more}---\n{body}"
ORIGINAL = "---\nkey: odd\nversion: 1\ntitle: Odd\naudience: either\nsource: a test\nneeds: {}\n---\n<p>x</p>"


@pytest.mark.parametrize(
    ("twin", "said"),
    [
        ({"of": "nothing", "more": "", "body": "<p>x</p>"}, "no paper called nothing"),
        ({"of": "odd-easy", "more": "", "body": "<p>x</p>"}, "no paper called odd-easy"),
        ({"of": "odd", "more": "needs: {}\n", "body": "<p>x</p>"}, "'needs' is missing at the top, or means"),
        ({"of": "odd", "more": "", "body": '{% beside "moon" %}x{% endbeside %}'}, "no picture called moon"),
    ],
)
def test_twin_that_does_not_fit_is_refused_before_the_service_starts(settings, tmp_path, twin, said):
    for key, words in (("odd", ORIGINAL), ("odd-easy", HEAD.format(**twin))):
        folder = tmp_path / "documents" / key
        folder.mkdir(parents=True)
        (folder / "1.html").write_text(words, encoding="utf-8")
    settings.POLICY_DIR = tmp_path
    with pytest.raises(PolicyError, match=said):
        check_wordings()


def test_only_papers_for_people_who_take_part_are_said_again():
    twins = {twin.easy_read_of for versions in document_templates().values() for twin in versions}
    assert twins - {""} == set(FOR_PARTICIPANTS)
