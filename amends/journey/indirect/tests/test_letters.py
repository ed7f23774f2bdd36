"""Nothing goes out unread, nothing reaches anybody who does not want it, and the drafts stay where they were written."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.case.rules import reached
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import State, state_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.rules import new_notices
from amends.journey.consent.actions import Evidence, record_consent, withdraw
from amends.journey.consent.tests.cast import agree
from amends.journey.indirect import actions
from amends.journey.indirect.models import Draft, Exchange, Offer
from amends.journey.indirect.rules import chain
from amends.journey.indirect.rules.crossing import check_still_meant
from amends.journey.indirect.tests.cast import (
    GLAD,
    GOOD,
    WORDS,
    a_letter,
    assess_again,
    offer_and_choose,
    passed,
)
from amends.journey.risk.actions import note_measure, put_in_place
from amends.journey.risk.actions.knowing import note_bar, vary_bar

TODAY = timezone.localdate


@pytest.fixture
def fence(communicating):
    return communicating("letters")


@pytest.mark.requirement("PF-044")
def test_way_from_first_draft_to_reaction(released, coordinator):
    fence = released()
    row = offer_and_choose(coordinator, fence)
    assess_again(coordinator, fence.harmed)
    row = actions.fetch(by=coordinator, row=row)
    assert row.words == WORDS
    details = {"reaction": "She cried and was glad.", "wants_to_answer": True}
    row = actions.deliver(by=coordinator, row=row, on=TODAY(), how="read_out", details=details)
    assert "communicated" in reached(fence.case)
    assert Exchange.objects.get().delivered_at is not None
    [asked] = Clock.objects.filter(name="wellbeing-asked", stopped_at__isnull=True)
    assert asked.file == fence.harmed_file
    reply = actions.begin(
        by=coordinator, case=fence.case, from_file=fence.harmed_file, kind="letter", answers=row.exchange
    )
    assert (reply.from_side, reply.to_side) == ("harmed", "responsible")
    actions.end(by=coordinator, exchange=fence.exchange, **GLAD)
    assert "written_up" in reached(fence.case)


@pytest.mark.requirement("EX-050")
def test_unread_letter_is_not_released_and_who_wrote_or_helped_does_not_read_it(
    fence, coordinator, manager, supervisor
):
    exchange = a_letter(coordinator, fence, helped_by=supervisor)
    draft = exchange.drafts.get()
    with pytest.raises(Refused, match="unread"):
        actions.release(by=coordinator, draft=draft)
    draft = actions.hand_in(by=coordinator, draft=draft)
    grant_file(by=coordinator, file=fence.responsible_file, user=supervisor, reason="helps him to write")
    for by in (coordinator, supervisor):
        with acting_as(by), pytest.raises(Refused, match="Somebody else has to read it"):
            actions.vet(by=by, draft=draft, answers=GOOD, verdict="passed")
    bad = {**GOOD, "gives_away": "yes", "gives_away_comment": "Her street"}
    with pytest.raises(Refused, match="It cannot go out like this"), transaction.atomic():
        actions.vet(by=manager, draft=draft, answers=bad, verdict="passed")
    draft = actions.vet(by=manager, draft=draft, answers=GOOD, verdict="passed")
    assert draft.vetted_by == manager
    assert actions.release(by=coordinator, draft=draft).released_by == coordinator


@pytest.mark.parametrize("part", ["made_by", "handed_in_by", "helped_by"])
def test_database_refuses_a_reader_who_took_part_in_writing(fence, coordinator, manager, part):
    draft = a_letter(coordinator, fence).drafts.get()
    Draft.objects.filter(pk=draft.pk).update(handed_in_at=timezone.now(), handed_in_by=coordinator)
    Draft.objects.filter(pk=draft.pk).update(**{part: manager})
    verdict = {"verdict": "passed", "vetted_by": manager, "vetted_at": timezone.now()}
    with pytest.raises(DatabaseError, match="vet"), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(**verdict)


def test_database_refuses_release_of_what_was_not_passed(fence, coordinator):
    a_letter(coordinator, fence)
    with pytest.raises(DatabaseError, match="nothing_unvetted_leaves"), transaction.atomic():
        Draft.objects.update(released_at=timezone.now(), released_by=coordinator)


def test_words_of_a_version_never_change(fence, coordinator):
    a_letter(coordinator, fence)
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        Draft.objects.update(words="something else")


def test_facilitator_may_not_read_for_release(fence, coordinator, facilitator):
    draft = actions.hand_in(by=coordinator, draft=a_letter(coordinator, fence).drafts.get())
    with acting_as(facilitator), pytest.raises(Refused, match="role"):
        actions.vet(by=facilitator, draft=draft, answers=GOOD, verdict="passed")


@pytest.mark.parametrize("answer", ["threat_or_pressure", "gives_away", "blame_or_excuse"])
def test_what_does_harm_is_not_passed_but_goes_back_with_what_to_change(fence, coordinator, manager, answer):
    draft = actions.hand_in(by=coordinator, draft=a_letter(coordinator, fence).drafts.get())
    bad = {**GOOD, answer: "yes", f"{answer}_comment": "the last line"}
    with pytest.raises(Refused, match="cannot go out"), transaction.atomic():
        actions.vet(by=manager, draft=draft, answers=bad, verdict="passed")
    with pytest.raises(ValidationError, match="should be changed"), transaction.atomic():
        actions.vet(by=manager, draft=draft, answers=bad, verdict="changes")
    actions.vet(by=manager, draft=draft, answers=bad, verdict="changes", to_change="Leave the last line out.")
    exchange = Exchange.objects.get()
    assert exchange.state == "writing"
    second = actions.write(by=coordinator, exchange=exchange, author=fence.responsible, words="Better.")
    assert second.number == 2


@pytest.mark.requirement("EX-049")
def test_message_the_sender_has_not_agreed_to_is_not_passed_on(communicating, coordinator):
    fence = communicating("shuttle")
    exchange = a_letter(coordinator, fence, kind="shuttle", sender_agreed_on=None)
    with pytest.raises(Refused, match="sender has not agreed yet"):
        actions.hand_in(by=coordinator, draft=exchange.drafts.get())
    with pytest.raises(Refused, match="Nothing goes out unread"):
        actions.release(by=coordinator, draft=exchange.drafts.get())
    with pytest.raises(Refused, match="not been released"):
        actions.offer(by=coordinator, exchange=exchange, participant=fence.harmed, on=TODAY())
    delivered = {"offered_on": TODAY(), "choice": "hear", "chosen_on": TODAY(), "delivered_on": TODAY()}
    with pytest.raises(DatabaseError, match="before it is released"), transaction.atomic():
        Offer.objects.create(
            service=exchange.service,
            file=fence.harmed_file,
            exchange=exchange,
            participant=fence.harmed,
            offered_by=coordinator,
            **delivered,
        )
    draft = actions.agree_to_words(by=coordinator, draft=exchange.drafts.get(), on=TODAY())
    assert actions.hand_in(by=coordinator, draft=draft).handed_in_at is not None


def test_carried_message_is_logged_with_words_carrier_day_and_answer(released, coordinator):
    fence = released("shuttle")
    row = offer_and_choose(coordinator, fence)
    assess_again(coordinator, fence.harmed)
    row = actions.fetch(by=coordinator, row=row)
    row = actions.deliver(by=coordinator, row=row, on=TODAY(), how="told", details={"reaction": "Thank him."})
    assert (row.words, row.delivered_by, row.reaction) == (WORDS, coordinator, "Thank him.")
    told = actions.tell_back(by=coordinator, exchange=row.exchange, words="She thanks you.", on=TODAY())
    assert told.told_back == "She thanks you."


def test_number_of_the_sender_in_the_words_is_caught_before_release(fence, coordinator, manager):
    exchange = a_letter(coordinator, fence, words="Ring me on 07700 900202, please.")
    with pytest.raises(Refused, match="contains a number"):
        actions.release(by=coordinator, draft=passed(coordinator, manager, exchange))


@pytest.mark.requirement("EX-048")
def test_letter_is_released_only_while_both_have_chosen_letters(communicating, coordinator, manager):
    fence = communicating("meeting")
    agree(coordinator, fence.responsible, "letters")
    draft = passed(coordinator, manager, a_letter(coordinator, fence))
    with pytest.raises(Refused, match="Not everybody has chosen"):
        actions.release(by=coordinator, draft=draft)


def test_sender_who_takes_the_consent_back_hands_nothing_in(fence, coordinator):
    draft = a_letter(coordinator, fence).drafts.get()
    record_consent(
        by=coordinator, participant=fence.responsible, key="letters", answer="withdrawn", evidence=Evidence()
    )
    with pytest.raises(Refused, match="sender has not agreed"):
        actions.hand_in(by=coordinator, draft=draft)


def takes_back_letters(by, person):
    record_consent(by=by, participant=person, key="letters", answer="withdrawn", evidence=Evidence())


def test_a_sender_who_takes_it_back_after_release_stops_it_on_its_way(
    released, coordinator, facilitator, client, sign_in
):
    fence = released()
    row = offer_and_choose(coordinator, fence)
    assess_again(coordinator, fence.harmed)
    row = actions.fetch(by=coordinator, row=row)
    address = reverse("indirect:chain", args=[fence.case.number, fence.exchange.pk])
    taken_there = '<div class="govuk-inset-text">I am sorry'
    assert taken_there in sign_in(client, coordinator).get(address).text
    takes_back_letters(coordinator, fence.responsible)
    for act in (
        lambda: actions.fetch(by=coordinator, row=row),
        lambda: actions.deliver(by=coordinator, row=row, on=TODAY(), how="read_out"),
    ):
        with pytest.raises(Refused, match="has ended") as refusal:
            act()
        assert "sender" not in f"{refusal.value} {refusal.value.opens}"
    assert (Exchange.objects.get().state, Offer.objects.get().words) == ("ended", "")
    page = client.get(address).text
    assert "This is not taken to them" in page
    assert taken_there not in page
    assert "It reached them" not in page
    with acting_as(facilitator):
        [told] = [each for each in new_notices(facilitator) if "not taken any further" in each.words]
    assert fence.responsible.initials not in told.words
    with pytest.raises(Refused, match="not taken any further"):
        check_still_meant(fence.exchange)


def test_a_letter_that_has_arrived_stays_as_it_was_when_the_yes_is_taken_back(released, coordinator):
    fence = released()
    row = offer_and_choose(coordinator, fence)
    assess_again(coordinator, fence.harmed)
    row = actions.fetch(by=coordinator, row=row)
    actions.deliver(by=coordinator, row=row, on=TODAY(), how="read_out")
    takes_back_letters(coordinator, fence.responsible)
    takes_back_letters(coordinator, fence.harmed)
    assert (Exchange.objects.get().state, Offer.objects.get().choice) == ("delivered", "hear")
    assert Offer.objects.get().words == WORDS


def test_a_recipient_who_takes_it_back_refuses_what_was_offered(released, coordinator, client, sign_in):
    fence = released()
    row = offer_and_choose(coordinator, fence)
    assess_again(coordinator, fence.harmed)
    row = actions.fetch(by=coordinator, row=row)
    takes_back_letters(coordinator, fence.harmed)
    row.refresh_from_db()
    assert (row.choice, row.words) == ("refuse", "")
    with pytest.raises(Refused):
        actions.deliver(by=coordinator, row=row, on=TODAY(), how="read_out")
    address = reverse("indirect:chain", args=[fence.case.number, fence.exchange.pk])
    page = sign_in(client, coordinator).get(address).text
    assert "This is not taken to them" in page
    assert "It reached them" not in page


def test_nothing_is_offered_before_release_also_not_by_raw_sql(fence, coordinator):
    exchange = a_letter(coordinator, fence)
    with pytest.raises(Refused, match="released"):
        actions.offer(by=coordinator, exchange=exchange, participant=fence.harmed, on=TODAY())
    row = {"service_id": fence.case.service_id, "file": fence.harmed_file, "participant": fence.harmed}
    with pytest.raises(DatabaseError, match="before it is released"), transaction.atomic():
        Offer.objects.create(exchange=exchange, offered_by=coordinator, offered_on=TODAY(), **row)


def test_sender_is_never_offered_their_own_letter(released, coordinator):
    fence = released()
    with pytest.raises(Refused, match="other side"):
        actions.offer(by=coordinator, exchange=fence.exchange, participant=fence.responsible, on=TODAY())


@pytest.mark.parametrize("choice", ["hold", "refuse"])
def test_words_stay_behind_until_they_are_wanted(released, coordinator, choice):
    fence = released()
    row = offer_and_choose(coordinator, fence, choice)
    assess_again(coordinator, fence.harmed)
    with pytest.raises(Refused):
        actions.fetch(by=coordinator, row=row)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indirect_released_words(%s)", [row.pk])
        assert cursor.fetchone() == (None,)
    row = actions.choose(by=coordinator, row=row, choice="read", on=TODAY())
    assert actions.fetch(by=coordinator, row=row).words == WORDS


def test_changing_ones_mind_takes_the_words_out_of_the_file_again(released, coordinator):
    fence = released()
    row = offer_and_choose(coordinator, fence)
    assess_again(coordinator, fence.harmed)
    actions.fetch(by=coordinator, row=row)
    row = actions.choose(by=coordinator, row=row, choice="refuse", on=TODAY())
    assert (row.words, row.fetched_at) == ("", None)


@pytest.mark.requirement("W8-206")
def test_words_are_not_fetched_without_an_assessment_since_they_were_written(released, coordinator):
    fence = released()
    row = offer_and_choose(coordinator, fence)
    with pytest.raises(Refused, match="assessed the risk"):
        actions.fetch(by=coordinator, row=row)
    with pytest.raises(Refused, match="assessed the risk"):
        actions.deliver(by=coordinator, row=row, on=TODAY(), how="read_out")
    assess_again(coordinator, fence.harmed)
    row = actions.fetch(by=coordinator, row=row)
    assert row.fetched_at is not None
    assert actions.deliver(by=coordinator, row=row, on=TODAY(), how="read_out").delivered_on == TODAY()


@pytest.mark.requirement("W8-185")
def test_letter_that_could_be_misused_is_shown_and_comes_back(fence, coordinator, manager):
    exchange = a_letter(coordinator, fence)
    draft = actions.hand_in(by=coordinator, draft=exchange.drafts.get())
    draft = actions.vet(by=manager, draft=draft, answers={**GOOD, "misuse": "yes"}, verdict="passed")
    with pytest.raises(Refused, match="misused"):
        actions.release(by=coordinator, draft=draft, may_be_kept=True)
    actions.release(by=coordinator, draft=draft)
    fence.exchange = Exchange.objects.select_related("case").get()
    row = offer_and_choose(coordinator, fence, "read")
    assess_again(coordinator, fence.harmed)
    row = actions.fetch(by=coordinator, row=row)
    with pytest.raises(Refused, match="not handed over"):
        actions.deliver(by=coordinator, row=row, on=TODAY(), how="handed_over", details={"kept": True})
    row = actions.deliver(by=coordinator, row=row, on=TODAY(), how="shown")
    assert (
        actions.bring_back(by=coordinator, row=row, on=TODAY(), where="in the file").back_where
        == "in the file"
    )


@pytest.mark.requirement("W8-186")
def test_recording_is_never_left_and_is_missed_the_day_after(released, coordinator, client, sign_in):
    fence = released("recording")
    row = offer_and_choose(coordinator, fence)
    assess_again(coordinator, fence.harmed)
    row = actions.fetch(by=coordinator, row=row)
    with pytest.raises(Refused, match="never left"):
        actions.deliver(by=coordinator, row=row, on=TODAY(), how="handed_over")
    row = actions.deliver(by=coordinator, row=row, on=TODAY(), how="played")
    clock = Clock.objects.get(name="recording-back", stopped_at__isnull=True)
    assert state_of(clock, timezone.now()) == State.TODAY
    midnight = timezone.make_aware(dt.datetime.combine(TODAY() + dt.timedelta(days=1), dt.time()))
    assert state_of(clock, midnight) == State.OVERDUE
    assert (clock.role, clock.owner, clock.file) == ("facilitator", None, fence.harmed_file)
    with pytest.raises(Refused, match="has to come back"):
        actions.show_again(by=coordinator, row=row, on=TODAY())
    actions.bring_back(by=coordinator, row=row, on=TODAY(), where="Drawer 4")
    viewing = actions.show_again(by=coordinator, row=row, on=TODAY(), present="Her sister")
    assert Clock.objects.filter(name="recording-back", stopped_at__isnull=True).count() == 1
    actions.bring_back(by=coordinator, row=row, on=TODAY(), where="deleted")
    viewing.refresh_from_db()
    row.refresh_from_db()
    assert (viewing.back_where, row.back_where, viewing.present) == ("deleted", "Drawer 4", "Her sister")
    assert not Clock.objects.filter(name="recording-back", stopped_at__isnull=True).exists()
    with pytest.raises(Refused, match="was deleted"):
        actions.show_again(by=coordinator, row=row, on=TODAY())
    page = reverse("indirect:chain", args=[fence.case.number, fence.exchange.pk])
    assert "with them: Her sister" in sign_in(client, coordinator).get(page).text
    with pytest.raises(DatabaseError, match="recording_is_never_left"), transaction.atomic():
        Exchange.objects.update(may_be_kept=True)


@pytest.mark.requirement("EX-036")
def test_nothing_is_delivered_after_a_stop_also_not_by_raw_sql(released, coordinator):
    fence = released()
    row = offer_and_choose(coordinator, fence)
    assess_again(coordinator, fence.harmed)
    row = actions.fetch(by=coordinator, row=row)
    withdraw(by=coordinator, participant=fence.responsible)
    assert Offer.objects.get().words == ""
    with pytest.raises(Refused, match="stop"):
        actions.deliver(by=coordinator, row=row, on=TODAY(), how="read_out")
    delivered = {"delivered_on": TODAY(), "delivered_by": coordinator, "how": "read_out"}
    with pytest.raises(DatabaseError, match="after a stop"), transaction.atomic():
        Offer.objects.update(**delivered)


def test_letter_waits_with_a_colleague_who_has_the_file_or_with_the_coordinator(
    fence, coordinator, supervisor
):
    exchange = a_letter(coordinator, fence)
    actions.hand_in(by=coordinator, draft=exchange.drafts.get())
    clock = Clock.objects.get(name="message-to-vet")
    assert (clock.role, clock.owner, clock.file) == ("coordinator", None, fence.responsible_file)
    actions.end(by=coordinator, exchange=exchange)
    grant_file(by=coordinator, file=fence.responsible_file, user=supervisor, reason="reads letters")
    actions.hand_in(by=coordinator, draft=a_letter(coordinator, fence).drafts.get())
    assert Clock.objects.get(name="message-to-vet", stopped_at__isnull=True).owner == supervisor


def test_letter_that_a_facilitator_hands_in_reaches_the_colleague_who_has_the_file(
    fence, coordinator, facilitator, supervisor, acting
):
    grant_file(by=coordinator, file=fence.responsible_file, user=supervisor, reason="reads letters")
    acting(facilitator)
    actions.hand_in(by=facilitator, draft=a_letter(facilitator, fence).drafts.get())
    acting(coordinator)
    assert Clock.objects.get(name="message-to-vet").owner == supervisor


class TestWalls:
    """A facilitator who works with the person harmed alone."""

    @pytest.fixture
    def hers(self, released, facilitator):
        fence = released()
        fence.responsible_file.grants.filter(user=facilitator).delete()
        return fence

    def test_she_sees_that_a_letter_is_there_and_no_draft_of_it(self, hers, facilitator):
        with acting_as(facilitator):
            found = chain(facilitator, Exchange.objects.get())
            assert (found.drafts, found.offers) == (None, [])
            assert not Draft.objects.exists()

    def test_she_gets_the_released_words_and_only_when_they_are_wanted(self, hers, coordinator, facilitator):
        with acting_as(facilitator):
            row = offer_and_choose(facilitator, hers, "hold")
            with connection.cursor() as cursor:
                cursor.execute("SELECT indirect_released_words(%s)", [row.pk])
                assert cursor.fetchone() == (None,)
            assess_again(facilitator, hers.harmed)
            row = actions.choose(by=facilitator, row=row, choice="hear", on=TODAY())
            row = actions.fetch(by=facilitator, row=row)
            actions.deliver(by=facilitator, row=row, on=TODAY(), how="read_out")
            assert Offer.objects.get().words == WORDS
            assert not Draft.objects.exists()

    def test_who_works_with_the_sender_alone_learns_nothing_of_the_answer(
        self, released, coordinator, facilitator
    ):
        fence = released()
        offer_and_choose(coordinator, fence, "refuse")
        fence.harmed_file.grants.filter(user=facilitator).delete()
        with acting_as(facilitator):
            found = chain(facilitator, Exchange.objects.get())
            assert found.offers is None
            assert Exchange.objects.get().state == "released"
            assert not Offer.objects.exists()

    def test_stranger_sees_none_of_it(self, released, stranger):
        released()
        with acting_as(stranger):
            assert not Exchange.objects.exists()
            assert not Draft.objects.exists()
        with acting_as(stranger), connection.cursor() as cursor:
            cursor.execute("SELECT indirect_released_words(1)")
            assert cursor.fetchone() == (None,)


def test_day_that_has_not_come_is_refused(released, coordinator):
    fence = released()
    with pytest.raises(Refused, match="not come yet"):
        actions.offer(
            by=coordinator,
            exchange=fence.exchange,
            participant=fence.harmed,
            on=TODAY() + dt.timedelta(days=1),
        )


def test_old_assessment_runs_out_before_release(fence, coordinator, manager):
    draft = passed(coordinator, manager, a_letter(coordinator, fence))
    later = time_machine.travel(timezone.now() + dt.timedelta(days=60))
    with later, acting_as(coordinator), pytest.raises(Refused, match="risk"):
        actions.release(by=coordinator, draft=draft)


@pytest.mark.requirement("PF-088")
def test_a_letter_waits_while_an_order_forbids_it(communicating, coordinator, acting):
    fence = communicating("letters")
    acting(coordinator)
    details = {"kind": "restraining", "words": "No contact.", "covers": "both", "starts_on": TODAY()}
    bar = note_bar(by=coordinator, participant=fence.responsible, details=details)
    begin = {"by": coordinator, "case": fence.case, "from_file": fence.responsible_file, "kind": "letter"}
    with pytest.raises(Refused, match="forbids this contact on that day"):
        actions.begin(**begin)
    vary_bar(by=coordinator, bar=bar, varied_by="Northtown Crown Court", varied_on=TODAY())
    assert actions.begin(**begin).pk


@pytest.mark.requirement("EX-105")
def test_a_letter_is_not_released_while_a_safeguard_is_not_in_place(fence, coordinator, manager):
    with acting_as(coordinator):
        exchange = a_letter(coordinator, fence)
        draft = passed(coordinator, manager, exchange)
        details = {"risk": "It upsets her", "safeguard": "Her sister is there"}
        row = note_measure(by=coordinator, participant=fence.harmed, details=details)
        with pytest.raises(Refused) as refusal:
            actions.release(by=coordinator, draft=draft)
        assert "not in place yet: Her sister is there" in refusal.value.opens
        put_in_place(by=coordinator, measure=row)
        assert actions.release(by=coordinator, draft=draft).released_at
