"""May this be proposed to a court?"""

from datetime import date, timedelta

from amends.foundation.lib.refusal import Refused
from amends.journey.court.law import advice, check_basis
from amends.journey.court.models import ORDERS, DefermentModel, Proposal, Vehicle
from amends.journey.safeguarding.rules.discussing import check_discussed


def check_proposal(proposal: Proposal) -> None:
    """Refuse what could not stand: too little supervision, no basis in law, a deferment that is too long."""
    least = advice().fewest_supervision_months
    if proposal.vehicle in ORDERS and (proposal.supervision_months or 0) < least:
        raise Refused(
            f"A restorative requirement is proposed only beside supervision of {least} months or more.",
            source="Wait 'til Eight appendices 2B 4 and 2E",
            opens="Propose longer supervision with it, or a deferred sentence, which needs none.",
            field="supervision_months",
        )
    if proposal.vehicle == Vehicle.CUSTODY:
        raise Refused(
            "Nothing is proposed to the court for custody: there taking part rests on consent alone.",
            source="HMPPS framework, principles (taking part is voluntary)",
            opens="Refer them to the service when sentence has been passed.",
            field="vehicle",
        )
    young = proposal.report.facts.get("victim_under_18") is True
    check_discussed(f"courtreport:{proposal.report_id}", victim_under_18=young)
    basis = check_basis(proposal.vehicle, proposal.proposed_on)
    if basis.months and proposal.deferred_until:
        check_deferment_length(proposal.report.hearing_on, proposal.deferred_until, basis.months)


def check_explained_to_defendant(proposal: Proposal) -> None:
    """Refuse the words for the court before the defendant knows what a requirement asks of them (W8-096)."""
    if proposal.vehicle not in ORDERS:
        return
    said = proposal.report.prompts
    wanted = {
        "explained_on": "when it was explained",
        "explained_by": "who explained it",
        "duty_explained": "that coming would be required",
        "enforcement_explained": "what staying away can bring",
        "willing_to_be_ordered": "whether they are willing",
    }
    missing = [words for key, words in wanted.items() if said.get(key) in {None, "", "no"}]
    if missing:
        raise Refused(
            "A requirement is proposed only to somebody who was told what it asks of them, and is willing.",
            source="Wait 'til Eight appendix 2C, explanation to the offender",
            opens=f"Still to record: {', '.join(missing)}.",
        )


def check_deferment_length(start: date, end: date, months: int) -> None:
    """Refuse a deferment beyond what the entry in force allows, counted in calendar months from its start."""
    years, month = divmod(start.month - 1 + months, 12)
    last_of_month = (
        date(start.year + years + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)
    ).day
    latest = date(start.year + years, month + 1, min(start.day, last_of_month))
    if not start < end <= latest:
        raise Refused(
            f"Sentence can be deferred for up to {months} months.",
            source="The entry in policy/court/legal-basis.yaml",
            field="deferred_until",
        )


def work_in_words(model: str) -> str:
    """What has to happen before the deferment ends, for the court."""
    if model == DefermentModel.WHOLE:
        return "All restorative work is finished before that day."
    return "The meeting takes place before that day; reparation may go on in the order that follows."
