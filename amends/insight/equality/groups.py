"""By what people are told apart: what they said about themselves, and their age."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case as Choose
from django.db.models import CharField, Exists, OuterRef, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils import timezone

from amends.foundation.lib.dates import years_after
from amends.journey.preparation.models import Need
from amends.service.equality.questions import NOT_SAID, NOT_SAID_WORDS, monitoring

AGE, NEEDS = "age", "needs"
UNKNOWN = ""
BANDS = ((18, "Under 18"), (25, "18 to 24"), (35, "25 to 34"), (50, "35 to 49"), (65, "50 to 64"))
OLDEST = "65 and over"


@dataclass(frozen=True)
class Characteristic:
    """One way of telling people apart, with the words of each group."""

    key: str
    title: str
    names: Mapping[str, str]


def characteristics() -> dict[str, Characteristic]:
    """All of them: age, from the date of birth, whether they need anything, and everything people are asked."""
    ages = {words: words for _, words in BANDS} | {OLDEST: OLDEST, UNKNOWN: "Age not known"}
    found = {AGE: Characteristic(AGE, "Age", ages)}
    found[NEEDS] = Characteristic(
        NEEDS, "What they need", {"some": "Something is needed", "none": "Nothing noted"}
    )
    for key, question in monitoring().questions.items():
        names = {**question.choices, NOT_SAID: NOT_SAID_WORDS, UNKNOWN: "Not asked or not answered"}
        found[key] = Characteristic(key, question.title, names)
    return found


def group_of(characteristic: str) -> Combinable:
    """The group of a participant, as a column; ages are those of today."""
    if characteristic == NEEDS:
        noted = Exists(Need.objects.filter(participant=OuterRef("pk"), none_needed=False))
        return Choose(When(noted, then=Value("some")), default=Value("none"), output_field=CharField())
    if characteristic != AGE:
        said = KeyTextTransform(characteristic, "equality__answers")
        return Coalesce(said, Value(UNKNOWN), output_field=CharField())
    return _band()


def _band() -> Combinable:
    today = timezone.localdate()
    whens = [
        When(Q(person__date_of_birth__gt=years_after(today, -years)), then=Value(words))
        for years, words in BANDS
    ]
    known = When(Q(person__date_of_birth__isnull=False), then=Value(OLDEST))
    return Choose(*whens, known, default=Value(UNKNOWN), output_field=CharField())
