"""The limit of a clock under a profile: its own days where it sets any, else what policy/clocks says.

A setting is named after the clock: `referral_decision_working_days: 8` for `referral-decision`. `..._clock` takes over
how long another clock runs, `..._unit` counts the same number in another unit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from amends.foundation.policy.clocks import ClockDefinition, Unit, clock_definition, clock_definitions
from amends.foundation.policy.ruleset import Profile, Setting

# Settings that are named after the event and not after the clock.
_NAMED = {"information-request-reply": "information_request"}
COUNTED = (Unit.WORKING_DAYS, Unit.DAYS, Unit.HOURS)


def setting_name(clock: str) -> str:
    """What the settings about a clock begin with."""
    return _NAMED.get(clock, clock.replace("-", "_"))


def clock_set_by(setting: str) -> str:
    """What a setting such as `referral_decision_working_days` begins with; "" for one that is about no clock."""
    return next((setting.removesuffix(f"_{unit}") for unit in COUNTED if setting.endswith(f"_{unit}")), "")


def known_beginnings(clocks: Iterable[str]) -> set[str]:
    """What settings about clocks may begin with."""
    return {setting_name(name) for name in clocks}


def limit_under(settings: Mapping[str, Setting], name: str) -> ClockDefinition:
    """A clock with the limit that these settings give it."""
    beginning, definition = setting_name(name), clock_definition(name)
    other = clock_definition(str(settings.get(f"{beginning}_clock", name)))
    unit, limit = Unit(str(settings.get(f"{beginning}_unit", other.unit))), other.limit
    for each in COUNTED:
        if (own := settings.get(f"{beginning}_{each}")) is not None:
            unit, limit = each, int(own)
    return replace(definition, unit=unit, limit=limit)


def limits_under(profile: Profile) -> dict[str, ClockDefinition]:
    """Every clock with its limit under a profile."""
    return {name: limit_under(profile.settings, name) for name in clock_definitions()}
