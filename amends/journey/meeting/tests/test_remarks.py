"""What a practitioner noted at a meeting stays in the file they work with, until somebody passes it on on purpose."""

import pytest
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import grant_file
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import AuditEvent
from amends.journey.meeting import actions
from amends.journey.meeting.models import Invitation, Remark
from amends.journey.meeting.tests.cast import hold_it
from amends.journey.meeting.tests.test_pages import address

THEMES = "He spoke of his father, and of wanting to work again."


def officer_of(role, service, by, file):
    agency, _ = Agency.objects.get_or_create(service=service, name="Example Probation", kind="probation")
    user = make_user(f"Officer {role}", role, service, agency)
    grant_file(by=by, file=file, user=user, reason="works with them")
    return user


@pytest.fixture
def attended(confirmed, coordinator, service):
    """His officer came to the meeting as a professional; her liaison officer works with her."""
    fence = confirmed
    row = actions.invite(by=coordinator, meeting=fence.meeting, called="Ola", capacity="professional")
    actions.answer(by=coordinator, invitation=row, details={"answer": "yes"})
    hold_it(coordinator, fence, although="Ola was told at the door")
    with acting_as(coordinator):
        fence.officer = officer_of("community_offender_manager", service, coordinator, fence.responsible_file)
        fence.liaison = officer_of("victim_liaison_officer", service, coordinator, fence.harmed_file)
    return fence


def notes_of(participant):
    return reverse("meeting:remarks", args=[participant.pk])


@pytest.mark.requirement("PF-116")
def test_themes_of_a_practitioner_are_not_on_her_record_before_they_are_passed_on(
    client, sign_in, coordinator, attended, acting
):
    shown = sign_in(client, coordinator).get(address("show", attended.case)).text
    assert "Ola, professional: came" in shown, "as a professional, neither supporter nor facilitator"
    own = notes_of(attended.responsible)
    person = sign_in(client, attended.officer).get(reverse("casefile:person", args=[attended.responsible.pk]))
    assert own in person.text
    assert "Enter an answer" in client.post(own, {"words": " "}).text
    assert THEMES in client.post(own, {"words": THEMES}, follow=True).text
    assert client.get(notes_of(attended.harmed)).status_code == 404
    hers = notes_of(attended.harmed)
    assert THEMES not in sign_in(client, attended.liaison).get(hers).text
    assert client.get(own).status_code == 404
    acting(attended.liaison)
    assert not Remark.objects.exists(), "the database holds it as well"
    acting(coordinator)
    remark = Remark.objects.get()
    assert (remark.file, remark.added_by) == (attended.responsible_file, attended.officer)
    page = reverse("meeting:pass_on_remark", args=[attended.case.number, remark.pk])
    assert page in sign_in(client, coordinator).get(address("write_up", attended.case)).text
    assert "contains" in client.post(page, {"words": "Ring him on 07700 900101."}).text
    assert client.post(page, {"words": "He wants to work again."}).status_code == 302
    text = sign_in(client, attended.liaison).get(hers).text
    assert "Passed on from the other file: He wants to work again." in text
    assert "father" not in text
    acting(coordinator)
    assert AuditEvent.objects.filter(what="meeting.remark_passed_on").exists()


@pytest.mark.requirement("PF-116")
def test_where_no_professional_came_there_are_no_themes_to_note(attended, coordinator):
    Invitation.objects.filter(capacity="professional").update(attendance="absent")
    for user, person in ((attended.officer, attended.responsible), (attended.liaison, attended.harmed)):
        with acting_as(user), pytest.raises(Refused, match="Nobody came to a meeting"):
            actions.note_themes(by=user, participant=person, words=THEMES)
    assert not Remark.objects.exists()


def test_note_for_one_file_is_not_read_from_the_other_nor_passed_on_by_who_sees_one(
    client, sign_in, attended, coordinator, facilitator
):
    actions.add_remark(
        by=coordinator, meeting=attended.meeting, file=attended.responsible_file, words="He was pale"
    )
    row = Remark.objects.get()
    page = reverse("meeting:pass_on_remark", args=[attended.case.number, row.pk])
    attended.harmed_file.grants.filter(user=facilitator).delete()
    assert sign_in(client, facilitator).get(page).status_code == 404
    with acting_as(coordinator):
        grant_file(by=coordinator, file=attended.harmed_file, user=facilitator, reason="allocated")
        attended.responsible_file.grants.filter(user=facilitator).delete()
    with acting_as(facilitator):
        assert not Remark.objects.exists()
    assert client.get(page).status_code == 404
