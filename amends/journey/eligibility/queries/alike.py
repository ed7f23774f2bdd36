"""Which referrals and cases look like this one, with what matches: one query, whatever the number of referrals."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.urls import reverse

from amends.journey.eligibility.models import Likeness
from amends.journey.referral.models import Referral

AT_MOST = 12
# From here on somebody must look before a case is opened; below it, it is shown as people who may be known already.
LIKELY = 3.5

HOW = {
    "reference": "Same reference",
    "contact": "Same telephone, e-mail or address",
    "name": "Name alike",
    "born": "Same date of birth",
    "postcode": "Same postcode",
    "place": "Same place on the same day",
    "day": "Same day or the day beside it",
}


@dataclass(frozen=True)
class Evidence:
    """One thing that matches: how, and what it says here and there."""

    how: str
    mine: str
    theirs: str

    @property
    def words(self) -> str:
        """How it is called on the page."""
        return HOW[self.how]

    @property
    def is_exact(self) -> bool:
        """Whether both say the very same."""
        return self.mine == self.theirs


@dataclass(frozen=True)
class Lookalike:
    """A referral, or a case without a referral, that may be the same matter or has somebody in common."""

    referral_id: int | None
    case_id: int | None
    score: float
    evidence: tuple[Evidence, ...]
    number: str
    about: str
    sender: str
    received_on: date | None
    status: str
    case_number: str
    answer: str
    note: str

    @property
    def is_likely(self) -> bool:
        """Somebody must look at it and answer before a case is opened."""
        return self.score >= LIKELY

    @property
    def is_open(self) -> bool:
        """Likely and not answered yet."""
        return self.is_likely and not self.answer

    @property
    def answer_words(self) -> str:
        return Likeness.Answer(self.answer).label if self.answer else ""

    @property
    def status_words(self) -> str:
        return Referral.Status(self.status).label if self.status else "Open case"

    @property
    def url(self) -> str:
        """Where it can be read."""
        if self.referral_id:
            return reverse("eligibility:intake", args=[self.number])
        return reverse("casefile:case", args=[self.number])


def lookalikes_of(referral: Referral, *, at_most: int = AT_MOST) -> list[Lookalike]:
    """What looks like this referral to somebody who sees the whole service, likeliest first; nothing to others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM eligibility_lookalikes(%s, %s)", [referral.pk, at_most])
        rows = cursor.fetchall()
    return [_lookalike(*row) for row in rows]


def _lookalike(
    other_id: int | None, case_id: int | None, score: float, evidence: str, about: str
) -> Lookalike:
    them = json.loads(about)
    found = [Evidence(e["how"], e["mine"], e["theirs"]) for e in json.loads(evidence)]
    if them["same_day"]:
        found.append(Evidence("day", "", them["happened_on"]))
    received = them["received_at"]
    # The function hands on what is locked as it is stored.
    incident = Referral.incident.field.opened(them["incident"]) if them["incident"] else ""
    note = Likeness.note.field.opened(them["note"]) if them["note"] else ""
    return Lookalike(
        referral_id=other_id,
        case_id=case_id,
        score=score,
        evidence=tuple(found),
        number=them["number"],
        about=first_line(incident) or them["what"] or "",
        sender=them["sender"] or "",
        received_on=datetime.fromisoformat(received).date() if received else None,
        status=them["status"] or "",
        case_number=them["case_number"] or "",
        answer=them["answer"] or "",
        note=note,
    )


def first_line(text: str, length: int = 120) -> str:
    """The referrer's own first line, cut at a word."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(line) <= length:
        return line
    return f"{line[:length].rsplit(' ', 1)[0]} …"
