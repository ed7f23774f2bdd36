"""Where a case stands before the court, whether a sentence can be as entered, and what follows from it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from amends.foundation.approval.rules import approved
from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.clock.working_days import add_working_days
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.journey.contact.models import Contact
from amends.journey.court.law import advice
from amends.journey.court.models import ORDERS, Deferment, Phase, Sentence
from amends.journey.court.rules.before_sentence import setting

AFTER_DEFERMENT = "court.after_deferment"
RESPONSIBLE = (Side.RESPONSIBLE, Side.PARTY_A, Side.PARTY_B)


class UnsupervisedError(Refused):
    """An order with a restorative requirement and too little supervision: somebody has to check the order (W8-310)."""


def phase_of(case: Case, on: dt.date | None = None) -> Phase | None:
    """Before or after sentence, community or custody, on a day; None where nobody has said."""
    day = on or timezone.localdate()
    return Phase.objects.filter(case=case, since__lte=day).order_by("-since", "-pk").first()


@dataclass(frozen=True)
class Work:
    """Contacts and the minutes they took, in one phase."""

    contacts: int = 0
    minutes: int = 0


def phases_of(case: Case) -> list[Phase]:
    """Every phase of a case, the first first."""
    return list(Phase.objects.filter(case=case).select_related("noted_by").order_by("since", "pk"))


def work_by_phase(case: Case, phases: Sequence[Phase] | None = None) -> dict[str, Work]:
    """What was done before and after sentence: work counts to the phase of its own day (SS-012).

    Only contacts of files that whoever acts may open.
    """
    phases = phases_of(case) if phases is None else phases
    found = {when: Work() for when in Phase.When.values}
    for at, minutes in Contact.objects.filter(participant__case=case).values_list("at", "minutes"):
        day = timezone.localtime(at).date()
        current = [phase.when for phase in phases if phase.since <= day]
        if current:
            now = found[current[-1]]
            found[current[-1]] = Work(now.contacts + 1, now.minutes + minutes)
    return found


def deferment_of(case: Case) -> Deferment | None:
    """The deferment that runs, if any."""
    return Deferment.objects.filter(case=case, ended_on__isnull=True).select_related("court").first()


def days_left(deferment: Deferment) -> int:
    """Days until the report has to be with the court; below 0 when it is late."""
    return (deferment.report_on - timezone.localdate()).days


def report_day(until: dt.date) -> dt.date:
    """The day counted back from the end of a deferment on which the court gets its report (SS-028)."""
    return add_working_days(until, -advice().deferment_report_working_days)


def check_meeting_day(case: Case, day: dt.date) -> None:
    """Refuse a meeting after a deferment has ended, in whichever model, unless a manager lets it stand (W8-051)."""
    deferment = deferment_of(case)
    if deferment is None or day <= deferment.until:
        return
    if approved(f"deferment:{deferment.pk}", AFTER_DEFERMENT):
        return
    raise Refused(
        f"Sentence is deferred until {long_date(deferment.until)}, and the meeting has to be before that day ends.",
        source="Wait 'til Eight table 1 and appendix 2E",
        opens="Choose an earlier day, or ask the manager on the court page of this case.",
        field="day",
    )


def is_statutory_allowed(case: Case) -> bool:
    """Whether an order or licence may ask for it here; the 2023 framework directs nobody to take part (SS-020)."""
    return setting(case.service_id, case.profile, "statutory_requirement") is True


def check_sentence(sentence: Sentence, participant: Participant) -> None:
    """Refuse a sentence as it cannot be: the wrong side, the future, no consent before it, no supervision beside it."""
    if participant.side not in RESPONSIBLE or participant.part != Participant.Part.PRINCIPAL:
        raise Refused("A sentence is that of the person responsible.")
    if sentence.passed_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="passed_on")
    if not sentence.restorative:
        return
    if not is_statutory_allowed(participant.case):
        raise Refused(
            "Nobody is directed to take part here: it stays voluntary, whatever the sentence.",
            source="HMPPS framework, principles (taking part is voluntary)",
            field="restorative",
        )
    if sentence.consent_on is None or sentence.consent_on > sentence.passed_on:
        raise Refused(
            "A requirement follows consent given before the order was made.",
            source="NOMS service specification 6",
            opens="Enter the day on which they agreed, or enter the sentence without the requirement.",
            field="consent_on",
        )
    least = advice().fewest_supervision_months
    if sentence.vehicle in ORDERS and (sentence.supervision_months or 0) < least:
        raise UnsupervisedError(
            f"The requirement stands only beside supervision of {least} months or more on the same order.",
            source="Wait 'til Eight appendices 6B and 6C",
            opens="The manager is told that this order has to be checked.",
            field="supervision_months",
        )


def latest_sentence(participant: Participant) -> Sentence | None:
    """The last sentence entered for somebody."""
    rows = Sentence.objects.filter(participant=participant).select_related("court", "officer")
    return rows.order_by("-passed_on", "-pk").first()


def is_statutory(participant: Participant) -> bool:
    """Whether coming to appointments is part of a sentence of theirs now."""
    running = Sentence.objects.filter(participant=participant, restorative=True, ended="")
    return running.exists()
