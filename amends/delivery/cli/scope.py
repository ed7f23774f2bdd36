"""`amends scope`: the staffing estimate of Wait 'til Eight section 3, table 3."""

import json
from decimal import Decimal, InvalidOperation

import click

from amends.delivery.cli.main import BadInput
from amends.insight.scoping.calculator import (
    ASSUMPTIONS,
    Assumption,
    BadEstimateError,
    Estimate,
    adjusted,
    estimate,
    plain,
)


class ScopeCommand(click.Command):
    """Lists the outcomes in its help."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Outcomes (NAME)"):
            formatter.write_dl([(name, _in_words(assumption)) for name, assumption in ASSUMPTIONS.items()])


def _in_words(assumption: Assumption) -> str:
    return f"{assumption.words}: {assumption.percent}%, {assumption.hours_per_case} hours a case"


@click.command(cls=ScopeCommand)
@click.option(
    "--population", required=True, type=click.IntRange(min=0), help="Cases of the offence types in a year."
)
@click.option(
    "--ineligible", default=0, type=click.IntRange(min=0), help="Cases found ineligible or unsuitable."
)
@click.option(
    "--rate", multiple=True, metavar="NAME=PERCENT", help="Another share; all shares add up to 100."
)
@click.option(
    "--hours", multiple=True, metavar="NAME=HOURS", help="Other hours for each case that ends this way."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def scope(
    *, population: int, ineligible: int, rate: tuple[str, ...], hours: tuple[str, ...], as_json: bool
) -> None:
    """Print how many facilitator hours the cases in scope would take, for each way in which a case can end."""
    try:
        assumptions = adjusted(_figures("--rate", rate), _figures("--hours", hours))
        result = estimate(population, ineligible, assumptions)
    except BadEstimateError as problem:
        raise BadInput(str(problem)) from problem
    click.echo(json.dumps(_as_data(result)) if as_json else _as_table(result))


def _figures(option: str, pairs: tuple[str, ...]) -> dict[str, Decimal]:
    figures: dict[str, Decimal] = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        try:
            figure = Decimal(text)
        except InvalidOperation:
            figure = None
        if not sign or figure is None:
            raise BadInput(f"{option} {pair}: write it as NAME=NUMBER, such as conference=25.")
        key = name.strip().replace("-", "_")
        if key in figures:
            raise BadInput(f"{option} {pair}: {key} is given twice.")
        figures[key] = figure
    return figures


def _as_data(result: Estimate) -> dict[str, object]:
    return {
        "population": result.population,
        "ineligible": result.ineligible,
        "in_scope": result.in_scope,
        "rows": [
            {
                "outcome": row.outcome,
                "percent": plain(row.percent),
                "cases": plain(row.cases),
                "hours_per_case": plain(row.hours_per_case),
                "hours": plain(row.hours),
            }
            for row in result.rows
        ],
        "total_hours": plain(result.total_hours),
    }


def _as_table(result: Estimate) -> str:
    lines = [
        f"{result.population} cases less {result.ineligible} ineligible: {result.in_scope} in scope",
        "",
        f"{'outcome':<12} {'percent':>8} {'cases':>8} {'hours each':>11} {'hours':>8}",
    ]
    lines += [
        f"{row.outcome:<12} {plain(row.percent):>8} {plain(row.cases):>8} {plain(row.hours_per_case):>11}"
        f" {plain(row.hours):>8}"
        for row in result.rows
    ]
    return "\n".join([*lines, f"{'total':<12} {'':>8} {'':>8} {'':>11} {plain(result.total_hours):>8}"])
