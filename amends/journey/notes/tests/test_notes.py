"""Notes and oversight are added to and never changed; the paperwork list says what a case still lacks."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.actions import grant_file, reach
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import principals
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.templatetags.amends import moment
from amends.foundation.pages.tests.costs import cost
from amends.foundation.people.actions import add_person
from amends.journey.consent.rules import check_consent, switchboard
from amends.journey.consent.tests.cast import agree
from amends.journey.notes.actions import correct_note, oversee, say_how_harmed, write_note
from amends.journey.notes.models import Note, NoteVersion, Oversight
from amends.journey.notes.rules import lacking, paperwork


def url(name, *args):
    return reverse(f"notes:{name}", args=args)


class TestNotes:
    @pytest.mark.requirement("EX-114")
    def test_corrected_note_keeps_both_versions_and_leaves_the_paperwork_as_it_was(
        self, client, sign_in, a_case, coordinator, facilitator, acting
    ):
        grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
        acting(facilitator)
        note = write_note(by=facilitator, file=a_case.harmed_file, words="She would rather write.")
        acting(coordinator)
        before = paperwork(a_case.case)
        with time_machine.travel(timezone.now() + timedelta(days=1)):
            signed_in = sign_in(client, facilitator)
            answers = {"words": "She would rather meet.", "reason": "I mixed up two visits"}
            assert signed_in.post(url("correct", note.pk), answers).status_code == 302
            acting(coordinator)
            page = sign_in(client, coordinator).get(url("case", a_case.case.number)).text
        for words in ("She would rather write.", "She would rather meet.", "I mixed up two visits"):
            assert words in page
        first, second = NoteVersion.objects.order_by("pk")
        assert (first.by, second.by, second.at > first.at) == (facilitator, facilitator, True)
        assert page.count(f"{facilitator.name}, ") == 2
        for version in (first, second):
            assert f"{facilitator.name}, {moment(version.at)}" in page
        assert paperwork(a_case.case) == before

    @pytest.mark.requirement("EX-114")
    def test_nobody_changes_a_version_not_even_in_the_database(self, a_case, coordinator, manager):
        note = write_note(by=coordinator, file=a_case.harmed_file, words="First.")
        for change in (
            lambda: NoteVersion.objects.update(words="Other"),
            lambda: NoteVersion.objects.all().delete(),
            lambda: Note.objects.update(author=manager),
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                change()
        with pytest.raises(Refused, match="Only its author"):
            correct_note(by=manager, note=note, words="Other", reason="I know better")

    @pytest.mark.requirement("EX-114")
    def test_paperwork_list_shows_what_the_stage_still_lacks(self, client, sign_in, a_case, coordinator):
        signed_in = sign_in(client, coordinator)
        where = url("case", a_case.case.number)
        words = "The second assessment"
        assert words in [each.expected.words for each in lacking(a_case.case)]
        assert f"<li>{words}</li>" in signed_in.get(where).text
        reach(by=coordinator, case=a_case.case, milestone=Milestone.SECOND_ASSESSMENT_DONE)
        assert f"<li>{words}</li>" not in signed_in.get(where).text
        asked = "Everybody has been asked whether we may be in touch"
        for person in (a_case.harmed, a_case.responsible):
            assert asked in [each.expected.words for each in lacking(a_case.case)]
            agree(coordinator, person, "contact")
        assert asked not in [each.expected.words for each in lacking(a_case.case)]
        assert "The write-up" not in [each.expected.words for each in lacking(a_case.case)]
        assert cost(signed_in, where) <= 12

    def test_notes_of_the_other_side_are_not_there(
        self, client, sign_in, a_case, coordinator, facilitator, acting
    ):
        write_note(by=coordinator, file=a_case.harmed_file, words="She has moved.")
        grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
        page = sign_in(client, facilitator).get(url("case", a_case.case.number))
        assert "She has moved." not in page.text
        acting(facilitator)
        assert not NoteVersion.objects.exists()


@pytest.mark.requirement("PF-094")
def test_oversight_is_added_to_and_the_original_stays(client, sign_in, a_case, coordinator, manager):
    with pytest.raises(Refused, match="role"):
        oversee(
            by=coordinator,
            participant=a_case.responsible,
            appropriate=True,
            rationale="Yes",
            action_taken="None",
        )
    signed_in = sign_in(client, manager)
    where = url("oversight", a_case.responsible.pk)
    signed_in.post(
        where, {"appropriate": "yes", "rationale": "Risk is held.", "action_taken": "Told re:hub."}
    )
    row = Oversight.objects.get()
    assert (row.manager, row.appropriate) == (manager, True)
    signed_in.post(
        url("change_oversight", row.pk), {"words": "Risk has risen since.", "copied_to": "ND-4471"}
    )
    page = signed_in.get(where).text
    for words in ("Reasons: Risk is held.", "Done: Told re:hub.", "Risk has risen since.", "ND-4471"):
        assert words in page
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Oversight.objects.update(rationale="Other")
    row.refresh_from_db()
    assert row.rationale == "Risk is held."


@pytest.mark.requirement("SS-004")
def test_bereaved_sister_is_a_victim_with_every_right_and_no_supporter(client, sign_in, a_case, coordinator):
    sister = add_person(
        by=coordinator, file=a_case.harmed_file, details={"full_name": "Sara Sister"}
    ).participant
    signed_in = sign_in(client, coordinator)
    where = url("harmed_as", sister.pk)
    answers = {"kind": "affected", "in_scheme": "yes", "relationship": ""}
    assert "what they have to do with the offence" in signed_in.post(where, answers).text
    signed_in.post(where, {**answers, "relationship": "Sister of who died"})
    sister.refresh_from_db()
    assert (sister.harmed_as.kind, sister.harmed_as.in_scheme) == ("affected", "yes")
    assert sister.part == Participant.Part.PRINCIPAL
    assert sister in principals(a_case.case)
    agree(coordinator, sister, "take_part")
    check_consent(sister, "take_part")
    assert set(switchboard(sister)) == set(switchboard(a_case.harmed))
    page = signed_in.get(reverse("casefile:person", args=[sister.pk])).text
    assert "Affected in another way: Sister of who died" in page
    assert "Supporter" not in page
    supporter = add_person(
        by=coordinator,
        file=a_case.harmed_file,
        details={"full_name": "Su"},
        part="supporter",
        of=a_case.harmed,
    ).participant
    with pytest.raises(Refused, match="a supporter is not"):
        say_how_harmed(by=coordinator, participant=supporter, details={"kind": "direct"})
