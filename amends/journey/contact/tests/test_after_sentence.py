"""What was said before a sentence is looked at again after it, before anybody harmed is won over for a meeting."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.questionnaire.actions import AnswersRefused
from amends.journey.contact.actions import log_contact
from amends.journey.suitability.actions import record_view

VIEW = {
    "writer": "P. Officer",
    "seen_on": "2026-03-03",
    "motivation": "Wants to explain.",
    "remorse": "Says little.",
    "acceptance": "All of it.",
    "attitude": "Respectful.",
    "vulnerability": "no",
    "health": "no",
    "learning": "no",
    "substances": "no",
}
AFTER = {
    "seen_on": "2026-05-05",
    "remorse": "The same as before.",
    "confident": "yes",
    "confident_comment": "Steady.",
}


def approach(by, person):
    """A first call to win somebody over."""
    return log_contact(
        by=by,
        participant=person,
        kind="call",
        result="reached",
        at=timezone.now() - timedelta(hours=1),
        minutes=5,
        purpose="engage",
        disclosable=False,
    )


@pytest.mark.requirement("W8-217")
def test_nobody_harmed_is_approached_before_the_purpose_is_confirmed_after_sentence(
    coordinator, manager, allocated_case
):
    person, key = allocated_case.responsible, "view-after-sentence"
    with time_machine.travel(timezone.localtime().replace(hour=14), tick=True):
        record_view(by=coordinator, participant=person, key="view-before-sentence", answers=VIEW)
        with pytest.raises(Refused, match="looked at again"):
            approach(manager, allocated_case.harmed)
        doubtful = {**AFTER, "confident": "no", "confident_comment": "Laughs about it."}
        record_view(by=coordinator, participant=person, key=key, answers=doubtful)
        advice = Clock.objects.get(name="suitability-advice")
        assert advice.stopped_at is None
        assert advice.file is None
        with pytest.raises(Refused, match="looked at again"):
            approach(manager, allocated_case.harmed)
        with pytest.raises(AnswersRefused):
            record_view(
                by=coordinator, participant=person, key=key, answers={**AFTER, "confident_comment": ""}
            )
        record_view(by=coordinator, participant=person, key=key, answers=AFTER)
        assert approach(manager, allocated_case.harmed)
