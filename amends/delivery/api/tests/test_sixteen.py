"""Each of the sixteen referrals through the API: it arrives whole, as if the service had typed it in itself."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from django.core.cache import cache

from amends.foundation.access.token_actions import make_api_token
from amends.journey.eligibility.tests.sixteen import ENTRIES
from amends.journey.referral.actions.entries import land
from amends.journey.referral.content import (
    CONTACT_FIELDS,
    PERSON_FIELDS,
    REFERRAL_FIELDS,
    RESOLUTION_FIELDS,
    load,
)
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Referral
from amends.journey.referral.noticing import notices_of

# What depends on how and when it came, and on whose key it is, and not on what it says.
BY_THE_WAY = {"insecure-sender", "release-soon", "needs-partner"}
OWN = {"referrer_kind"}


def sent(entry):
    """The entry as another system writes it: the short form of the checklist spelt out, days and times as text."""
    values = entry.values
    body = {**values["content"], "on_paper": True}
    body["form"] = values["form"] if values["form"] == "cra1" else "referral"
    asked = body.get("checklist", {})
    body["checklist"] = {
        name: given if isinstance(given, dict) else {"answer": given} for name, given in asked.items()
    }
    about = body.get("referral", {})
    if "happened_note" in about:
        body["referral"] = {**about, "happened_note": str(about["happened_note"])}
    return json.dumps(body, default=str)


def everything(referral):
    """Every value that a referral carries, by its place."""
    rows = load(referral)
    parts: list[tuple[str, Iterable[Any], Iterable[str]]] = [
        ("referral", [rows.referral], REFERRAL_FIELDS),
        ("people", rows.people, PERSON_FIELDS),
        ("contacts", rows.contacts, CONTACT_FIELDS),
        ("resolution", [rows.resolution] if rows.resolution else [], RESOLUTION_FIELDS),
        ("references", rows.references, {"kind", "value"}),
        ("attachments", rows.attachments, {"kind", "name"}),
        ("checklist", rows.checklist, {"question", "answer", "referrer_note"}),
    ]
    return {
        (part, place, name): getattr(row, name)
        for part, kept, fields in parts
        for place, row in enumerate(kept)
        for name in set(fields) - OWN
    }


@pytest.mark.parametrize("number", sorted(ENTRIES))
def test_referral_through_the_api_is_the_one_that_was_typed_in(number, client, service, coordinator, police):
    cache.clear()
    entry = ENTRIES[number]
    key = make_api_token(by=coordinator, agency=police, name="Case system")[1]

    response = client.post(
        "/api/v1/referrals",
        sent(entry),
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {key}",
    )

    assert response.status_code == 201, response.content
    came = Referral.objects.get(number=response.json()["number"])
    typed = land(by=coordinator, service=service, entry=entry)
    assert everything(came) == everything(typed)
    known, expected = facts_of(came), facts_of(typed)
    assert {k: v for k, v in known.items() if k not in OWN} == {
        k: v for k, v in expected.items() if k not in OWN
    }
    assert {notice.code for notice in notices_of(typed)} - BY_THE_WAY <= {
        notice.code for notice in notices_of(came)
    }
