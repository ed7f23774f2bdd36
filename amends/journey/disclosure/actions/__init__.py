"""Giving something out of a case, taking something in, and keeping the proof of both."""

from amends.journey.disclosure.actions.bundles import add_paper, begin_bundle, send_bundle
from amends.journey.disclosure.actions.disclosing import disclose
from amends.journey.disclosure.actions.joining import (
    change_part,
    note_part,
    open_joint_work,
    share_item,
)
from amends.journey.disclosure.actions.mappa import (
    agency_answered,
    liaison_passed_on,
    note_agency,
    plan_reviewed,
    save_mappa,
    summarise,
    tell_agency,
)
from amends.journey.disclosure.actions.passing import (
    allow,
    pass_on,
    receive_victim_request,
    take_back,
    tell_officer,
)
from amends.journey.disclosure.actions.police import details_received, request_victim_details
from amends.journey.disclosure.actions.releasing import answer_release, read_released, release_items
from amends.journey.disclosure.actions.risk import acknowledge, receive_from_outside, receive_risk, send_risk

__all__ = [
    "acknowledge",
    "add_paper",
    "agency_answered",
    "allow",
    "answer_release",
    "begin_bundle",
    "change_part",
    "details_received",
    "disclose",
    "liaison_passed_on",
    "note_agency",
    "note_part",
    "open_joint_work",
    "pass_on",
    "plan_reviewed",
    "read_released",
    "receive_from_outside",
    "receive_risk",
    "receive_victim_request",
    "release_items",
    "request_victim_details",
    "save_mappa",
    "send_bundle",
    "send_risk",
    "share_item",
    "summarise",
    "take_back",
    "tell_agency",
    "tell_officer",
]
