"""Tables of the rulebook's pages."""

from collections.abc import Iterable

from django.urls import reverse

from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Table, Tag
from amends.foundation.policy.clocks import ClockDefinition, clock_definitions
from amends.foundation.policy.deriving import Difference, Text
from amends.foundation.policy.limits import limits_under
from amends.foundation.policy.outcomes import Outcome
from amends.foundation.policy.profiles import Profile
from amends.service.rulebook.models import ProfileVersion

TONES = {"draft": "waiting", "asked": "attention", "approved": "good", "refused": "stop"}


def versions_table(rows: Iterable[ProfileVersion]) -> Table:
    """Every version with its state and day."""
    lines = [
        [
            Cell(str(row), url=reverse("rulebook:version", args=[row.pk])),
            Cell(tag=state_tag(row)),
            long_date(row.effective_from) if row.effective_from else "",
            row.made_by.name,
            row.decided_by.name if row.decided_by else "",
        ]
        for row in rows
    ]
    columns = [Column(name) for name in ("Version", "State", "From", "Made by", "Decided by")]
    return Table("Versions of our own", columns, lines, "We work by the profile as it comes.")


def state_tag(row: ProfileVersion) -> Tag:
    """Where a version stands."""
    return Tag(row.get_state_display(), TONES.get(row.state, "neutral"))


def differences_table(found: Iterable[Difference]) -> Table:
    """What is different from the rules it was made from."""
    lines = [[each.what, each.before or "Not there", each.after or "Not there"] for each in found]
    columns = [Column("What"), Column("Before"), Column("In this version")]
    return Table("What is different", columns, lines, "Nothing is different so far.")


def clocks_table(profile: Profile) -> Table:
    """Every time limit, as the rules in force set it."""
    lines = []
    for clock in limits_under(profile).values():
        pause = (
            f"; stands still when {clock.pauses_with}, until {clock.restarts_with}"
            if clock.pauses_with
            else ""
        )
        remind = f"{clock.remind_before} before" if clock.remind_before else ""
        lines.append(
            [
                clock.title,
                _how_long(clock),
                f"{clock.starts_with}{pause}",
                clock.stops_with,
                clock.owner.replace("_", " "),
                remind,
                f"{'Mandatory' if clock.mandatory else 'Guidance'}: {clock.source}",
            ]
        )
    heads = (
        "Time limit",
        "How long",
        "Starts with",
        "Stops with",
        "Whose",
        "Reminder",
        "Where it is written",
    )
    return Table("Time limits", [Column(head) for head in heads], lines)


def _how_long(clock: ClockDefinition) -> str:
    usual = clock_definitions()[clock.name].limit_words
    own = clock.limit_words
    return own if own == usual else f"{own}, as our rules set it; otherwise {usual}"


def rules_table(version: ProfileVersion, text: Text) -> Table:
    """Every rule, with a way to change it while it is a draft."""
    lines = []
    for rule in text["rules"]:
        url = reverse("rulebook:rule", args=[version.pk, rule["id"]]) if version.is_draft else ""
        force = "Mandatory" if rule["force"] == "mandatory" else "Guidance"
        lines.append(
            [
                Cell(rule["id"], url=url),
                rule["words"],
                Outcome(rule["outcome"]).words,
                Cell(tag=Tag(force, "neutral")),
                rule["source"],
            ]
        )
    columns = [Column(name) for name in ("Rule", "What it means", "What follows", "Force", "Source")]
    return Table("Rules", columns, lines)
