"""After it has arrived: questions, corrections, verified answers, files about risk, decisions and taking it back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import open_new_case
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import State, state_of
from amends.foundation.lib.refusal import ChangedMeanwhile, Refused
from amends.foundation.messages.models import Message, Notice
from amends.foundation.policy.profiles import load_profile
from amends.foundation.policy.screening import screen
from amends.foundation.record.models import HistoryRow
from amends.journey.referral import actions
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Referral
from amends.journey.referral.tests.samples import CRA1, GOOD, changed

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture
def referral(service, referrer, coordinator, acting):
    """A police officer's, with the test acting as the coordinator."""
    acting(referrer)
    sent = actions.hand_in(by=referrer, service=service, form="referral", route="website", content=GOOD)
    acting(coordinator)
    return sent


def clock(referral, name):
    return Clock.objects.filter(subject=f"referral:{referral.pk}", name=name).order_by("-pk").first()


def asked(referral, coordinator, text="Has he been asked?"):
    question = actions.ask_referrer(by=coordinator, referral=referral, text=text)
    referral.refresh_from_db()
    return question


@pytest.mark.requirement("EX-132")
def test_question_makes_the_referral_wait_for_the_referrer(referral, coordinator, referrer):
    question = asked(referral, coordinator)

    assert referral.status == "waiting_for_referrer"
    assert state_of(clock(referral, "referral-decision"), timezone.now()) == State.WAITING
    assert clock(referral, "referrer-question").owner == referrer
    question.asked_at = timezone.now() - timedelta(days=7)
    question.save()
    chased = actions.chase_referrer(by=coordinator, question=question)
    assert chased.chased_at
    assert (chased.chased_at - chased.asked_at).days == 7


def test_referrer_is_told_of_a_question_without_a_name_in_it(referral, coordinator, referrer, acting):
    asked(referral, coordinator, text="Does Hazel Wren know?")

    message = Message.objects.get(to_user=referrer)
    assert referral.number in message.body
    assert "Wren" not in message.body
    acting(referrer)
    assert Notice.objects.filter(user=referrer, words__contains=referral.number).exists()


@pytest.mark.requirement("EX-132")
def test_answer_lets_the_time_to_decide_run_on(referral, coordinator, referrer, acting):
    question = asked(referral, coordinator)
    acting(referrer)
    actions.answer_question(by=referrer, question=question, text="Yes, on Monday.")

    acting(coordinator)
    referral.refresh_from_db()
    assert referral.status == "submitted"
    assert clock(referral, "referrer-question").ended == "met"
    assert clock(referral, "referral-decision").paused_at is None
    with pytest.raises(Refused, match="answered already"):
        actions.answer_question(by=coordinator, question=question, text="Again.")


def test_with_a_second_question_open_it_still_waits(referral, coordinator):
    first, _second = asked(referral, coordinator), asked(referral, coordinator, text="And the mother?")
    actions.answer_question(by=coordinator, question=first, text="Yes.")

    referral.refresh_from_db()
    assert referral.status == "waiting_for_referrer"


def test_somebody_else_does_not_answer(referral, coordinator, council_referrer):
    question = asked(referral, coordinator)

    with pytest.raises(Refused, match="not yours"):
        actions.answer_question(by=council_referrer, question=question, text="Yes.")


def test_referrer_does_not_ask_or_decide(referral, referrer):
    for act in (
        lambda: actions.ask_referrer(by=referrer, referral=referral, text="Why?"),
        lambda: actions.decline(by=referrer, referral=referral, words="No."),
        lambda: actions.state_facts(by=referrer, referral=referral, facts={"plea": "guilty"}),
        lambda: actions.verify_answer(by=referrer, referral=referral, question="abuse", answer="no"),
    ):
        with pytest.raises(Refused, match="role does not allow"):
            act()


def test_correction_keeps_what_it_said_before_with_the_reason(referral, coordinator):
    changes = {"people.1.contacts.1.value": "07700 900101", "people.1.contacts.1.note": "work"}
    done = actions.amend(by=coordinator, referral=referral, changes=changes, reason="She rang.")

    assert [(a.what, a.before, a.after, a.reason) for a in done] == [
        ("people.1.contacts.1.value", "07700 900100", "07700 900101", "She rang."),
        ("people.1.contacts.1.note", "", "work", "She rang."),
    ]
    contact = referral.contacts.get(person__position=1)
    assert (contact.value, contact.match_key, contact.note) == ("07700 900101", "07700900101", "work")
    assert HistoryRow.objects.filter(table_name="referral_referralcontact", row_id=contact.pk).exists()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("referral.status", "cannot be changed here"),
        ("people.9.full_name", "There is no"),
        ("people.1.contacts.7.value", "There is no"),
        ("people.one.full_name", "cannot be changed here"),
        ("nowhere", "cannot be changed here"),
    ],
)
def test_place_that_is_not_there_or_not_for_the_referrer_is_refused(referral, coordinator, place, words):
    with pytest.raises(Refused, match=words):
        actions.amend(by=coordinator, referral=referral, changes={place: "x"}, reason="Because.")


def test_correction_needs_a_reason_and_a_value_that_can_be(referral, coordinator):
    with pytest.raises(Refused, match="Say why"):
        actions.amend(by=coordinator, referral=referral, changes={"referral.incident": "x"}, reason=" ")
    with pytest.raises(ValidationError):
        actions.amend(
            by=coordinator, referral=referral, changes={"people.1.date_of_birth": "30/02/1999"}, reason="x"
        )


def test_two_who_correct_at_the_same_time_see_both_versions(referral, coordinator, administrator):
    version = Referral.objects.get(pk=referral.pk).version
    change = {"referral.place": "Harlow"}
    actions.amend(by=coordinator, referral=referral, changes=change, reason="It was there.", version=version)

    with pytest.raises(ChangedMeanwhile) as stopped:
        actions.amend(
            by=administrator,
            referral=referral,
            changes={"referral.place": "Epping"},
            reason="It was.",
            version=version,
        )
    assert stopped.value.changes == [("referral.place", "Epping", "Harlow")]


@pytest.mark.requirement("EX-138")
def test_verified_answer_excludes_the_referral_and_both_answers_stay(referral, coordinator):
    line = actions.verify_answer(
        by=coordinator, referral=referral, question="abuse", answer="yes", note_text="The police say so."
    )

    assert (line.referrer_answer, line.verified_answer, line.verified_by) == ("no", "yes", coordinator)
    actions.state_facts(by=coordinator, referral=referral, facts={"fits_fire_service": False})
    decision = screen(load_profile("essex-2015"), facts_of(referral))
    assert (decision.outcome, decision.rules) == ("not_eligible", ("domestic-abuse",))


@pytest.mark.parametrize("answer", ["no", "unsure", ""])
def test_only_a_plain_answer_about_abuse_becomes_a_fact(referral, answer):
    referral.checklist.filter(question="abuse").update(referrer_answer=answer)

    assert facts_of(referral).get("domestic_abuse") is (False if answer == "no" else None)


def test_fact_that_the_service_found_out_counts_before_what_was_said(referral, coordinator):
    refused = {"willing": False, "consent_harmed": "refused"}
    actions.state_facts(by=coordinator, referral=referral, facts=refused, said_by="agency")
    assert facts_of(referral)["willing"] is False
    actions.state_facts(by=coordinator, referral=referral, facts={"willing": True})
    assert facts_of(referral)["willing"] is True
    actions.state_facts(by=coordinator, referral=referral, facts={"willing": None})
    assert "willing" not in facts_of(referral)


def test_fact_outside_the_table_is_refused(referral, coordinator):
    with pytest.raises(Refused, match="no fact called"):
        actions.state_facts(by=coordinator, referral=referral, facts={"star_sign": "lion"})


@pytest.mark.requirement("EX-134")
def test_file_about_risk_is_read_before_the_referral_is_decided(referral, referrer, coordinator, acting):
    acting(referrer)
    upload = SimpleUploadedFile("risk.pdf", PDF, "application/pdf")
    attachment = actions.attach_file(by=referrer, referral=referral, upload=upload, kind="risk")

    acting(coordinator)
    with pytest.raises(Refused, match="risk has not been read"):
        actions.decline(by=coordinator, referral=referral, words="Not for us.")
    actions.read_file(by=coordinator, attachment=attachment)
    assert actions.decline(by=coordinator, referral=referral, words="Not for us.").status == "not_eligible"


def test_file_that_is_not_what_it_says_is_refused(referral, coordinator):
    with pytest.raises(Refused):
        actions.attach_file(
            by=coordinator, referral=referral, upload=SimpleUploadedFile("risk.pdf", b"MZ\x90\x00 a program")
        )


@pytest.mark.parametrize("act", ["return_to_referrer", "decline", "send_on"])
def test_decision_is_told_and_stops_the_clock(referral, coordinator, referrer, act):
    more = {"to": "Youth justice"} if act == "send_on" else {}
    decided = getattr(actions, act)(by=coordinator, referral=referral, words="Because of a rule.", **more)

    assert decided.outcome_words == "Because of a rule."
    assert clock(referral, "referral-decision").ended == "met"
    assert any(referral.number in told.body for told in Message.objects.filter(to_user=referrer))
    with pytest.raises(Refused, match="is closed"):
        actions.decline(by=coordinator, referral=referral, words="Again.")


def test_returned_referral_is_put_right_and_sent_again(referral, coordinator, referrer, acting):
    actions.return_to_referrer(by=coordinator, referral=referral, words="Please ask her first.")
    acting(referrer)
    referral.refresh_from_db()
    again = actions.send_again(by=referrer, referral=referral)

    assert again.status == "submitted"
    acting(coordinator)
    assert clock(referral, "referral-decision").stopped_at is None


@pytest.mark.requirement("EX-135")
@pytest.mark.parametrize(("explained", "tasks"), [("yes", 0), ("no", 1), (None, 1)])
def test_leaflet_that_was_not_explained_is_a_task_of_the_first_visit(
    service, coordinator, acting, explained, tasks
):
    acting(coordinator)
    content = changed(GOOD, {"referral.leaflet_explained": explained})
    referral = actions.hand_in(
        by=coordinator, service=service, form="referral", route="website", content=content
    )
    case = open_new_case(by=coordinator, service=service, family="criminal_offence", what="shed")
    actions.accept(by=coordinator, referral=referral, case=case)

    assert Clock.objects.filter(case=case, name="explain-leaflet", role="facilitator").count() == tasks


def test_referral_is_joined_to_an_earlier_one_and_can_be_parted_again(referral, coordinator, service):
    second = actions.hand_in(by=coordinator, service=service, form="referral", route="website", content=GOOD)

    with pytest.raises(Refused, match="another referral"):
        actions.merge(by=coordinator, referral=second, into=second)
    merged = actions.merge(by=coordinator, referral=second, into=referral)
    assert (merged.status, merged.merged_into) == ("merged", referral)
    parted = actions.reopen(by=coordinator, referral=merged, reason="They are two.")
    assert (parted.status, parted.merged_into) == ("submitted", None)


def test_withdrawn_referral_has_a_reason_and_no_running_clock(referral, referrer, coordinator, acting):
    acting(referrer)
    with pytest.raises(Refused, match="Say why"):
        actions.withdraw(by=referrer, referral=referral, reason="")
    actions.withdraw(by=referrer, referral=referral, reason="He moved away.")
    acting(coordinator)
    assert not Clock.objects.filter(subject=f"referral:{referral.pk}", stopped_at__isnull=True).exists()


@pytest.mark.requirement("EX-152")
def test_original_that_was_not_sent_is_listed_with_its_officer(
    service, referrer, coordinator, acting, client, sign_in
):
    acting(referrer)
    sent = actions.hand_in(by=referrer, service=service, form="cra1", route="website", content=CRA1)

    page = sign_in(client, coordinator).get("/referrals/originals/").content.decode()
    assert sent.number in page
    assert "PC Constable 1234" in page
    with acting_as(coordinator):
        actions.note_original_sent(
            by=coordinator, resolution=sent.resolution, on=timezone.localdate(), sent_by="PC Constable"
        )
    assert sent.number not in client.get("/referrals/originals/").content.decode()


def test_typist_does_not_check_their_own_typing(service, administrator, coordinator, acting):
    acting(administrator)
    referral = actions.log_referral(
        by=administrator,
        service=service,
        form="referral",
        route="post",
        received_at=timezone.now(),
        content=GOOD,
    )

    with pytest.raises(ValidationError, match="Somebody other than"):
        actions.check_typing(by=administrator, referral=referral)
    acting(coordinator)
    actions.check_typing(by=coordinator, referral=Referral.objects.get(pk=referral.pk))
