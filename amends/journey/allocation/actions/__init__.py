"""Offering a case, answering, deciding about links and conflicts, and handing the papers over."""

from amends.journey.allocation.actions.answering import accept, declare_link, decline
from amends.journey.allocation.actions.offering import (
    decide_link,
    end_allocation,
    offer,
    recheck_conflicts,
    record_finding,
    set_weight,
    withdraw_offer,
)
from amends.journey.allocation.actions.pack import add_note, decide_item, gather, issue_pack

__all__ = [
    "accept",
    "add_note",
    "decide_item",
    "decide_link",
    "declare_link",
    "decline",
    "end_allocation",
    "gather",
    "issue_pack",
    "offer",
    "recheck_conflicts",
    "record_finding",
    "set_weight",
    "withdraw_offer",
]
