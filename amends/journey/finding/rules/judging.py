"""The responsible officer's own judgement before a person's request can leave (HMPPS 4.3)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.rules import access_of
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.questions import Answers
from amends.foundation.questionnaire.rules import definition_of, in_words, latest_response
from amends.journey.finding.models import Request
from amends.journey.finding.rules.noting import open_requests, subject_of
from amends.service.rulebook.rules import profile_in_force

JUDGEMENT = "officer-judgement"
SOURCE = "HMPPS 4.3"
OFFICERS = frozenset({"community_offender_manager", "prison_offender_manager"})
OPENS = "Record the officer's own judgement, with reasons."


def asks_judgement(service: Service) -> bool:
    """Whether the service's rules ask for it."""
    return bool(profile_in_force(service.pk, service.profile).settings.get("officer_judgement"))


def may_judge(user: User, service: Service) -> bool:
    """Only an officer of probation or of a prison: the provider's own assessment comes later and is another."""
    return bool(access_of(user).roles(service.pk) & OFFICERS)


def objections(answers: Answers) -> Iterator[tuple[str, str]]:
    """What stands against sending with these complete answers: the question, and why."""
    if answers.get("suitable") == "no":
        yield "suitable", "The officer judges it not suitable, so nothing goes to the provider."
    if answers.get("suitable") == "advice":
        yield "suitable", "The officer needs advice first. Until then nothing goes to the provider."
    if answers.get("victims_code") != "yes":
        yield "victims_code", "Take the Victims' Code into account before it goes."
    if is_ahead(answers.get("assessed_on")):
        yield "assessed_on", "This day has not come yet."


def is_ahead(day: object) -> bool:
    """Whether an answered day is still to come."""
    return date.fromisoformat(str(day)) > timezone.localdate()


def check_judged(request: Request, outcome: str) -> None:
    """Refuse an outcome that rests on the officer's judgement while there is none that bears it (PF-026).

    That it is not suitable is only ever said by the judgement itself, because its reasons have to be there.
    """
    if outcome == Request.Outcome.WITHDRAWN or not asks_judgement(request.service):
        return
    said = latest_response(subject_of(request), JUDGEMENT)
    if said is None:
        raise _refused("The responsible officer has not judged yet whether it is suitable and safe.")
    if outcome == Request.Outcome.NOT_SUITABLE:
        raise _refused("The judgement on record does not say that it is unsuitable.")
    for _, words in objections(said.answers):
        raise _refused(words)


def _refused(words: str) -> Refused:
    return Refused(f"{words} ({SOURCE})", source=SOURCE, opens=OPENS, field="outcome")


def judgement_words(request: Request) -> str:
    """What the officer judged, as people read it; "" when nothing is on record."""
    said = latest_response(subject_of(request), JUDGEMENT)
    if said is None:
        return ""
    question = definition_of(said).question("suitable")
    day = date.fromisoformat(str(said.answers["assessed_on"]))
    return f"{in_words(question, said.answers['suitable'])}, {long_date(day)}"


def judged_before(user: User, service: Service, names: Iterable[str]) -> dict[str, Any]:
    """What the officer judged about the request of one of these people, so that it is not typed in twice."""
    wanted = [name for name in names if name]
    row = open_requests(user, service).filter(person__in=wanted).first()
    said = latest_response(subject_of(row), JUDGEMENT) if row else None
    return dict(said.answers) if said else {}
