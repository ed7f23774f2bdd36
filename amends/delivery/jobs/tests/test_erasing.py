"""What two people have agreed may go is erased by night."""

from amends.delivery.jobs import tasks
from amends.service.retention import actions
from amends.service.retention.tests.test_retention import agreed, old_case, proposed

__all__ = ["agreed", "old_case", "proposed"]


def test_agreed_records_go_by_night_and_held_ones_stay(agreed, coordinator, manager, service):
    held = actions.hold(by=manager, service=service, number=agreed.number, reason="A claim")
    tasks.erase_agreed(0)
    agreed.refresh_from_db()
    assert agreed.erased_at is None
    actions.end_hold(by=manager, held=held, because="Settled")
    tasks.erase_agreed(0)
    agreed.refresh_from_db()
    assert agreed.erased_at
