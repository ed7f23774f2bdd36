"""When somebody is first seen after sentence."""

import datetime as dt
from dataclasses import dataclass

from amends.foundation.case.models import Case
from amends.foundation.clock.working_days import add_working_days
from amends.journey.court.models import Sentence
from amends.journey.court.rules.before_sentence import setting

FIRST_CONTACT_DAYS = 15


@dataclass(frozen=True)
class FirstContact:
    """The standard of first contact in both readings of the source; `due` is the one that the profile counts (W8-363)."""

    working: dt.date
    calendar: dt.date
    due: dt.date


def first_contact(sentence: Sentence, case: Case) -> FirstContact:
    """Fifteen working days after sentence, and fifteen days; the unit is a setting with working days as default."""
    working = add_working_days(sentence.passed_on, FIRST_CONTACT_DAYS)
    calendar = sentence.passed_on + dt.timedelta(days=FIRST_CONTACT_DAYS)
    counts_days = setting(case.service_id, case.profile, "first_contact_unit") == "days"
    return FirstContact(working, calendar, calendar if counts_days else working)


def is_within_standard(sentence: Sentence, case: Case) -> bool | None:
    """Whether the planned first contact is in time; None while none is planned."""
    planned = sentence.first_contact_on
    return None if planned is None else planned <= first_contact(sentence, case).due
