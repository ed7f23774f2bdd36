"""What a set of answers says by itself: what excludes, what stands in the way, whom to tell."""

from dataclasses import dataclass, field

from amends.foundation.policy.answers import effects
from amends.foundation.policy.questions import Answers, Effect, EffectKind, Questionnaire
from amends.journey.suitability.grounds import grounds
from amends.journey.suitability.models import Judgement

LONGEST_FLAG = 300
_FLAGGED = (EffectKind.ALERT, EffectKind.RISK, EffectKind.NOTE)
_TRUE = {"yes": True, "no": False}


@dataclass(frozen=True)
class Reading:
    """The answers as a judgement needs them. Lists hold sentences, with what the assessor wrote beside the answer."""

    willing: bool | None = None
    safe: bool | None = None
    responsibility: str = Judgement.Responsibility.NOT_ASKED
    excludes: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    no_meeting: list[str] = field(default_factory=list)
    manager: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    grounds: list[str] = field(default_factory=list)
    without_oasys: bool = False


def read(definition: Questionnaire, answers: Answers) -> Reading:
    """What these answers set off, and the three that are asked of everybody."""
    found = effects(definition, answers)
    excluding = {effect.question for effect in found if effect.kind == EffectKind.EXCLUDES}
    return Reading(
        willing=_TRUE.get(str(answers.get("willing"))),
        safe=_TRUE.get(str(answers.get("safe_to_communicate"))),
        responsibility=str(answers.get("acceptance") or Judgement.Responsibility.NOT_ASKED),
        excludes=_said(found, answers, EffectKind.EXCLUDES),
        blocks=_said(found, answers, EffectKind.BLOCKS),
        no_meeting=_said(found, answers, EffectKind.NO_MEETING),
        manager=_said(found, answers, EffectKind.MANAGER),
        alerts=_said(found, answers, EffectKind.ALERT),
        flags=_flags(found, answers),
        grounds=[key for key, ground in grounds().items() if excluding & set(ground.follows_from)],
        without_oasys=answers.get("oasys") == "no",
    )


def _said(found: list[Effect], answers: Answers, kind: EffectKind) -> list[str]:
    return [_with_comment(effect, answers) for effect in found if effect.kind == kind]


def _with_comment(effect: Effect, answers: Answers) -> str:
    """The words, and the statement or worry itself as the assessor wrote it down."""
    # A worry that is open is described beside the question before it.
    question = "concern_for_harmed" if effect.question == "concern_resolved" else effect.question
    comment = " ".join(str(answers.get(f"{question}_comment") or "").split())
    return f"{effect.words} “{comment}”" if comment else effect.words


def _flags(found: list[Effect], answers: Answers) -> list[str]:
    flags = [effect.words for effect in found if effect.kind in _FLAGGED]
    if answers.get("substances") == "manageable" and answers.get("best_time"):
        flags.append(f"Good time of day: {answers['best_time']}")
    return [flag[:LONGEST_FLAG] for flag in flags]
