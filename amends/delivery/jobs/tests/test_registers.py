"""Each morning every service's register goes to its evaluator, if its day has come."""

import pytest
from django.utils import timezone

from amends.delivery.jobs.tasks import send_registers
from amends.foundation.access.acting import acting_as
from amends.journey.progress.models import Forwarding, ForwardingPlan


@pytest.mark.requirement("W8-137")
def test_the_job_tells_the_office_where_a_register_was_due_and_may_not_go(
    service, coordinator, administrator
):
    with acting_as(coordinator):
        ForwardingPlan.objects.create(
            service=service,
            address="register@example.ac.uk",
            every_months=1,
            next_on=timezone.localdate(),
            set_by=coordinator,
        )
    send_registers(timestamp=0)
    with acting_as(administrator):
        assert not Forwarding.objects.exists()
        assert administrator.notices.filter(words__contains="was due for the evaluator").exists()
