"""A case ends with a code, in words that give nobody away, and can be opened again."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from amends.foundation.case.actions import grant_file, reach
from amends.foundation.case.lifecycle import Milestone, Stage
from amends.foundation.case.models import Case, Side
from amends.foundation.case.rules import reached
from amends.foundation.clock.models import Clock
from amends.foundation.documents.models import Document
from amends.foundation.documents.rules import plain_text
from amends.foundation.documents.tests.test_easy_read import LONGEST_SENTENCE, sentences
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Message, Notice
from amends.foundation.people.actions import add_contact_point
from amends.foundation.people.models import ContactPoint
from amends.foundation.record.models import AuditEvent
from amends.journey.consent.actions import withdraw
from amends.journey.eligibility.tests.referrals import a_referral
from amends.journey.followup.actions import (
    close_case,
    code_outcome,
    raise_concern,
    reopen_case,
    settle_concern,
    tell_outcome,
    write_closing_letters,
)
from amends.journey.followup.models import Closing, Concern
from amends.journey.followup.outcomes import outcomes
from amends.journey.followup.rules.closing import Coded, closing_of, who_gets_a_letter
from amends.journey.followup.tests.cast import ring

DECLINED = Coded("declined", "not_for_them", whose=Side.HARMED, note="MARKER she will not see him")


@pytest.fixture
def with_addresses(coordinator, a_case):
    for person, street in ((a_case.harmed, "1 Heron Way"), (a_case.responsible, "2 Teal Close")):
        add_contact_point(
            by=coordinator,
            participant=person,
            kind=ContactPoint.Kind.ADDRESS,
            value=f"{street}, Harlow",
            postcode="ZZ1 1AA",
        )
    return a_case


@pytest.fixture
def referred(service, a_case, referrer):
    return a_referral(service, referrer=referrer, referrer_kind="police", case=a_case.case, status="accepted")


def end(by, case, coded=DECLINED):
    code_outcome(by=by, case=case, coded=coded)
    return close_case(by=by, case=case)


def test_every_outcome_has_reasons_and_words_for_everybody():
    for outcome in outcomes().values():
        assert outcome.reasons
        assert outcome.referrer
        assert outcome.letter
        assert outcome.counts_as


def test_who_said_no_was_not_found_or_was_not_asked_reads_the_same():
    said_no = ("declined", "withdrawn", "not_suitable", "unreachable")
    assert len({(outcomes()[key].letter, outcomes()[key].letter_easy) for key in said_no}) == 1


def test_case_without_a_coded_outcome_is_not_closed(coordinator, a_case):
    with pytest.raises(Refused, match="not possible yet"):
        close_case(by=coordinator, case=a_case.case)


def test_coded_outcome_closes_the_case_and_ends_what_runs(coordinator, a_case):
    closed = end(coordinator, a_case.case)
    assert closed.stage == Stage.CLOSED
    closing = Closing.objects.get()
    assert (closing.outcome, closing.whose, closing.closed_at) == ("declined", "harmed", closed.closed_at)


def test_outcome_coded_again_replaces_the_earlier_one_and_keeps_it(coordinator, a_case):
    code_outcome(by=coordinator, case=a_case.case, coded=DECLINED)
    code_outcome(by=coordinator, case=a_case.case, coded=Coded("not_suitable", "risk"))
    assert [c.outcome for c in Closing.objects.order_by("replaced_at", "pk")] == ["declined", "not_suitable"]
    counts = closing_of(a_case.case)
    assert counts is not None
    assert counts.outcome == "not_suitable"


def test_two_outcomes_that_count_are_refused_by_the_database(coordinator, a_case):
    closing = code_outcome(by=coordinator, case=a_case.case, coded=DECLINED)
    closing.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        closing.save()


@pytest.mark.parametrize(
    ("coded", "words"),
    [
        (Coded("vanished", "x"), "no such outcome"),
        (Coded("declined", "agreement", whose=Side.HARMED), "one of the reasons"),
        (Coded("declined", "not_for_them"), "which side"),
        (Coded("declined", "not_for_them", whose=Side.PARTY_A), "which side"),
        (Coded("transferred", "moved_away"), "to whom and why"),
        (Coded("meeting_held", "agreement"), "does not fit this case yet"),
    ],
)
def test_outcome_that_does_not_fit_is_refused(coordinator, a_case, coded, words):
    with pytest.raises(Refused, match=words):
        code_outcome(by=coordinator, case=a_case.case, coded=coded)


def test_meeting_is_an_outcome_once_it_is_written_up_and_everybody_was_asked(coordinator, a_case):
    seen = (Milestone.HARMED_SEEN, Milestone.RESPONSIBLE_SEEN)
    for milestone in (*seen, Milestone.COMMUNICATED, Milestone.WRITTEN_UP, Milestone.FEEDBACK_DONE):
        reach(by=coordinator, case=a_case.case, milestone=milestone)
    assert end(coordinator, a_case.case, Coded("meeting_held", "agreement")).stage == Stage.CLOSED


@pytest.mark.requirement("W8-127")
def test_not_reached_needs_an_attempt_at_that_side(coordinator, manager, a_case):
    nobody = Coded("unreachable", "no_answer", whose=Side.HARMED)
    with pytest.raises(Refused, match="Nobody has tried"):
        code_outcome(by=coordinator, case=a_case.case, coded=nobody)
    ring(manager, a_case.responsible)
    with pytest.raises(Refused, match="Nobody has tried"):
        code_outcome(by=coordinator, case=a_case.case, coded=nobody)
    ring(manager, a_case.harmed)
    assert code_outcome(by=coordinator, case=a_case.case, coded=nobody).whose == Side.HARMED


@pytest.mark.requirement("EX-046")
def test_letters_give_no_clue_who_said_no_and_the_referrer_is_due(coordinator, with_addresses, referred):
    code_outcome(by=coordinator, case=with_addresses.case, coded=DECLINED)
    assert len(write_closing_letters(by=coordinator, case=with_addresses.case)) == 2
    close_case(by=coordinator, case=with_addresses.case)
    texts = {
        side: plain_text(html)
        for side, html in Document.objects.filter(template__startswith="closing-letter").values_list(
            "file__side", "html"
        )
    }
    for text in texts.values():
        assert outcomes()["declined"].letter in text
        assert not [word for word in ("declin", "decided", "refus", "did not want", "MARKER") if word in text]
    assert len(texts) == len(("harmed", "responsible"))
    assert "Hanna" not in texts["responsible"]
    assert "Rhys" not in texts["harmed"]
    assert Clock.objects.filter(name="referrer-outcome", stopped_at__isnull=True).count() == 1


@pytest.mark.requirement("EX-046")
@pytest.mark.parametrize("whose", [Side.HARMED, Side.RESPONSIBLE, "both"])
def test_letter_reads_the_same_whoever_declined(coordinator, with_addresses, whose):
    code_outcome(by=coordinator, case=with_addresses.case, coded=replace(DECLINED, whose=whose))
    write_closing_letters(by=coordinator, case=with_addresses.case)
    letter = Document.objects.get(template="closing-letter-responsible")
    read = plain_text(letter.html)
    code_outcome(by=coordinator, case=with_addresses.case, coded=Coded("not_suitable", "support"))
    write_closing_letters(by=coordinator, case=with_addresses.case)
    other = Document.objects.filter(template="closing-letter-responsible").exclude(pk=letter.pk).get()
    assert read == plain_text(other.html)


def test_letters_are_written_once_and_not_to_who_wants_no_contact(coordinator, with_addresses):
    withdraw(by=coordinator, participant=with_addresses.harmed)
    coded = Coded("withdrawn", "no_reason", whose=Side.HARMED)
    end(coordinator, with_addresses.case, coded)
    # She had agreed to nothing that is switched off by name, so a goodbye may go; he has never been asked.
    first = write_closing_letters(by=coordinator, case=with_addresses.case)
    assert write_closing_letters(by=coordinator, case=with_addresses.case) == []
    assert {message.state for message in first} == {Message.State.QUEUED}


def test_who_has_no_safe_address_gets_no_letter(coordinator, a_case):
    closing = code_outcome(by=coordinator, case=a_case.case, coded=DECLINED)
    assert write_closing_letters(by=coordinator, case=a_case.case) == []
    assert all("no safe" in line.why_not for line in who_gets_a_letter(closing))


def test_referrer_hears_the_number_and_coded_words_only(coordinator, a_case, referrer, referred, acting):
    closed = end(coordinator, a_case.case)
    tell_outcome(by=coordinator, case=closed)
    assert "referrer_told" in reached(closed)
    assert not Clock.objects.filter(name="referrer-outcome", stopped_at__isnull=True).exists()
    words = Notice.objects.get(user=referrer).words
    assert words == f"{referred.number}: {outcomes()['declined'].referrer}"
    referred.refresh_from_db()
    assert f"{referred.number}: {outcomes()['declined'].referrer}" == referred.ended_words
    mail = Message.objects.get(to_user=referrer)
    assert "MARKER" not in mail.body
    assert "Hanna" not in mail.body
    with pytest.raises(Refused, match="told already"):
        tell_outcome(by=coordinator, case=closed)


def test_who_referred_themselves_reads_what_both_sides_read(coordinator, service, a_case):
    a_referral(service, form="self", referrer_kind="self", case=a_case.case, status="accepted")
    closed = end(coordinator, a_case.case)
    with pytest.raises(Refused, match="no address"):
        tell_outcome(by=coordinator, case=closed)
    tell_outcome(by=coordinator, case=closed, how="telephone")
    assert Closing.objects.get().referrer_told_how == "telephone"


def test_referrer_is_not_told_before_the_case_is_closed(coordinator, a_case, referred):
    code_outcome(by=coordinator, case=a_case.case, coded=DECLINED)
    with pytest.raises(Refused, match="not closed yet"):
        tell_outcome(by=coordinator, case=a_case.case)


def test_opening_again_keeps_how_it_had_ended(coordinator, a_case, referred):
    closed = end(coordinator, a_case.case)
    tell_outcome(by=coordinator, case=closed)
    with pytest.raises(Refused, match="Say why"):
        reopen_case(by=coordinator, case=closed, because=" ")
    opened = reopen_case(by=coordinator, case=closed, because="She rang and wants to try after all.")
    assert opened.is_open
    assert not {"outcome_coded", "referrer_told"} & reached(opened)
    referred.refresh_from_db()
    assert (referred.ended_words, referred.ended_at) == ("", None)
    assert closing_of(opened) is None
    assert Closing.objects.get().reopened_because.startswith("She rang")
    end(coordinator, opened, Coded("settled", "between_them"))
    assert Closing.objects.count() == 2


@pytest.mark.requirement("EX-161")
def test_fear_voiced_afterwards_keeps_the_case_open(coordinator, a_case):
    code_outcome(by=coordinator, case=a_case.case, coded=DECLINED)
    concern = raise_concern(
        by=coordinator, participant=a_case.harmed, kind=Concern.Kind.SAFETY, about="worries"
    )
    with pytest.raises(Refused, match="afraid"):
        close_case(by=coordinator, case=a_case.case)
    assert "outcome_coded" not in reached(a_case.case)
    assert concern is not None
    settle_concern(
        by=coordinator,
        concern=concern,
        decision="safer",
        result="Police have spoken to both; she feels safe.",
    )
    assert close_case(by=coordinator, case=a_case.case).stage == Stage.CLOSED


def test_facilitator_of_one_side_finds_neither_outcome_nor_whose_it_was(
    coordinator, facilitator, acting, a_case
):
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    code_outcome(by=coordinator, case=a_case.case, coded=DECLINED)
    trail = AuditEvent.objects.filter(case_id=a_case.case.pk, what__contains="outcome")
    assert not any("declined" in str(event.details) + event.what for event in trail)
    acting(facilitator)
    assert Case.objects.filter(pk=a_case.case.pk).exists()
    assert not Closing.objects.exists()


def test_facilitator_may_not_code_an_outcome(coordinator, facilitator, a_case):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    with pytest.raises(Refused, match="role does not allow"):
        code_outcome(by=facilitator, case=a_case.case, coded=DECLINED)


def test_closing_letter_says_why_in_easy_read_too(coordinator, with_addresses):
    code_outcome(by=coordinator, case=with_addresses.case, coded=DECLINED)
    write_closing_letters(by=coordinator, case=with_addresses.case)
    for letter in Document.objects.filter(template__startswith="closing-letter"):
        assert outcomes()["declined"].letter_easy in plain_text(letter.easy_html)
        assert outcomes()["declined"].letter not in plain_text(letter.easy_html)


@pytest.mark.parametrize("outcome", outcomes().values(), ids=lambda outcome: outcome.key)
def test_every_reason_for_closing_is_short_in_easy_read(outcome):
    assert max(len(sentence.split()) for sentence in sentences(outcome.letter_easy)) <= LONGEST_SENTENCE
