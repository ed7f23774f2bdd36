"""Nobody agrees to what they were not told: the yes waits for every point, on a day no later than itself."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from amends.foundation.documents.models import Document
from amends.foundation.documents.rules import plain_text
from amends.foundation.documents.tests.test_easy_read import LONGEST_SENTENCE, sentences
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.actions import Evidence, Told, explain, record_consent
from amends.journey.consent.models import Consent, Explanation
from amends.journey.consent.papers import make_form, make_sheet
from amends.journey.consent.purposes import purpose, purposes, sheets
from amends.journey.consent.rules import check_all_agree, has_consent
from amends.journey.consent.tests.cast import agree, told

ALL = list(sheets()["choice"].items)


def yes(by, participant, key="take_part", **evidence):
    return record_consent(
        by=by, participant=participant, key=key, answer="given", evidence=Evidence(**evidence)
    )


@pytest.mark.requirement("SS-037")
@pytest.mark.parametrize("left_out", ALL)
def test_yes_with_one_thing_unexplained_is_not_recorded_and_the_thing_is_named(coordinator, a_case, left_out):
    rest = [item for item in ALL if item != left_out]
    explain(by=coordinator, participant=a_case.harmed, kind="choice", told=Told(items=rest))
    words = sheets()["choice"].items[left_out]
    with pytest.raises(Refused) as refusal:
        yes(coordinator, a_case.harmed)
    assert words in str(refusal.value)
    assert not Consent.objects.exists()
    explain(by=coordinator, participant=a_case.harmed, kind="choice", told=Told(items=[left_out]))
    yes(coordinator, a_case.harmed)
    assert has_consent(a_case.harmed, "take_part")


@pytest.mark.requirement("SS-037")
def test_what_was_given_in_which_form_and_language_is_kept_and_a_fresh_choice_is_always_possible(
    coordinator, a_case
):
    told(coordinator, a_case.harmed, "take_part", form="interpreted", language="Polish")
    kept = Explanation.objects.get()
    assert (kept.version, kept.get_form_display(), kept.language) == (
        purposes()[0],
        "Through an interpreter",
        "Polish",
    )
    for answer in ("unsure", "given", "refused", "given"):
        record_consent(
            by=coordinator, participant=a_case.harmed, key="take_part", answer=answer, evidence=Evidence()
        )
        assert has_consent(a_case.harmed, "take_part") == (answer == "given")


@pytest.mark.requirement("SS-039")
def test_nobody_is_promised_anything_and_the_other_sides_yes_is_not_theirs(coordinator, a_case):
    agree(coordinator, a_case.harmed, "take_part")
    with pytest.raises(Refused, match="Not everybody has agreed"):
        check_all_agree(a_case.case, "take_part")
    without = [item for item in sheets()["choice-responsible"].items if item != "no_promise"]
    told_so = Told(items=without)
    explain(by=coordinator, participant=a_case.responsible, kind="choice-responsible", told=told_so)
    with pytest.raises(Refused, match="nobody has promised anything about sentence, release or regime"):
        yes(coordinator, a_case.responsible)
    no_promise = Told(items=["no_promise"])
    explain(by=coordinator, participant=a_case.responsible, kind="choice-responsible", told=no_promise)
    yes(coordinator, a_case.responsible)
    check_all_agree(a_case.case, "take_part")


@pytest.mark.requirement("W8-295")
def test_yes_follows_the_explanation_and_is_never_dated_before_it(coordinator, a_case):
    today = timezone.localdate()
    with pytest.raises(Refused, match="has not been explained"):
        yes(coordinator, a_case.harmed)
    told(coordinator, a_case.harmed, "take_part", on=today - dt.timedelta(days=2))
    with pytest.raises(Refused, match="explained only on") as refusal:
        yes(coordinator, a_case.harmed, on=today - dt.timedelta(days=3))
    assert refusal.value.field == "on"
    yes(coordinator, a_case.harmed, on=today - dt.timedelta(days=2))
    assert Explanation.objects.get().version == purposes()[0]


def test_what_was_not_understood_does_not_count(coordinator, a_case):
    explain(by=coordinator, participant=a_case.harmed, kind="choice", told=Told(items=ALL, understood=False))
    with pytest.raises(Refused, match="have understood it"):
        yes(coordinator, a_case.harmed)


def test_a_no_needs_no_explanation(coordinator, a_case):
    record_consent(
        by=coordinator, participant=a_case.harmed, key="take_part", answer="refused", evidence=Evidence()
    )
    assert not has_consent(a_case.harmed, "take_part")


def test_what_was_told_stays_as_it_was(coordinator, a_case):
    told(coordinator, a_case.harmed, "take_part")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Explanation.objects.update(items=[])


def test_sheet_of_the_other_side_is_not_theirs(coordinator, a_case):
    with pytest.raises(Refused, match="not explained on their side"):
        explain(by=coordinator, participant=a_case.harmed, kind="condition", told=Told(items=["duty"]))


@pytest.mark.requirement("W8-183")
def test_each_side_needs_its_own_explanation_before_anything_is_shared(coordinator, a_case):
    told(coordinator, a_case.harmed, "share_details")
    yes(coordinator, a_case.harmed, "share_details", covers=["police"])
    with pytest.raises(Refused, match="What we keep"):
        yes(coordinator, a_case.responsible, "share_details", covers=["police"])
    assert has_consent(a_case.harmed, "share_details")


def test_explanation_of_sharing_says_what_with_whom_and_why(coordinator, a_case):
    with pytest.raises(Refused, match="with whom and why") as refusal:
        explain(by=coordinator, participant=a_case.harmed, kind="privacy", told=Told(items=["shared"]))
    assert refusal.value.field == "shared"


@pytest.mark.parametrize("key", list(sheets()))
def test_every_explanation_can_be_read_and_printed_and_stays_in_their_file(coordinator, a_case, key):
    sheet = sheets()[key]
    person = a_case.responsible if sheet.sides == ("responsible",) else a_case.harmed
    made = make_sheet(by=coordinator, participant=person, sheet=sheet, shared="Your name, with the police.")
    assert Document.objects.get().file_id == person.file_id
    assert sheet.title.split()[0] in made.html


def test_form_holds_each_decision_on_its_own_line(coordinator, a_case):
    wanted = [purpose("take_part"), purpose("research")]
    made = make_form(by=coordinator, participant=a_case.harmed, wanted=wanted)
    assert made.file_id == a_case.harmed.file_id
    assert made.html.count("Yes ☐") == 2
    assert "Hanna Harmed" in made.html


@pytest.mark.parametrize("wanted", purposes()[1].values(), ids=lambda wanted: wanted.key)
def test_every_decision_is_asked_in_easy_read_too(coordinator, a_case, wanted):
    made = make_form(by=coordinator, participant=a_case.harmed, wanted=[wanted])
    assert wanted.easy in plain_text(made.easy_html)
    assert wanted.words in plain_text(made.html)
    assert max(len(sentence.split()) for sentence in sentences(wanted.easy)) <= LONGEST_SENTENCE
    assert made.easy_html.count("Yes ☐") == 1
