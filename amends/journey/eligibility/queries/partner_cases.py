"""Which cases that partners work on themselves look like a referral: one query."""

from dataclasses import dataclass

from django.db.models import F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Upper

from amends.journey.eligibility.models import Likeness, PartnerLikeness
from amends.journey.referral.content import Rows
from amends.journey.referral.matching import reference_key
from amends.journey.referral.models import Referral
from amends.service.sharing.models import PartnerCase


@dataclass(frozen=True)
class PartnerMatch:
    """A partner's case that may be the same matter, with what is alike and what was answered."""

    case: PartnerCase
    alike: tuple[str, ...]
    answer: str

    @property
    def is_open(self) -> bool:
        """Somebody has still to say what it is."""
        return not self.answer

    @property
    def answer_words(self) -> str:
        return Likeness.Answer(self.answer).label if self.answer else ""


def partner_matches(referral: Referral, rows: Rows) -> list[PartnerMatch]:
    """Partners' cases, open or past, of somebody of the same surname and birthday or with the same incident number."""
    born = {person.date_of_birth for person in rows.people if person.date_of_birth}
    keys = {reference_key(each.value) for each in rows.references} - {""}
    stripped = Func(
        Upper(F("incident_reference")), Value("[^A-Z0-9]"), Value(""), Value("g"), function="regexp_replace"
    )
    mine = PartnerLikeness.objects.filter(referral=referral, partner_case=OuterRef("pk")).values("answer")
    found = PartnerCase.objects.annotate(key=stripped, answered=Subquery(mine[:1])).filter(
        Q(date_of_birth__in=born) | Q(key__in=keys), service=referral.service_id
    )
    names = {
        (_last(person.full_name), person.date_of_birth) for person in rows.people if person.date_of_birth
    }
    matches = []
    for case in found.select_related("agency").order_by("-opened_on"):
        alike = []
        if (_last(case.full_name), case.date_of_birth) in names:
            alike.append("Same surname and date of birth")
        if case.key and case.key in keys:
            alike.append("Same incident number")
        if alike:
            matches.append(PartnerMatch(case, tuple(alike), case.answered or ""))
    return matches


def _last(name: str) -> str:
    return (name.split() or [""])[-1].casefold()
