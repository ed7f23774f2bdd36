"""Resources are picked from the service's list; a keyworker sees goals and guidance, and no trace of anybody harmed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import grant_file
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person
from amends.foundation.record.models import AuditEvent
from amends.journey.preparation.actions.keywork import end_keywork, tell_keyworker, use_resource
from amends.journey.preparation.models import Keywork, ResourceUse
from amends.journey.preparation.rules.keywork import keywork_of, resources_for
from amends.service.library.models import Entry
from amends.service.library.tests.cast import approve_all

GOALS = "He writes down what he would say, and talks it through with you each week."


def url(name, *args):
    return reverse(f"preparation:{name}", args=args)


@pytest.fixture
def prison(service):
    return Agency.objects.create(service=service, name="HMP Rushmere", kind=AgencyKind.PRISON)


@pytest.fixture
def officer(service, prison, coordinator, a_case):
    """Manages Rhys in prison; his file was opened to her."""
    user = make_user("Pam Prison", "prison_offender_manager", service, prison)
    grant_file(by=coordinator, file=a_case.responsible_file, user=user, reason="manages him")
    return user


@pytest.fixture
def keyworker(service, prison):
    return make_user("Kay Worker", "keyworker", service, prison)


def named(participant):
    """The participant as an officer's own request would fetch it."""
    return Participant.objects.select_related("file", "case__service").get(pk=participant.pk)


@pytest.mark.requirement("PF-132")
def test_the_officer_picks_a_resource_from_the_list_with_the_reason_and_the_day(
    client, sign_in, acting, manager, service, officer, a_case
):
    approve_all(manager, service)
    acting(officer)
    listed = {entry.key for entry in resources_for(officer, service)}
    assert {"letter-not-sent", "empathy-exercise"} <= listed
    assert "leaving-material" not in listed, "it is for the service's own people"
    chosen = Entry.objects.get(key="letter-not-sent")
    sign_in(client, officer)
    today = timezone.localdate()
    day = {f"used_on_{part}": getattr(today, part) for part in ("day", "month", "year")}
    sent = {"resource": chosen.pk, "reason": "He has much to say and no meeting ahead.", **day}
    assert client.post(url("use", a_case.responsible.pk), sent).status_code == 302
    page = client.get(url("resources", a_case.responsible.pk)).text
    assert "Letter that is not sent" in page
    assert "He has much to say and no meeting ahead." in page
    assert (
        "Say why you chose it" in client.post(url("use", a_case.responsible.pk), {**sent, "reason": ""}).text
    )
    acting(officer)
    row = ResourceUse.objects.get()
    assert (row.used_on, row.noted_by) == (today, officer)


@pytest.mark.requirement("PF-132")
def test_what_is_not_on_the_list_cannot_be_picked(acting, manager, service, officer, a_case):
    approve_all(manager, service)
    acting(manager)
    procedure = Entry.objects.get(key="risk-before-meeting")
    acting(officer)
    with pytest.raises(Refused, match="not on the list"):
        use_resource(
            by=officer,
            participant=named(a_case.responsible),
            resource=procedure,
            reason="Because",
            used_on=timezone.localdate(),
        )


@pytest.mark.requirement("PF-132")
def test_a_keyworker_sees_goals_and_guidance_and_no_name_of_anybody_harmed(
    client, sign_in, acting, manager, service, officer, keyworker, a_case
):
    approve_all(manager, service)
    sign_in(client, officer)
    tell = url("tell_keyworker", a_case.responsible.pk)
    assert tell in client.get(url("resources", a_case.responsible.pk)).text
    assert client.post(tell, {"keyworker": keyworker.pk, "goals": GOALS}).status_code == 302
    acting(keyworker)
    [row] = Keywork.objects.all()
    own = url("goals", row.pk)
    home = sign_in(client, keyworker).get(reverse("worklist:home")).text
    assert url("keywork") in home
    assert own in client.get(url("keywork")).text
    page = client.get(own).text
    assert "Rhys Ponsible" in page
    assert GOALS in page
    guidance = Entry.objects.get(key="keyworker-guidance")
    assert reverse("library:entry", args=[guidance.pk]) in page
    answer = client.get(reverse("library:link", args=[guidance.pk]))
    assert answer["Location"] == guidance.address
    for trace in ("Hanna", "Harmed", "HH", a_case.case.number):
        assert trace not in page
    acting(officer)
    assert AuditEvent.objects.filter(what="preparation.keyworker_told").exists()


@pytest.mark.requirement("PF-132")
def test_a_keyworker_opens_no_file_and_no_case(
    client, sign_in, acting, officer, keyworker, a_case, second_keyworker
):
    acting(officer)
    row = tell_keyworker(by=officer, participant=named(a_case.responsible), keyworker=keyworker, goals=GOALS)
    sign_in(client, keyworker)
    for address in (
        reverse("casefile:case", args=[a_case.case.number]),
        reverse("casefile:person", args=[a_case.responsible.pk]),
        reverse("casefile:person", args=[a_case.harmed.pk]),
        url("person", a_case.responsible.pk),
        url("resources", a_case.responsible.pk),
        url("tell_keyworker", a_case.responsible.pk),
    ):
        assert client.get(address).status_code == 404
    acting(keyworker)
    for kind in (Case, CaseFile, Participant, Person, ResourceUse):
        assert not kind.objects.exists(), "the database holds it as well"
    assert not Keywork.objects.filter(pk=row.pk).update(goals="Something else")
    assert sign_in(client, second_keyworker).get(url("goals", row.pk)).status_code == 404


@pytest.fixture
def second_keyworker(service, prison):
    return make_user("Kim Wing", "keyworker", service, prison)


@pytest.mark.requirement("PF-132")
@pytest.mark.parametrize("words", ["He wants to say sorry to Hanna Harmed.", "Ring 07700 900101 for him."])
def test_goals_that_name_the_other_side_are_refused_at_their_field(acting, officer, keyworker, a_case, words):
    acting(officer)
    with pytest.raises(Refused, match="somebody on the other side") as refusal:
        tell_keyworker(by=officer, participant=named(a_case.responsible), keyworker=keyworker, goals=words)
    assert refusal.value.field == "goals"
    assert not Keywork.objects.exists()


def test_another_keyworker_takes_over_and_whoever_is_none_any_more_sees_nothing(
    client, sign_in, acting, officer, keyworker, second_keyworker, a_case
):
    acting(officer)
    person = named(a_case.responsible)
    first = tell_keyworker(by=officer, participant=person, keyworker=keyworker, goals=GOALS)
    second = tell_keyworker(by=officer, participant=person, keyworker=second_keyworker, goals=GOALS)
    assert first.pk != second.pk
    assert sign_in(client, keyworker).get(url("goals", first.pk)).status_code == 404
    assert sign_in(client, second_keyworker).get(url("goals", second.pk)).status_code == 200
    acting(officer)
    assert client.get(url("goals", first.pk)).status_code == 404
    end_keywork(by=officer, row=Keywork.objects.select_related("participant__file").get(pk=second.pk))
    assert keywork_of(person) is None
    assert client.get(url("goals", second.pk)).status_code == 404


def test_the_goals_close_with_the_role(acting, officer, manager, keyworker, a_case):
    acting(officer)
    tell_keyworker(by=officer, participant=named(a_case.responsible), keyworker=keyworker, goals=GOALS)
    acting(keyworker)
    assert Keywork.objects.exists()
    acting(manager)
    keyworker.memberships.update(starts_on="2026-01-01", ends_on="2026-01-02")
    acting(keyworker)
    assert not Keywork.objects.exists()


def test_only_somebody_responsible_has_a_keyworker_and_only_one_with_the_role(
    acting, coordinator, facilitator, keyworker, a_case
):
    acting(coordinator)
    with pytest.raises(Refused, match="in prison for what they did"):
        tell_keyworker(by=coordinator, participant=a_case.harmed, keyworker=keyworker, goals=GOALS)
    with pytest.raises(Refused, match="role of a keyworker"):
        tell_keyworker(by=coordinator, participant=a_case.responsible, keyworker=facilitator, goals=GOALS)
