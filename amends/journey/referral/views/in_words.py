"""What a referral says, in the words of a page: a name for each field, days and numbers as people write them."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress

from django.db import models

from amends.foundation.lib.dates import long_date
from amends.foundation.pages.fields import PhoneField
from amends.foundation.pages.parts import Row
from amends.journey.referral.content import Rows
from amends.journey.referral.models import ReferralPerson
from amends.journey.referral.models.referral import Reason

# Fields whose own name, with spaces, would not say what they hold.
LABELS = {
    "referrer_name": "Referrer",
    "referrer_position": "Position",
    "referrer_organisation": "Organisation",
    "referrer_telephone": "Telephone of the referrer",
    "referrer_email": "E-mail address of the referrer",
    "referrer_note": "How to reach the referrer",
    "referrer_interest": "A link of their own with somebody",
    "sent_on_day": "Sent on",
    "reasons": "Why it is referred",
    "reason_other": "The other reason",
    "initiated_by": "Whose idea it was",
    "incident": "What happened",
    "happened_on": "When it happened",
    "happened_note": "When, as far as is known",
    "place": "Where",
    "between_them": "What they are to each other",
    "one_speaks_for_other": "One answers, translates or signs for the other",
    "known_links": "Somebody in the service who knows one of them",
    "previous_action": "What was done before",
    "comments": "What else to know",
    "attachments_note": "Still to be sent",
    "needed_by": "Needed by",
    "needed_why": "Why by then",
    "went_to_court": "Went to court",
    "court_stage": "How far it has come at court",
    "court_participant": "Whose case it is",
    "next_hearing_on": "Next hearing",
    "sentenced_on": "Day of the sentence",
    "sentence_details": "The sentence",
    "leaflet_on": "When the leaflet was given",
    "leaflet_note": "About the leaflet",
    "known_as": "Likes to be called",
    "takes_part": "Might take part",
    "kind": "Person, company or group",
    "age_note": "Age, as far as is known",
    "under_18": "Under 18",
    "language": "Language",
    "interpreter_needed": "Needs an interpreter",
    "access_needs": "What they need to take part",
    "relationship": "What they are to the others",
    "reference": "Number at the agency",
    "wishes": "What they hope for",
    "note": "Anything else",
    "who_knows": "Who knows that they are in touch with us",
    "release_on": "Release",
    "consent": "Agreed that their details are passed on",
    "consent_how": "How they agreed",
    "consent_name": "Name under the declaration",
    "consent_on": "When they agreed",
    "consent_covers": "With whom the details may be shared",
    "consent_note": "About their agreement",
    "appropriate_adult_needed": "Needs an appropriate adult",
    "appropriate_adult_name": "Appropriate adult",
    "appropriate_adult_relationship": "What the appropriate adult is to them",
    "appropriate_adult_telephone": "Telephone of the appropriate adult",
    "appropriate_adult_address": "Address of the appropriate adult",
    "appropriate_adult_signed": "The appropriate adult has signed",
    "appropriate_adult_signed_on": "When the appropriate adult signed",
    "calls": "Safe to call",
    "texts": "Safe to send a text",
    "voicemail": "Safe to leave a message",
    "email": "Safe to send an e-mail",
    "post": "Safe to send a letter",
    "visits": "Safe to visit",
    "from_hour": "Not before",
    "until_hour": "Not after",
    "who_may_answer": "Who else may answer",
    "if_somebody_else_answers": "What to say if somebody else answers",
    "code_word": "Code word",
    "text_wording": "How to word a text",
    "envelope": "What an envelope may show",
    "dates_to_avoid": "Days to avoid",
    "warning": "To know before dialling",
}
COVERS = {
    "hub": "The service",
    "probation": "Probation",
    "victim_support": "Victim Support",
    "police": "Police",
}
SKIPPED = frozenset(
    [
        "id",
        "service",
        "referral",
        "position",
        "of",
        "full_name",
        "version",
        "draft",
        "status",
        "number",
        "submission_key",
    ]
)
NO_ANSWER = {"", "not_asked", "not_stated"}


def label_of(name: str) -> str:
    """What a field holds, for people: “consent_on” is when they agreed."""
    return LABELS.get(name, name.replace("_", " ").capitalize())


def said(row: models.Model, name: str) -> str:
    """The value of a field as people write it; "" where nothing was said."""
    value = getattr(row, name)
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        words = {**COVERS, **dict(Reason.choices)}
        return ", ".join(str(words.get(each, each)) for each in value)
    if name.endswith("telephone"):
        return str(PhoneField().prepare_value(value))
    display = getattr(row, f"get_{name}_display", None)
    return _as_written(display() if display else value)


def _as_written(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return long_date(value)
    return str(value)


def answers_of(row: models.Model, names: Sequence[str]) -> list[Row]:
    """The fields of a row that say something, in words. A no that somebody gave is an answer like a yes."""
    asked = [
        name for name in names if str(getattr(row, name)) not in NO_ANSWER and not _is_unticked(row, name)
    ]
    return [Row(label_of(name), words) for name in asked if (words := said(row, name))]


def _is_unticked(row: models.Model, name: str) -> bool:
    """A box that nobody had to tick says nothing; where yes and no were both asked for, no was chosen."""
    return getattr(row, name) is False and getattr(row._meta.get_field(name), "default", None) is False


def person_rows(rows: Rows, person: ReferralPerson) -> list[Row]:
    """Everything that was said of one of them."""
    fields = [f.name for f in ReferralPerson._meta.concrete_fields if f.name not in SKIPPED]
    contacts = [
        f"{PhoneField().prepare_value(c.value)}{'' if c.is_safe else ' (never use it)'}"
        f"{f' ({c.note})' if c.note else ''}"
        for c in rows.contacts_of(person)
    ]
    return [*([Row("How to reach them", contacts)] if contacts else []), *answers_of(person, fields)]


def plain_place(where: str) -> str:
    """people.1.date_of_birth as people say it, for the middle of a sentence."""
    parts = where.split(".")
    name = label_of(parts[-1])
    plain = f"{name[0].lower()}{name[1:]}"
    return f"person {parts[1]}, {plain}" if parts[0] == "people" and parts[1:] else plain


def in_plain(value: str) -> str:
    """What an amendment keeps, as people read it: a day in words, a telephone number in groups."""
    with suppress(ValueError):
        return long_date(dt.date.fromisoformat(value))
    return str(PhoneField().prepare_value(value)) if value else "nothing"
