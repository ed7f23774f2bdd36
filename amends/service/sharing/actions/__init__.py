"""Keeping the register of agreements, what bodies promised, and the cases they tell us about."""

from amends.service.sharing.actions.agreements import (
    add_agreement,
    add_party,
    change_agreement,
    end_agreement,
    new_version,
    review,
    sign,
)
from amends.service.sharing.actions.partner_cases import UPDATE_CLOCK, expect_updates, nothing_new, tell_case
from amends.service.sharing.actions.readers import acknowledge, add_readers, confirm_read, send_to_readers
from amends.service.sharing.actions.terms import end_means, set_means, set_terms

__all__ = [
    "UPDATE_CLOCK",
    "acknowledge",
    "add_agreement",
    "add_party",
    "add_readers",
    "change_agreement",
    "confirm_read",
    "end_agreement",
    "end_means",
    "expect_updates",
    "new_version",
    "nothing_new",
    "review",
    "send_to_readers",
    "set_means",
    "set_terms",
    "sign",
    "tell_case",
]
