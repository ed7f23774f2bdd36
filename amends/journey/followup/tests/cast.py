"""What tests of follow-up and evaluation do again and again."""

from datetime import timedelta

from django.utils import timezone

from amends.foundation.case.models import Case, Participant
from amends.journey.contact.actions import log_contact
from amends.journey.contact.models import Contact
from amends.journey.followup.actions import start_follow_up
from amends.journey.followup.models import FollowUp


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
