"""Texts that the database cannot read."""

import pytest
from django import forms
from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.db import connection
from django.db.models import F, OuterRef, Subquery
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from amends.foundation.case.models import Participant
from amends.foundation.lib.locking import LockedTextField, LockError, is_newest, lock, new_key, unlock
from amends.foundation.lib.together import fetch_together
from amends.foundation.people.models import SafeContact


@pytest.fixture
def card(a_case):
    """A safe-contact card with a warning."""
    card, _ = SafeContact.objects.update_or_create(
        participant=a_case.harmed,
        defaults={
            "service": a_case.case.service,
            "file": a_case.harmed_file,
            "warning": "The neighbour reads her post.",
        },
    )
    return card


def stored(card):
    with connection.cursor() as cursor:
        cursor.execute("SELECT warning FROM people_safecontact WHERE id = %s", [card.pk])
        return cursor.fetchone()[0]


@given(text=st.text(min_size=1))
@tried(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_is_locked_comes_back_as_it_was(text):
    locked = lock(text, "a.b")
    assert unlock(locked, "a.b") == text
    assert lock(text, "a.b") != locked


def test_what_is_locked_cannot_be_read_in_the_database(card):
    assert "neighbour" not in stored(card)
    assert stored(card).startswith("locked:")
    card.refresh_from_db()
    assert card.warning == "The neighbour reads her post."
    SafeContact.objects.filter(pk=card.pk).update(warning="Another.")
    assert "Another" not in stored(card)


def test_rows_fetched_together_are_opened_too(card):
    ((found,), _) = fetch_together(SafeContact.objects.filter(pk=card.pk), SafeContact.objects.none())
    assert found.warning == "The neighbour reads her post."
    before = stored(card)
    found.save()
    assert stored(card) == before


def test_a_text_of_another_row_that_is_fetched_along_is_opened_too(card):
    asked = Participant.objects.filter(pk=card.participant_id)
    one = asked.annotate(warned=F("safe_contact__warning"), told=F("case__number"))
    latest = SafeContact.objects.filter(participant=OuterRef("pk")).values("warning")[:1]
    for rows in (one, asked.annotate(warned=Subquery(latest), told=F("case__number"))):
        ((found,),) = fetch_together(rows)
        assert found.warned == rows.get().warned == "The neighbour reads her post."
        assert found.told == card.participant.case.number


def test_history_is_locked_as_well(card):
    card.warning = "Changed."
    card.save()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT before->>'warning' FROM record_historyrow WHERE table_name = 'people_safecontact'"
        )
        befores = [before for (before,) in cursor.fetchall() if before]
    assert befores
    assert not any("neighbour" in before for before in befores)


def test_saving_the_row_again_leaves_what_is_stored(card):
    before = stored(card)
    again = SafeContact.objects.get(pk=card.pk)
    again.envelope = "plain"
    again.save()
    assert stored(card) == before


def test_text_copied_to_another_column_is_locked_for_that_column(card):
    other = LockedTextField()
    other.set_attributes_from_name("words")
    other.model = Participant
    copied = other.get_prep_value(SafeContact.objects.get(pk=card.pk).warning)
    assert unlock(copied, "case_participant.words") == "The neighbour reads her post."


def test_a_short_line_is_locked_and_never_longer_than_it_may_be(card):
    card.code_word = "Marigold"
    card.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT code_word FROM people_safecontact WHERE id = %s", [card.pk])
        assert cursor.fetchone()[0].startswith("locked:")
    card.refresh_from_db()
    assert card.code_word == "Marigold"
    card.code_word = "M" * 61
    with pytest.raises(ValidationError, match="at most 60"):
        card.full_clean()
    box = SafeContact._meta.get_field("code_word").formfield()
    assert (box.max_length, type(box.widget)) == (60, forms.TextInput)


def test_empty_stays_empty_and_can_be_asked_for(card):
    SafeContact.objects.filter(pk=card.pk).update(warning="")
    assert stored(card) == ""
    assert SafeContact.objects.filter(pk=card.pk, warning="").exists()


def test_locked_text_is_never_searched(card):
    with pytest.raises(FieldError, match="Unsupported lookup"):
        SafeContact.objects.filter(warning__icontains="neighbour").exists()


@pytest.mark.parametrize("question", [{"warning": "Never ring"}, {"warning__exact": F("code_word")}])
def test_looking_for_a_locked_text_says_that_it_cannot_be_found(card, question):
    """It would find nothing, whatever is stored, and nobody would know why."""
    with pytest.raises(FieldError, match=r"people_safecontact\.warning is locked"):
        SafeContact.objects.filter(**question)
    with pytest.raises(FieldError, match="is locked"):
        SafeContact.objects.exclude(**question)


def test_text_moved_to_another_column_is_noticed():
    with pytest.raises(LockError, match="changed or moved"):
        unlock(lock("words", "a.b"), "a.c")


@pytest.mark.parametrize("left", [0, 5, 20, -1])
def test_text_that_was_cut_short_is_noticed(left):
    mark, name, text = lock("words", "a.b").split(":")
    with pytest.raises(LockError, match="changed or moved"):
        unlock(f"{mark}:{name}:{text[:left]}", "a.b")


def test_a_missing_key_is_named_and_no_text_is_told(settings):
    locked = lock("words", "a.b")
    settings.FIELD_KEYS = [new_key()]
    with pytest.raises(LockError, match="AMENDS_FIELD_KEYS") as told:
        unlock(locked, "a.b")
    assert "words" not in str(told.value)


def test_a_second_key_still_opens_and_the_first_one_locks(settings):
    locked = lock("words", "a.b")
    settings.FIELD_KEYS = [new_key(), *settings.FIELD_KEYS]
    assert unlock(locked, "a.b") == "words"
    assert not is_newest(locked)
    assert is_newest(lock("words", "a.b"))


def test_what_was_stored_before_it_was_locked_can_be_read():
    assert unlock("as it was", "a.b") == "as it was"


def test_a_key_of_the_wrong_length_stops_with_a_sentence(settings):
    settings.FIELD_KEYS = ["c2hvcnQ="]
    with pytest.raises(ImproperlyConfigured, match="32 bytes"):
        lock("words", "a.b")
