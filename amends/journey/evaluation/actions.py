"""Keeping what somebody answers, taking on at once what cannot wait, and completing the form."""

from collections.abc import Mapping

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.questions import DECLINED, Answer
from amends.foundation.questionnaire.actions import complete_response, save_answers, start_response
from amends.foundation.questionnaire.models import Response
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.consent.actions import Evidence, record_consent
from amends.journey.consent.models import Consent
from amends.journey.evaluation.models import CODED, Feedback
from amends.journey.evaluation.rules import CONSENTS, form_of, set_off_by, wants_agreement
from amends.journey.followup.actions import ask_to_resend, raise_concern, settle_follow_up
from amends.journey.followup.models import FollowUp


@transaction.atomic
def keep_answers(*, by: User, follow_up: FollowUp, answers: Mapping[str, Answer]) -> Response:
    """Keep what has been answered so far. Fear, a threat or a worry in it is taken on now, not when the form is done."""
    check_may(by, Permission.FEEDBACK_RECORD, follow_up.service_id)
    if not follow_up.is_open:
        raise Refused(f"This is done already: {follow_up.get_state_display().lower()}.")
    participant, definition = follow_up.participant, form_of(follow_up)
    response = start_response(by=by, key=definition.key, subject=follow_up.subject, participant=participant)
    save_answers(by=by, response=response, answers=answers)
    for each in set_off_by(definition, answers):
        raise_concern(by=by, participant=participant, kind=each.kind, about=each.about, words=each.words)
    if wants_agreement(definition, answers):
        ask_to_resend(by=by, participant=participant)
    return response


@transaction.atomic
def take_feedback(*, by: User, follow_up: FollowUp, answers: Mapping[str, Answer]) -> Feedback:
    """Complete the form: its codes can be counted, the asking is over, and two consents are on file.

    Raises AnswersRefused, naming every empty box, while one is neither answered nor declined (EX-158).
    """
    response = keep_answers(by=by, follow_up=follow_up, answers=answers)
    complete_response(by=by, response=response)
    participant = follow_up.participant
    feedback = Feedback(
        service_id=follow_up.service_id,
        file_id=follow_up.file_id,
        participant=participant,
        follow_up=follow_up,
        response=response,
        side=participant.side,
        part=participant.part,
        way=follow_up.way,
        taken_by=by,
        **{name: str(response.answers.get(name) or "") for name in CODED},
    )
    feedback.full_clean()
    feedback.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="evaluation.feedback",
        file=participant.file,
        subject=follow_up.subject,
    )
    _record_consents(by, follow_up, response.answers)
    settle_follow_up(by=by, follow_up=follow_up, state=FollowUp.State.ANSWERED)
    return feedback


def _record_consents(by: User, follow_up: FollowUp, answers: Mapping[str, Answer]) -> None:
    """Each of the two answers is a consent by itself. Who needs an appropriate adult is asked again, with the adult."""
    participant = follow_up.participant
    for question, key in CONSENTS.items():
        answer = answers.get(question)
        if answer in {None, "", DECLINED} or (answer == "yes" and participant.appropriate_adult_needed):
            continue
        said = Consent.Answer.GIVEN if answer == "yes" else Consent.Answer.REFUSED
        evidence = Evidence(note="Said when we asked how it was.")
        record_consent(by=by, participant=participant, key=key, answer=said, evidence=evidence)
