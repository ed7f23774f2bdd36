"""The checklist before a meeting: whose questions, what counts as a risk, and answers the case itself contradicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.case.rules import open_elsewhere
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.questions import Answer, Answers, EffectKind, Questionnaire
from amends.foundation.questionnaire.models import Response
from amends.foundation.questionnaire.rules import definition_of
from amends.journey.consent.rules import switchboard

PREFIX = "risk-checklist-"
VENUE = f"{PREFIX}venue"
CONTRADICTS = "Wait 'til Eight appendix 5B, victim"
INCOMPLETE = "Wait 'til Eight section 5 para 5.1"
NOT_SUPPORTERS = {Participant.Part.PRINCIPAL, Participant.Part.MEMBER, Participant.Part.SPOKESPERSON}
_OF_SIDE = {Side.HARMED: "harmed", Side.RESPONSIBLE: "responsible"}


def checklist_key(participant: Participant) -> str:
    """Which checklist is about this person: that of their side, or that of supporters."""
    if participant.part not in NOT_SUPPORTERS:
        return f"{PREFIX}supporter"
    return PREFIX + _OF_SIDE.get(Side(participant.side), "party")


@dataclass(frozen=True)
class Issue:
    """An issue that is a risk, with how it is managed."""

    key: str
    risk: str
    managed: str
    blocks: bool


def issues_of(definition: Questionnaire, answers: Answers) -> list[Issue]:
    """What these answers make a risk: for some issues a yes, for others a no, as the definition says (W8-250)."""
    found = []
    for question in definition.questions:
        fired = [rule for rule in question.effects if rule.fires(answers.get(question.key))]
        if not question.is_asked(answers) or not fired:
            continue
        opened = (
            other for other in definition.questions if other.ask_when and other.ask_when[0] == question.key
        )
        follow_up = next((other.key for other in opened), "")
        managed = str(answers.get(question.comment_key) or answers.get(follow_up) or "")
        blocks = any(rule.kind is EffectKind.BLOCKS for rule in fired)
        found.append(Issue(question.key, fired[0].words, managed, blocks))
    return found


def preset(participant: Participant) -> dict[str, Answer]:
    """What the case answers by itself: nobody beside somebody whom nobody supports (Wait 'til Eight appendix 5B)."""
    company = Participant.objects.filter(of=participant, takes_part=True, left_at__isnull=True)
    is_supporter = participant.part not in NOT_SUPPORTERS
    return {} if is_supporter or company.exists() else {"supported": "no"}


def check_not_contradicted(participant: Participant, answers: Mapping[str, Answer]) -> None:
    """Refuse a free and informed consent that is not on file (W8-253)."""
    if answers.get("consent") == "yes" and not switchboard(participant)["take_part"].is_on:
        raise Refused(
            "Their consent to take part is not on file, so this cannot be answered with yes.",
            source=CONTRADICTS,
            opens="Ask them, and record what they say under “What they have agreed to”.",
            field="consent",
        )


def checklist_of(participant: Participant) -> Response | None:
    """The last complete checklist about this person."""
    rows = Response.objects.filter(
        participant=participant, key=checklist_key(participant), state=Response.State.COMPLETE
    )
    return rows.select_related("answered_by").order_by("-completed_at", "-pk").first()


def place_subject(case: Case) -> str:
    """What the checklist about the place of a meeting is filed under. It says nothing about people."""
    return f"case:{case.pk}:place"


def place_checklists(case: Case) -> QuerySet[Response]:
    """The complete checklists about a place for this case, the last first, as a query."""
    rows = Response.objects.filter(subject=place_subject(case), key=VENUE, state=Response.State.COMPLETE)
    return rows.order_by("-completed_at", "-pk")


def place_checklist(case: Case) -> Response | None:
    """The last of them."""
    return place_checklists(case).select_related("answered_by").first()


def check_place(case: Case, name: str) -> None:
    """Refuse a place that nobody has looked at for this case (W8-229)."""
    found = place_checklist(case)
    if found is None or str(found.answers.get("place", "")).strip().casefold() != name.casefold():
        raise Refused(
            f"The checklist about the place is missing for {name}.",
            source="Wait 'til Eight section 5 para 6",
            opens="Look at the place and fill it in, or choose another place.",
        )


def last_checklists(people: Sequence[Participant]) -> dict[int, Response]:
    """The last complete checklist about each of these people, by participant: one query."""
    asked = {person.pk: checklist_key(person) for person in people}
    rows = Response.objects.filter(
        participant__in=people, key__in=set(asked.values()), state=Response.State.COMPLETE
    )
    last = rows.order_by("participant_id", "key", "-completed_at", "-pk").distinct("participant_id", "key")
    return {
        row.participant_id: row for row in last if row.participant_id and asked[row.participant_id] == row.key
    }


def without_checklist(people: Sequence[Participant]) -> list[Participant]:
    """Those about whom the checklist is not complete, each supporter too (W8-254)."""
    answered = last_checklists(people)
    return [person for person in people if person.pk not in answered]


def check_checklists(case: Case, people: list[Participant], seen: set[int]) -> None:
    """Refuse while the checklist of anybody who comes is missing, naming them; or while an answer on one blocks.

    `seen` are the files that whoever asks may open: nothing is said of people of the others.
    """
    with as_clockwork(case.service):
        last = last_checklists(people)
    missing = [person for person in people if person.pk not in last]
    blocking = [person for person in people if person.pk in last and _blocks(last[person.pk])]
    for found, words in (
        (missing, "Without a checklist"),
        (blocking, "An answer on the checklist stands against it"),
    ):
        if found:
            names = [f"{p.initials} ({p.words.lower()})" for p in found if p.file_id in seen]
            if not names:
                raise open_elsewhere()
            raise Refused(
                f"{words}: {', '.join(names)}.", source=INCOMPLETE, opens="Fill it in on their risk page."
            )


def _blocks(checklist: Response) -> bool:
    return any(issue.blocks for issue in issues_of(definition_of(checklist), checklist.answers))


def check_supporter_followed_up(participant: Participant, answers: Mapping[str, Answer]) -> None:
    """Refuse a supporter who is known to agencies and about whom nobody was asked, or without permission (W8-228)."""
    if answers.get("known") != "yes":
        return
    if participant.side == Side.HARMED and answers.get("permission") == "no":
        raise Refused(
            "Supporters of the person harmed are asked about only with their permission.",
            source="Wait 'til Eight section 5 para 5.1",
            opens="Ask them for it, or choose another supporter.",
            field="permission",
        )
    for name, words in (
        ("enquiry_to", "who was asked about them"),
        ("enquiry_result", "what the answer was"),
    ):
        if not str(answers.get(name) or "").strip():
            raise Refused(
                f"They are known to agencies: say {words}.",
                source="Wait 'til Eight section 5 para 5.1",
                field=name,
            )
