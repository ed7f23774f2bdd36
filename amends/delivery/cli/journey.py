"""`amends journey`: draws docs/journey.md, the life of a case, from the lifecycle table."""

from collections.abc import Iterable, Iterator

import click

from amends.delivery.cli.cluster import CHECKOUT
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import ROLES
from amends.foundation.case.lifecycle import OPEN_STAGES, STEPS, Milestone, Stage, Step

DRAWING = CHECKOUT / "docs" / "journey.md"
INTRODUCTION = """# The life of a case

Drawn by `make journey` from `amends/foundation/case/lifecycle.py`; the tests fail when it is out of date. A step is
possible in the stages it begins in, for those who hold its permission, once its milestones are reached. Nothing but
closing and opening again is possible while somebody has said stop.
"""


def diagram(steps: Iterable[Step]) -> Iterator[str]:
    """The stages and the ways between them, as Mermaid draws them."""
    yield from ("```mermaid", "stateDiagram-v2")
    yield from (f"    {stage.value}: {stage.label}" for stage in Stage)
    yield f"    [*] --> {OPEN_STAGES[0].value}: Open a case"
    for step in steps:
        yield from (f"    {stage.value} --> {step.ends.value}: {step.words}" for stage in step.begins)
    yield "```"


def step_table(steps: Iterable[Step]) -> Iterator[str]:
    """Every step: from where to where, who may take it, what must be true first, who is told, and the source."""
    rows = [
        [
            f"{step.words} (`{step.verb}`)",
            _stages(step),
            step.ends.label,
            f"{', '.join(_roles(step.permission))} (`{step.permission}`)",
            "; ".join(milestone.label for milestone in step.needs) or "nothing",
            ", ".join(step.tells) or "nobody",
            step.source,
        ]
        for step in steps
    ]
    return table(["step", "begins in", "ends in", "who may", "needs", "tells", "source"], rows)


def milestone_table(steps: Iterable[Step]) -> Iterator[str]:
    """Every milestone, and the steps that wait for it."""
    waiting = {
        milestone: [step.words for step in steps if milestone in step.needs] for milestone in Milestone
    }
    rows = [[m.label, f"`{m.value}`", "; ".join(words) or "none"] for m, words in waiting.items()]
    return table(["milestone", "name", "steps that wait for it"], rows)


def table(header: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"| {' | '.join('---' for _ in header)} |"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def drawing() -> str:
    steps = list(STEPS.values())
    parts = [
        [INTRODUCTION, *diagram(steps)],
        ["", "## Steps", "", *step_table(steps)],
        ["", "## Milestones", "", *milestone_table(steps)],
    ]
    return "\n".join(line for part in parts for line in part) + "\n"


def _stages(step: Step) -> str:
    return "any open stage" if step.begins == OPEN_STAGES else ", ".join(s.label for s in step.begins)


def _roles(permission: Permission) -> list[str]:
    return [role.name.lower() for role in ROLES.values() if permission in role.may]


def stages_without_a_way(steps: Iterable[Step]) -> list[Stage]:
    """Stages that nothing leads to or out of: a mistake in the table. A case begins in the first one."""
    steps = list(steps)
    reached = {OPEN_STAGES[0], *(step.ends for step in steps)}
    left = {stage for step in steps for stage in step.begins}
    return [stage for stage in Stage if stage not in reached or stage not in left]


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; fail when the drawing is out of date.")
def journey(*, check: bool) -> None:
    """Draw the life of a case from the lifecycle table, into docs/journey.md."""
    if lost := stages_without_a_way(STEPS.values()):
        raise click.ClickException(f"No way leads to or out of: {', '.join(lost)}.")
    text = drawing()
    if not check:
        DRAWING.parent.mkdir(exist_ok=True)
        DRAWING.write_text(text)
        click.echo(f"Drawn: {DRAWING.relative_to(CHECKOUT)}")
    elif not DRAWING.exists() or DRAWING.read_text() != text:
        raise click.ClickException("docs/journey.md is out of date: run `make journey`.")
