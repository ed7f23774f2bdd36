"""What somebody needs: known from somewhere, answered by somebody, looked at again, shared without names."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Message
from amends.foundation.people.actions import change_person
from amends.journey.eligibility.actions.carrying import carried_over
from amends.journey.eligibility.models import CarriedOver
from amends.journey.preparation.actions import (
    Considered,
    add_need,
    consider,
    keep_backing,
    look_at_needs,
    meet_need,
    share_answer,
    take_over,
    tell_backing,
)
from amends.journey.preparation.models import Need, NeedsLook
from amends.journey.preparation.rules.needs import LOOK_CLOCK, lack_of, needs_of, said_elsewhere
from amends.journey.preparation.tests.cast import get_prepared
from amends.service.community.actions import keep
from amends.service.community.models import Organisation
from amends.service.library.models import Practice

TODAY = timezone.localdate
SIGN = {"kind": "language", "words": "Sign language interpreter"}
LOOKED = {"asked": ["manager", "oasys", "person"], "changed": False}


def looked(by, person, **more):
    return look_at_needs(by=by, participant=person, details={"looked_on": TODAY(), **LOOKED, **more})


def look_clock(person, **more):
    return Clock.objects.filter(name=LOOK_CLOCK, subject=f"participant:{person.pk}", **more)


@pytest.fixture
def loop(coordinator, a_case):
    """A need of the person responsible that is answered."""
    need = add_need(
        by=coordinator, participant=a_case.responsible, kind="hearing_seeing", words="Rob hears little"
    )
    return meet_need(by=coordinator, need=need, planned="Loop from the library", met_on=TODAY())


def test_a_need_says_where_it_is_known_from_and_who_sees_to_its_answer(coordinator, a_case):
    need = add_need(by=coordinator, participant=a_case.responsible, source="oasys", **SIGN)
    assert lack_of(need) == "nothing is planned for it"
    meet_need(by=coordinator, need=need, planned="Agency asked", met_on=None, responsible="The office")
    assert (need.responsible, lack_of(need)) == ("The office", "not in place yet")
    meet_need(by=coordinator, need=need, planned="Booked", met_on=TODAY())
    assert (need.responsible, lack_of(need)) == ("The office", "")
    need.responsible = ""
    with pytest.raises(ValidationError, match="who sees to it"):
        need.full_clean()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"asked": []}, "cannot be blank"),
        ({"changed": True}, "what has changed"),
        ({"affects_suitability": True}, "not changed"),
    ],
)
def test_a_look_says_whom_you_asked_and_what_changed(coordinator, a_case, wrong, words):
    with pytest.raises(ValidationError, match=words):
        looked(coordinator, a_case.responsible, **wrong)


@pytest.mark.requirement("W8-384")
def test_what_was_not_looked_at_within_the_interval_is_prompted_and_a_look_begins_it_anew(
    coordinator, facilitator, a_case, client, sign_in
):
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    add_need(by=coordinator, participant=a_case.responsible, **SIGN)
    first = look_clock(a_case.responsible).get()
    assert (timezone.localdate(first.due_at) - TODAY()).days == 28
    page = reverse("preparation:person", args=[a_case.responsible.pk])
    later = timezone.now() + dt.timedelta(days=30)
    with time_machine.travel(later, tick=True):
        sign_in(client, facilitator)
        assert "To be asked again" in client.get(page).content.decode()
        assert "Ask again what they need" in client.get("/today/").content.decode()
        looked(coordinator, a_case.responsible)
        first.refresh_from_db()
        assert first.ended == "late"
        assert (timezone.localdate(look_clock(a_case.responsible).last().due_at) - TODAY()).days == 28
        assert "To be asked again" not in client.get(page).content.decode()


@pytest.mark.requirement("W8-384")
def test_a_change_that_bears_on_suitability_asks_for_a_new_judgement_today(coordinator, a_case):
    looked(coordinator, a_case.responsible, changed=True, words="New tablets make him sleep all day")
    assert not Clock.objects.filter(name="suitability-review").exists()
    looked(
        coordinator, a_case.responsible, changed=True, words="He hears voices now", affects_suitability=True
    )
    clock = Clock.objects.get(name="suitability-review", stopped_at__isnull=True)
    assert clock.title.startswith("Judge again")
    assert timezone.localdate(clock.due_at) == TODAY()


@pytest.mark.parametrize(("profile", "begins"), [("noms-2013", True), ("essex-2015", False)])
def test_where_the_rules_set_the_interval_everybody_is_asked_from_the_beginning(
    coordinator, a_case, profile, begins
):
    a_case.case.profile = profile
    a_case.responsible.case = a_case.case
    row = CarriedOver(participant=a_case.responsible)
    carried_over.send(CarriedOver, by=coordinator, row=row)
    assert look_clock(a_case.responsible).exists() is begins


def test_what_somebody_believes_puts_nothing_on_a_list_of_work(coordinator, a_case):
    add_need(by=coordinator, participant=a_case.responsible, kind="faith", words="Prays at one")
    assert not look_clock(a_case.responsible).exists()


@pytest.mark.requirement("W8-384")
def test_an_answer_that_worked_stands_in_the_library_without_names(
    loop, coordinator, facilitator, stranger, client, sign_in
):
    with pytest.raises(Refused, match="is the name of somebody"):
        share_answer(
            by=coordinator, need=loop, words=f"{loop.participant.person.full_name} is deaf", answer="x"
        )
    share_answer(by=coordinator, need=loop, words="Hears little on one side", answer=loop.planned)
    sign_in(client, facilitator)
    page = client.get(reverse("library:practice")).content.decode()
    assert "Hears little on one side" in page
    assert "Loop from the library" in page
    for words in (*loop.participant.person.full_name.split(), loop.participant.case.number, coordinator.name):
        assert words not in page
    assert "What has worked for people" in client.get(reverse("library:home")).content.decode()
    with acting_as(stranger):
        assert not Practice.objects.exists()


def test_what_is_only_planned_is_not_shared_yet(coordinator, a_case):
    need = add_need(by=coordinator, participant=a_case.harmed, planned="Agency asked", **SIGN)
    with pytest.raises(Refused, match="once it is in place"):
        share_answer(by=coordinator, need=need, words="Signs", answer="An interpreter")


def test_what_the_referral_said_is_taken_over_and_not_typed_again(coordinator, a_case):
    person = a_case.harmed.person
    details = {"language": "Polish", "access_needs": "Short talks; tires soon"}
    change_person(by=coordinator, person=person, details=details)
    assert [said.words for said in said_elsewhere(a_case.harmed)] == [
        "Polish, with an interpreter",
        "Short talks; tires soon",
    ]
    need = take_over(by=coordinator, participant=a_case.harmed, key="interpreter")
    assert (need.kind, need.source) == ("language", "referral")
    take_over(by=coordinator, participant=a_case.harmed, key="access")
    assert said_elsewhere(a_case.harmed) == []
    with pytest.raises(Refused, match="stands on the list already"):
        take_over(by=coordinator, participant=a_case.harmed, key="access")


@pytest.mark.requirement("SS-041")
def test_needs_are_asked_answered_and_shared_on_pages_of_their_own_side_only(
    client, sign_in, coordinator, facilitator, a_case
):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    sign_in(client, facilitator)
    pk, day = a_case.harmed.pk, TODAY()
    on = {f"looked_on_{part}": getattr(day, part) for part in ("day", "month", "year")}
    asked = {**on, "asked": ["person"], "changed": "no", "affects_suitability": ""}
    assert client.post(reverse("preparation:look", args=[pk]), asked).status_code == 302
    with acting_as(coordinator):
        assert NeedsLook.objects.get(participant=pk).asked == ["person"]
    form = {**SIGN, "source": "person", "of_place": ["loop"], "planned": "", "responsible": ""}
    assert client.post(reverse("preparation:need", args=[pk]), form).status_code == 302
    with acting_as(coordinator):
        need = Need.objects.get(participant=pk)
    words = {"kind": "language", "words": "BSL interpreter", "source": "person"}
    assert client.post(reverse("preparation:change_need", args=[pk, need.pk]), words).status_code == 302
    since = {f"met_on_{part}": getattr(day, part) for part in ("day", "month", "year")}
    met = {"planned": "Booked", "responsible": "", **since}
    assert client.post(reverse("preparation:met", args=[pk, need.pk]), met).status_code == 302
    page = client.get(reverse("preparation:person", args=[pk])).content.decode()
    assert "BSL interpreter" in page
    assert "In place" in page
    for name, args in (("look", []), ("need", []), ("met", [need.pk]), ("share_need", [need.pk])):
        other = reverse(f"preparation:{name}", args=[a_case.responsible.pk, *args])
        assert client.get(other).status_code == 404


def considered(by, person, **said):
    consider(by=by, participant=person, said={kind: Considered(*words) for kind, words in said.items()})


@pytest.mark.requirement("PF-143")
def test_a_plan_of_a_19_year_old_is_not_finished_before_maturity_was_considered(
    coordinator, a_case, client, sign_in
):
    person = a_case.responsible
    change_person(
        by=coordinator, person=person.person, details={"date_of_birth": TODAY() - dt.timedelta(days=19 * 366)}
    )
    Case.objects.filter(pk=a_case.case.pk).update(profile="hmpps-2023")
    person = Participant.objects.select_related("case", "file", "person").get(pk=person.pk)
    considered(
        coordinator,
        person,
        culture=("Fasts until sunset", "We meet in the evening"),
        gender=("", "", "He has no wish about it"),
    )
    with pytest.raises(Refused, match="Not considered yet: age and maturity") as refusal:
        get_prepared(coordinator, person)
    assert refusal.value.source == "HMPPS framework 6.42"
    sign_in(client, coordinator)
    page = reverse("preparation:consider", args=[person.pk])
    assert "We meet in the evening" in client.get(page).content.decode()
    half = {"maturity_words": "Young for his age"}
    assert "Say what is done about it" in client.post(page, half).content.decode()
    said = {
        "maturity_none": "Lives by himself, has a child",
        "culture_words": "Fasts",
        "culture_planned": "Later",
    }
    assert client.post(page, said).status_code == 302
    with acting_as(coordinator):
        assert Need.objects.get(participant=person, kind="maturity").none_needed
        get_prepared(coordinator, person)


def lacking(person):
    return [need.words for need in needs_of([person]) if lack_of(need)]


@pytest.mark.requirement("PF-143")
def test_an_adjustment_that_was_considered_has_to_be_in_place_and_none_needed_holds_nothing(
    coordinator, a_case
):
    considered(coordinator, a_case.harmed, culture=("Fasts", "In the evening"), maturity=("", "", "Aged 60"))
    assert lacking(a_case.harmed) == ["Fasts"]
    considered(coordinator, a_case.harmed, maturity=("Tires", "Short talks"))
    assert lacking(a_case.harmed) == ["Fasts", "Tires"]


def test_none_needed_is_said_of_what_everybody_is_asked_only(coordinator, a_case):
    with pytest.raises(ValidationError, match="Only of culture, maturity and gender"):
        considered(coordinator, a_case.harmed, travel=("", "", "Lives next door"))


@pytest.fixture
def club(coordinator, service):
    """`club("faith")`: an organisation of this kind on the list."""

    def on_the_list(kind="specialist"):
        details = {"name": f"{kind} club", "kind": kind, "serves": "People of the town"}
        return keep(by=coordinator, row=Organisation(service=service), details=details)

    return on_the_list


def backed(by, person, organisation, row=None, **more):
    details = {"organisation": organisation, "role": "Comes along", "wanted": True, **more}
    return keep_backing(by=by, participant=person, details=details, row=row)


@pytest.mark.requirement("PF-144")
def test_nothing_goes_to_an_organisation_before_the_person_has_agreed(
    coordinator, facilitator, a_case, club, client, sign_in
):
    row = backed(coordinator, a_case.harmed, club())
    with pytest.raises(Refused, match="have not agreed"):
        tell_backing(by=coordinator, backing=row, sent="Her first name")
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    sign_in(client, facilitator)
    tell = reverse("preparation:tell_backing", args=[a_case.harmed.pk, row.pk])
    assert "have not agreed" in client.post(tell, {"sent": "Her first name"}).content.decode()
    on = {f"agreed_on_{part}": getattr(TODAY(), part) for part in ("day", "month", "year")}
    form = {"organisation": row.organisation_id, "purpose": "support", "role": "Signs", "wanted": "yes", **on}
    change = reverse("preparation:change_backing", args=[a_case.harmed.pk, row.pk])
    assert client.post(change, form).status_code == 302
    assert client.post(tell, {"sent": "Her first name"}).status_code == 302
    with acting_as(coordinator):
        row.refresh_from_db()
        assert (row.sent, row.sent_on) == ("Her first name", TODAY())
        with pytest.raises(Refused, match="has gone to it already"):
            backed(coordinator, a_case.harmed, row.organisation, row=row, agreed_on=None)
    assert "specialist club" in client.get(reverse("preparation:person", args=[a_case.harmed.pk])).text
    assert client.get(reverse("preparation:backing", args=[a_case.responsible.pk])).status_code == 404


def test_an_organisation_is_asked_by_e_mail_to_ring_and_learns_no_name(
    coordinator, facilitator, a_case, club, client, sign_in, acting
):
    organisation = club()
    organisation.contact = "Dee, 01632 960001, help@club.example"
    organisation.save()
    row = backed(coordinator, a_case.harmed, organisation, agreed_on=TODAY())
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    tell = reverse("preparation:tell_backing", args=[a_case.harmed.pk, row.pk])
    assert 'value="help@club.example"' in sign_in(client, facilitator).get(tell).text
    assert client.post(tell, {"sent": "Her first name", "email": "help@club.example"}).status_code == 302
    acting(coordinator)
    [message] = Message.objects.filter(subject_key=f"backing:{row.pk}")
    assert (message.channel, message.to_address) == ("email", "help@club.example")
    said = f"{message.subject} {message.body}"
    assert a_case.case.number in said
    assert not any(name in said for name in a_case.harmed.person.full_name.split())
    assert 'value="help@club.example"' not in client.get(tell).text


@pytest.mark.requirement("PF-146")
@pytest.mark.parametrize("purpose", ["supporter", "integration", "risk_plan"])
def test_a_faith_organisation_comes_only_where_the_person_wants_it_and_beside_them_once_vetted(
    coordinator, a_case, club, purpose
):
    person, mosque = a_case.responsible, club("faith")
    with pytest.raises(ValidationError, match="only where the person wants it"):
        backed(coordinator, person, mosque, purpose=purpose, wanted=False)
    if purpose == "supporter":
        with pytest.raises(ValidationError, match="how it was looked into"):
            backed(coordinator, person, mosque, purpose=purpose)
    vetted = {"vetting": "Spoke with the imam; DBS seen", "vetted_on": TODAY()}
    assert backed(coordinator, person, mosque, purpose=purpose, **vetted).is_faith


def test_an_organisation_they_do_not_want_is_told_nothing(coordinator, a_case, club):
    row = backed(coordinator, a_case.harmed, club(), wanted=False, agreed_on=TODAY())
    with pytest.raises(Refused, match="have not agreed"):
        tell_backing(by=coordinator, backing=row, sent="x")
