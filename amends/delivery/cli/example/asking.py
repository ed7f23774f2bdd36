"""How everybody of the example is asked afterwards how it was, and what their answers set off."""

from django.utils import timezone

from amends.delivery.cli.example.answers import said
from amends.delivery.cli.example.telling import FIRST, Story, verb
from amends.foundation.policy.questions import Answer
from amends.journey.evaluation.actions import keep_answers, take_feedback
from amends.journey.evaluation.rules import handed_out
from amends.journey.followup import actions as followup
from amends.journey.followup.models import Concern, FollowUp
from amends.journey.meeting.rules.finding import meeting_of


@verb("follow_up", usually="coordinator")
def follow_up(story: Story, *, way: str = "meeting", of: list[str] | None = None) -> None:
    """Follow-up begins, with seven days to ask everybody who took part."""
    meeting = meeting_of(story.case)
    followup.begin_follow_up(
        by=story.by,
        case=story.case,
        held_at=meeting.ends_at if meeting and way == "meeting" else timezone.now(),
        participants=[story.person(key) for key in story.keys(of)],
        way=way,
    )


def _open(story: Story, key: str) -> FollowUp:
    rows = FollowUp.objects.select_related("participant__case__service", "participant__file", "file")
    return rows.get(participant=story.participants[key], state=FollowUp.State.OPEN)


@verb("feedback", usually=FIRST)
def feedback(
    story: Story,
    *,
    of: str | list[str] | None = None,
    answers: dict[str, Answer] | None = None,
    all_of_it: bool = True,
) -> None:
    """Somebody says how it was; `all_of_it: false` leaves the form for another call."""
    for key in story.keys(of):
        paper = handed_out(story.person(key))
        from_the_case: dict[str, Answer] = {"handed_out": paper}
        if paper == "no":
            from_the_case["agreement_received"] = "yes"
        elif paper == "none":
            from_the_case["agreement_view"] = None
        told = said("meeting", {**from_the_case, **(answers or {})})
        if all_of_it:
            take_feedback(by=story.by, follow_up=_open(story, key), answers=told)
        else:
            keep_answers(by=story.by, follow_up=_open(story, key), answers=answers or {})


@verb("no_feedback", usually=FIRST)
def no_feedback(story: Story, *, of: str, note: str = "") -> None:
    """Somebody would rather not say how it was."""
    followup.decline_follow_up(by=story.by, follow_up=_open(story, of), note=note)


@verb("give_up", usually=FIRST)
def give_up(story: Story, *, of: str, note: str = "") -> None:
    """Three attempts were made in vain."""
    followup.give_up(by=story.by, follow_up=_open(story, of), note=note)


@verb("settle_concern", usually="coordinator")
def settle_concern(story: Story, *, of: str, done: str) -> None:
    """What was done about everything that somebody said."""
    rows = Concern.objects.filter(participant=story.participants[of], settled_at__isnull=True)
    for concern in rows.select_related("participant__case__service", "file").order_by("pk"):
        followup.settle_concern(by=story.by, concern=concern, result=done, decision="safer")
