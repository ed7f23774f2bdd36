"""Voluntary or part of an order or licence, and somebody responsible who is against meeting."""

from datetime import date

from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.ruleset import Setting
from amends.journey.consent.models import Consent, Resistance, Standing
from amends.journey.consent.purposes import purpose
from amends.service.rulebook.rules import profile_in_force

CONDITION = "order"
RESISTANCE = "Wait 'til Eight section 2 para 1.2, resistance; section 3 para 2.2"


def setting(case: Case, name: str) -> Setting | None:
    """One setting of the rules in force for this case; None where they do not speak of it."""
    return profile_in_force(case.service_id, case.profile).settings.get(name)


def standing_of(participant: Participant) -> Standing | None:
    """The mark that counts now. Nobody marked means voluntary (W8-055)."""
    return Standing.objects.filter(participant=participant).order_by("-pk").first()


def is_statutory(participant: Participant) -> bool:
    """Whether taking part is a condition of an order or licence of theirs now."""
    standing = standing_of(participant)
    return standing is not None and standing.status == Standing.Status.STATUTORY


def condition_agreed(participant: Participant) -> Consent | None:
    """Their live agreement to the condition."""
    last = Consent.objects.filter(participant=participant, purpose=CONDITION).order_by("-pk").first()
    live = last and last.answer == Consent.Answer.GIVEN and not last.pending
    return last if live else None


def check_condition_agreed(participant: Participant) -> None:
    """Refuse to begin with somebody under an order or licence whose informed consent to it is not on file (W8-055)."""
    if is_statutory(participant) and condition_agreed(participant) is None:
        raise Refused(
            "This is part of an order or licence, and their informed consent to that is not on file.",
            source=purpose(CONDITION).source,
            opens="Explain what it asks of them and what can follow from staying away, then record what they say.",
        )


def check_can_be_condition(participant: Participant, on: date) -> None:
    """Refuse a condition where the rules have none, or without written consent from before it (W8-324)."""
    if participant.side != Side.RESPONSIBLE:
        raise Refused(
            "Only somebody responsible can be under an order or licence; all others choose freely.",
            source="Wait 'til Eight appendix 2C, victims",
        )
    if setting(participant.case, "statutory_requirement") is not True:
        raise Refused(
            "Nobody is directed to take part here: it stays voluntary, whatever the sentence.",
            source="HMPPS framework, principles (taking part is voluntary)",
        )
    if setting(participant.case, "written_consent_before_condition") != "required":
        return
    agreed = condition_agreed(participant)
    if agreed is None or agreed.how != Consent.How.SIGNED or agreed.given_on > on:
        dated = f" The one on file is of {long_date(agreed.given_on)}." if agreed else ""
        raise Refused(
            f"Their written consent has to be from before it becomes a condition.{dated}",
            source=purpose(CONDITION).source,
            opens="Without it, their taking part stays voluntary.",
            field="since",
        )


def resistance_of(participant: Participant) -> Resistance | None:
    """The resistance that is noted and not over."""
    return Resistance.objects.filter(participant=participant, over_on__isnull=True).first()


def check_not_resisting(participant: Participant) -> None:
    """Refuse a meeting over recorded resistance, but under an agreed order and with both findings (W8-073)."""
    resistance = resistance_of(participant)
    if resistance is None:
        return
    ordered = is_statutory(participant) and condition_agreed(participant) is not None
    if ordered and resistance.may_go_on:
        return
    raise Refused(
        f"{participant.initials} ({participant.words.lower()}) is against meeting, whatever they have agreed to.",
        source=RESISTANCE,
        opens="A manager looks at whether it would distort the process or hurt the person harmed."
        if ordered and not resistance.decided_by_id
        else "Nobody is put forward who resists. Letters or a message may be possible.",
    )
