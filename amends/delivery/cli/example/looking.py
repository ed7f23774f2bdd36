"""How people of the example look at the risk before a meeting: checklists, the place, and a manager who agrees."""

from typing import Any

from django.utils import timezone

from amends.delivery.cli.example.telling import FIRST, Story, verb
from amends.foundation.access.acting import acting_as
from amends.foundation.approval.actions import decide_approval
from amends.journey.meeting.actions.risk import ask_about_risk
from amends.journey.meeting.rules.finding import meeting_of
from amends.journey.risk import actions as risks
from amends.journey.risk.actions import pausing
from amends.journey.risk.models import Measure
from amends.journey.risk.rules.checklist import checklist_key
from amends.journey.safeguarding.actions.harm import check_harm

CALM = {
    "risk-checklist-responsible": {
        "targeting": "no",
        "accounts_apart": "no",
        "contact_goes_on": "yes",
        "contact_goes_on_comment": "They agree who walks on which side of the green until then.",
        "absent_others": "no",
        "obstacles": "no",
        "accepts": "yes",
        "danger": "no",
        "spoils_process": "no",
        "hurts_others": "no",
        "supported": "no",
        "supported_comment": "His youth worker waits next door and can be fetched.",
        "place_link": "no",
        "social_media": "no",
        "social_agreed": "He posts nothing about it, before or after.",
        "general": "Five people who speak quietly. He is nervous; she is firm.",
        "incident": "Nobody was hurt. What was smashed meant a lot to her.",
    },
    "risk-checklist-harmed": {
        "obstacles": "yes",
        "obstacles_comment": "She hears badly on the left: he sits on her right.",
        "danger": "no",
        "spoils_process": "no",
        "hurts_others": "no",
        "supported": "yes",
        "expectations": "yes",
        "consent": "yes",
        "weak_vulnerable": "no",
        "weak_language": "no",
        "weak_mental": "no",
        "weak_known": "no",
        "weak_disability": "no",
        "weak_resilience": "no",
        "place_link": "no",
        "social_media": "no",
        "social_agreed": "She does not use it.",
        "general": "Five people who speak quietly. He is nervous; she is firm.",
        "incident": "Nobody was hurt. What was smashed meant a lot to her.",
    },
    "risk-checklist-supporter": {
        "motivation": "To sit beside her, and to drive her home.",
        "effect": "Calms it: she speaks more freely when he is there.",
        "known": "no",
        "obstacles": "no",
        "spoils_process": "no",
        "hurts_others": "no",
        "social_media": "no",
        "social_agreed": "He tells nobody.",
    },
}


@verb("checklist", usually=FIRST)
def checklist(
    story: Story, *, of: str | list[str] | None = None, in_place: bool = True, **otherwise: str
) -> None:
    """The checklist before a meeting, with what it asks for in place unless it is said otherwise."""
    for key in story.keys(of):
        person = story.person(key)
        answers: dict[str, Any] = {**CALM[checklist_key(person)], **otherwise}
        risks.complete_checklist(by=story.by, participant=person, answers=answers)
        if in_place:
            for measure in Measure.objects.filter(participant=person, ended_on=None, in_place_on=None):
                risks.put_in_place(by=story.by, measure=measure)


@verb("look_at_place", usually=FIRST)
def look_at_place(story: Story, *, place: str) -> None:
    """Somebody has been there."""
    answers = {
        "place": place,
        "visited": "yes",
        "visited_words": "Both of us, last week.",
        "access_met": "yes",
        "facilities": "yes",
        "location": "no",
    }
    risks.complete_place(by=story.by, case=story.case, answers=answers)


@verb("no_fresh_harm", usually=FIRST)
def no_fresh_harm(story: Story, *, interest: str) -> None:
    """Nothing says that it could hurt the person harmed again."""
    none = dict.fromkeys(("secondary", "repeated", "intimidation", "retaliation"), "none")
    check_harm(by=story.by, participant=story.person("harmed"), answers={**none, "interest": interest})


@verb("agree_to_risk", usually=FIRST)
def agree_to_risk(story: Story, *, reason: str) -> None:
    """The last look is put before the manager, who agrees."""
    meeting = meeting_of(story.case)
    if meeting is None:
        raise LookupError("no meeting has been planned")
    meeting.case = story.case
    asked = ask_about_risk(by=story.by, meeting=meeting, looked_again=True)
    with acting_as(story.hub.manager):
        decide_approval(by=story.hub.manager, approval=asked, approve=True, reason=reason)


@verb("worry", usually=FIRST)
def worry(story: Story, *, of: str, words: str, advice: str = "", decision: str = "") -> None:
    """Somebody is worried; with advice and a decision it is settled."""
    row = pausing.raise_worry(by=story.by, participant=story.person(of), words=words)
    if decision:
        details = {
            "consulted": "peer",
            "consulted_name": story.who("second").name,
            "advice": advice,
            "decision": decision,
        }
        pausing.decide_worry(by=story.by, worry=row, details=details)


@verb("risk_changes", usually=FIRST)
def risk_changes(story: Story, *, of: str, factor: str, decision: str, reason: str, **more: Any) -> None:
    """A risk factor goes up, and what follows is decided."""
    changed = pausing.Changed(
        factor=factor, direction="up", on=timezone.localdate(), decision=decision, reason=reason, **more
    )
    pausing.log_change(by=story.by, participant=story.person(of), changed=changed)
