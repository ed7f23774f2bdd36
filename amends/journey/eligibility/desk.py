"""Everything the desk's page of one referral shows, gathered once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Prefetch, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.approval.models import Approval
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.conditions import answer
from amends.foundation.policy.facts import facts_table
from amends.foundation.policy.outcomes import NEED_FACTS, Outcome
from amends.foundation.policy.profiles import Profile
from amends.foundation.policy.ruleset import Criteria
from amends.foundation.policy.screening import Decision, Explanation, State, screen
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.eligibility.entry_rules import check_entry
from amends.journey.eligibility.models import Screening
from amends.journey.eligibility.queries.alike import Lookalike, lookalikes_of
from amends.journey.eligibility.queries.partner_cases import PartnerMatch, partner_matches
from amends.journey.eligibility.rules import (
    check_can_open,
    check_can_screen,
    check_pathway,
    check_ready_to_screen,
    needs_harm_analysis,
    profile_for,
)
from amends.journey.referral.content import Rows, load
from amends.journey.referral.facts import facts_from
from amends.journey.referral.models import Attachment, Question, Referral, ReferralFact
from amends.journey.referral.noticing import Notice, notices_from
from amends.journey.referral.noticing.open_parts import open_parts
from amends.service.partners.models import Receiver
from amends.service.partners.rules import receiver_for
from amends.service.rulebook.rules import own_rules

TONE = {State.FIRES: "attention", State.CANNOT_SAY: "waiting", State.DOES_NOT_FIRE: "neutral"}
SAYS = {State.FIRES: "Yes", State.CANNOT_SAY: "Not known", State.DOES_NOT_FIRE: "No"}
TAKES = {"youth-justice": Receiver.Takes.YOUTH_JUSTICE, "fire-service": Receiver.Takes.FIRE}


# The profile of the pathway it came on, else the service's own; as `profile_for` has it.
_BASE = Coalesce(NullIf(OuterRef("intake__pathway__profile"), Value("")), OuterRef("service__profile"))


def open_referral(user: User, service: Service, number: str) -> Referral:
    """The desk's door to a received referral; the look is logged. A stranger gets the same 404 as for a wrong number."""
    questions = Question.objects.select_related("asked_by", "answered_by").order_by("-asked_at")
    found = (
        Referral.objects.visible_to(user)
        .received()
        .filter(service=service, number=number)
        .select_related(
            "service", "agency", "referrer", "case", "merged_into", "intake__pathway", "hand_over"
        )
        .annotate(own_rules=own_rules(OuterRef("service_id"), _BASE, timezone.localdate()))
        .prefetch_related(Prefetch("questions", queryset=questions))
        .first()
    )
    if found is None:
        raise Http404
    record(
        by=user,
        act=Act.CONSULTATION,
        what="referral.looked_at",
        service_id=found.service_id,
        case=found.case,
        subject=f"referral:{found.pk}",
    )
    return found


@dataclass(frozen=True)
class RuleLine:
    """One rule as the page shows it: yes, no or not known, the paragraph, and the facts with whose word they are."""

    says: str
    tone: str
    words: str
    source: str
    opens: str
    facts: list[str]
    unknown: list[tuple[str, str]]
    decided: bool


# HMPPS framework 6.12
LITTLE_EVIDENCE = ("sexual_offence", "domestic_abuse", "hate_or_extremism")


class Desk:
    """One referral with its rows, facts, rules and lookalikes; each is read once."""

    def __init__(self, user: User, referral: Referral) -> None:
        self.user = user
        self.referral = referral
        self.rows: Rows = load(referral)
        self.facts = facts_from(self.rows)
        self.profile: Profile = profile_for(referral)
        self.decision: Decision = screen(self.profile, self.facts)

    @cached_property
    def alike(self) -> list[Lookalike]:
        return lookalikes_of(self.referral)

    @cached_property
    def partner_matches(self) -> list[PartnerMatch]:
        """Cases of partners that look like this referral."""
        return partner_matches(self.referral, self.rows)

    @property
    def duplicates(self) -> list[Lookalike]:
        """What may be the same matter."""
        return [found for found in self.alike if found.is_likely]

    @property
    def known(self) -> list[Lookalike]:
        """Where somebody in this referral may be known already."""
        return [found for found in self.alike if not found.is_likely]

    @cached_property
    def notices(self) -> list[Notice]:
        return notices_from(self.rows)

    @cached_property
    def open_parts(self) -> list[str]:
        return open_parts(self.rows)

    @property
    def files(self) -> list[Attachment]:
        """What came with it, the files about risk first (EX-134)."""
        return sorted(self.rows.attachments, key=lambda file: (file.kind != Attachment.Kind.RISK, file.pk))

    @property
    def referral_url(self) -> str:
        """The referral's own page, where files are opened and answers are corrected."""
        return reverse("referral:status", args=[self.referral.number])

    @cached_property
    def screenings(self) -> list[Screening]:
        """All of them, the one that counts first."""
        rows = Screening.objects.filter(referral=self.referral).select_related("screened_by")
        return list(rows.order_by("-pk"))

    @property
    def screening(self) -> Screening | None:
        return self.screenings[0] if self.screenings else None

    @cached_property
    def approvals(self) -> list[Approval]:
        """What somebody else was asked about this referral and its screenings."""
        if not self.screenings and not hasattr(self.referral, "intake"):
            return []
        subjects = [f"referral:{self.referral.pk}", *(each.subject for each in self.screenings)]
        rows = Approval.objects.filter(subject__in=subjects, key__startswith="eligibility.")
        return list(rows.select_related("decided_by").order_by("asked_at"))

    @cached_property
    def needs_harm_analysis(self) -> bool:
        """Whether the application for a sensitive case still lacks its harm analysis (PF-093)."""
        return needs_harm_analysis(self.referral, self.profile, self.decision)

    @property
    def evidence_is_limited(self) -> bool:
        """Whether it is of a kind for which little is known of any benefit (PF-092)."""
        return any(self.facts.get(name) is True for name in LITTLE_EVIDENCE)

    @cached_property
    def sources(self) -> dict[str, str]:
        """Whose word each fact is: the last to state it, the service's own finding before what it was told."""
        rank = list(ReferralFact.SaidBy.values)
        found: dict[str, str] = {}
        for row in sorted(self.rows.facts, key=lambda row: (rank.index(row.said_by), row.pk)):
            name = row.recorded_by_name  # type: ignore[attr-defined]  # annotated by `load`
            found[row.name] = f"{row.get_said_by_display().lower()}, noted by {name}"
        return found

    @property
    def missing(self) -> list[str]:
        """The facts to be found out, as questions."""
        return [words for _, words in self.missing_facts]

    @property
    def missing_facts(self) -> list[tuple[str, str]]:
        """The same with their names, so that one click asks the referrer or makes it a task."""
        table = facts_table()
        return [(name, table[name].words) for name in self.decision.missing]

    @property
    def criteria(self) -> Criteria | None:
        """The criteria table for this kind of referral, where the profile has one (EX-124)."""
        return self.profile.criteria.get(str(self.facts.get("referral_type", "")))

    @property
    def criteria_lines(self) -> list[tuple[str, str, str]]:
        """Each line of it: the words, met or not met or not known, and the tone."""
        shown = {True: ("Met", "good"), False: ("Not met", "stop"), None: ("Not known", "waiting")}
        lines = self.criteria.lines if self.criteria else ()
        return [(line.words, *shown[answer(line.met, self.facts)]) for line in lines]

    @cached_property
    def entry_refused(self) -> Refused | None:
        """Why it does not belong under these rules at all; None when it does."""
        return refused(lambda: check_entry(self.referral, self.profile, self.facts))

    @property
    def may_ask_exception(self) -> bool:
        """Whether a rule shuts it out and the service lets its manager make exceptions."""
        return self.decision.outcome == Outcome.NOT_ELIGIBLE and bool(
            self.profile.settings.get("exceptions_by_manager")
        )

    @cached_property
    def rules(self) -> list[RuleLine]:
        """Every rule: those that decide first, then what cannot be said yet, then the rest."""
        order = [State.FIRES, State.CANNOT_SAY, State.DOES_NOT_FIRE]
        ranked = sorted(self.decision.explanations, key=lambda e: (not e.decided, order.index(e.state)))
        return [self._line(each) for each in ranked]

    @property
    def rules_that_count(self) -> list[RuleLine]:
        """Those that apply, and those of which nobody can say yet."""
        return [line for line in self.rules if line.says != SAYS[State.DOES_NOT_FIRE]]

    @property
    def rules_that_do_not(self) -> list[RuleLine]:
        """The rest, folded away."""
        return [line for line in self.rules if line.says == SAYS[State.DOES_NOT_FIRE]]

    def _line(self, each: Explanation) -> RuleLine:
        table = facts_table()
        known = [
            f"{table[name].words} {value_words(value)} ({self.sources.get(name, 'from the form')})"
            for name, value in each.known.items()
        ]
        return RuleLine(
            says=SAYS[each.state],
            tone=TONE[each.state],
            words=each.rule.words,
            source=each.rule.source,
            opens=each.rule.opens,
            facts=known,
            unknown=[(name, table[name].words) for name in each.unknown],
            decided=each.decided,
        )

    @property
    def outcome_words(self) -> str:
        """What the rules say, in a sentence."""
        if self.decision.outcome == NEED_FACTS:
            return "Facts are missing before this can be decided."
        return Outcome(self.decision.outcome).words

    @property
    def has_target(self) -> bool:
        """Whether the profile has target criteria to be tested."""
        return "target_rules" in self.profile.settings

    @property
    def is_for_another_service(self) -> bool:
        return self.decision.outcome == Outcome.REFER_ON

    @cached_property
    def proposed(self) -> Receiver | None:
        """To whom it would go: by the rule that fires, and by where the person responsible lives (EX-022, EX-072)."""
        takes = next((TAKES[rule] for rule in self.decision.rules if rule in TAKES), None)
        if takes is None:
            return None
        lives = next(iter(self.rows.principals("responsible", "party_a", "party_b")), None)
        postcode, address = (lives.postcode, lives.address) if lives else ("", "")
        return receiver_for(self.referral.service, takes, postcode=postcode, address=address)

    @property
    def refers_to(self) -> str:
        """The service that the rule names, where none is set up for it."""
        return next((self.profile.rule(rule).to for rule in self.decision.rules), "")

    @cached_property
    def pathway_warning(self) -> Refused | None:
        return refused(lambda: check_pathway(self.referral))

    @cached_property
    def screening_refused(self) -> Refused | None:
        """Why it cannot be screened now; None when it can. The files are asked for only where one is unread."""
        unread = any(file.kind == Attachment.Kind.RISK and not file.read_at for file in self.rows.attachments)
        check = check_can_screen if unread else check_ready_to_screen
        return refused(lambda: check(self.user, self.referral, self.facts))

    @cached_property
    def opening_refused(self) -> Refused | None:
        """Why a case cannot be opened from it now; None when it can."""
        return refused(
            lambda: check_can_open(self.user, self.referral, self.facts, self.screening, self.alike)
        )

    @property
    def asked(self) -> set[str]:
        """The questions that wait for an answer of the referrer: none of them is asked twice."""
        return {q.text for q in self.referral.questions.all() if q.answered_at is None}

    @property
    def waiting_days(self) -> int | None:
        """Since when the oldest question waits for its answer."""
        asked = [q.asked_at for q in self.referral.questions.all() if q.answered_at is None]
        return (timezone.localdate() - timezone.localtime(min(asked)).date()).days if asked else None


def value_words(value: Any) -> str:
    """A fact's value as people read it."""
    if isinstance(value, bool):
        return "Yes." if value else "No."
    return f"{str(value).replace('_', ' ').capitalize()}."


def refused(check: Any) -> Refused | None:
    """What a check has against something; None when it may be done."""
    try:
        check()
    except Refused as refusal:
        return refusal
    return None
