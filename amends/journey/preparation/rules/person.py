"""Everything known about getting one person ready, for their page."""

import datetime as dt

from django.utils import timezone

from amends.foundation.case.models import Participant
from amends.foundation.lib.together import fetch_together
from amends.foundation.people.needs import CONSIDERED
from amends.journey.consent.purposes import purpose
from amends.journey.court.rules.following import Plan, running_plan
from amends.journey.preparation.models import FirstTalk, NeedsLook, Preparation
from amends.journey.preparation.rules.company import ASSESSED, findings_that_count
from amends.journey.preparation.rules.needs import considered, lack_of, look_due, said_elsewhere
from amends.journey.preparation.rules.record import EXPLAIN, HARMED, measures_of, what_lacks
from amends.journey.preparation.rules.times import words_of_days
from amends.journey.preparation.rules.ways import choices_that_count
from amends.journey.risk.rules import measures_that_count
from amends.service.community.models import Organisation


def known_of(participant: Participant) -> dict[str, object]:
    """Everything written down about getting somebody ready, in one statement."""
    records, needs, choices, findings, measures, helpers, times, left, talks, affected, plan, *more = (
        fetch_together(
            Preparation.objects.filter(participant=participant),
            participant.needs.order_by("met_on", "pk"),
            choices_that_count([participant]),
            findings_that_count([participant]),
            measures_of([participant]),
            participant.helpers.order_by("pk"),
            participant.unavailable.order_by("pk"),
            participant.left_behind.order_by("pk"),
            FirstTalk.objects.filter(participant=participant).order_by("-pk"),
            participant.named_affected.order_by("pk"),
            running_plan(participant),
            NeedsLook.objects.filter(participant=participant).order_by("-pk")[:1],
            look_due(participant),
            participant.backings.order_by("ended_on", "pk"),
            Organisation.objects.filter(pk__in=participant.backings.values("organisation")),
            measures_that_count([participant]),
        )
    )
    looks, due, backings, organisations, safeguards = more
    names = {row.pk: row for row in organisations}
    kept = records[0] if records else None
    return {
        "kept": kept,
        "explained": told_together(kept),
        "unexplained": [words for key, words in EXPLAIN.items() if not _told(kept, key)[0]],
        "needs": [(need, lack_of(need)) for need in needs if not need.none_needed],
        "said": said_elsewhere(participant, needs),
        "considered": [(kind.label, considered(needs).get(kind)) for kind in CONSIDERED],
        "backings": [(row, names[row.organisation_id]) for row in backings],
        "look": looks[0] if looks else None,
        "look_due": due[0].due_at if due else None,
        "is_late": bool(due and due[0].due_at and due[0].due_at < timezone.now()),
        "way": purpose(choices[0].way) if choices else None,
        "choice": choices[0] if choices else None,
        "is_supporter": participant.part in ASSESSED,
        "is_harmed": participant.side in HARMED and participant.part == Participant.Part.PRINCIPAL,
        "finding": findings[0] if findings else None,
        "measures": [(row, what_lacks(row)) for row in measures],
        "safeguards": safeguards,
        "helpers": helpers,
        "times": [(row, words_of_days(row.days)) for row in times],
        "left": left,
        "talk": talks[0] if talks else None,
        "affected": affected,
        "sessions": Plan(tuple(plan)) if plan else None,
    }


def told_together(kept: Preparation | None) -> list[tuple[dt.date, str, list[str]]]:
    """What was explained, each day and whoever did it once: (day, who, points)."""
    found: dict[tuple[dt.date, str], list[str]] = {}
    for key, words in EXPLAIN.items():
        on, who = _told(kept, key)
        if on:
            found.setdefault((on, who), []).append(words)
    return [(on, who, points) for (on, who), points in sorted(found.items())]


def _told(kept: Preparation | None, key: str) -> tuple[dt.date | None, str]:
    """On which day a point was explained, and by whom."""
    found = kept.told.get(key) if kept else None
    return (dt.date.fromisoformat(found[0]), found[1]) if found else (None, "")
