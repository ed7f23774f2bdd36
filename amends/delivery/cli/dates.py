"""`amends due`, `amends working-days`, `amends returns`: days on the calendar of England and Wales."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import MAXYEAR, MINYEAR, date

import click

from amends.delivery.cli.main import BadInput
from amends.foundation.clock import deadlines
from amends.foundation.clock.working_days import add_working_days, is_published
from amends.foundation.lib.dates import BadDateError, read_day, read_moment
from amends.foundation.policy.clocks import Unit, clock_definition, clock_definitions
from amends.foundation.policy.source import PolicyError, UnknownNameError


@contextmanager
def _one_clear_line() -> Iterator[None]:
    try:
        yield
    except (BadDateError, PolicyError) as problem:
        raise BadInput(str(problem)) from problem
    except UnknownNameError as problem:
        raise BadInput(str(problem.args[0])) from problem
    except OverflowError as problem:
        raise BadInput("that day lies outside the calendar.") from problem


def _note_if_worked_out(day: date) -> None:
    if not is_published(day.year):
        click.echo(f"Note: the bank holidays of {day.year} are worked out, not published.", err=True)


def _clocks() -> str:
    return "\n".join(
        f"  {name:<26} {clock.limit_words} from: {clock.starts_with}"
        for name, clock in clock_definitions().items()
    )


class ClockCommand(click.Command):
    """Lists the clocks in its help."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(f"\nClocks:\n{_clocks()}\n")


@click.command(cls=ClockCommand)
@click.argument("start", metavar="DATE")
@click.option("--clock", required=True, metavar="NAME", help="Which time limit; see the list below.")
def due(start: str, clock: str) -> None:
    """Print when the time limit ends that starts on DATE (2026-03-03).

    The day of the event is day 0. A clock in hours takes and prints a local date and time (2026-03-03T15:30).
    """
    with _one_clear_line():
        definition = clock_definition(clock)
        if definition.unit is Unit.HOURS:
            click.echo(deadlines.due(definition, read_moment(start)).strftime("%Y-%m-%dT%H:%M"))
            return
        day = deadlines.due(definition, read_day(start))
        click.echo(day.isoformat())
        if definition.unit is Unit.WORKING_DAYS:
            _note_if_worked_out(day)


@click.command("working-days")
@click.argument("start", metavar="DATE")
@click.argument("count", metavar="N", type=click.IntRange(min=0))
def working_days(start: str, count: int) -> None:
    """Print the Nth working day after DATE (2026-03-03): Monday to Friday without bank holidays."""
    with _one_clear_line():
        day = add_working_days(read_day(start), count)
        click.echo(day.isoformat())
        _note_if_worked_out(day)


@click.command()
@click.argument("year", type=click.IntRange(min=MINYEAR, max=MAXYEAR))
def returns(year: int) -> None:
    """Print the evaluation return dates of YEAR, one a line.

    The 1st of March, June, September and December; a 1st on a weekend moves to the Friday before it.
    """
    for day in deadlines.return_dates(year):
        click.echo(day.isoformat())
