"""What the headings within a figure are called: for fixed lists all of them, so that an empty one shows as zero."""

from collections.abc import Iterable, Mapping

from amends.foundation.access.models import AgencyKind, User
from amends.foundation.case.models import Case
from amends.foundation.lib.keys import read_key
from amends.foundation.policy.clocks import clock_definitions
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.policy.questions import DECLINED
from amends.journey.agreement.models import OutcomeAgreement, Point
from amends.journey.awareness.models import ListedService
from amends.journey.court.models import Programme
from amends.journey.court.rules.glossary import CONVICTED
from amends.journey.eligibility.models import Screening
from amends.journey.followup.models import FollowUp
from amends.journey.followup.outcomes import titles
from amends.journey.followup.rules.ways import WORDS
from amends.journey.indirect.models import Exchange
from amends.journey.meeting.models import Meeting
from amends.journey.referral.models import Referral

INDIRECT = "indirect"
CONFERENCE, ALTERNATIVE, NEITHER = "conference", "alternative", "neither"


def of_sources() -> dict[str, str]:
    """Who refers."""
    return {**dict(AgencyKind.choices), "self": "People themselves", "": "Not said"}


def of_routes() -> dict[str, str]:
    """How referrals come."""
    return dict(Referral.Route.choices)


def of_decisions() -> dict[str, str]:
    """What a screening decides."""
    return dict(Screening.Decision.choices)


def of_convicted() -> dict[str, str]:
    """What somebody responsible is, where the programme counts the people they harmed."""
    return {status.value: status.label for status in CONVICTED}


def of_families() -> dict[str, str]:
    """Families of case."""
    return dict(Case.Family.choices)


def of_ways() -> dict[str, str]:
    """How a meeting is held."""
    return dict(Meeting.Way.choices)


def of_all_ways() -> dict[str, str]:
    """How two sides communicate."""
    return {**of_ways(), INDIRECT: "By letters or messages"}


def of_messages() -> dict[str, str]:
    """What can go across."""
    return dict(Exchange.Kind.choices)


def of_programmes() -> dict[str, str]:
    """Other programmes under a requirement."""
    return dict(Programme.Kind.choices)


def of_used_ways() -> dict[str, str]:
    """The five kinds of restorative justice, as a case is closed with them."""
    return {way: f"{words[0].upper()}{words[1:]}" for way, words in WORDS.items()}


def of_pairs() -> dict[str, str]:
    """What a suitable pair came to."""
    return {CONFERENCE: "They met", ALTERNATIVE: "Another way was offered", NEITHER: "Neither"}


def of_agreements() -> dict[str, str]:
    """Whether one was reached."""
    states = OutcomeAgreement.State
    return {states.FINAL: states.FINAL.label, states.NONE_REACHED: states.NONE_REACHED.label}


def of_points() -> dict[str, str]:
    """How a promise stands."""
    return dict(Point.Status.choices)


def of_asking() -> dict[str, str]:
    """How asking somebody ended."""
    return {key: words for key, words in FollowUp.State.choices if key != FollowUp.State.OPEN}


def of_impact() -> dict[str, str]:
    """What it has done for somebody."""
    choices = load_questionnaire("feedback-essex").question("impact").choices
    return {**choices, DECLINED: "Did not want to say"}


def of_outcomes() -> dict[str, str]:
    """How a case ends."""
    return dict(titles())


def of_work_beside() -> dict[str, str]:
    """Kinds of work that are not restorative justice."""
    return {key: words for key, words in ListedService.Kind.choices if key != ListedService.Kind.RJ}


def of_clocks() -> dict[str, str]:
    """What every limit is called."""
    return {name: definition.title for name, definition in clock_definitions().items()}


def of_people(keys: Iterable[str]) -> dict[str, str]:
    """The names of people of the service, for those who may see them."""
    wanted = [key for key in map(read_key, keys) if key is not None]
    return {str(pk): name for pk, name in User.objects.filter(pk__in=wanted).values_list("pk", "name")}


def in_words(known: Mapping[str, str], key: str) -> str:
    """A heading, also one that the list no longer has."""
    return known.get(key) or key.replace("_", " ").replace("-", " ").capitalize() or "Not said"
