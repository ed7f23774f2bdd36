"""When the police have sent the details of somebody harmed, they are looked up at probation and prison."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.journey.eligibility.actions import ask_agency, record_reply
from amends.journey.risk.actions.known_elsewhere import answer_look_up
from amends.journey.risk.models import KnownElsewhere
from amends.service.sharing.tests.cast import in_force


def open_tasks():
    return Clock.objects.filter(name="known-to-agencies", stopped_at__isnull=True)


@pytest.fixture
def arrived(a_case, coordinator, police, acting):
    """`arrived(person, items)`: the police were asked, and have answered."""
    acting(coordinator)
    in_force(coordinator, police)

    def answer(participant, items=("contact",), agency=police, **reply):
        enquiry = ask_agency(
            by=coordinator,
            participant=participant,
            agency=agency,
            items=list(items),
            words="How can we reach them?",
            ground="legal",
            ground_words="The protocol",
        )
        return record_reply(
            by=coordinator, enquiry=enquiry, **(reply or {"reply": "A number and an address."})
        )

    return answer


@pytest.mark.requirement("W8-239")
def test_details_from_the_police_give_the_administrator_a_task_that_only_all_answers_close(
    client, sign_in, acting, a_case, administrator, arrived, coordinator
):
    arrived(a_case.harmed)
    [task] = open_tasks()
    assert (task.role, task.file_id) == ("administrator", a_case.harmed.file_id)
    own = reverse("risk:known_elsewhere", args=[a_case.harmed.pk])
    assert task.link == own
    sign_in(client, administrator)
    assert own in client.get(reverse("worklist:home")).text
    today = timezone.localdate()
    day = {f"checked_on_{part}": getattr(today, part) for part in ("day", "month", "year")}
    whole = {"probation": "no", "prison": "yes", "checked_by": "Ada Types", **day}
    for name, words in (
        ("probation", "known to probation"),
        ("prison", "known to a prison"),
        ("checked_by", "who looked them up"),
        ("checked_on", "when they were looked up"),
    ):
        part = {key: value for key, value in whole.items() if not key.startswith(name)}
        assert words in client.post(own, {**part, "x": "y"}).text
        acting(administrator)
        assert open_tasks().exists()
    assert client.post(own, whole).status_code == 302
    acting(administrator)
    assert not open_tasks().exists()
    row = KnownElsewhere.objects.get()
    assert (row.probation, row.prison, row.checked_by, row.checked_on) == (False, True, "Ada Types", today)
    page = client.get(own).text
    assert "Not known" in page


@pytest.mark.requirement("W8-239")
def test_the_database_takes_no_half_answer(a_case, arrived):
    arrived(a_case.harmed)
    with pytest.raises(IntegrityError), transaction.atomic():
        KnownElsewhere.objects.update(checked_on=timezone.localdate(), checked_by="Ada", probation=True)


def test_only_details_of_somebody_harmed_from_the_police_set_it_off_and_only_once(
    a_case, arrived, council, coordinator
):
    arrived(a_case.responsible)
    arrived(a_case.harmed, items=["risk"])
    arrived(a_case.harmed, nothing_known=True)
    in_force(coordinator, council)
    arrived(a_case.harmed, agency=council)
    assert not open_tasks().exists()
    arrived(a_case.harmed)
    arrived(a_case.harmed)
    assert open_tasks().count() == 1


def test_nobody_is_looked_up_before_their_details_came(a_case, arrived, coordinator):
    arrived(a_case.harmed)
    row = KnownElsewhere.objects.select_related("file").get()
    early = row.received_on.replace(year=row.received_on.year - 1)
    with pytest.raises(Refused, match="after their details came"):
        answer_look_up(
            by=coordinator, row=row, probation=True, prison=False, checked_by="Ada", checked_on=early
        )
