"""The trail in plain words, for timelines: what each `room.verb` of the audit trail is called in front of people."""

WORDS = {
    "need.met": "A need met",
    "need.planned": "A need planned for",
    "need.added": "A need noted",
    "suitability.judged": "Suitability judged",
    "risk.alert": "Fear or a threat: those who can act were told",
    "risk.assessed": "Risk assessed",
    "preparation.kept": "Preparation written down",
    "way.chosen": "Way of communicating chosen",
    "case.opened": "Case opened",
    "case.accept": "Accepted for facilitation",
    "case.begin_preparation": "Preparation began",
    "case.reallocate": "Other facilitators are looked for",
    "case.begin_communication": "Communication began",
    "case.prepare_again": "Back to preparation",
    "case.begin_follow_up": "Follow-up began",
    "case.close": "Case closed",
    "case.reopen": "Case opened again",
    "case.stopped": "Somebody has said stop: nothing goes on",
    "case.goes_on": "The case goes on",
    "participant.added": "Somebody was added",
    "person.changed": "Details of a person corrected",
    "contact_point.added": "A way to reach somebody added",
    "safe_contact.changed": "Safe-contact card changed",
    "consent.given": "Agreed to",
    "consent.refused": "Said no to",
    "consent.withdrawn": "Took back",
    "consent.not_sought": "Could not be asked about",
    "agreement.drafted": "An agreement was begun",
    "agreement.none_reached": "No agreement was reached",
    "agreement.final": "The agreement became final",
    "agreement.agreed": "Somebody agreed to the agreement",
    "agreement.checked": "The agreement was looked at for the public",
    "agreement.concern_settled": "A concern about the agreement was settled",
    "agreement.copy_given": "A copy of the agreement was given",
    "agreement.office_copy": "The office has its copy of the agreement",
    "agreement.point_done": "Something that was promised is done",
    "agreement.point_part": "Something that was promised is done in part",
    "agreement.point_not_done": "Something that was promised was not done",
    "agreement.point_changed": "A promise was changed",
    "agreement.told": "The other side was told what became of a promise",
    "case.outcome_coded": "How it ended was coded",
    "followup.started": "Somebody is asked how it was",
    "followup.attempt": "Tried to reach somebody",
    "followup.answered": "Somebody told us how it was",
    "followup.declined": "Somebody does not want to say how it was",
    "followup.unreachable": "Somebody could not be reached afterwards",
    "followup.concern": "Something said afterwards was taken on",
    "followup.concern_settled": "Something said afterwards was settled",
    "meeting.planned": "A meeting is planned",
    "meeting.changed": "The meeting was moved or changed",
    "meeting.confirmed": "The meeting is confirmed",
    "meeting.cancelled": "The meeting is cancelled",
    "meeting.held": "They have met",
    "meeting.write_up_signed": "The write-up of the meeting is signed",
    "message.begun": "Begun",
    "message.handed_in": "Handed in to be read",
    "message.passed": "Read and passed",
    "message.sent_back": "Read, and back to the sender",
    "message.released": "Released",
    "message.offered": "Offered",
    "message.delivered": "Delivered",
    "message.told_back": "The sender was told",
    "message.ended": "Ended",
    "file.opened_to": "File opened to a facilitator",
    "file.closed_to": "File closed to a facilitator",
    "file.closed_to_all": "Files closed",
    "file.suspended_for": "File closed until a declared link is decided",
    "file.reopened_to": "File opened again",
}

# Said by something else on the page, or of use only in the full trail.
QUIET = ("clock.", "milestone", "notice.", "file.opened_to", "document.viewed")


def in_words(what: str, details: dict[str, object]) -> str:
    """One line of the timeline."""
    known = WORDS.get(what)
    if known is None:
        room, _, verb = what.partition(".")
        known = f"{room.replace('_', ' ').capitalize()}: {verb.replace('_', ' ').replace('.', ', ')}"
    about = details.get("purpose") or details.get("kind")
    return f"{known}: {str(about).replace('_', ' ')}" if about else known
