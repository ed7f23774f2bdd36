"""Who is asked, and whether an answer is one of those offered."""

from collections.abc import Mapping

from amends.foundation.case.models import Participant
from amends.foundation.lib.refusal import Refused
from amends.service.equality.questions import monitoring

SOURCE = "NOMS service specification section 7"
ASKED = (Participant.Part.PRINCIPAL, Participant.Part.MEMBER)


def is_asked(participant: Participant) -> bool:
    """Whether this person is one of those who are asked: who takes part for themselves."""
    return participant.part in ASKED and participant.takes_part


def check_answers(participant: Participant, answers: Mapping[str, str]) -> None:
    """Refuse an answer that is not offered, and answers of somebody who is not asked."""
    if not is_asked(participant):
        raise Refused("Only people who take part for themselves are asked.", source=SOURCE)
    questions = monitoring().questions
    for key, code in answers.items():
        if key not in questions or code not in dict(questions[key].offered):
            raise Refused("This is not one of the answers.", field=key)
