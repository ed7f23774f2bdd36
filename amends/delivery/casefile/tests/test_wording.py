"""The trail in words: an act is called what people call it, or at least what its kind is called."""

import pytest

from amends.delivery.casefile.wording import in_words


@pytest.mark.parametrize(
    ("what", "details", "words"),
    [
        ("contact.logged.visit", {}, "A visit was logged"),
        ("contact.logged.video", {"purpose": "first_talk"}, "A contact was logged: first talk"),
        ("document.made.plain-letter", {}, "A document was made"),
        ("milestone.harmed_seen", {}, "Person harmed visited"),
        ("enquiry.sent", {}, "Another body was asked for information"),
        ("venue.room_added", {}, "Venue: room added"),
    ],
)
def test_a_line_is_said_in_words(what, details, words):
    assert in_words(what, details) == words
