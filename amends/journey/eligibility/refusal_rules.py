"""On what may a refusal rest? On a rule that applies, and where the rules say so on nothing else."""

from collections.abc import Sequence

from django.db import models

from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.outcomes import Outcome
from amends.foundation.policy.profiles import Profile
from amends.foundation.policy.screening import Decision, State

_AGAINST = {Outcome.NOT_ELIGIBLE, Outcome.NOT_YET, Outcome.REFER_ON, Outcome.DISCRETION}


class Ground(models.TextChoices):
    """What people say besides the rules. Which of it counts, the profile decides."""

    OFFENCE_TYPE = "offence_type", "The type of offence"
    ATTITUDE = "attitude", "Their attitude to the person harmed"
    RISK = "risk", "A risk that cannot be made small enough"
    UNWILLING = "unwilling", "Somebody does not want it"
    UNREACHED = "unreached", "Somebody cannot be reached"
    CAPACITY = "capacity", "We cannot do it now"


def grounds_of(profile: Profile, said: Decision) -> list[tuple[str, str]]:
    """What can be chosen: the rules that stand against it, then the other grounds."""
    rules = [
        (each.rule.id, f"Rule of {profile.title}: {each.rule.words}")
        for each in said.explanations
        if each.state == State.FIRES and each.rule.outcome in _AGAINST
    ]
    return [*rules, *Ground.choices]


def check_grounds(profile: Profile, said: Decision, grounds: Sequence[str]) -> list[str]:
    """The grounds as they are kept: those chosen, else the rules that decided (PF-013, SS-008)."""
    possible = [key for key, _ in grounds_of(profile, said)]
    rules = [key for key in possible if key not in Ground.values]
    chosen = list(grounds) or [rule for rule in said.rules if rule in rules]
    unknown = [ground for ground in chosen if ground not in possible]
    if unknown:
        raise Refused(f"This rule does not apply: {', '.join(unknown)}.", field="grounds")
    if profile.settings.get("refusal_cites_a_rule") and (not chosen or set(chosen) - set(rules)):
        named = ", ".join(Ground(ground).label.lower() for ground in chosen if ground in Ground.values)
        raise Refused(
            f"{named[:1].upper() + named[1:] or 'Nothing'} is no criterion of {profile.title}.",
            source="NOMS service specification, eligible; Key messages 3",
            opens="Only a published criterion turns a referral down on its papers.",
            field="grounds",
        )
    if chosen == [Ground.OFFENCE_TYPE] and not profile.settings.get("offence_type_alone_may_refuse", True):
        raise Refused(
            "The type of offence alone is no reason to say no.",
            source="HMPPS framework 3.1, 6.7",
            opens="Name a further ground, or take the sensitive route.",
            field="grounds",
        )
    return chosen
