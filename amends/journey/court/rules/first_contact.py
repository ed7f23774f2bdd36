"""When somebody is first seen after sentence."""

import datetime as dt
from dataclasses import dataclass

from amends.foundation.case.models import Case
from amends.foundation.clock.limits import definition_for
from amends.foundation.clock.working_days import add_working_days
from amends.foundation.policy.clocks import Unit
from amends.journey.court.models import Sentence

FIRST_CONTACT = "first-contact"


@dataclass(frozen=True)
class FirstContact:
    """The standard of first contact in both readings of the source; `due` is the one that the profile counts (W8-363)."""

    working: dt.date
    calendar: dt.date
    due: dt.date


def first_contact(sentence: Sentence, case: Case) -> FirstContact:
    """Fifteen working days after sentence, and fifteen days; which of them, and how many, the profile sets."""
    limit = definition_for(case.service, FIRST_CONTACT, case)
    days = limit.limit or 0
    working = add_working_days(sentence.passed_on, days)
    calendar = sentence.passed_on + dt.timedelta(days=days)
    return FirstContact(working, calendar, working if limit.unit is Unit.WORKING_DAYS else calendar)


def is_within_standard(sentence: Sentence, case: Case) -> bool | None:
    """Whether the planned first contact is in time; None while none is planned."""
    planned = sentence.first_contact_on
    return None if planned is None else planned <= first_contact(sentence, case).due
