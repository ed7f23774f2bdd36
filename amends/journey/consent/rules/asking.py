"""What has to be true before an answer is written down, and whether a yes counts."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.models import Consent, Explanation
from amends.journey.consent.purposes import Purpose, Sheet, sheet_for
from amends.journey.consent.rules.standing import setting

# What a facilitator writes down about what was said, and what reached the service in another way (W8-323).
NOTES = {Consent.How.SIGNED, Consent.How.SPOKEN, Consent.How.WITNESSED}


def explanations_of(participant: Participant) -> list[Explanation]:
    """Everything that was explained to somebody, oldest first."""
    return list(participant.explanations.select_related("explained_by").order_by("explained_on", "pk"))


def missing_points(sheet: Sheet, explained: Iterable[Explanation], on: date | None = None) -> list[str]:
    """What of a sheet has not been explained by a day, or not been understood: in words."""
    by_then = [e for e in explained if e.kind == sheet.key and (on is None or e.explained_on <= on)]
    said = {item for each in by_then for item in each.items}
    missing = [words for key, words in sheet.items.items() if key not in said]
    if not missing and not by_then[-1].understood:
        missing = ["that they have understood it"]
    return missing


def check_explained(participant: Participant, wanted: Purpose, on: date, *, field: str = "answer") -> None:
    """Refuse a yes before everything it rests on was explained (W8-183, W8-295, SS-037, SS-039)."""
    sheet = sheet_for(wanted, participant.side)
    if sheet is None:
        return
    explained = [e for e in explanations_of(participant) if e.kind == sheet.key]
    missing = missing_points(sheet, explained, on)
    if not missing:
        return
    later = missing_points(sheet, explained) == []
    raise Refused(
        f"That was explained only on {long_date(explained[-1].explained_on)}, after this day."
        if later
        else f"“{sheet.title}” has not been explained to them in full.",
        source=sheet.source,
        opens="Ask them again now, and record today's answer."
        if later
        else f"Still to explain: {'; '.join(missing)}.",
        field="on" if later else field,
    )


def check_answer(participant: Participant, wanted: Purpose, answer: str, on: date) -> None:
    """Refuse a day to come, a purpose of the other side, and a yes dated before something they said later."""
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    if not wanted.is_for(participant.side):
        raise Refused("This is not asked on their side.", source=wanted.source)
    if answer != Consent.Answer.GIVEN:
        return
    last = Consent.objects.filter(participant=participant, purpose=wanted.key).order_by("-pk").first()
    if last and last.answer != Consent.Answer.GIVEN and last.given_on > on:
        raise Refused(
            f"They have said something else since, on {long_date(last.given_on)}.",
            source="What somebody said last counts",
            opens="Ask them again, and record what they say now.",
            field="on",
        )


def counts(case: Case, wanted: Purpose, how: str, *, has_form: bool) -> bool:
    """Whether a yes in this form is one that the service accepts (W8-323); one that must be signed needs that anyhow."""
    if wanted.by_word:
        return True
    if wanted.signed and how != Consent.How.SIGNED:
        return False
    if how == Consent.How.SIGNED and has_form:
        return True
    name = "accept_facilitators_note" if how in NOTES else "accept_other_evidence"
    return setting(case, name) is not False
