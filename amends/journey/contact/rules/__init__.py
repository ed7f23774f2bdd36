"""Questions about contacts.

For other rooms: `attempts(participant)`, `check_can_say_not_reached(participant)`, `not_yet_seen(case)`,
`not_yet_seen(case)`, `minutes_on(case)`, `on_time(service, since)`, `first_visit_list(participant)`.
"""

from amends.journey.contact.rules.attempts import (
    ROWS_ON_THE_FORM,
    Attempts,
    attempts,
    check_can_say_not_reached,
    minutes_on,
)
from amends.journey.contact.rules.following import Following, first_visit_list, following, suggested_detail
from amends.journey.contact.rules.may_log import Plan, check_can_log, ways_to_reach, ways_within_hours
from amends.journey.contact.rules.on_time import Share, is_late, on_time
from amends.journey.contact.rules.seen import not_yet_seen

__all__ = [
    "ROWS_ON_THE_FORM",
    "Attempts",
    "Following",
    "Plan",
    "Share",
    "attempts",
    "check_can_log",
    "check_can_say_not_reached",
    "first_visit_list",
    "following",
    "is_late",
    "minutes_on",
    "not_yet_seen",
    "on_time",
    "suggested_detail",
    "ways_to_reach",
    "ways_within_hours",
]
