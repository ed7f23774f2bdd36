"""A concern reaches those who must know in the same minute, and nobody else, by whatever way."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.programs import as_clockwork, program
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import grant_file
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Message, Notice
from amends.foundation.record.models import AuditEvent, HistoryRow
from amends.journey.consent.actions import withdraw
from amends.journey.consent.tests.cast import agree
from amends.journey.safeguarding.actions.deciding import decide, escalate_overdue, receive
from amends.journey.safeguarding.actions.lead import end_officer, name_officer, set_out_of_hours
from amends.journey.safeguarding.actions.raising import Report, raise_concern
from amends.journey.safeguarding.actions.telling import Telling, note_receipt, pass_on
from amends.journey.safeguarding.models import Concern, Officer, Told
from amends.journey.safeguarding.rules.lead import has_lead, managers

pytestmark = pytest.mark.django_db
WORDS = "Her little brother had a bruise and would not say from what."
MONDAY_NIGHT = dt.datetime(2030, 11, 25, 22, 40, tzinfo=dt.UTC)


def report(**changes):
    return Report(**{"kind": "child", "words": WORDS, **changes})


def notices(user):
    return [n.words for n in Notice.objects.filter(user=user).order_by("pk")]


@pytest.fixture
def lead(service, manager):
    """Lena is the lead; she is a facilitator and sees no case but her own."""
    user = make_user("Lena Leads", "facilitator", service)
    with acting_as(manager):
        name_officer(by=manager, service=service, user=user, part="lead")
    program(service, "clockwork")
    return user


@pytest.fixture
def raised(lead, facilitator, service):
    """Raised by a volunteer."""
    with acting_as(facilitator):
        return raise_concern(by=facilitator, service=service, report=report())


@pytest.mark.requirement("W8-162")
def test_the_lead_is_alerted_the_same_minute_by_notice_and_email(lead, facilitator, service, acting):
    with time_machine.travel(MONDAY_NIGHT, tick=False), acting_as(facilitator):
        concern = raise_concern(by=facilitator, service=service, report=report())
    assert concern.raised_at == MONDAY_NIGHT
    acting(lead)
    assert notices(lead) == ["A safeguarding concern was raised. Look at it now."]
    assert Concern.objects.get().words == WORDS
    with acting_as(make_user("Mia Manages", "service_manager", service)):
        letter = Message.objects.get(to_user=lead)
    assert letter.to_address == lead.email
    assert not {"brother", "bruise"} & set((letter.subject + letter.body).lower().split())
    assert not mail.outbox or WORDS not in mail.outbox[0].body


@pytest.mark.requirement("W8-162")
def test_no_decision_on_the_next_working_day_is_escalated_to_the_manager(lead, facilitator, manager, service):
    with time_machine.travel(MONDAY_NIGHT, tick=False):
        with acting_as(facilitator):
            concern = raise_concern(by=facilitator, service=service, report=report())
        with acting_as(lead):
            receive(by=lead, concern=concern)
    tuesday = MONDAY_NIGHT.replace(day=26, hour=11, minute=59)
    with as_clockwork(service) as hand:
        assert escalate_overdue(by=hand, service=service, now=tuesday) == 0
        noon = tuesday + dt.timedelta(minutes=1)
        assert escalate_overdue(by=hand, service=service, now=noon) == 1
        assert escalate_overdue(by=hand, service=service, now=noon + dt.timedelta(hours=1)) == 0
    with acting_as(manager):
        assert "waits for a decision" in notices(manager)[-1]
        assert Concern.objects.get().escalated_at == noon


def test_nobody_taking_receipt_within_the_hour_is_escalated_at_night_too(lead, facilitator, manager, service):
    with time_machine.travel(MONDAY_NIGHT, tick=False), acting_as(facilitator):
        raise_concern(by=facilitator, service=service, report=report())
    with as_clockwork(service) as hand:
        later = MONDAY_NIGHT + dt.timedelta(minutes=59)
        assert escalate_overdue(by=hand, service=service, now=later) == 0
        assert escalate_overdue(by=hand, service=service, now=later + dt.timedelta(minutes=1)) == 1
    with acting_as(manager):
        assert "waits for somebody to take it" in notices(manager)[-1]


def test_receipt_and_decision_stop_the_clocks_and_whoever_raised_it_hears(raised, lead, facilitator, acting):
    acting(lead)
    receive(by=lead, concern=raised)
    decide(by=lead, concern=raised, decision="watched", words="We ring the school on Friday.")
    acting(facilitator)
    assert notices(facilitator) == [
        "Lena Leads has your safeguarding concern.",
        "Your safeguarding concern was decided.",
    ]
    with as_clockwork(raised.service):
        assert set(Clock.objects.values_list("ended", flat=True)) == {"met"}


def test_where_nobody_is_named_the_managers_have_it(facilitator, manager, service, acting):
    with acting_as(facilitator):
        raise_concern(by=facilitator, service=service, report=report())
    acting(manager)
    assert notices(manager) == ["A safeguarding concern was raised. Look at it now."]


def test_only_those_who_must_see_a_concern(
    raised,
    lead,
    facilitator,
    second_facilitator,
    coordinator,
    administrator,
    manager,
    stranger,
    acting,
    a_case,
):
    for user in (lead, facilitator, manager):
        acting(user)
        assert Concern.objects.count() == 1
    with acting_as(coordinator):
        for file in (a_case.harmed_file, a_case.responsible_file):
            grant_file(by=coordinator, file=file, user=second_facilitator, reason="their case")
    for user in (coordinator, second_facilitator, administrator, stranger, None):
        acting(user)
        assert not Concern.objects.exists()
        assert not Told.objects.exists()


def test_its_history_is_kept_from_those_who_see_every_case(raised, lead, coordinator, manager, acting):
    acting(lead)
    receive(by=lead, concern=raised)
    rows = HistoryRow.objects.filter(table_name="safeguarding_concern")
    acting(coordinator)
    assert not rows.exists()
    acting(manager)
    assert rows.count() == 1


def test_the_trail_of_the_case_does_not_know_of_it(a_case, lead, coordinator, service, acting):
    with acting_as(coordinator):
        raise_concern(by=coordinator, service=service, report=report(about=a_case.responsible))
        trail = AuditEvent.objects.filter(case_id=a_case.case.pk, what__startswith="safeguarding")
        assert not trail.exists()
        assert not Clock.objects.filter(case=a_case.case, name__startswith="safeguarding").exists()
    acting(lead)
    assert Concern.objects.get().case_id == a_case.case.pk


@pytest.mark.requirement("W8-227")
@pytest.mark.parametrize("reason", ["agreed", "asked", "other", "harm", "child"])
def test_only_danger_to_a_child_sets_aside_what_a_victim_has_not_agreed_to(
    a_case, lead, facilitator, coordinator, manager, service, acting, reason
):
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="their case")
    acting(facilitator)
    concern = raise_concern(by=facilitator, service=service, report=report(about=a_case.harmed))
    now = timezone.now()
    telling = Telling(body="children", name="Duty desk", what="The bruise.", at=now, reason=reason)
    if reason != "child":
        with pytest.raises(Refused, match="not agreed"):
            pass_on(by=facilitator, concern=concern, telling=telling)
        assert not Told.objects.exists()
        return
    row = pass_on(by=facilitator, concern=concern, telling=telling)
    assert (row.overrides, row.decided_by, row.at) == (True, facilitator, now)
    acting(manager)
    assert "confidentiality was set aside" in notices(manager)[-1]


def test_with_their_agreement_nothing_is_set_aside(a_case, lead, coordinator, service):
    with acting_as(coordinator):
        agree(coordinator, a_case.harmed, "share_details", covers=["council"])
        concern = raise_concern(by=coordinator, service=service, report=report(about=a_case.harmed))
        telling = Telling(body="children", name="Duty desk", what="x", at=timezone.now(), reason="child")
        row = pass_on(
            by=coordinator,
            concern=concern,
            telling=telling,
        )
    assert row.overrides is False


@pytest.mark.requirement("SS-048")
def test_a_threat_about_somebody_who_declined_shows_the_hours_from_knowing_to_sending(
    a_case, lead, coordinator, service, sign_in
):
    known = (timezone.now() - dt.timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
    with acting_as(coordinator):
        withdraw(by=coordinator, participant=a_case.responsible)
        threat = report(
            kind="threat",
            at_risk="victim",
            words="He said that he knows where she lives.",
            about=a_case.responsible,
            known_at=known,
            in_custody=True,
        )
        concern = raise_concern(by=coordinator, service=service, report=threat)
        at = known + dt.timedelta(minutes=90)
        telling = Telling(body="police", name="Control room", what="The threat.", at=at, reason="harm")
        row = pass_on(by=coordinator, concern=concern, telling=telling)
        note_receipt(by=coordinator, row=row, received_at=known + dt.timedelta(minutes=100))
    page = sign_in(Client(), lead).get("/safeguarding/concerns/?kind=threat").content.decode()
    assert "1.5 hours" in page
    assert "The person harmed" in page
    with acting_as(lead):
        with pytest.raises(ValidationError, match="monitors letters and calls"):
            decide(by=lead, concern=concern, decision="referred", words="Police have it.")
        decide(by=lead, concern=concern, decision="referred", words="Police have it.", monitoring_told=True)


def test_passed_on_is_decided_only_with_somebody_on_the_list(raised, lead):
    with acting_as(lead), pytest.raises(Refused, match="Nobody outside"):
        decide(by=lead, concern=raised, decision="referred", words="Told them.")


def test_a_colleague_who_is_told_can_see_it_from_then_on(raised, lead, second_facilitator, acting):
    acting(second_facilitator)
    assert not Concern.objects.exists()
    acting(lead)
    telling = Telling(
        body="colleague",
        name="Femi",
        colleague=second_facilitator,
        what="Do not visit alone.",
        at=timezone.now(),
        reason="other",
    )
    pass_on(by=lead, concern=raised, telling=telling)
    acting(second_facilitator)
    assert Concern.objects.count() == Told.objects.count() == 1


def test_only_those_who_answer_take_receipt_and_decide(raised, facilitator):
    with acting_as(facilitator):
        for act in (receive, lambda **k: decide(decision="nothing", words="fine", **k)):
            with pytest.raises(Refused, match="lead, a deputy"):
                act(by=facilitator, concern=raised)


def test_a_new_lead_takes_over_and_one_who_ends_sees_nothing_more(
    raised, lead, manager, second_facilitator, service, acting
):
    acting(manager)
    name_officer(by=manager, service=service, user=second_facilitator, part="lead")
    acting(second_facilitator)
    assert Concern.objects.count() == 1
    acting(lead)
    assert not Concern.objects.exists()
    acting(manager)
    end_officer(by=manager, officer=Officer.objects.get(ended_at__isnull=True))
    assert not has_lead(service)


def test_raised_from_a_case_page_in_two_answers_and_shown_to_strangers_as_nothing(
    a_case, lead, facilitator, coordinator, second_facilitator, stranger, sign_in, acting
):
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="their case")
    acting(None)
    client, number = sign_in(Client(), facilitator), a_case.case.number
    case_page = f"http://testserver/cases/{number}/"
    page = client.get(f"/cases/{number}/").content.decode()
    assert "/safeguarding/raise/" in page
    form = client.get("/safeguarding/raise/", headers={"referer": case_page})
    assert [p.pk for p in form.context["form"].people.values()] == [a_case.harmed.pk]
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    sent = {"kind": "unclear", "words": WORDS, "case": number, "known_at": now}
    answer = client.post("/safeguarding/raise/", sent)
    assert answer.status_code == 302
    assert WORDS in client.get(answer["Location"]).content.decode()
    for user in (coordinator, second_facilitator, stranger):
        other = sign_in(Client(), user)
        assert other.get(answer["Location"]).status_code == 404
        assert WORDS not in other.get("/safeguarding/concerns/").content.decode()
    the_lead = sign_in(Client(), lead)
    assert "I have it" in the_lead.get(answer["Location"]).content.decode()
    assert the_lead.post(answer["Location"] + "received/").status_code == 302


def test_the_managers_first_page_says_when_nobody_is_named(manager, facilitator, service, sign_in, acting):
    acting(None)
    client = sign_in(Client(), manager)
    assert "No safeguarding lead" in client.get("/today/").content.decode()
    answer = client.post("/safeguarding/lead/name/", {"user": facilitator.pk, "part": "lead"})
    assert answer.status_code == 302
    answer = client.post("/safeguarding/lead/night/", {"telephone": "01632 960 999", "words": "Duty desk"})
    assert answer.status_code == 302
    assert "No safeguarding lead" not in client.get("/today/").content.decode()
    assert "Duty desk" in client.get("/safeguarding/raise/").content.decode()


def test_a_manager_who_leaves_next_month_still_hears_and_one_who_left_does_not(manager, service):
    today = timezone.localdate()
    manager.memberships.update(starts_on=today - dt.timedelta(days=90), ends_on=today + dt.timedelta(days=30))
    assert list(managers(service)) == [manager]
    manager.memberships.update(ends_on=today - dt.timedelta(days=1))
    assert not managers(service)


def test_setting_the_number_is_the_managers(facilitator, service):
    with acting_as(facilitator), pytest.raises(Refused):
        set_out_of_hours(by=facilitator, service=service, telephone="1")
