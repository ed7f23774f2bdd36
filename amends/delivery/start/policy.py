"""Reads the whole policy folder once at the start, so that a mistake in it stops the start and not a case."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from amends.delivery.casefile.maps import process_maps
from amends.delivery.casefile.whole_record import laws
from amends.delivery.public.reach import more_about
from amends.foundation.clock.working_days import announced_offline
from amends.foundation.documents.markings import usual_markings
from amends.foundation.documents.wording import check_wordings
from amends.foundation.policy.clocks import clock_definitions
from amends.foundation.policy.contradictions import contradictions
from amends.foundation.policy.facts import facts_table
from amends.foundation.policy.profiles import profiles
from amends.foundation.policy.questionnaires import questionnaires
from amends.foundation.policy.retention import retention_schedule
from amends.foundation.policy.source import read
from amends.insight.performance.definitions import definitions, groups
from amends.journey.awareness.kinds import kinds
from amends.journey.consent.purposes import purposes, sheets
from amends.journey.court.rules.papers import paper_kinds
from amends.journey.evaluation.rules import alarm_words
from amends.journey.finding.fields import finding
from amends.journey.followup.outcomes import outcomes
from amends.journey.meeting.arrangements import arrangements
from amends.journey.notes.rules import standard
from amends.journey.preparation.rules import usual_steps
from amends.journey.progress.paths import paths
from amends.journey.referral.noticing.consequences import consequences
from amends.journey.remedy.menu_rules import meanings
from amends.service.equality.questions import monitoring
from amends.service.library.delivered import contents
from amends.service.workforce.guide import places, workload

# Read in this order: what others name comes first, so that the first mistake is the one that is told.
FOUNDATION: tuple[Callable[[], object], ...] = (
    facts_table,
    contradictions,
    clock_definitions,
    questionnaires,
    check_wordings,
    usual_markings,
    profiles,
    retention_schedule,
)
ROOMS: tuple[Callable[[], object], ...] = (
    sheets,
    purposes,
    arrangements,
    usual_steps,
    outcomes,
    alarm_words,
    definitions,
    groups,
    workload,
    places,
    finding,
    announced_offline,
    consequences,
    kinds,
    standard,
    paths,
    laws,
    contents,
    monitoring,
    paper_kinds,
    meanings,
    process_maps,
    more_about,
)


def check_policy() -> None:
    """Raises PolicyError with file, line and a sentence. What nothing reads must at least be YAML."""
    for reader in (*FOUNDATION, *ROOMS):
        reader()
    for file in sorted(Path(settings.POLICY_DIR).rglob("*.yaml")):
        read(file)
