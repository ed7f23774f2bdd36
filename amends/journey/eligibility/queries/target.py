"""How a referral stands against the target criteria of its profile, criterion by criterion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from amends.foundation.lib.dates import long_date
from amends.foundation.policy.facts import Facts
from amends.foundation.policy.profiles import Profile, Rule
from amends.foundation.policy.screening import State, screen
from amends.journey.eligibility.models import BasicFacts, Conviction, OffenceVictim, Score, TargetTest
from amends.journey.referral.models import Referral

Overall = TargetTest.Overall
DAYS_A_MONTH = 30


@dataclass(frozen=True)
class Criterion:
    """One criterion: True is met, False is not met, None cannot be said yet. `value` is what it rests on."""

    rule: str
    title: str
    words: str
    met: bool | None
    value: str
    asks: str = ""

    @property
    def result(self) -> str:
        return {True: "Met", False: "Not met", None: "Not known yet"}[self.met]

    @property
    def means(self) -> str:
        """What is missing, or what it means that it is not met; nothing is to be said of one that is."""
        return self.asks or ("" if self.met else self.words)


@dataclass(frozen=True)
class Standing:
    """Everything recorded for the criteria, and how each stands on a day."""

    criteria: Sequence[Criterion]
    score: Score | None
    convictions: Sequence[Conviction]
    victims: Sequence[OffenceVictim]
    judgements: Sequence[BasicFacts]

    @property
    def overall(self) -> Overall:
        """Met only when all are; one that cannot be answered is no failure (PF-018, PF-019)."""
        answers = [criterion.met for criterion in self.criteria]
        if False in answers:
            return Overall.NOT_MET
        return Overall.INCOMPLETE if None in answers or not answers else Overall.MET

    @property
    def counted(self) -> int:
        """How many convictions count."""
        return sum(conviction.counts for conviction in self.convictions)

    @property
    def index(self) -> Conviction | None:
        return next((conviction for conviction in self.convictions if conviction.is_index), None)


def target_rules(profile: Profile) -> list[Rule]:
    """The rules that make up the target criteria of a profile; none where it has no target group.

    A service may have switched one off: then it is no criterion of theirs.
    """
    rules = {rule.id: rule for rule in profile.rules}
    names = str(profile.settings.get("target_rules", "")).split()
    return [rules[name] for name in names if name in rules]


def standing_of(referral: Referral, profile: Profile, facts: Facts, on: date | None = None) -> Standing:
    """The criteria on a day, and what they rest on."""
    day = on or timezone.localdate()
    score = Score.objects.filter(referral=referral).order_by("-scored_on", "-pk").first()
    convictions = list(Conviction.objects.filter(referral=referral).order_by("-convicted_on", "pk"))
    victims = list(OffenceVictim.objects.filter(referral=referral).select_related("person").order_by("pk"))
    judgements = list(BasicFacts.objects.filter(referral=referral).order_by("-pk"))
    said = {each.rule.id: each.state for each in screen(profile, facts).explanations}
    index = next((each for each in convictions if each.is_index), None)
    criteria = [
        _criterion(
            rule, said[rule.id], facts, is_stale=_is_stale(score, profile, day), index=index, victims=victims
        )
        for rule in target_rules(profile)
    ]
    return Standing(criteria, score, convictions, victims, judgements)


def _is_stale(score: Score | None, profile: Profile, day: date) -> bool:
    months = profile.settings.get("score_valid_months")
    return bool(score and months and score.scored_on < day - timedelta(days=int(months) * DAYS_A_MONTH))


def _criterion(
    rule: Rule,
    state: State,
    facts: Facts,
    *,
    is_stale: bool,
    index: Conviction | None,
    victims: Sequence[OffenceVictim],
) -> Criterion:
    met = {State.FIRES: False, State.DOES_NOT_FIRE: True, State.CANNOT_SAY: None}[state]
    value = _shown(facts.get(rule.facts[0]))
    if len(rule.facts) > 1:
        value = ", ".join(f"{name.replace('_', ' ')}: {_shown(facts.get(name))}" for name in rule.facts)
    asks = ""
    if "ogrs" in rule.facts and is_stale:
        met, asks = None, "The score is old. Ask for a newer one."
    if "identifiable_victim" in rule.facts and index is not None:
        met, asks = _victim(victims)
    return Criterion(rule.id, rule.target or rule.words, rule.words, met, value, asks)


def _victim(victims: Sequence[OffenceVictim]) -> tuple[bool | None, str]:
    """A tick alone is no victim: somebody is linked to the index offence, or it is on record that nobody is known."""
    if any(not victim.none_identifiable for victim in victims):
        return True, ""
    if victims:
        return False, ""
    return None, "Link a victim to the offence: a person, or an organisation with somebody to talk to."


def _shown(value: object) -> str:
    if value is None:
        return "not known"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value).replace("_", " ")


def tests_of(referral: Referral) -> list[TargetTest]:
    """Past tests, the newest first."""
    return list(TargetTest.objects.filter(referral=referral).select_related("recorded_by").order_by("-pk"))


def score_words(score: Score | None) -> str:
    """The score with its day and predictor."""
    return f"{score.value} ({score.predictor}, {long_date(score.scored_on)})" if score else "None yet"
