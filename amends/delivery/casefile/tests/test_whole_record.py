"""The record of a case is complete, in order, and nobody can take a line out of it."""

import csv
import io

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from amends.delivery.casefile.wording import in_words
from amends.foundation.record.models import AuditEvent
from amends.journey.indirect.tests.cast import offer_and_choose


@pytest.mark.requirement("SS-049")
def test_letter_exchange_is_exported_step_by_step_and_no_line_can_be_deleted(
    client, sign_in, released, coordinator, manager, acting
):
    fence = released()
    acting(coordinator)
    offer_and_choose(coordinator, fence)
    acting(manager)
    signed_in = sign_in(client, manager)
    where = reverse("casefile:record", args=[fence.case.number])
    page = signed_in.get(where)
    assert "UK General Data Protection Regulation" in page.text
    answer = signed_in.post(where)
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    head, lines = rows[0], rows[1:]
    assert head == ["When", "Act", "What", "By", "Side", "Given to"]
    events = AuditEvent.objects.filter(case_id=fence.case.pk).order_by("pk")
    done = [event.what for event in events]
    assert [line[2] for line in lines] == [in_words(event.what, event.details) for event in events]
    assert [line[1] for line in lines] == [event.get_act_display() for event in events]
    assert [line[0] for line in lines] == sorted(line[0] for line in lines)
    steps = [what for what in done if what.startswith("message.")]
    assert len(steps) >= 4
    assert {line[3] for line in lines} >= {coordinator.name, manager.name}
    assert "Looked at" in {line[1] for line in lines}
    for change in (
        lambda: AuditEvent.objects.filter(case_id=fence.case.pk).delete(),
        lambda: AuditEvent.objects.filter(case_id=fence.case.pk).update(what="nothing"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert AuditEvent.objects.filter(what="record.exported", case_id=fence.case.pk).count() == 1


def test_whoever_may_not_read_the_trail_does_not_get_it(client, sign_in, a_case, coordinator):
    where = reverse("casefile:record", args=[a_case.case.number])
    assert sign_in(client, coordinator).get(where).status_code == 404
