"""The list for the gate of a prison fills itself, is seen when it is old, and keeps the wall between the sides."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.models import FileGrant
from amends.foundation.clock.models import Clock
from amends.foundation.documents.models import Document
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.foundation.people.models import Person
from amends.journey.meeting import actions
from amends.journey.meeting.models import GateList, GateName, Invitation
from amends.journey.meeting.rules import around, warnings_of
from amends.journey.meeting.tests.cast import at, in_the_hall
from amends.journey.meeting.tests.test_pages import address
from amends.journey.meeting.tests.test_prison import brother, fresh
from amends.journey.meeting.tests.test_prison import inside as inside  # noqa: PLC0414  (a fixture)

BORN = dt.date(1981, 4, 9)


@pytest.fixture
def named(inside, coordinator, hall):
    """The prison has rules on documents, and the person harmed has another name in her passport."""
    hall.id_rules, hall.asks_birthdays = "Passport or driving licence. No telephones.", True
    hall.save()
    Person.objects.filter(participant=inside.harmed).update(date_of_birth=BORN)
    actions.set_gate_name(
        by=coordinator, meeting=fresh(inside), participant=inside.harmed, name="Johanna Hale"
    )
    return inside


def sent(by, fence):
    return actions.send_gate_list(by=by, meeting=fresh(fence), sent_to="Gate office")


def old(fence):
    meeting = fresh(fence)
    return " ".join(w for w in warnings_of(meeting, around(meeting)) if "out of date" in w)


def task():
    return Clock.objects.filter(name="gate-list-again", stopped_at__isnull=True)


def test_list_is_filled_from_who_comes_with_names_documents_and_birthdays(named, coordinator, facilitator):
    html = sent(coordinator, named).document.html
    for words in (
        "Johanna Hale",
        f"Born {long_date(BORN)}",
        facilitator.name,
        "Femi Facilitates",
        "Passport or driving licence",
    ):
        assert words in html
    assert "Rhys" not in html


def test_birthday_is_on_it_only_where_this_gate_asks(named, coordinator, hall):
    hall.asks_birthdays = False
    hall.save()
    assert "Born" not in sent(coordinator, named).document.html


def test_nobody_is_sent_to_the_gate_without_a_name_or_a_birthday_that_it_asks_for(named, coordinator):
    Person.objects.filter(participant=named.harmed).update(date_of_birth=None)
    with pytest.raises(Refused, match="when visitors were born"):
        sent(coordinator, named)
    Person.objects.filter(participant=named.harmed).delete()
    GateName.objects.all().delete()
    with pytest.raises(Refused, match="no initials in"):
        sent(coordinator, named)
    assert not GateList.objects.exists()


def drops_out(by, fence):
    guest = fresh(fence).invitations.select_related("meeting__case").get(called="Olu Observes")
    actions.answer(by=by, invitation=guest, details={"answer": "no"})


def other_name(by, fence):
    actions.set_gate_name(by=by, meeting=fresh(fence), participant=fence.harmed, name="Johanna Hale-Finch")


CHANGES: dict[str, Any] = {
    "new: Bram": brother,
    "dropped out: Olu Observes": drops_out,
    "other name: HH": other_name,
    "other day, hour or place": lambda by, fence: actions.change(
        by=by, meeting=fresh(fence), wanted=in_the_hall(fence.meeting.venue, at(10), at(12))
    ),
}


@pytest.mark.parametrize("words", list(CHANGES))
def test_list_that_was_sent_says_when_it_is_out_of_date_and_becomes_a_task(
    client, sign_in, named, coordinator, words
):
    actions.invite(by=coordinator, meeting=fresh(named), called="Olu Observes", capacity="affected")
    sent(coordinator, named)
    assert not old(named)
    CHANGES[words](coordinator, named)
    today = long_date(timezone.localdate())
    assert old(named) == f"The list sent to the gate on {today} is out of date ({words}). Send it again."
    assert task().get().title == f"The list sent to the gate on {today} is out of date: send it again"
    page = sign_in(client, coordinator).get(address("gate", named.case)).text
    assert "is out of date" in page
    with acting_as(coordinator):
        if words.startswith("new"):
            assert f"Not on the list sent on {today}" in page
            person = Invitation.objects.get(called="Bram").participant
            Person.objects.filter(participant=person).update(date_of_birth=BORN)
        sent(coordinator, named)
        assert not old(named)
        assert not task().exists()


def test_who_comes_after_all_makes_the_list_right_again(named, coordinator):
    actions.invite(by=coordinator, meeting=fresh(named), called="Olu Observes", capacity="affected")
    sent(coordinator, named)
    drops_out(coordinator, named)
    assert task().exists()
    guest = fresh(named).invitations.select_related("meeting__case").get(called="Olu Observes")
    actions.answer(by=coordinator, invitation=guest, details={"answer": "yes"})
    assert not task().exists()
    assert not old(named)


def test_whoever_works_with_one_side_reads_no_name_of_the_other_and_makes_no_list(
    client, sign_in, named, coordinator, facilitator, acting
):
    paper = sent(coordinator, named).document
    grants = FileGrant.objects.filter(file=named.harmed_file, user=facilitator)
    grants.update(ended_at=timezone.now())
    acting(facilitator)
    assert not GateName.objects.exists()
    assert not Document.objects.filter(pk=paper.pk).exists()
    assert "Johanna" not in str([vars(row) for row in GateList.objects.all()])
    for act in (
        lambda: sent(facilitator, named),
        lambda: actions.make_visitor_list(by=facilitator, meeting=fresh(named)),
    ):
        with pytest.raises(Refused, match="you work with one of them"):
            act()
    page = sign_in(client, facilitator).get(address("gate", named.case)).text
    assert "Johanna" not in page
    assert long_date(BORN) not in page
    assert "the name stands in their own file" in page
    assert client.get(address("gate_name", named.case, named.harmed.pk)).status_code == 404
    assert client.get(f"/documents/{paper.pk}/").status_code == 404


def test_list_is_sent_and_a_name_changed_on_the_page(client, sign_in, named, coordinator, stranger):
    sign_in(client, coordinator)
    change = address("gate_name", named.case, named.harmed.pk)
    assert client.post(change, {"name": "Hannah Hale"}).status_code == 302
    assert "Hannah Hale" in client.get(address("gate", named.case)).text
    day = timezone.localdate()
    on = {"sent_on_day": day.day, "sent_on_month": day.month, "sent_on_year": day.year}
    missing = client.post(address("gate", named.case), {**on, "sent_to": ""})
    assert "error" in missing.text
    assert client.post(address("gate", named.case), {**on, "sent_to": "Gate office"}).status_code == 302
    assert "To Gate office on" in client.get(address("gate", named.case)).text
    assert cost(client, address("gate", named.case)) <= 12
    assert sign_in(client, stranger).get(address("gate", named.case)).status_code == 404


def test_hall_has_no_gate(client, sign_in, ahead, coordinator):
    assert sign_in(client, coordinator).get(address("gate", ahead.case)).status_code == 404
    assert "list for the gate" not in client.get(address("show", ahead.case)).text
