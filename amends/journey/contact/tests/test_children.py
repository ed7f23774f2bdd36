"""A child is reached only through the adults who must know, a young person together with them."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import queue_message
from amends.foundation.messages.outgoing import Contents
from amends.foundation.people.actions import add_contact_point, set_safe_contact
from amends.journey.contact import actions
from amends.journey.contact.models import Appointment, Contact
from amends.journey.safeguarding.actions.children import weigh_up
from amends.journey.safeguarding.models import Weighing
from amends.journey.safeguarding.tests.cast import make_age, parent_of, permit

pytestmark = pytest.mark.django_db
SAFE = {"calls": "yes", "texts": "yes", "post": "yes", "email": "yes", "visits": "yes"}


def log(by, participant, kind="call", result="reached", at=None, **details):
    return actions.log_contact(
        by=by,
        participant=participant,
        kind=kind,
        result=result,
        at=at or timezone.now() - dt.timedelta(minutes=5),
        minutes=10,
        **{"disclosable": False, "harm_signs": [], **details},
    )


@pytest.fixture
def fay(allocated_case, facilitator, acting):
    acting(facilitator)
    return facilitator


@pytest.fixture
def child(allocated_case):
    return allocated_case.harmed


@pytest.mark.requirement("W8-221")
@pytest.mark.parametrize(("age", "asked"), [(17, True), (18, False)])
def test_a_first_contact_with_a_victim_of_17_waits_for_the_parents_details(fay, child, age, asked):
    at = timezone.now() + dt.timedelta(days=1)
    make_age(child, age, on=at.date())
    wanted = {"by": fay, "participant": child, "at": at, "kind": "call", "with_user": fay}
    if asked:
        with pytest.raises(Refused, match="no parent or guardian is on the file"):
            actions.make_appointment(**wanted)
        with pytest.raises(Refused, match="no parent or guardian is on the file"):
            log(fay, child)
        parent_of(fay, child)
    assert actions.make_appointment(**wanted).pk
    assert Appointment.objects.count() == 1


@pytest.mark.requirement("W8-222")
@pytest.mark.parametrize("kind", ["call", "text", "letter", "email"])
def test_at_14_nothing_is_logged_planned_or_sent_to_the_child_without_permission(
    fay, child, coordinator, kind
):
    make_age(child, 14)
    parent = parent_of(fay, child)
    result = "reached" if kind == "call" else "sent"
    why = {"why_not_call": "no number"} if kind == "letter" else {}
    at = timezone.now() + dt.timedelta(days=1)
    for _ in range(2):
        with pytest.raises(Refused, match="not permitted contact"):
            log(fay, child, kind, result, **why)
        with pytest.raises(Refused, match="not permitted contact"):
            actions.make_appointment(by=fay, participant=child, at=at, kind=kind, with_user=fay)
        permit(fay, child, parent, "contact", answer=False)
    permit(fay, child, parent, "contact")
    set_safe_contact(by=fay, card=parent.safe_contact, changes=SAFE)
    assert log(fay, child, kind, result, **why).pk
    with acting_as(coordinator), pytest.raises(Refused, match="too young"):
        queue_message(by=coordinator, channel="letter", to=child, contents=Contents("Hello"))


@pytest.mark.requirement("W8-222")
def test_at_14_the_page_shows_the_parents_number_and_never_the_childs(fay, child, sign_in, acting):
    make_age(child, 14)
    parent = parent_of(fay, child)
    add_contact_point(by=fay, participant=parent, kind="mobile", value="07700900777")
    set_safe_contact(by=fay, card=parent.safe_contact, changes=SAFE)
    client = sign_in(Client(), fay)
    acting(None)
    page = client.get(reverse("contact:log", args=[child.pk])).text
    assert "07700900101" not in page
    assert "07700900777" not in page
    assert "not permitted it yet" in page
    with acting_as(fay):
        permit(fay, child, parent, "contact")
    page = client.get(reverse("contact:log", args=[child.pk])).text
    assert "07700900101" not in page
    assert "tel:07700900777" in page


@pytest.mark.requirement("W8-222")
def test_at_14_a_visit_needs_the_parent_in_the_room(fay, child):
    make_age(child, 14)
    parent = parent_of(fay, child)
    permit(fay, child, parent, "contact")
    set_safe_contact(by=fay, card=parent.safe_contact, changes=SAFE)
    with pytest.raises(Refused, match="none was there"):
        log(fay, child, "visit", place_kind="home")
    assert log(fay, child, "visit", place_kind="home", present=[parent.pk]).pk


@pytest.mark.requirement("W8-223")
def test_at_16_a_contact_before_the_parents_needs_a_reason_and_makes_a_task(fay, child):
    make_age(child, 16)
    parent = parent_of(fay, child)
    with pytest.raises(Refused, match="has not been contacted yet") as refusal:
        log(fay, child)
    assert refusal.value.field == "why_apart"
    assert not Contact.objects.exists()
    log(fay, child, why_apart="She rang us from school.")
    task = Clock.objects.get(name="task-tell-parent", stopped_at__isnull=True)
    assert (task.owner, task.file_id) == (fay, child.file_id)
    log(fay, parent)
    assert not Clock.objects.filter(name="task-tell-parent", stopped_at__isnull=True).exists()
    assert log(fay, child).why_apart == ""


@pytest.mark.requirement("W8-223")
def test_the_familys_part_in_the_decision_is_kept(fay, child, sign_in, acting):
    make_age(child, 16)
    parent_of(fay, child)
    details = {"maturity": "Clear.", "family_support": "Her mother.", "conclusion": "She can."}
    row = weigh_up(by=fay, participant=child, details={**details, "adults_decide": True, "adult_comes": True})
    assert Weighing.objects.get() == row
    assert (row.age, row.adults_decide, row.adult_comes) == (16, True, True)
    client = sign_in(Client(), fay)
    acting(None)
    assert "one of them comes along" in client.get(reverse("safeguarding:family", args=[child.pk])).text


def test_together_on_the_same_visit_needs_no_reason(fay, child):
    make_age(child, 16)
    parent = parent_of(fay, child)
    assert log(fay, child, "visit", place_kind="home", present=[parent.pk]).pk
