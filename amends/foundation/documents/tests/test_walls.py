"""What keeps a document and a file that was handed in on its own side."""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.documents.actions import give_copy, make_document, render
from amends.foundation.documents.models import Copy, Document, Rendering
from amends.foundation.documents.rules import check_nothing_of_other_side, crossing, plain_text
from amends.foundation.documents.tests.test_wording import sample
from amends.foundation.documents.worded import Paper
from amends.foundation.documents.wording import document_template
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_contact_point
from amends.foundation.people.models import ContactPoint

TO_THE_PERSON_RESPONSIBLE = [
    "appointment-letter",
    "closing-letter-responsible",
    "first-letter-responsible",
    "plain-letter",
    "prison-visit-letter",
]
WORDS = {"to_name": "Hanna Harmed", "body": "We hope to hear from you."}


def letter(by, file, body="We hope to hear from you.", **more):
    return make_document(by=by, paper=Paper("plain-letter", {**WORDS, "body": body}, **more), belongs_to=file)


@pytest.mark.parametrize(
    "body",
    [
        "Rhys Ponsible says he is sorry.",
        "RHYS  PONSIBLE says he is sorry.",
        "Ring him on 07700 900 202.",
        "Ring him on +44 7700 900202.",
        "He was born on 12 September 1994.",
        "He was born on 12/9/1994.",
        "He was born on 12.09.1994.",
        "Write to rhys@example.org.",
        "He lives at 7 Birch Road, Rushmere.",
        "He lives at 7 birch  road.",
        "He lives somewhere in ZZ3 7XX.",
    ],
)
def test_letter_with_something_of_the_other_side_is_refused(coordinator, a_case, body):
    him = a_case.responsible
    add_contact_point(by=coordinator, participant=him, kind=ContactPoint.Kind.EMAIL, value="rhys@example.org")
    kind = ContactPoint.Kind.ADDRESS
    add_contact_point(
        by=coordinator, participant=him, kind=kind, value="7 Birch Road, Rushmere", postcode="ZZ3 7XX"
    )
    with pytest.raises(Refused, match="other side"):
        letter(coordinator, a_case.harmed_file, body)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "Ring us on 01632 960 100.",
        "The Ponsible family shop",
        "Hanna, 07700 900101",
        "In 1994",
        "Come to 17 Birch Road.",
        "Come to Birch Road.",
        "Flat 3 is yours.",
        "Come home to 9 Ash Lane.",
    ],
)
def test_letter_with_only_ones_own_side_is_made(coordinator, a_case, body):
    for person, value in (
        (a_case.responsible, "Flat 3, 7 Birch Road, Rushmere"),
        (a_case.responsible, "9 Ash Lane, Rushmere"),
        (a_case.harmed, "9 Ash Lane, Westmere"),
    ):
        add_contact_point(by=coordinator, participant=person, kind=ContactPoint.Kind.ADDRESS, value=value)
    assert letter(coordinator, a_case.harmed_file, body).pk


@pytest.mark.requirement("W8-174")
@pytest.mark.parametrize("template", TO_THE_PERSON_RESPONSIBLE)
def test_no_letter_to_the_person_responsible_holds_the_address_of_the_person_harmed(
    coordinator, a_case, template
):
    """The context is what our own pages put into it: the wall stands behind them, whichever of them errs."""
    kind, street, postcode = ContactPoint.Kind.ADDRESS, "14 Willow Close, Rushmere", "ZZ4 8YY"
    add_contact_point(by=coordinator, participant=a_case.harmed, kind=kind, value=street, postcode=postcode)
    made = {"by": coordinator, "belongs_to": a_case.responsible_file}
    context = sample(document_template(template)) | {"to_address": "7 Birch Road, Rushmere\nZZ3 7XX"}
    words = plain_text(make_document(**made, paper=Paper(template, context)).html)
    assert "7 Birch Road" in words
    assert street not in words
    for address in (f"{street}\n{postcode}", "14 WILLOW CLOSE, RUSHMERE", postcode):
        with pytest.raises(Refused, match="other side"):
            make_document(**made, paper=Paper(template, context | {"to_address": address}))
    assert Document.objects.count() == 1


def test_allowed_name_may_stand_in_a_letter(coordinator, a_case):
    assert letter(
        coordinator, a_case.harmed_file, "Rhys Ponsible says sorry.", names_allowed=["rhys ponsible"]
    ).pk


def test_address_that_both_sides_share_is_no_crossing(coordinator, a_case):
    for who in (a_case.harmed, a_case.responsible):
        add_contact_point(
            by=coordinator,
            participant=who,
            kind=ContactPoint.Kind.ADDRESS,
            value=f"{who.pk} Birch Road",
            postcode="ZZ3 7XX",
        )
    assert crossing("At ZZ3 7XX", case=a_case.case, file=a_case.harmed_file) == []


def test_facilitator_of_one_side_is_stopped_by_what_they_cannot_see_themselves(
    coordinator, facilitator, a_case
):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    with acting_as(facilitator), pytest.raises(Refused, match="the full name"):
        letter(facilitator, a_case.harmed_file, "Rhys Ponsible says sorry.")


def test_stranger_learns_nothing_by_asking_about_a_case(stranger, a_case):
    with acting_as(stranger):
        assert crossing("Rhys Ponsible 07700900202", case=a_case.case, file=None) == []


def test_text_for_a_side_is_checked_by_the_side(coordinator, a_case):
    check_nothing_of_other_side("<p>Rhys Ponsible</p>", a_case.case, "responsible")
    with pytest.raises(Refused):
        check_nothing_of_other_side("<p>Rhys <b>Ponsible</b></p>", a_case.case, "harmed")


def test_agreement_names_both_but_holds_no_contact_details(coordinator, a_case):
    people = [
        {"name": "Hanna Harmed", "part": "person harmed"},
        {"name": "Rhys Ponsible", "part": "person responsible"},
    ]
    point = {"what": "Mend the fence", "who": "Rhys Ponsible", "by_when": date(2026, 12, 1)}
    context = {"people": people, "points": [point], "agreed_on": date(2026, 11, 20)}
    assert make_document(by=coordinator, paper=Paper("outcome-agreement", context), belongs_to=a_case.case).pk
    point["what"] = "Ring Hanna on 07700 900101"
    with pytest.raises(Refused, match="Both sides"):
        make_document(by=coordinator, paper=Paper("outcome-agreement", context), belongs_to=a_case.case)


@pytest.mark.requirement("W8-270")
def test_first_letter_that_speaks_of_meeting_needs_a_manager(coordinator, manager, a_case):
    context = {
        "to_name": "Hanna Harmed",
        "to_address": "1 Alder Road",
        "greeting": "Ms Harmed",
        "what_happened": "a broken fence",
        "facilitator_name": "Fay",
        "personal_words": "You could sit face to face with the person.",
    }
    made = {"paper": Paper("first-letter-harmed", context), "belongs_to": a_case.harmed_file}
    with pytest.raises(Refused, match="face to face"):
        make_document(by=coordinator, **made)
    with pytest.raises(Refused, match="role"):
        make_document(by=coordinator, override_reason="She asked for it.", **made)
    with acting_as(manager):
        assert make_document(by=manager, override_reason="She asked for it.", **made).override_reason


def test_document_of_one_file_is_not_there_for_whoever_has_the_other(coordinator, facilitator, a_case):
    document = letter(coordinator, a_case.harmed_file)
    render(document, "pdf")
    give_copy(by=coordinator, document=document, how="post", participant=a_case.harmed)
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    with acting_as(facilitator):
        assert not Document.objects.filter(pk=document.pk).exists()
        assert not Document.objects.visible_to(facilitator).exists()
        assert not Rendering.objects.exists()
        assert not Copy.objects.exists()


def test_document_both_may_know_is_there_for_either_file(coordinator, facilitator, a_case):
    document = make_document(by=coordinator, paper=Paper("leaflet", {}), belongs_to=a_case.case)
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    with acting_as(facilitator):
        assert Document.objects.visible_to(facilitator).get() == document


def test_finished_document_is_never_changed(coordinator, a_case):
    document = letter(coordinator, a_case.harmed_file)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(html="<p>Something else</p>")


def test_letter_of_one_side_is_not_given_to_the_other(coordinator, a_case):
    document = letter(coordinator, a_case.harmed_file)
    with pytest.raises(Refused):
        give_copy(by=coordinator, document=document, how="post", participant=a_case.responsible)


def test_copies_say_who_was_given_what(coordinator, a_case):
    document = make_document(by=coordinator, paper=Paper("leaflet", {}), belongs_to=a_case.case)
    mine = give_copy(by=coordinator, document=document, how="by_hand", participant=a_case.harmed)
    outside = give_copy(by=coordinator, document=document, how="email", recipient="Victim liaison officer")
    assert mine.file == a_case.harmed_file
    assert outside.file is None
