"""What tests of follow-up and evaluation do again and again."""

from datetime import timedelta

from django.utils import timezone

from amends.foundation.case.actions import reach, take_step
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, Participant
from amends.journey.contact.actions import log_contact
from amends.journey.contact.models import Contact
from amends.journey.followup.actions import start_follow_up
from amends.journey.followup.models import FollowUp
from amends.journey.followup.rules.closing import Coded
from amends.journey.indirect.actions import consider, deliver, end, fetch, release
from amends.journey.indirect.tests.cast import GLAD, a_letter, assess_again, offer_and_choose, passed
from amends.journey.meeting.tests.cast import choose

BY_LETTER = Coded("letters", "one_way", why_another_way="She did not want to see him yet")


def talked_about(by, person, answer="declines", trigger="choice", way="letter", words=""):
    """Another way than a meeting was talked about with somebody, today."""
    today = timezone.localdate()
    return consider(by=by, participant=person, way=way, trigger=trigger, answer=answer, on=today, words=words)


def carry_a_letter(by, reader, fence) -> None:
    """A meeting was planned, a letter took its place, and it was read out; all have said how it was."""
    choose(by, fence, "letters")
    fence.case = take_step(by=by, case=fence.case, verb="begin_communication")
    fence.exchange = a_letter(by, fence)
    release(by=by, draft=passed(by, reader, fence.exchange))
    fence.exchange.refresh_from_db()
    row = offer_and_choose(by, fence)
    assess_again(by, fence.harmed)
    fetch(by=by, row=row)
    deliver(by=by, row=row, on=timezone.localdate(), how="read_out")
    end(by=by, exchange=fence.exchange, **GLAD)
    reach(by=by, case=fence.case, milestone=Milestone.FEEDBACK_DONE)


def ring(by, person: Participant, result: str = "no_answer", **details) -> Contact:
    """A call written down. By a manager: whoever else makes a first approach has to be trained."""
    details = {"disclosable": False, "harm_signs": [], **details}
    return log_contact(
        by=by, participant=person, kind="call", result=result, at=timezone.now(), minutes=5, **details
    )


def ask_both(by, case: Case, *people: Participant, days_ago: int = 1, way: str = "meeting") -> list[FollowUp]:
    """Follow-ups of these people for something that took place a while ago."""
    held_at = timezone.now() - timedelta(days=days_ago)
    return start_follow_up(by=by, case=case, held_at=held_at, participants=list(people), way=way)
