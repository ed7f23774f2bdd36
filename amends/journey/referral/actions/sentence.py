"""After it has arrived: a sentence is proposed, the five questions are answered again, the worksheet is filled in."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.policy.questions import Answer
from amends.foundation.questionnaire.actions import complete_response, start_response
from amends.foundation.questionnaire.models import Response
from amends.journey.referral.actions.dealing import note
from amends.journey.referral.actions.receiving import subject_of
from amends.journey.referral.content import load
from amends.journey.referral.models import Referral, Sentencing
from amends.journey.referral.rules import check_is_mine
from amends.journey.referral.sentence_rules import check_can_propose, five_of


@transaction.atomic
def propose_sentence(*, by: User, referral: Referral, sentence: str, months: int) -> Sentencing:
    """Note which sentence the report proposes. Refused unless eligible with five noes (W8-088)."""
    check_is_mine(by, referral)
    check_can_propose(load(referral))
    row = Sentencing.objects.select_for_update().get(referral=referral)
    row.sentence_proposed, row.months_of_supervision = sentence, months
    row.proposed_on = timezone.localdate()
    row.full_clean()
    row.save()
    note(by, referral, "sentence_proposed", sentence=sentence, months=months)
    return row


@transaction.atomic
def answer_five_again(*, by: User, referral: Referral, answers: Mapping[str, Answer]) -> Response:
    """Answer the five questions anew after talking it over; the earlier answers stay as they were."""
    check_is_mine(by, referral)
    response = start_response(
        by=by, key=five_of(referral.service), subject=subject_of(referral), service=referral.service
    )
    complete_response(by=by, response=response, answers=answers)
    note(by, referral, "five_answered_again")
    return response


@transaction.atomic
def note_talk(*, by: User, referral: Referral, on: date, talk_note: str, advice: str) -> Sentencing:
    """Keep a talk about suitability and what was advised (W8-089)."""
    check_is_mine(by, referral)
    row = Sentencing.objects.select_for_update().get(referral=referral)
    row.talked_on, row.talk_note, row.talk_advice = on, talk_note, advice
    row.full_clean()
    row.save()
    note(by, referral, "talk_noted")
    return row
