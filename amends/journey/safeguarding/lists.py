"""Tables of the safeguarding pages."""

from collections.abc import Iterable

from django.urls import reverse

from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.foundation.pages.templatetags.amends import moment
from amends.journey.safeguarding.models import Concern, Told


def outside(concern: Concern) -> list[Told]:
    """Who was told beyond the service, in order."""
    rows = [row for row in concern.told.all() if row.body != Told.Body.COLLEAGUE]
    return sorted(rows, key=lambda row: (row.at, row.pk))


def hours_words(concern: Concern) -> str:
    """How long it took from knowing to sending (NOMS service specification, row 10)."""
    first = next(iter(outside(concern)), None)
    return f"{first.hours_since(concern.known_at):g} hours" if first else ""


def state_of(concern: Concern) -> Tag:
    """Where it stands."""
    if concern.decision:
        return Tag(concern.get_decision_display(), "neutral")
    if concern.received_at:
        return Tag("Being looked at", "waiting")
    return Tag("Nobody has it yet", "stop")


def concerns_table(rows: Iterable[Concern]) -> Table:
    """Known, sent, received, and the hours between: also for the report of threats to agencies (SS-048)."""
    lines = []
    for concern in rows:
        told = outside(concern)
        receipt = next((moment(row.received_at) for row in told if row.received_at), "")
        lines.append(
            [
                Cell(concern.get_kind_display(), url=reverse("safeguarding:concern", args=[concern.pk])),
                Cell(tag=state_of(concern)),
                concern.get_at_risk_display() if concern.at_risk else "",
                moment(concern.known_at),
                ", ".join(f"{row.get_body_display()} {moment(row.at)}" for row in told),
                receipt,
                hours_words(concern),
            ]
        )
    names = ("Concern", "Now", "At risk", "Known", "Passed on", "They have it", "Known to sent")
    return Table("Concerns", [Column(name) for name in names], lines, caption_hidden=True)
