"""What stands around a contact: what to know before, appointments, the host's record."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_contact_point
from amends.foundation.people.models import SafeContact
from amends.foundation.policy.facts import facts_table
from amends.journey.allocation.actions import offer, set_weight
from amends.journey.allocation.models import Weight
from amends.journey.contact import actions, lists, rules
from amends.journey.contact.models import Appointment, Approach, Contact, HostPosting
from amends.journey.contact.rules.following import first_call_warning, following
from amends.journey.eligibility.desk import Desk
from amends.journey.eligibility.queries.target import standing_of
from amends.journey.eligibility.rules import profile_for
from amends.journey.eligibility.tests.test_screening import again, clear
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Referral

TOMORROW = dt.timedelta(days=1)


def log(by, participant, kind="call", result="reached", **details):
    at = timezone.now() - dt.timedelta(minutes=5)
    details = {"disclosable": False, "harm_signs": [], **details}
    return actions.log_contact(
        by=by, participant=participant, kind=kind, result=result, at=at, minutes=10, **details
    )


@pytest.fixture
def fay(allocated_case, facilitator, acting):
    acting(facilitator)
    return facilitator


def asked_after(contact):
    card = SafeContact.objects.filter(participant=contact.participant).first()
    approach = Approach.objects.filter(participant=contact.participant).first()
    earlier = list(Contact.objects.filter(participant=contact.participant))
    return following(contact, card=card, approach=approach, earlier=earlier).ask


@pytest.mark.requirement("W8-268")
def test_text_is_proposed_after_no_answer_in_the_community_and_not_in_custody(allocated_case, fay):
    contact = log(fay, allocated_case.responsible, "call", "no_answer")
    assert asked_after(contact) == "text"
    actions.set_approach(by=fay, participant=allocated_case.responsible, details={"in_custody": True})
    assert asked_after(contact) == "call_back"


@pytest.mark.requirement("W8-268")
def test_setting_of_the_case_says_custody_where_nobody_said_otherwise(
    allocated_case, fay, coordinator, acting
):
    acting(coordinator)
    set_weight(by=coordinator, case=allocated_case.case, details={"setting": Weight.Setting.CUSTODY})
    acting(fay)
    assert asked_after(log(fay, allocated_case.responsible, "call", "no_answer")) == "call_back"


@pytest.mark.requirement("W8-269")
def test_first_call_to_the_person_harmed_warns_and_asks_for_the_reaction(allocated_case, fay):
    participant = allocated_case.harmed
    tried = rules.attempts(participant)
    assert "may upset them" in first_call_warning(participant, None, tried)
    approach = actions.set_approach(by=fay, participant=participant, details={"told_of_sentence": "yes"})
    assert first_call_warning(participant, approach, tried) == ""
    contact = log(fay, participant)
    assert asked_after(contact) == "reaction"
    actions.note_reaction(by=fay, contact=contact, reaction="Relieved", meeting_offered=True)
    assert asked_after(log(fay, participant)) == "appointment"


@pytest.mark.requirement("PF-087")
def test_hostile_shapes_the_first_words_and_nothing_else(allocated_case, fay, service, coordinator, acting):
    acting(coordinator)
    service.profile = "hmpps-2023"
    service.save()
    referral = clear(service, coordinator, facts={"ogrs": 40, "accepts_basic_facts": True})
    Referral.objects.filter(pk=referral.pk).update(case=allocated_case.case)

    def tested():
        found = again(referral)
        criteria = standing_of(found, profile_for(found), facts_of(found)).criteria
        return {c.rule: c.result for c in criteria}, Desk(coordinator, found).decision

    before = tested()
    assert before[0]
    acting(fay)
    details = {"attitude": "hostile", "attitude_note": "Says she asked for it", "readiness": "started"}
    approach = actions.set_approach(by=fay, participant=allocated_case.responsible, details=details)
    assert approach.detail == Approach.Detail.BASIC
    acting(coordinator)
    assert tested() == before
    acting(fay)
    kinder = Approach(attitude="sorry", readiness="started")
    assert rules.suggested_detail(kinder) == Approach.Detail.FULL
    assert not {name for name in facts_table() if "attitude" in name or "readiness" in name}
    log(fay, allocated_case.responsible)


@pytest.mark.requirement("EX-135")
@pytest.mark.parametrize(("explained", "things"), [("no", ["Explain leaflet"]), ("yes", [])])
def test_what_the_referrer_said_about_the_leaflet_reaches_the_first_visit_list(
    accepted_case, ready, facilitator, coordinator, explained, things
):
    Referral.objects.create(
        service=accepted_case.case.service,
        number="ESX-R26-0001",
        form=Referral.Form.REFERRAL,
        route=Referral.Route.WEBSITE,
        status=Referral.Status.ACCEPTED,
        received_at=timezone.now(),
        case=accepted_case.case,
        leaflet_given="yes",
        leaflet_explained=explained,
    )
    ready(facilitator)
    offer(by=coordinator, case=accepted_case.case, users=[facilitator])
    assert rules.first_visit_list(accepted_case.harmed) == things


@pytest.mark.requirement("EX-135")
def test_leaflet_not_explained_stands_on_the_first_visit_list(allocated_case, fay, coordinator, acting):
    assert rules.first_visit_list(allocated_case.harmed) == ["Explain leaflet"]
    acting(coordinator)
    set_weight(by=coordinator, case=allocated_case.case, details={"leaflet_to_explain": False})
    acting(fay)
    assert rules.first_visit_list(allocated_case.harmed) == []
    set_back = Weight.objects.get()
    set_back.leaflet_to_explain = True
    set_back.save()
    today = timezone.localdate()
    actions.set_approach(by=fay, participant=allocated_case.harmed, details={"leaflet_explained_on": today})
    assert rules.first_visit_list(allocated_case.harmed) == []


@pytest.mark.requirement("W8-344")
def test_next_appointment_is_in_the_diary_with_person_place_and_type(allocated_case, fay):
    at = timezone.now() + TOMORROW
    made = actions.make_appointment(
        by=fay,
        participant=allocated_case.harmed,
        at=at,
        kind="visit",
        with_user=fay,
        place_kind="home",
        place="1 Secret Road",
    )
    (event,) = Calendar.from_ical(lists.calendar([made])).walk("VEVENT")
    assert event["summary"] == f"{allocated_case.case.number}: visit"
    assert event.decoded("dtstart") == at.astimezone(dt.UTC).replace(microsecond=0)
    assert "Secret" not in lists.calendar([made]).decode()
    assert "Hanna" not in lists.calendar([made]).decode()


def test_appointment_lies_in_the_future_and_is_settled_after(allocated_case, fay):
    with pytest.raises(Refused, match="in the future"):
        actions.make_appointment(
            by=fay, participant=allocated_case.harmed, at=timezone.now(), kind="call", with_user=fay
        )
    made = actions.make_appointment(
        by=fay, participant=allocated_case.harmed, at=timezone.now() + TOMORROW, kind="call", with_user=fay
    )
    with pytest.raises(Refused, match="only be called off"):
        actions.settle_appointment(by=fay, appointment=made, kept="missed")
    assert actions.settle_appointment(by=fay, appointment=made, kept="cancelled").kept == "cancelled"


@pytest.mark.requirement("W8-266")
def test_letter_with_an_appointment_needs_one_and_says_what_follows(client, sign_in, allocated_case, fay):
    participant = allocated_case.responsible
    add_contact_point(
        by=fay,
        participant=participant,
        kind="address",
        value="2 Example Street, Rushmere",
        postcode="ZZ1 1AA",
    )
    with pytest.raises(Refused, match="no appointment"):
        actions.appointment_letter(by=fay, participant=participant)
    at = timezone.make_aware(dt.datetime(2099, 7, 9, 10))
    actions.make_appointment(
        by=fay,
        participant=participant,
        at=at,
        kind="interview",
        with_user=fay,
        place_kind="office",
        place="Probation office, Station Road",
        also_there="Olive Officer",
        is_statutory=True,
    )
    html = actions.appointment_letter(by=fay, participant=participant).html
    for words in (
        "9 July 2099",
        "10am",
        "Station Road",
        "Fay Facilitates",
        "Olive Officer",
        "back to court",
        "tell us as soon as you know",
    ):
        assert words in html
    diary = sign_in(client, fay).get(reverse("contact:diary")).text
    for words in ("9 July 2099", "10am", "Station Road", "RP"):
        assert words in diary
    Appointment.objects.update(is_statutory=False)
    assert "back to court" not in actions.appointment_letter(by=fay, participant=participant).html


@pytest.fixture
def hosted(allocated_case, coordinator, acting):
    """A service whose people are under probation."""
    acting(coordinator)
    case = allocated_case.case
    case.profile = "hmpps-2023"
    case.save()
    for participant in (allocated_case.harmed, allocated_case.responsible):
        participant.case.refresh_from_db()
    return allocated_case


@pytest.mark.requirement("W8-318")
def test_contact_waits_for_the_host_until_it_is_posted_without_a_word_of_the_other_side(
    client, sign_in, hosted, facilitator, coordinator, administrator, acting
):
    acting(facilitator)
    add_contact_point(
        by=facilitator,
        participant=hosted.harmed,
        kind="address",
        value="7 Secret Street, Rushmere",
        postcode="ZZ1 7SE",
    )
    for _ in range(3):
        log(facilitator, hosted.responsible, note="Spoke about Hanna.")
    log(facilitator, hosted.harmed)
    acting(coordinator)
    postings = list(HostPosting.objects.order_by("pk"))
    assert [p.summary for p in postings] == ["Telephone call: spoke with them. 10 minutes."] * 3
    for words in (
        "Spoke about Hanna Harmed",
        "spoke about hanna",
        "Mrs HARMED",
        "rang 07700 900101",
        "Lives in 7 Secret Street",
        "Lives near ZZ1 7SE",
    ):
        with pytest.raises(Refused):
            actions.post_to_host(by=coordinator, posting=postings[0], summary=words)
    for posting in postings[:2]:
        actions.post_to_host(by=coordinator, posting=posting, summary=posting.summary)
    assert list(HostPosting.objects.filter(posted_at__isnull=True)) == [postings[2]]
    assert Clock.objects.filter(name="host-record", stopped_at__isnull=True).count() == 1
    with pytest.raises(Refused, match="already"):
        actions.post_to_host(by=coordinator, posting=postings[0], summary="Again")
    waiting = sign_in(client, administrator).get(reverse("contact:transfers")).text
    for posting in postings:
        shown = reverse("contact:transfer", args=[posting.pk]) in waiting
        assert shown == (posting == postings[2])


def test_a_hub_without_a_host_has_no_transfer_list(allocated_case, fay):
    log(fay, allocated_case.responsible)
    assert not HostPosting.objects.exists()
