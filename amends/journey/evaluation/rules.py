"""Which questions somebody is asked, what their answers set off, and who may be asked to speak to others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db.models import Q, QuerySet

from amends.foundation.access.models import Service
from amends.foundation.case.models import Participant
from amends.foundation.policy.answers import effects
from amends.foundation.policy.questionnaires import load_questionnaire, questionnaires
from amends.foundation.policy.questions import Answer, EffectKind, Kind, Questionnaire
from amends.foundation.policy.source import read
from amends.foundation.questionnaire.models import Response
from amends.journey.agreement.models import OutcomeAgreement, Party
from amends.journey.consent.rules import agreeing_to
from amends.journey.evaluation.models import Feedback
from amends.journey.followup.models import Concern, FollowUp
from amends.service.rulebook.rules import profile_in_force

USUAL, WITHOUT_MEETING = "feedback-essex", "-indirect"
RESEND = "agreement_received"
QUESTIONS = frozenset({"more_to_know"})
# The answer to each of these is a consent of its own (EX-165).
CONSENTS = {"speak_to_participants": "speak_to_others", "speak_to_media": "media"}


def form_of(follow_up: FollowUp) -> Questionnaire:
    """The questions that the rules of the service name, for the way in which they communicated, in the newest version.

    The programme prescribes one form for both ways; where a form has a variant without what only a meeting has, that one
    is asked of those who wrote.
    """
    case = follow_up.participant.case
    asked = str(profile_in_force(case.service_id, case.profile).settings.get("feedback_questionnaire", USUAL))
    variant = f"{asked}{WITHOUT_MEETING}"
    wrote = follow_up.way == FollowUp.Way.INDIRECT and variant in questionnaires()
    return load_questionnaire(variant if wrote else asked)


def draft_of(follow_up: FollowUp) -> Response | None:
    """What has been filled in so far, whoever began it."""
    rows = Response.objects.filter(subject=follow_up.subject, state=Response.State.DRAFT)
    return rows.order_by("-pk").first()


def handed_out(participant: Participant) -> str:
    """Whether they took the agreement home from the meeting, as the case has it: yes, no, or none was made (EX-163)."""
    final = Q(agreement__state=OutcomeAgreement.State.FINAL, participant=participant)
    party = Party.objects.filter(final).order_by("-agreement_id").first()
    if party is None:
        return "none"
    return "yes" if party.copy_at_meeting else "no"


@cache
def alarm_words() -> re.Pattern[str]:
    """Words at which somebody looks at once."""
    parts = read(settings.POLICY_DIR / "alarm-words.yaml").fields(needed=["version", "source", "words"])
    listed = sorted((item.text() for item in parts["words"].items()), key=len, reverse=True)
    words = "|".join(re.escape(word) for word in listed)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@dataclass(frozen=True)
class SetOff:
    """One thing an answer sets off: a concern of this kind, in their own words."""

    kind: Concern.Kind
    about: str
    words: str


def set_off_by(definition: Questionnaire, answers: Mapping[str, Answer]) -> list[SetOff]:
    """Everything that has to be taken on, also from a form that is half filled in. Harm comes first."""
    found = [
        SetOff(Concern.Kind.SAFETY, f"{name}_words"[:40], words)
        for name, words in _alarming(definition, answers)
    ]
    for effect in effects(definition, answers):
        words = _words_for(definition, effect.question, answers)
        if effect.kind in {EffectKind.ALERT, EffectKind.RISK}:
            found.append(SetOff(Concern.Kind.SAFETY, effect.question, words))
        elif effect.kind == EffectKind.TASK and effect.question != RESEND:
            kind = Concern.Kind.QUESTION if effect.question in QUESTIONS else Concern.Kind.WORRY
            found.append(SetOff(kind, effect.question, words))
    grave = {each.words for each in found if each.kind == Concern.Kind.SAFETY}
    found = [each for each in found if each.kind != Concern.Kind.WORRY or each.words not in grave]
    return sorted(found, key=lambda each: each.kind != Concern.Kind.SAFETY)


def _alarming(definition: Questionnaire, answers: Mapping[str, Answer]) -> Iterator[tuple[str, str]]:
    for question in definition.questions:
        names = [question.comment_key]
        if question.kind in {Kind.TEXT, Kind.LONG_TEXT}:
            names.append(question.key)
        for name in names:
            words = str(answers.get(name) or "")
            if alarm_words().search(words):
                yield name, words


def _words_for(definition: Questionnaire, key: str, answers: Mapping[str, Answer]) -> str:
    """What they said about it: beside the answer, or beside the question that opened this one."""
    question = definition.question(key)
    own = str(answers.get(question.comment_key) or "")
    if own or question.ask_when is None:
        return own
    return str(answers.get(definition.question(question.ask_when[0]).comment_key) or "")


def wants_agreement(definition: Questionnaire, answers: Mapping[str, Answer]) -> bool:
    """Whether they say that the agreement never came (EX-163)."""
    return any(effect.question == RESEND for effect in effects(definition, answers))


def needs_not_met(service: Service) -> "QuerySet[Feedback]":
    """People whose special needs are on file and who say they were not taken care of (EX-164)."""
    rows = Feedback.objects.filter(service=service, needs_met="no", participant__needs__none_needed=False)
    return rows.select_related("participant__case").distinct().order_by("-taken_at", "-pk")


def ambassadors(service: Service, key: str) -> list[Participant]:
    """Who agrees now to speak to others, or to the media: each list has its own consent (EX-165, W8-353)."""
    return agreeing_to(service, key)
