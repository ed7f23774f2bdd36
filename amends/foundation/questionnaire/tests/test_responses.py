"""Filling in, keeping, completing and reading answers."""

import pytest
from django.db import IntegrityError, transaction

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy import source
from amends.foundation.policy.questions import Answer, EffectKind
from amends.foundation.questionnaire.actions import (
    AnswersRefused,
    complete_response,
    drop_draft,
    save_answers,
    start_response,
)
from amends.foundation.questionnaire.models import Response
from amends.foundation.questionnaire.rules import (
    definition_of,
    effects_of,
    latest_response,
    on_paper,
    read_answers,
)
from amends.foundation.record.models import AuditEvent, HistoryRow

CHECKLIST = """
key: safe
version: {version}
title: "Is it safe?"
source: A test
audience: facilitator
sections:
  - title: First
    questions:
      - {{key: afraid, text: "Are they afraid?", kind: yes_no, comment_on: ["yes"], effects: [
          {{answers: ["yes"], kind: alert, words: They are afraid.}}]}}
      - {{key: of_whom, text: "Of whom?", kind: text, ask_when: {{question: afraid, answers: ["yes"]}}}}
  - title: Second
    questions:
      - {{key: when, text: "Since when?", kind: date, required: false}}
      - {{key: helps, text: "What helps?", kind: choices, choices: {{talk: Talking, walk: Walking}}, may_decline: true}}
"""
CALM: dict[str, Answer] = {"afraid": "no", "helps": ["talk", "walk"]}


@pytest.fixture
def safe(tmp_path, monkeypatch):
    """A policy folder with one short questionnaire; call it to publish another version."""
    (tmp_path / "questionnaires").mkdir()

    def publish(version: int) -> None:
        (tmp_path / "questionnaires" / f"safe-{version}.yaml").write_text(CHECKLIST.format(version=version))
        monkeypatch.setattr(source, "POLICY_FOLDER", tmp_path / f"v{version}")
        (tmp_path / f"v{version}").symlink_to(tmp_path)

    publish(1)
    return publish


@pytest.fixture
def draft(coordinator, a_case, safe):
    subject = f"participant:{a_case.harmed.pk}"
    return start_response(by=coordinator, key="safe", subject=subject, participant=a_case.harmed)


def test_response_belongs_to_the_file_of_whom_it_is_about(draft, a_case):
    assert (draft.file, draft.case, draft.version) == (a_case.harmed_file, a_case.case, 1)


def test_beginning_again_goes_on_with_ones_own_draft(coordinator, a_case, draft):
    save_answers(by=coordinator, response=draft, answers={"afraid": "no"})
    again = start_response(by=coordinator, key="safe", subject=draft.subject, participant=a_case.harmed)
    assert (again.pk, again.answers) == (draft.pk, {"afraid": "no"})


def test_draft_keeps_what_is_answered_so_far(coordinator, draft):
    save_answers(by=coordinator, response=draft, answers={"afraid": "yes"})
    kept = save_answers(by=coordinator, response=draft, answers={"of_whom": "A neighbour"})
    assert kept.answers == {"afraid": "yes", "of_whom": "A neighbour"}
    assert latest_response(draft.subject, "safe") is None


def test_incomplete_answers_are_refused_field_by_field(coordinator, draft):
    with pytest.raises(AnswersRefused) as refusal:
        complete_response(by=coordinator, response=draft, answers={"afraid": "yes", "when": "soon"})
    assert {error.field for error in refusal.value.errors} == {"afraid_comment", "of_whom", "when", "helps"}
    draft.refresh_from_db()
    assert draft.state == Response.State.DRAFT


def test_completing_gives_back_what_the_answers_set_off(coordinator, draft):
    answers = {**CALM, "afraid": "yes", "afraid_comment": "At night", "of_whom": "A neighbour"}
    set_off = complete_response(by=coordinator, response=draft, answers=answers)
    assert [(effect.kind, effect.words) for effect in set_off] == [(EffectKind.ALERT, "They are afraid.")]
    latest = latest_response(draft.subject, "safe")
    assert latest
    assert effects_of(latest) == set_off


def test_answer_to_a_question_that_closed_again_does_not_count(coordinator, draft):
    save_answers(by=coordinator, response=draft, answers={"afraid": "yes", "of_whom": "A neighbour"})
    complete_response(by=coordinator, response=draft, answers=CALM)
    assert draft.answers == CALM


def test_box_the_questionnaire_does_not_have_is_refused(coordinator, draft):
    with pytest.raises(Refused, match="colour"):
        save_answers(by=coordinator, response=draft, answers={"colour": "blue"})


def test_complete_answers_stay_as_they_are(coordinator, draft):
    complete_response(by=coordinator, response=draft, answers=CALM)
    for change in (save_answers, complete_response):
        with pytest.raises(Refused, match="stay as they are"):
            change(by=coordinator, response=draft, answers=CALM)
    with pytest.raises(Refused, match="stay as they are"):
        drop_draft(by=coordinator, response=draft)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Response.objects.filter(pk=draft.pk).update(answers={})
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Response.objects.filter(pk=draft.pk).update(state="draft", completed_at=None)


def test_answers_keep_the_version_they_answer(coordinator, a_case, draft, safe):
    complete_response(by=coordinator, response=draft, answers=CALM)
    safe(2)
    newer = start_response(by=coordinator, key="safe", subject=draft.subject, participant=a_case.harmed)
    assert (definition_of(draft).version, definition_of(newer).version) == (1, 2)


def test_latest_is_the_last_that_was_completed(coordinator, a_case, draft):
    complete_response(by=coordinator, response=draft, answers=CALM)
    second = start_response(by=coordinator, key="safe", subject=draft.subject, participant=a_case.harmed)
    assert latest_response(draft.subject, "safe") == draft
    complete_response(by=coordinator, response=second, answers=CALM)
    assert latest_response(draft.subject, "safe") == second


def test_answers_are_read_in_words_beside_their_questions(coordinator, draft):
    answers = {"afraid": "yes", "afraid_comment": "At night", "of_whom": "A neighbour", "when": "2026-03-03"}
    first, second = read_answers(definition_of(draft), {**answers, "helps": "declined"})
    assert [line.words for line in first.lines] == ["Yes", "A neighbour"]
    assert (first.lines[0].comment, first.lines[0].risk) == ("At night", ["They are afraid."])
    assert [line.words for line in second.lines] == ["3 March 2026", "Preferred not to say"]


def test_blank_paper_has_boxes_to_tick_and_filled_paper_the_answers(draft):
    blank, filled = on_paper(definition_of(draft)), on_paper(definition_of(draft), CALM)
    assert blank[0]["rows"][0]["value"] == "☐ Yes   ☐ No"
    assert filled[1]["rows"][1]["value"] == "Talking, Walking"


def test_answers_about_one_side_are_not_there_for_whoever_has_the_other(
    coordinator, facilitator, a_case, draft
):
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    with acting_as(facilitator):
        assert not Response.objects.exists()
        assert not Response.objects.visible_to(facilitator).exists()


def test_each_save_is_in_the_trail_and_what_stood_before_in_the_history(coordinator, draft):
    save_answers(by=coordinator, response=draft, answers={"afraid": "no"})
    complete_response(by=coordinator, response=draft, answers=CALM)
    whats = (
        AuditEvent.objects.filter(what__startswith="questionnaire.")
        .order_by("id")
        .values_list("what", flat=True)
    )
    assert list(whats) == [
        "questionnaire.started.safe",
        "questionnaire.saved.safe",
        "questionnaire.completed.safe",
    ]
    assert HistoryRow.objects.filter(table_name="questionnaire_response", row_id=draft.pk).count() == 2


def test_draft_can_be_thrown_away(coordinator, draft):
    drop_draft(by=coordinator, response=draft)
    assert not Response.objects.exists()
