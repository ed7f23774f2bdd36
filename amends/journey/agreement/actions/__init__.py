"""The only writers of agreements: drafting, agreeing and making final, copies, and what became of each point."""

from amends.journey.agreement.actions.agreeing import agree, check_public, make_final, settle
from amends.journey.agreement.actions.copies import give_copy, note_office_copy
from amends.journey.agreement.actions.drafting import (
    Wording,
    add_party,
    draft,
    none_reached,
    put_words_together,
    take_out_party,
    take_out_point,
    write_point,
)
from amends.journey.agreement.actions.following import Result, record_told, set_status

__all__ = [
    "Result",
    "Wording",
    "add_party",
    "agree",
    "check_public",
    "draft",
    "give_copy",
    "make_final",
    "none_reached",
    "note_office_copy",
    "put_words_together",
    "record_told",
    "set_status",
    "settle",
    "take_out_party",
    "take_out_point",
    "write_point",
]
