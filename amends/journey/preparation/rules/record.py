"""What has to be explained and talked through before somebody counts as prepared."""

from collections.abc import Sequence

from django.db.models import QuerySet

from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.case.rules import principals_of
from amends.foundation.lib.refusal import Refused
from amends.journey.preparation.models import Measure, Preparation

EXPLAIN = {
    "leaflet": "The leaflet, read together",
    "process": "What will happen, step by step",
    "demands": "What it may ask of them",
    "benefits": "What people can get out of it",
    "risks": "What could be hard about it, and the risks",
    "voluntary": "That it is their own free choice, and that they can stop at any moment",
    "confidential": "What stays private, and what could not",
    "no_promise": "That nobody can promise an answer from the other side",
    "understood": "Asked whether they understood it, and their questions answered",
}
# Before anybody's coming is confirmed (hub manual C3, duties).
NEEDED = ("process", "demands", "risks", "voluntary", "understood")
RESPONSIBLE = {Side.RESPONSIBLE, Side.PARTY_B}
HARMED = {Side.HARMED, Side.PARTY_A}
PROFESSIONALS = {Participant.Part.INTERPRETER, Participant.Part.APPROPRIATE_ADULT}


def record_of(participant: Participant) -> Preparation | None:
    """The preparation record, if one was begun."""
    return Preparation.objects.filter(participant=participant).first()


def unexplained(kept: Preparation | None) -> list[str]:
    """What must still be explained to somebody before their coming is confirmed, in words."""
    told = kept.told if kept else {}
    return [EXPLAIN[key] for key in NEEDED if key not in told]


def check_explained_to(participant: Participant) -> None:
    """Refuse to confirm that somebody comes while a point is blank, naming each (EX-113). Not asked of professionals."""
    if participant.part in PROFESSIONALS:
        return
    blank = unexplained(record_of(participant))
    if blank:
        raise Refused(
            f"Not explained to {participant.initials} yet: {'; '.join(blank)}.",
            source="Hub manual C3, duties",
            opens="Explain it to them, and tick it under “Getting them ready” in their file.",
            field="answer",
        )


def check_can_sign_off(participant: Participant, kept: Preparation) -> None:
    """Refuse to call somebody prepared while something of theirs is blank (HMPPS 6.20; Wait 'til Eight 6, 10.3)."""
    blank = [] if participant.part in PROFESSIONALS else unexplained(kept)
    if blank:
        raise Refused(f"Not explained yet: {'; '.join(blank)}.", source="Hub manual C3, duties")
    is_principal = participant.part == Participant.Part.PRINCIPAL
    missing = [words for key, words in Preparation.Coping.choices if key not in kept.coping]
    if is_principal and participant.side in RESPONSIBLE and missing:
        raise Refused(
            f"Not talked through yet how they would cope: {'; '.join(missing).lower()}.",
            source="HMPPS framework 6.20",
            opens="Talk it through, and name who stands by them then.",
        )
    if kept.place_feeling == Preparation.Feeling.HIGH and not kept.place_offered:
        raise Refused(
            "They worry a great deal about the place, and nothing was offered to them.",
            source="Wait 'til Eight section 6 para 10.3",
            opens="Offer a visit beforehand, a film of the place or something else.",
        )


def check_video_considered(case: Case) -> None:
    """Refuse to let a case go for the distance before meeting by video was talked about (Wait 'til Eight 3, 1.6)."""
    people = Participant.objects.filter(case=case)
    if not Preparation.objects.filter(participant__in=people, video_asked_on__isnull=False).exists():
        raise Refused(
            "Was a video link considered? Distance alone does not end a case.",
            source="Wait 'til Eight section 3 para 1.6",
            opens="Talk about it, and note the day under “Getting there” in their file.",
            field="reason",
        )


def measures_of(participants: Sequence[Participant] | QuerySet[Participant]) -> QuerySet[Measure]:
    """What was agreed for their wellbeing before, during and after contact."""
    return Measure.objects.filter(participant__in=participants).order_by("pk")


def what_lacks(measure: Measure) -> str:
    """What stands against relying on a measure; "" when it holds. What helps afterwards needs no more than its person."""
    if not measure.responsible:
        return "nobody answers for it"
    if not measure.agreed_with_person:
        return "not agreed with them"
    if measure.when != Measure.When.AFTER and measure.in_place_on is None:
        return "not in place yet"
    return ""


def check_measures(case: Case) -> None:
    """Refuse while a measure for anybody in the case is not in place, or nobody answers for it (HMPPS 6.23)."""
    people = Participant.objects.filter(case=case, left_at__isnull=True)
    open_ones = [(row, what_lacks(row)) for row in measures_of(people).select_related("participant")]
    lacking = [f"{row.participant.initials}, {row.words}: {lack}" for row, lack in open_ones if lack]
    if lacking:
        raise Refused(
            f"Support is not in place: {'; '.join(lacking)}.",
            source="HMPPS framework 6.23",
            opens="Say who answers for each, agree it with the person, and note when it is in place.",
        )


def check_others_asked(case: Case) -> None:
    """Refuse while the person harmed was not asked who else was affected (Key messages 9, action 2)."""
    harmed = principals_of(case).filter(side__in=HARMED)
    asked = Preparation.objects.filter(participant__in=harmed, others_asked_on__isnull=False)
    waiting = [p.initials for p in harmed.exclude(pk__in=asked.values("participant"))]
    if waiting:
        raise Refused(
            f"Not asked yet who else was affected: {', '.join(waiting)}.",
            source="Key messages 9, actions 1 and 2",
            opens="Ask them, and note the day under “Getting them ready” in their file.",
        )
