"""How long a clock runs: what policy/clocks says, unless the rules of the service set a limit of their own.

Which rules hold for a service is not known here; the room that keeps them says so once, as it starts.
"""

from collections.abc import Callable
from dataclasses import replace

from amends.foundation.access.models import Service
from amends.foundation.case.models import Case
from amends.foundation.clock.models import Clock
from amends.foundation.policy.clocks import ClockDefinition, Unit, clock_definition

Finder = Callable[[Service, Case | None, str], ClockDefinition]


def _as_it_comes(service: Service, case: Case | None, name: str) -> ClockDefinition:
    return clock_definition(name)


_finders: list[Finder] = [_as_it_comes]


def find_limits_with(finder: Finder) -> None:
    """Called once by the room that keeps the rules."""
    _finders.append(finder)


def definition_for(service: Service, name: str, case: Case | None = None) -> ClockDefinition:
    """The clock with the limit that the rules in force today give it."""
    return _finders[-1](service, case, name)


def definition_of(clock: Clock) -> ClockDefinition:
    """The clock with the limit it began with: rules that change later leave it as it is."""
    definition = clock_definition(clock.name)
    if not clock.own_unit:
        return definition
    return replace(definition, unit=Unit(clock.own_unit), limit=clock.own_limit)
