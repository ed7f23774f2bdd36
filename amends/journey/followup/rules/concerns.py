"""Which questions of a form set a concern off, in the words in which they were asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from amends.foundation.policy.questions import Questionnaire
from amends.foundation.questionnaire.models import Response
from amends.foundation.questionnaire.rules import definition_of
from amends.journey.followup.models import Concern

# What stands behind the key of a question where it was not the answer itself, but words beside it or in it.
_BESIDE = ("_words", "_comment")


@dataclass(frozen=True)
class Heard:
    """One answer: what was asked, where the form still tells, and what they said."""

    asked: str
    words: str


def heard_in(concerns: Iterable[Concern]) -> dict[int, list[Heard]]:
    """Every answer that set each of these concerns off: one query."""
    concerns = list(concerns)
    subjects = {f"followup:{concern.follow_up_id}" for concern in concerns if concern.follow_up_id}
    rows = Response.objects.filter(subject__in=subjects).order_by("pk") if subjects else []
    forms = {row.subject: definition_of(row) for row in rows}
    return {
        concern.pk: [
            Heard(_asked(forms.get(f"followup:{concern.follow_up_id}"), said.about), said.words)
            for said in concern.answers
        ]
        for concern in concerns
    }


def _asked(form: Questionnaire | None, about: str) -> str:
    for ending in _BESIDE:
        about = about.removesuffix(ending)
    texts = {question.key: question.text for question in form.questions} if form else {}
    return texts.get(about, "")
