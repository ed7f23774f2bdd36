"""The referral as it was sent, in the order of its form: for reading on the left of the desk's page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from amends.foundation.lib.dates import long_date
from amends.foundation.pages.fields import PhoneField
from amends.foundation.pages.parts import Row
from amends.journey.referral.content import Rows
from amends.journey.referral.models import ReferralContact, ReferralPerson
from amends.journey.referral.models.person import SAFE_CHANNELS
from amends.journey.referral.models.referral import Reason

CHANNEL_WORDS = {
    "calls": "Calls",
    "texts": "Texts",
    "voicemail": "Voicemail",
    "email": "E-mail",
    "post": "Post",
    "visits": "Visits",
}


@dataclass(frozen=True)
class Section:
    """One part of the form. `is_warning` marks what must be seen before anybody dials."""

    title: str
    rows: list[Row]


def sections(rows: Rows) -> list[Section]:
    """All parts that say something."""
    made = [
        Section("How it came", list(_arrival(rows))),
        Section("What it is about", list(_matter(rows))),
        *(Section(_title(person), list(_person(rows, person))) for person in rows.people),
        Section("Checklist", list(_checklist(rows))),
        Section("Community resolution", list(_resolution(rows))),
    ]
    return [section for section in made if section.rows]


def _given(*pairs: tuple[str, object]) -> Iterator[Row]:
    for key, value in pairs:
        if value not in (None, "", [], ()):
            yield Row(key, value)


def _arrival(rows: Rows) -> Iterator[Row]:
    referral = rows.referral
    received = timezone.localtime(referral.received_at) if referral.received_at else None
    secure = {None: "", True: "from a safe address", False: "from an address that is not safe"}
    yield from _given(
        ("Form", f"{referral.get_form_display()}, {referral.get_route_display().lower()}"),
        ("Received", f"{long_date(received.date())} at {received:%H:%M}" if received else ""),
        ("Sender", secure[referral.sender_is_secure]),
        ("Referrer", [t for t in (referral.referrer_name, referral.referrer_position) if t]),
        ("Organisation", referral.agency.name if referral.agency else referral.referrer_organisation),
        ("Reach them", [t for t in (referral.referrer_telephone, referral.referrer_email) if t]),
        ("Note on the referrer", referral.referrer_note),
        ("Their interest", referral.referrer_interest),
        ("References", [f"{r.get_kind_display()}: {r.value}" for r in rows.references]),
        ("Said to be attached", referral.attachments_note),
    )


def _matter(rows: Rows) -> Iterator[Row]:
    referral = rows.referral
    reasons = [Reason(reason).label for reason in referral.reasons]
    happened = long_date(referral.happened_on) if referral.happened_on else ""
    sentenced = f"on {long_date(referral.sentenced_on)}" if referral.sentenced_on else ""
    yield from _given(
        ("Why", [*reasons, *([referral.reason_other] if referral.reason_other else [])]),
        ("Whose idea", referral.get_initiated_by_display() if referral.initiated_by else ""),
        ("What happened", referral.incident),
        ("When", " · ".join(filter(None, [happened, referral.happened_note]))),
        ("Where", referral.place),
        ("Done before", referral.previous_action),
        ("Remarks", referral.comments),
        ("Court", " · ".join(filter(None, [referral.get_court_stage_display(), referral.court, sentenced]))),
        ("Sentence", referral.sentence_details),
        ("Next hearing", long_date(referral.next_hearing_on) if referral.next_hearing_on else ""),
        ("Leaflet given", referral.get_leaflet_given_display()),
        ("Leaflet explained", referral.get_leaflet_explained_display()),
        ("About the leaflet", referral.leaflet_note),
    )


def _title(person: ReferralPerson) -> str:
    part = "" if person.part == ReferralPerson.Part.PRINCIPAL else f", {person.get_part_display().lower()}"
    return f"{person.full_name} ({person.get_side_display().lower()}{part})"


def _person(rows: Rows, person: ReferralPerson) -> Iterator[Row]:
    born = long_date(person.date_of_birth) if person.date_of_birth else ""
    yield from _given(
        ("Safe contact", safe_contact_words(person)),
        ("Reach them", [_contact(contact) for contact in rows.contacts_of(person)]),
        ("Born", born),
        ("Age, as far as is known", person.age_note),
        ("Address", " ".join(filter(None, [person.address, person.postcode]))),
        ("Language", person.language + (", interpreter needed" if person.interpreter_needed else "")),
        ("Needs", person.access_needs),
        ("To the others", person.relationship),
        ("Consent", _consent(person)),
        ("Who knows", person.who_knows),
        ("Wishes", person.wishes),
        ("Appropriate adult", person.appropriate_adult_name),
        ("Note", person.note),
    )


def safe_contact_words(person: ReferralPerson) -> list[str]:
    """The safe-contact card in lines, the warning first."""
    said = {channel: getattr(person, channel) for channel in SAFE_CHANNELS}
    yes = [CHANNEL_WORDS[channel] for channel, answer in said.items() if answer == "yes"]
    no = [CHANNEL_WORDS[channel] for channel, answer in said.items() if answer == "no"]
    hours = f"{person.from_hour or '00:00'} to {person.until_hour or '24:00'}"
    lines = [
        person.warning,
        f"Never: {', '.join(no)}" if no else "",
        f"Safe: {', '.join(yes)}" if yes else "",
        f"Hours: {hours}" if person.from_hour or person.until_hour else "",
        f"Not on: {person.dates_to_avoid}" if person.dates_to_avoid else "",
        f"May answer: {person.who_may_answer}" if person.who_may_answer else "",
        f"If somebody else answers: {person.if_somebody_else_answers}"
        if person.if_somebody_else_answers
        else "",
        f"Texts: {person.text_wording}" if person.text_wording else "",
        f"Envelope: {person.envelope}" if person.envelope else "",
        f"Code word: {person.code_word}" if person.code_word else "",
    ]
    return [line for line in lines if line]


def _contact(contact: ReferralContact) -> str:
    unsafe = "" if contact.is_safe else " DO NOT USE"
    note = f" ({contact.note})" if contact.note else ""
    return f"{contact.get_kind_display()}: {PhoneField().prepare_value(contact.value)}{unsafe}{note}"


def _consent(person: ReferralPerson) -> str:
    how = person.get_consent_how_display() if person.consent_how else ""
    on = long_date(person.consent_on) if person.consent_on else ""
    return " · ".join(filter(None, [person.get_consent_display(), how, on, person.consent_note]))


def _checklist(rows: Rows) -> Iterator[Row]:
    """Both answers side by side: what the referrer ticked, and what the service found out (EX-138)."""
    for line in rows.checklist:
        said = line.get_referrer_answer_display() or "no answer"
        told = f"Referrer: {said}{f' ({line.referrer_note})' if line.referrer_note else ''}"
        if line.verified_answer:
            note = f" ({line.verified_note})" if line.verified_note else ""
            yield Row(
                line.get_question_display(), [told, f"Verified: {line.get_verified_answer_display()}{note}"]
            )
        else:
            open_words = "to be assessed by the service" if line.is_open else "not verified yet"
            yield Row(line.get_question_display(), [told, open_words])


def _resolution(rows: Rows) -> Iterator[Row]:
    resolution = rows.resolution
    if resolution is None:
        return
    actions = [
        f"{action.number} {action.get_number_display()}{f': £{action.amount}' if action.amount else ''}"
        for action in rows.actions
    ]
    signed = [
        f"{s.get_role_display()}: {s.name} {s.collar_number}, {long_date(s.signed_on)}"
        for s in rows.sign_offs
    ]
    on = resolution.victim_signed_on
    yield from _given(
        ("Offence or behaviour", resolution.offence),
        ("Actions", actions),
        ("Person harmed signed", long_date(on) if on else resolution.victim_signature_note),
        ("Note on the signature", resolution.victim_signature_note if on else ""),
        ("Reply to the caution", resolution.caution_reply),
        ("Officers", signed),
    )
