"""What there is of somebody besides judgements: the talks with them, and judgements that somebody has begun."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Value
from django.db.models.functions import Cast, TruncDate

from amends.foundation.access.models import User
from amends.foundation.case.models import Participant
from amends.foundation.questionnaire.rules import own_drafts
from amends.journey.suitability.models import Interview, Judgement
from amends.journey.suitability.rules.scheme import form_key


@dataclass(frozen=True)
class Talk:
    """A talk that was logged."""

    pk: int
    held_on: date
    interviewer: str


def underway(user: User, participant: Participant) -> tuple[list[Talk], dict[str, date]]:
    """The talks, newest first, and since when this user has a judgement of each kind half made: one query."""
    talks = Interview.objects.filter(participant=participant).values_list(
        Value("talk"), "pk", "held_on", "interviewer"
    )
    drafts = own_drafts(user, f"participant:{participant.pk}").values_list(
        Value("draft"), "pk", TruncDate("started_at"), Cast("key", CharField())
    )
    rows = sorted(talks.union(drafts, all=True), key=lambda row: (row[2], row[1]), reverse=True)
    begun = {words: day for kind, _, day, words in rows if kind == "draft"}
    kinds = {made_as: form_key(participant, made_as) for made_as in Judgement.MadeAs}
    return (
        [Talk(pk, day, words) for kind, pk, day, words in rows if kind == "talk"],
        {made_as: begun[key] for made_as, key in kinds.items() if key in begun},
    )
