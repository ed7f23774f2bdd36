"""What must be noticed in a referral: each check on the smallest one that calls for it, silence on a good one."""

from datetime import UTC, datetime

import pytest

from amends.journey.referral.models import ReferralPerson
from amends.journey.referral.models.person import SafeAnswers
from amends.journey.referral.noticing import Severity, notices_from
from amends.journey.referral.tests.samples import CRA1, GOOD, changed, rows_of

SON = {"full_name": "Robin Wren", "side": "harmed", "part": "supporter", "of": 1, "under_18": False}


def codes(service, places, base=GOOD, form="referral"):
    return {notice.code for notice in notices_from(rows_of(service, changed(base, places), form))}


def test_good_referral_calls_for_nothing(service):
    assert codes(service, {}) == set()


@pytest.mark.parametrize(
    ("places", "code"),
    [
        ({"people.2.contacts.1.value": "+44 7700 900100"}, "same-number-both-sides"),
        ({"people.1.contacts.1.value": "42/991207/25"}, "crime-number-as-telephone"),
        ({"people.1.contacts.1.value": "via the office"}, "not-a-number"),
        ({"people.1.address": "22 High Street, mob 07700 900 142"}, "telephone-in-address"),
        ({"people.1.contacts.1.is_safe": False}, "unsafe-contact"),
        ({"people.1.contacts.1.note": "work"}, "contact-note"),
        (
            {
                "people.1.address": "1 High Street",
                "people.1.contacts.1.kind": "address",
                "people.1.contacts.1.value": "2 Low Road",
            },
            "second-address",
        ),
        ({"people.1.voicemail": "no"}, "safe-contact"),
        ({"people.1.until_hour": "12:00"}, "safe-contact"),
        ({"people.1.calls": None}, "safe-contact-not-asked"),
        ({"people.1.contacts": []}, "no-contact"),
        ({"people.2.date_of_birth": "2012-01-01"}, "child"),
        ({"people.2.date_of_birth": "2012-01-01"}, "young-person-missed"),
        ({"people.2.date_of_birth": "2012-01-01"}, "signed-without-adult"),
        ({"checklist.young_person": "yes"}, "young-person-not-party"),
        ({"people.2.date_of_birth": "2021-01-01"}, "unlikely-age"),
        ({"people.1.date_of_birth": "1901-01-01"}, "unlikely-age"),
        ({"people.1.date_of_birth": None, "people.1.age_note": "30/02/1999"}, "impossible-date"),
        ({"people.2.full_name": "hazel wren"}, "named-twice"),
        ({"people.2.side": "unknown"}, "sides-not-clear"),
        ({"people.1.side": "party_a", "people.2.side": "party_b"}, "two-parties"),
        ({"people.2.side": "harmed", "people.2.consent": "not_sought"}, "not-all-asked"),
        ({"people.2.consent": "refused"}, "said-no"),
        ({"people.1.kind": "organisation"}, "signed-for-organisation"),
        ({"people.1.language": "Romanian"}, "interpreter"),
        ({"people.1.interpreter_needed": True}, "interpreter"),
        ({"referral.one_speaks_for_other": "yes"}, "speaks-for-other"),
        ({"people.1.access_needs": "Hard of hearing."}, "needs"),
        ({"referral.between_them": "partners"}, "domestic-element"),
        ({"people.1.consent_how": "verbal"}, "consent-verbal"),
        ({"people.1.consent_how": "on_behalf"}, "consent-on_behalf"),
        ({"people.1.consent_how": "mark"}, "consent-mark"),
        ({"people.2.consent": "not_sought"}, "not-asked"),
        ({"people.1.consent_on": "2026-03-01"}, "signed-before-incident"),
        ({"people.1.appropriate_adult_needed": "yes"}, "appropriate-adult"),
        ({"people.1.wishes": "To ask why."}, "wishes"),
        ({"people.1.who_knows": "Nobody."}, "who-knows"),
        ({"referral.needed_by": "2026-12-24"}, "needed-by"),
        ({"referral.court_stage": "awaiting_sentence"}, "court-not-finished"),
        ({"referral.court_stage": "sentenced"}, "court-contradiction"),
        ({"referral.sentenced_on": "2026-01-01"}, "sentenced-before-incident"),
        ({"checklist.abuse": "unsure"}, "to-be-assessed"),
        ({"checklist.abuse": {"answer": "no", "note": "as far as we know"}}, "checklist-note"),
        ({"referral.initiated_by": None}, "open-parts"),
        ({"referral.leaflet_given": "no"}, "leaflet-not-given"),
        ({"referral.leaflet_explained": None}, "leaflet-not-explained"),
        ({"referral.referrer_interest": "a member"}, "referrer-interest"),
        ({"referral.known_links": "a volunteer is in his club"}, "known-links"),
        ({"attachments": [{"kind": "risk", "name": "risk.pdf"}]}, "risk-file-unread"),
        ({"attachments": [{"kind": "letter", "name": "to her"}]}, "letter-enclosed"),
        ({"attachments": [{"kind": "other", "name": "photos"}]}, "attachment-missing"),
        ({"facts": {"vulnerability_concern": True}}, "safeguarding"),
        ({"facts": {"hate_or_extremism": True}}, "hate-element"),
        ({"facts": {"fits_fire_service": True}}, "fire-service"),
        ({"references.1": {"kind": "crime", "value": "42/99O618/26"}}, "letter-for-figure"),
    ],
)
def test_it_is_noticed(service, places, code):
    assert code in codes(service, places)


SENTENCED = {"referral.court_stage": "sentenced", "referral.went_to_court": "yes"}


@pytest.mark.parametrize(
    ("places", "where"),
    [
        ({"facts": {"victim_under_18": True}}, "victim_under_18"),
        ({"facts": {"responsible_under_18": True}}, "responsible_under_18"),
        (
            {"facts": {"responsible_under_18": False}, "people.2.date_of_birth": "2012-01-01"},
            "responsible_under_18",
        ),
        ({"facts": {"victim_under_18": False}, "people.1.date_of_birth": "2012-01-01"}, "victim_under_18"),
        ({**SENTENCED, "facts": {"plea": "none"}}, "plea"),
        ({"referral.court_stage": "charged", "facts": {"plea": "not_guilty_tried"}}, "plea"),
        ({"facts": {"plea": "guilty"}}, "plea"),
        ({**SENTENCED, "referral.reasons": ["community_remedy"]}, "court_stage"),
        ({"facts": {"responsibility": "full", "accepts_basic_facts": False}}, "accepts_basic_facts"),
        ({"checklist.willing": "no"}, "willing"),
        ({"facts": {"loss_of_life": True, "seriousness": "low"}}, "seriousness"),
        ({"facts": {"identifiable_victim": False}}, "identifiable_victim"),
        ({"referral.referrer_kind": "self", "referral.initiated_by": "agency"}, "initiated_by"),
    ],
)
def test_facts_that_cannot_both_be_right_are_pointed_out_at_their_place(service, places, where):
    found = notices_from(rows_of(service, changed(GOOD, places)))
    assert [n.where for n in found if n.code.endswith("-contradiction") and n.where.startswith("facts.")] == [
        f"facts.{where}"
    ]


@pytest.mark.parametrize(
    "places",
    [
        {"facts": {"victim_under_18": False, "responsible_under_18": False}},
        {"facts": {"victim_under_18": True}, "people.1.date_of_birth": None},
        {**SENTENCED, "facts": {"plea": "guilty"}},
        {"referral.court_stage": "charged", "referral.went_to_court": "yes", "facts": {"plea": "none"}},
        {"facts": {"plea": "none"}},
        {"facts": {"responsibility": "full", "accepts_basic_facts": True}},
        {"facts": {"responsibility": "none", "accepts_basic_facts": True}},
    ],
)
def test_facts_that_agree_are_no_contradiction(service, places):
    assert not {
        code for code in codes(service, places) if code in {"age-contradiction", "facts-contradiction"}
    }


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (SON | {"warning": "He said he would have a word."}, "supporter-to-weigh"),
        (
            SON
            | {"side": "unknown", "part": "other", "relationship": "grandfather of one, friend of the other"},
            "whose-side",
        ),
    ],
)
def test_third_person_is_noticed(service, person, code):
    assert code in codes(service, {"people": [*GOOD["people"], person]})


def test_release_and_differing_prison_numbers_are_noticed(service):
    places = {
        "people.2.release_on": "2026-12-24",
        "people.2.reference": "A1234BC",
        "references": [{"kind": "prison", "value": "A1243BC"}],
    }
    rows = rows_of(service, changed(GOOD, places))
    rows.referral.received_at = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)

    assert {"release-soon", "two-prison-numbers"} <= {notice.code for notice in notices_from(rows)}


@pytest.mark.parametrize(
    ("places", "code"),
    [
        (
            {
                "references": [
                    {"kind": "storm", "value": "42/990588/26"},
                    {"kind": "athena", "value": "EP-20260409-9107"},
                ]
            },
            "references-swapped",
        ),
        ({"resolution.victim_signed_on": "2026-03-01"}, "signed-before-incident"),
        ({"resolution.victim_signature_note": "pp PC 83440"}, "signed-by-other"),
        ({}, "caution-reply"),
        ({"resolution.menu_read": None}, "resolution"),
    ],
)
def test_it_is_noticed_in_a_community_resolution(service, places, code):
    assert code in codes(service, places, CRA1, "cra1")


def test_gravest_comes_first(service):
    places = {"people.1.wishes": "To ask why.", "people.1.voicemail": "no", "people.1.consent_how": "verbal"}

    order = [notice.severity for notice in notices_from(rows_of(service, changed(GOOD, places)))]
    assert order == sorted(order, key=list(Severity).index)


def test_safe_contact_answers_have_the_names_they_have_on_the_card():
    names = {field.name for field in ReferralPerson._meta.concrete_fields}

    asked = {field.name for field in SafeAnswers._meta.local_fields}
    assert (
        {"calls", "texts", "voicemail", "email", "post", "visits", "warning", "code_word"} <= asked <= names
    )
