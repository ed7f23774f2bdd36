"""Answers that the database cannot read."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from django.utils import timezone

from amends.foundation.lib.locking import OpenedMap
from amends.foundation.lib.together import fetch_together
from amends.foundation.questionnaire.models import Response

SAID = {"afraid": "yes", "of_whom": "The neighbour’s “son”", "helps": ["talk", "walk"]}


@pytest.fixture
def said(coordinator, a_case):
    """A draft in which somebody has said of whom they are afraid."""
    return Response.objects.create(
        service=a_case.case.service,
        case=a_case.case,
        file=a_case.harmed_file,
        participant=a_case.harmed,
        subject=f"participant:{a_case.harmed.pk}",
        key="safe",
        version=1,
        answers=SAID,
        answered_by=coordinator,
    )


def stored(response):
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers::text FROM questionnaire_response WHERE id = %s", [response.pk])
        return cursor.fetchone()[0]


def test_neither_answers_nor_what_was_answered_can_be_read_in_the_database(said):
    assert stored(said).startswith('"locked:')
    assert not any(word in stored(said) for word in ("afraid", "neighbour", "talk"))
    assert Response.objects.get(pk=said.pk).answers == SAID
    Response.objects.filter(pk=said.pk).update(answers={"of_whom": "Another"})
    assert "Another" not in stored(said)


def test_the_history_is_locked_too(said):
    said.answers = {}
    said.save()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT before->>'answers' FROM record_historyrow WHERE table_name = 'questionnaire_response'"
        )
        befores = [before for (before,) in cursor.fetchall()]
    assert befores
    assert all(before.startswith("locked:") for before in befores)


def test_rows_fetched_together_are_opened_too(said):
    ((found,), none) = fetch_together(
        Response.objects.filter(pk=said.pk), Response.objects.filter(pk=said.pk, answers={})
    )
    assert (found.answers, none) == (SAID, [])
    assert list(Response.objects.values_list("answers", flat=True)) == [SAID]


def test_complete_answers_can_be_saved_with_their_row_and_never_changed(said):
    Response.objects.filter(pk=said.pk).update(state="complete", completed_at=timezone.now())
    before = stored(said)
    Response.objects.get(pk=said.pk).save()
    assert stored(said) == before


def test_answers_changed_in_place_are_locked_anew(said):
    before = stored(said)
    found = Response.objects.get(pk=said.pk)
    found.answers["of_whom"] = "Nobody"
    found.save()
    assert stored(said) != before
    assert Response.objects.get(pk=said.pk).answers["of_whom"] == "Nobody"


def test_answers_copied_from_elsewhere_are_locked_for_their_column(said):
    elsewhere = OpenedMap(SAID)
    elsewhere.stored, elsewhere.place = "locked:0:0", "another.column"
    Response.objects.filter(pk=said.pk).update(answers=elsewhere)
    assert Response.objects.get(pk=said.pk).answers == SAID


def test_no_answers_stay_empty_and_can_be_asked_for(said):
    said.answers = {}
    said.save()
    assert stored(said) == "{}"
    assert Response.objects.filter(answers={}).exists()


@pytest.mark.parametrize("question", ["answers__has_key", "answers__of_whom", "answers__contains"])
def test_answers_are_never_searched(said, question):
    with pytest.raises(FieldError, match="Unsupported lookup"):
        Response.objects.filter(**{question: "x"}).exists()


def test_looking_for_answers_says_that_they_cannot_be_found(said):
    with pytest.raises(FieldError, match=r"questionnaire_response\.answers is locked"):
        Response.objects.filter(answers=SAID)
