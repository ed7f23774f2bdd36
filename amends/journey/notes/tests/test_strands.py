"""Two people harmed and two responsible: whoever goes on by themselves has a case of their own, and leaves no address."""

import pytest
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_contact_point, add_person
from amends.foundation.people.models import ContactPoint, Person
from amends.journey.consent.actions import withdraw
from amends.journey.consent.models import Consent
from amends.journey.consent.rules import has_consent
from amends.journey.consent.tests.cast import agree, refuse
from amends.journey.notes.actions import split_off
from amends.journey.notes.models import Strand
from amends.journey.risk.models import Assessment

HER_ADDRESS = "7 Plover Lane"


@pytest.fixture
def two_and_two(a_case, coordinator, facilitator):
    """Fay works with both sides of it."""
    with acting_as(coordinator):
        second = add_person(by=coordinator, file=a_case.harmed_file, details={"full_name": "Bea Second"})
        add_contact_point(by=coordinator, participant=second.participant, kind="address", value=HER_ADDRESS)
        other = add_person(by=coordinator, file=a_case.responsible_file, details={"full_name": "Olly Other"})
        for file in (a_case.harmed_file, a_case.responsible_file):
            grant_file(by=coordinator, file=file, user=facilitator, reason="allocated")
        agree(coordinator, second.participant, "contact", "take_part")
    a_case.second, a_case.other = second.participant, other.participant
    return a_case


def split(by, fence, *people, reason="risk"):
    with acting_as(by):
        return split_off(by=by, case=fence.case, people=people, reason=reason, words="She is afraid of him")


@pytest.mark.requirement("SS-005")
def test_who_is_split_off_has_a_case_with_its_own_consent_risk_and_outcome(
    client, sign_in, two_and_two, coordinator, facilitator, second_facilitator, acting
):
    sign_in(client, facilitator)
    hers = reverse("casefile:person", args=[two_and_two.second.pk])
    assert HER_ADDRESS in client.get(hers).content.decode()
    strand = split(coordinator, two_and_two, two_and_two.second)
    acting(coordinator)
    case = strand.goes_on_in
    people = {p.person.full_name: p for p in Participant.objects.filter(case=case)}
    assert set(people) == {"Bea Second", "Rhys Ponsible", "Olly Other"}
    assert not has_consent(people["Bea Second"], "take_part")
    assert not Consent.objects.filter(file__case=case).exists()
    assert not Assessment.objects.filter(file__case=case).exists()
    agree(coordinator, people["Bea Second"], "contact", "take_part")
    assert case.stage == Case.objects.get(pk=case.pk).stage == "assessment"
    assert ContactPoint.objects.get(participant=people["Bea Second"]).value == HER_ADDRESS
    two_and_two.second.refresh_from_db()
    assert two_and_two.second.left_at
    # whoever works on the first strand sees neither the second nor her address
    assert HER_ADDRESS not in client.get(hers).content.decode()
    assert client.get(reverse("casefile:case", args=[case.number])).status_code == 404
    acting(facilitator)
    assert not ContactPoint.objects.filter(value=HER_ADDRESS).exists()
    assert not Strand.objects.exists()
    assert not Person.objects.filter(participant__case=case.pk).exists()


@pytest.mark.requirement("SS-005")
def test_strands_are_listed_with_their_reason_and_the_first_goes_on_without_them(
    client, sign_in, two_and_two, coordinator
):
    sign_in(client, coordinator)
    page = reverse("notes:strands", args=[two_and_two.case.number])
    assert "Everybody goes through it together" in client.get(page).content.decode()
    answers = {"people": [two_and_two.second.pk], "reason": "need", "words": "She needs letters only"}
    done = client.post(page, answers)
    assert done.status_code == 302
    text = client.get(page).content.decode()
    assert "they need something else" in text
    with acting_as(coordinator):
        number = Strand.objects.get().goes_on_in.number
    assert number in text
    assert two_and_two.case.number in client.get(reverse("notes:strands", args=[number])).content.decode()


def test_nobody_is_split_off_from_nobody(two_and_two, coordinator, facilitator):
    with pytest.raises(Refused, match="each side has to stay"):
        split(coordinator, two_and_two, two_and_two.harmed, two_and_two.second)
    with pytest.raises(Refused, match="Say who"):
        split(coordinator, two_and_two)
    with pytest.raises(Refused, match="role does not allow"):
        split(facilitator, two_and_two, two_and_two.second)


def test_one_of_each_side_can_go_together(two_and_two, coordinator, acting):
    strand = split(coordinator, two_and_two, two_and_two.second, two_and_two.other, reason="choice")
    acting(coordinator)
    names = {p.person.full_name for p in Participant.objects.filter(case=strand.goes_on_in)}
    assert names == {"Bea Second", "Olly Other"}


def test_after_a_stop_the_others_go_on_apart_and_whoever_stopped_is_not_taken_along(
    client, sign_in, two_and_two, coordinator
):
    with acting_as(coordinator):
        withdraw(by=coordinator, participant=two_and_two.harmed)
        refuse(coordinator, two_and_two.other, "take_part")
    two_and_two.case.refresh_from_db()
    page = sign_in(client, coordinator).get(reverse("notes:strands", args=[two_and_two.case.number])).text
    assert "Somebody here has said stop" in page
    assert "BS, person harmed" in page
    assert "HH, person harmed" not in page
    with pytest.raises(Refused, match="have stopped taking part: HH"):
        split(coordinator, two_and_two, two_and_two.harmed)
    strand = split(coordinator, two_and_two, two_and_two.second)
    with acting_as(coordinator):
        names = set(
            Participant.objects.filter(case=strand.goes_on_in).values_list("person__full_name", flat=True)
        )
        assert names == {"Bea Second", "Rhys Ponsible"}
        assert Case.objects.get(pk=strand.goes_on_in_id).stopped_at is None
        subject = f"participant:{two_and_two.second.pk}"
        assert not Clock.objects.filter(
            name="tell-of-a-stop", subject=subject, stopped_at__isnull=True
        ).exists()


def test_nobody_goes_on_apart_when_nobody_is_left_to_go_on_with(two_and_two, coordinator):
    with acting_as(coordinator):
        for person in (two_and_two.harmed, two_and_two.responsible, two_and_two.other):
            refuse(coordinator, person, "take_part")
    two_and_two.case.refresh_from_db()
    with pytest.raises(Refused, match="nobody with whom"):
        split(coordinator, two_and_two, two_and_two.second)
