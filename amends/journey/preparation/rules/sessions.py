"""Was the person harmed heard before somebody with a requirement is prepared?"""

import datetime as dt
from collections.abc import Sequence

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import principals_of
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.models import Consent
from amends.journey.consent.rules import answers_that_count
from amends.journey.contact.models import Contact
from amends.journey.contact.rules.attempts import count
from amends.journey.preparation.models import FirstTalk
from amends.journey.preparation.rules.record import HARMED

NO = {Consent.Answer.REFUSED, Consent.Answer.WITHDRAWN}


def check_other_side_heard(participant: Participant, on: dt.date) -> None:
    """Refuse the second session while it is not on record by that day what the person harmed allows (W8-105).

    They were met and said what they want or allow, or each of them declined or could not be found. Whoever prepares the
    person responsible is told that it is so, and never which of the three, nor anything that was said.
    """
    with as_clockwork(participant.case.service):
        is_heard = _is_heard(list(principals_of(participant.case).filter(side__in=HARMED)), on)
    if not is_heard:
        raise Refused(
            "It is not on record that the person harmed was met by that day and what this showed to be possible, "
            "that they declined, or that they could not be found.",
            source="Wait 'til Eight appendix 2E, session 2",
            opens="Whoever works with them writes it down in their file.",
            field="on",
        )


def _is_heard(harmed: Sequence[Participant], on: dt.date) -> bool:
    talks = FirstTalk.objects.filter(participant__in=harmed, met_on__lte=on)
    if talks.exclude(allows="").exclude(next_step=FirstTalk.Next.NO).exists():
        return True
    out = _declined(harmed, on) | _not_found(harmed, on)
    return bool(harmed) and all(person.pk in out for person in harmed)


def _declined(harmed: Sequence[Participant], on: dt.date) -> set[int]:
    answers = answers_that_count(harmed).filter(purpose="take_part", given_on__lte=on)
    return {answer.participant_id for answer in answers if answer.answer in NO}


def _not_found(harmed: Sequence[Participant], on: dt.date) -> set[int]:
    """Those who were never reached by that day, after the attempts that the form has rows for."""
    tried: dict[int, list[Contact]] = {person.pk: [] for person in harmed}
    for contact in Contact.objects.filter(participant__in=harmed, at__date__lte=on).order_by("at", "pk"):
        tried[contact.participant_id].append(contact)
    found = {pk: count(contacts) for pk, contacts in tried.items()}
    return {pk for pk, attempts in found.items() if attempts.used_up and not attempts.ever_reached}
