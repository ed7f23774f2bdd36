"""What came up at a contact, signs of fresh harm, and coming back safely from a visit."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.programs import program
from amends.foundation.access.tests.cast import make_user
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.journey.contact import actions
from amends.journey.contact.models import Contact
from amends.journey.risk.actions import Finding, ask_police, assess, confirm_police
from amends.journey.risk.rules import alert_of
from amends.journey.risk.tests.cast import NO_HARM
from amends.journey.safeguarding.models import Concern, Reading
from amends.journey.safeguarding.rules.harm import check_reassessed

pytestmark = pytest.mark.django_db
NOTE = "He said that his little sister is left alone at night."


def log(by, participant, **details):
    given = {"disclosable": False, "harm_signs": [], "note": NOTE, **details}
    return actions.log_contact(
        by=by,
        participant=participant,
        kind="call",
        result="reached",
        at=timezone.now() - dt.timedelta(minutes=5),
        minutes=10,
        **given,
    )


@pytest.fixture
def fay(allocated_case, facilitator, acting):
    acting(facilitator)
    return facilitator


@pytest.mark.requirement("W8-193")
@pytest.mark.parametrize("kind", ["call", "liaison"])
def test_a_contact_note_is_not_closed_without_saying_whether_anything_is_disclosable(
    fay, allocated_case, sign_in, acting, kind
):
    client = sign_in(Client(), fay)
    acting(None)
    page = reverse("contact:log", args=[allocated_case.harmed.pk]) + f"?how={kind}"
    shown = client.get(page).text
    assert "What cannot stay confidential" in shown
    assert "read it and say so before" in shown
    sent = {"result": "reached", "purpose": "engage", "minutes": "5", "note": NOTE, "professional": "Teacher"}
    sent["at"] = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    refused = client.post(page, sent)
    assert "Say whether anything came up" in refused.text
    acting(fay)
    assert not Contact.objects.exists()
    acting(None)
    answer = client.post(page, {**sent, "came_up": "pass_on"})
    acting(fay)
    concern = Concern.objects.get()
    assert answer["Location"] == reverse("safeguarding:concern", args=[concern.pk])
    assert (concern.words, concern.about) == (NOTE, allocated_case.harmed)
    assert concern.came_from == f"contact:{Contact.objects.get().pk}"
    assert client.post(reverse("safeguarding:guidance")).status_code == 302
    assert Reading.objects.get().user == fay
    assert "read it and say so before" not in client.get(page).text


def test_nobody_reached_leaves_nothing_to_answer(fay, allocated_case):
    contact = actions.log_contact(
        by=fay,
        participant=allocated_case.responsible,
        kind="call",
        result="no_answer",
        at=timezone.now() - dt.timedelta(minutes=5),
        minutes=2,
    )
    assert contact.disclosable is None


@pytest.mark.requirement("W8-214")
def test_a_changed_account_raises_an_alert_and_holds_the_meeting_until_assessed_anew(
    fay, allocated_case, coordinator, manager, acting
):
    responsible = allocated_case.responsible
    with pytest.raises(Refused, match="sign that the person harmed") as refusal:
        log(fay, responsible, harm_signs=None)
    assert refusal.value.field == "came_up"
    log(fay, responsible)
    check_reassessed(allocated_case.case)
    log(fay, responsible, harm_signs=["account_changed"], harm_sign_words="Now she began it.")
    acting(manager)
    assert alert_of(responsible) is not None
    assert any("could be hurt again" in n.words for n in Notice.objects.filter(user=manager))
    with pytest.raises(Refused, match="assessed anew"):
        check_reassessed(allocated_case.case)
    low = Finding(level="low", reasons=["talked again"], safeguards="two of us", answers=NO_HARM)
    assess(by=manager, participant=allocated_case.harmed, moment="something_new", finding=low)
    with pytest.raises(Refused, match="assessed anew"):
        check_reassessed(allocated_case.case)
    assess(by=manager, participant=responsible, moment="something_new", finding=low)
    check_reassessed(allocated_case.case)


def test_a_sign_needs_its_words(fay, allocated_case):
    with pytest.raises(ValidationError, match="what the sign was"):
        log(fay, allocated_case.responsible, harm_signs=["blame_shifted"])


@pytest.fixture
def visit(fay, allocated_case, second_facilitator):
    """A visit tomorrow from two to three; thirty minutes are allowed."""
    day = timezone.localdate() + dt.timedelta(days=1)
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(14)))
    appointment = actions.make_appointment(
        by=fay,
        participant=allocated_case.harmed,
        at=at,
        kind="visit",
        with_user=fay,
        place_kind="home",
        place="1 Fence Row",
    )
    ends = at + dt.timedelta(hours=1)
    return actions.plan_visit(by=fay, appointment=appointment, check_in_with=second_facilitator, ends_at=ends)


@pytest.mark.requirement("EX-112")
@pytest.mark.parametrize("logged", [True, False])
def test_no_check_in_by_half_past_alerts_the_coordinator(
    visit, fay, coordinator, second_facilitator, service, logged
):
    program(service, "clockwork")
    assert (visit.visitor, visit.appointment.place_kind, visit.appointment.place) == (
        fay,
        "home",
        "1 Fence Row",
    )
    if logged:
        with acting_as(fay):
            actions.confirm_visit(by=fay, visit=visit)
            actions.check_in(by=fay, visit=visit)
            actions.check_out(by=fay, visit=visit)
    half_past = visit.ends_at + dt.timedelta(minutes=30)
    assert actions.alert_missing(service=service, now=half_past - dt.timedelta(seconds=1)) == 0
    assert actions.alert_missing(service=service, now=half_past) == (0 if logged else 1)
    assert actions.alert_missing(service=service, now=half_past + dt.timedelta(hours=1)) == 0
    with acting_as(coordinator):
        rung = [n.words for n in Notice.objects.filter(user=coordinator) if "Ring them now" in n.words]
    assert len(rung) == (0 if logged else 1)
    assert all("Hanna" not in words for words in rung)


@pytest.mark.requirement("W8-235")
def test_a_visit_is_signed_off_as_safe_and_by_the_procedure_or_the_named_contact_hears_of_it(
    visit, fay, second_facilitator, service
):
    program(service, "clockwork")
    planned = visit.appointment
    assert (planned.place, planned.with_user, visit.ends_at) == (
        "1 Fence Row",
        fay,
        planned.at + dt.timedelta(hours=1),
    )
    with pytest.raises(Refused, match="out and safe"):
        actions.confirm_procedure(by=fay, visit=visit, followed=True)
    grace = visit.ends_at + dt.timedelta(minutes=30)
    actions.alert_missing(service=service, now=grace - dt.timedelta(minutes=1))
    with acting_as(second_facilitator):
        assert not Notice.objects.filter(user=second_facilitator, words__contains="Ring them").exists()
    actions.alert_missing(service=service, now=grace)
    with acting_as(second_facilitator):
        assert Notice.objects.filter(user=second_facilitator, words__contains="Ring them").exists()
    visit.refresh_from_db()
    assert visit.missed_at == grace
    for step in (actions.confirm_visit, actions.check_in, actions.check_out):
        step(by=fay, visit=visit)
    actions.confirm_procedure(by=fay, visit=visit, followed=False)
    visit.refresh_from_db()
    assert visit.safe_at is not None
    assert visit.by_procedure is False


def test_the_visit_page_is_one_button_at_a_time(visit, fay, sign_in, acting, stranger):
    client, key = sign_in(Client(), fay), visit.appointment_id
    acting(None)
    page = reverse("contact:visit", args=[key])
    for words, what in (
        ("The visit takes place", "confirm"),
        ("I am there", "in"),
        ("I am out and safe", "out"),
    ):
        assert words in client.get(page).text
        client.post(reverse("contact:visit_step", args=[key, what]))
    assert "Out and safe" in client.get(page).text
    assert "by the procedure for visits?" in client.get(page).text
    client.post(reverse("contact:visit_step", args=[key, "by-procedure"]))
    assert "by the procedure for visits?" not in client.get(page).text
    assert (
        f"{reverse('contact:log', args=[visit.appointment.participant_id])}?how=visit"
        in client.get(page).text
    )
    assert sign_in(Client(), stranger).get(page).status_code == 404


def test_only_those_who_could_open_the_visit_can_wait_for_it(
    visit, fay, second_facilitator, coordinator, manager, board_member, service, sign_in, acting
):
    make_user("Audrey Audits", "auditor", service)
    make_user("Finn Elsewhere", "facilitator", service)
    acting(None)
    page = sign_in(Client(), fay).get(reverse("contact:plan_visit", args=[visit.appointment_id])).text
    for name in (second_facilitator.name, coordinator.name, manager.name):
        assert name in page
    for name in ("Audrey Audits", "Finn Elsewhere", board_member.name):
        assert name not in page


def test_nobody_checks_in_with_themselves(visit, fay):
    with pytest.raises(ValidationError, match="somebody else"):
        actions.plan_visit(by=fay, appointment=visit.appointment, check_in_with=fay, ends_at=visit.ends_at)


@pytest.mark.requirement("EX-070")
def test_a_visit_is_not_confirmed_until_an_officer_is_or_the_assessment_changes(visit, fay, allocated_case):
    person = allocated_case.harmed
    police = Finding(
        level="medium", reasons=["his brothers"], safeguards="an officer", answers=NO_HARM, police_at="visit"
    )
    calm = Finding(level="low", reasons=["they moved away"], safeguards="two of us", answers=NO_HARM)
    assess(by=fay, participant=person, moment="before_visit", finding=police)
    with pytest.raises(Refused, match="none is confirmed"):
        actions.confirm_visit(by=fay, visit=visit)
    day = timezone.localtime(visit.appointment.at).date()
    row = ask_police(
        by=fay, participant=person, event="visit", on=day, reason="his brothers", asked_of="Rushmere station"
    )
    with pytest.raises(Refused, match="none is confirmed"):
        actions.confirm_visit(by=fay, visit=visit)
    confirm_police(by=fay, row=row, officer="PC Amber Linnet", collar="4711")
    assert actions.confirm_visit(by=fay, visit=visit).confirmed_at
    visit.confirmed_at = None
    assess(by=fay, participant=person, moment="something_new", finding=police)
    row.delete()
    with pytest.raises(Refused, match="none is confirmed"):
        actions.confirm_visit(by=fay, visit=visit)
    assess(by=fay, participant=person, moment="something_new", finding=calm)
    actions.confirm_visit(by=fay, visit=visit)
