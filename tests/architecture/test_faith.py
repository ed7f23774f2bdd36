"""Faith feeds no rule: not as a fact, not as a question that decides, not as an answer that is read (HMPPS 6.43)."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from amends.delivery.worklist.rules import worklist
from amends.foundation.case.rules import next_steps, reached
from amends.foundation.clock.actions import About, start_clock
from amends.foundation.policy.facts import facts_table
from amends.foundation.policy.profiles import profiles
from amends.foundation.policy.questionnaires import questionnaires
from amends.foundation.policy.questions import EffectKind
from amends.journey.allocation.rules import candidates
from amends.journey.preparation.actions import add_need
from amends.journey.risk.rules import what_is_missing as risk_missing
from amends.journey.suitability.rules import what_is_missing as suitability_missing
from amends.service.equality.actions import keep_answers
from tests.architecture.source import modules

FAITH = re.compile(
    r"faith|religio|belief|church|mosque|temple|synagogue|christian|muslim|jewish|hindu|sikh|buddhist",
    re.IGNORECASE,
)
# What only asks for something to be arranged, and decides nothing.
ARRANGES = {EffectKind.TASK, EffectKind.NOTE}


def test_no_fact_that_a_rule_may_ask_about_is_about_faith():
    assert not [fact.name for fact in facts_table().values() if FAITH.search(f"{fact.name} {fact.words}")]


def test_no_rule_of_any_profile_speaks_of_faith():
    spoken = [
        rule.id
        for versions in profiles().values()
        for profile in versions
        for rule in profile.rules
        if FAITH.search(f"{rule.id} {rule.words} {rule.when}")
    ]
    assert not spoken


def test_no_answer_about_faith_decides_anything():
    deciding = [
        (definition.key, question.key, effect.kind)
        for versions in questionnaires().values()
        for definition in versions
        for question in definition.questions
        for effect in question.effects
        if effect.kind not in ARRANGES and any(FAITH.search(str(answer)) for answer in effect.answers)
    ]
    assert not deciding


def test_only_the_room_that_asks_and_the_room_that_counts_read_the_answers():
    readers = {
        module.room
        for module in modules()
        for name, _, _ in module.imported()
        if name.startswith("amends.service.equality") and not name.endswith("questions")
    }
    writes_the_example = {"amends.delivery.cli"}
    assert readers <= {"amends.service.equality", "amends.insight.equality", *writes_the_example}


def everything_to_do(user, service):
    """Each heading of the worklist, in its order."""
    found = worklist(user, service, timezone.now())
    return found.overdue, found.today, found.waiting, found.coming


def everything_automatic(case, people, user, service):
    """What programs work out about a case: what holds it up, who could take it, and where it stands on the list."""
    return {
        "risk": risk_missing(case, people),
        "suitability": suitability_missing(case),
        "steps": [
            (step.step.verb, step.missing, str(step.refusal))
            for step in next_steps(case, user, reached(case))
        ],
        "work": [[line.clock.pk for line in lines] for lines in everything_to_do(user, service)],
        "facilitators": [str(each) for each in candidates(case)],
    }


@pytest.mark.requirement("PF-145")
@pytest.mark.django_db
def test_a_case_stands_the_same_once_somebody_has_said_what_they_believe(coordinator, service, a_case):
    people = [a_case.harmed, a_case.responsible]
    for days, name in ((10, "first-contact"), (1, "feedback")):
        subject = f"participant:{a_case.harmed.pk}"
        about = About(service=service, subject=subject, case=a_case.case, file=a_case.harmed_file)
        at = timezone.now() - timedelta(days=days)
        start_clock(by=coordinator, name=name, about=about, at=at, role="coordinator")
    before = everything_automatic(a_case.case, people, coordinator, service)
    assert all(before.values()), "what is empty proves nothing"
    assert any(before["work"])
    keep_answers(by=coordinator, participant=a_case.responsible, answers={"religion": "muslim"})
    words = "He prays on Fridays at one; nothing before three that day."
    add_need(by=coordinator, participant=a_case.responsible, kind="faith", words=words)
    assert everything_automatic(a_case.case, people, coordinator, service) == before
