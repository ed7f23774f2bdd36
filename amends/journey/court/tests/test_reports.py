"""Reports to court: the check, the advice, the proposal, the result."""

import datetime as dt
import shutil

import pytest
from django.conf import settings as configured
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.clock.models import Clock
from amends.foundation.documents.actions import render
from amends.foundation.documents.rules import plain_text
from amends.foundation.lib.refusal import Refused
from amends.journey.court.actions import (
    enquiring,
    printing,
    reporting,
)
from amends.journey.court.actions.courts import keep_court, keep_opportunity
from amends.journey.court.law import advice, basis_on
from amends.journey.court.models import CourtReport, Opportunity, Proposal
from amends.journey.court.rules import advising, proposing, shares
from amends.journey.court.tests.cast import EXPLAINED, SUITABLE, in_days

PROPOSAL = {"vehicle": "community_order", "supervision_months": 12}


@pytest.mark.requirement("PF-014")
def test_what_is_known_is_checked_wherever_there_is_a_service(report, writer, court, coordinator):
    assert report.check_result == "incomplete"
    with acting_as(writer):
        marked = reporting.note_facts(by=writer, report=report, facts=SUITABLE)
        assert marked.get_check_result_display() == "Potentially suitable"
        missed = reporting.note_facts(by=writer, report=report, facts={**SUITABLE, "ogrs": 90})
        assert (missed.check_result, "OGRS" in missed.check_reason) == ("not_met", True)
        half = reporting.note_facts(by=writer, report=report, facts={"ogrs": 40})
        assert (half.check_result, "that was harmed and can be asked?" in half.check_reason) == (
            "incomplete",
            True,
        )
    with acting_as(coordinator):
        keep_court(by=coordinator, court=court, details={"has_service": False})
    with acting_as(writer):
        elsewhere = reporting.note_facts(by=writer, report=report, facts=SUITABLE)
    assert elsewhere.check_result == "no_service"
    assert "no restorative justice service in the area of Chelmsford Crown Court" in elsewhere.check_reason


@pytest.mark.requirement("PF-015")
def test_suitable_report_ends_with_advice_or_with_a_reason(suitable_report, writer, service, coordinator):
    with acting_as(writer):
        with pytest.raises(Refused, match="say why it was not right to"):
            reporting.finish_report(by=writer, report=suitable_report)
        with pytest.raises(IntegrityError), transaction.atomic():
            CourtReport.objects.filter(pk=suitable_report.pk).update(finished_at=timezone.now())
        reporting.advise(
            by=writer, report=suitable_report, text="", why_no_advice="The person harmed has died"
        )
        reporting.finish_report(by=writer, report=suitable_report)
    with acting_as(coordinator):
        counted = shares.shares(service, in_days(10), in_days(10))
    assert (counted.eligible, counted.not_advised) == (1, 1)


@pytest.mark.requirement("PF-015")
def test_suitable_report_with_advice_is_accepted_and_not_counted(
    suitable_report, writer, service, coordinator
):
    with acting_as(writer):
        reporting.advise(by=writer, report=suitable_report, text="The service could speak with him.")
        reporting.finish_report(by=writer, report=suitable_report)
    with acting_as(coordinator):
        assert shares.shares(service, in_days(10), in_days(10)).not_advised == 0


@pytest.mark.requirement("PF-082")
def test_effective_proposal_is_kept_and_the_court_is_told_of_a_fuller_assessment(suitable_report, writer):
    with acting_as(writer):
        reporting.advise(by=writer, report=suitable_report, text="The service could speak with him.")
        reporting.fill_in(
            by=writer,
            report=suitable_report,
            effective_proposal="RJ listed, EPF 4411",
            identified=True,
            indication_on=timezone.localdate(),
        )
        done = reporting.finish_report(by=writer, report=suitable_report)
    assert (done.effective_proposal, done.identified) == ("RJ listed, EPF 4411", True)
    assert "a fuller assessment for restorative justice could follow the sentence" in done.advice


@pytest.mark.requirement("PF-083")
def test_caution_cannot_be_taken_out_and_promises_are_noticed(suitable_report, writer):
    with acting_as(writer):
        promised = reporting.advise(
            by=writer, report=suitable_report, text="The service could speak with him."
        )
        assert promised == []
        suitable_report.refresh_from_db()
        assert suitable_report.advice.endswith(advice().caution)
        without = suitable_report.advice.replace(advice().caution, "")
        promised = reporting.advise(
            by=writer, report=suitable_report, text=f"{without} The defendant will take part in RJ."
        )
        suitable_report.refresh_from_db()
    assert promised == ["will take part"]
    assert suitable_report.advice.count(advice().caution) == 1


@pytest.mark.requirement("PF-084")
def test_what_the_prompts_bring_out_is_in_the_printed_draft(suitable_report, writer):
    answers = {
        "harmed_voice": "She would like to hear why.",
        "needs": "Help with debts.",
        "repair": "Paying for the window.",
        "integration": "Custody would cost him his flat.",
    }
    with acting_as(writer):
        reporting.fill_in(by=writer, report=suitable_report, prompts=answers)
        html = plain_text(printing.court_text(by=writer, report=suitable_report).html)
    for text in answers.values():
        assert text in html


@pytest.mark.requirement("W8-101")
@pytest.mark.parametrize(("seriousness", "compulsory"), [("medium", True), ("high", True), ("low", False)])
def test_court_that_names_reparation_makes_considering_compulsory(report, writer, seriousness, compulsory):
    with acting_as(writer):
        reporting.fill_in(
            by=writer, report=report, adjourned=True, seriousness=seriousness, reparation_named=True
        )
        report.refresh_from_db()
        assert advising.is_suitable_for_consideration(report) is compulsory
        if compulsory:
            with pytest.raises(Refused, match="has to be considered"):
                reporting.finish_report(by=writer, report=report)
            reporting.fill_in(by=writer, report=report, considered=True, proposed=False)
            with pytest.raises(Refused, match="why it is not proposed"):
                reporting.finish_report(by=writer, report=report)
            with pytest.raises(IntegrityError), transaction.atomic():
                CourtReport.objects.filter(pk=report.pk).update(finished_at=timezone.now())
            reporting.fill_in(by=writer, report=report, why_not_proposed="He denies the facts")
        assert reporting.finish_report(by=writer, report=report).finished_at


def test_seriousness_alone_compels_nothing(report, writer):
    with acting_as(writer):
        reporting.fill_in(by=writer, report=report, seriousness="high", reparation_named=False)
        assert reporting.finish_report(by=writer, report=report).finished_at


@pytest.mark.requirement("W8-102")
@pytest.mark.parametrize("vehicle", ["community_order", "suspended_sentence_order"])
def test_proposal_needs_three_months_of_supervision_and_falls_without_it(report, writer, vehicle):
    with acting_as(writer):
        for months in (None, 2):
            with pytest.raises(Refused, match="3 months or more"):
                enquiring.propose(
                    by=writer, report=report, details={"vehicle": vehicle, "supervision_months": months}
                )
        enquiring.propose(by=writer, report=report, details={"vehicle": vehicle, "supervision_months": 3})
        words = plain_text(printing.court_text(by=writer, report=report).html)
    assert (
        "does not make supervision of at least 3 months, the restorative requirement is not proposed" in words
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.update(supervision_months=2)


@pytest.mark.requirement("W8-096")
@pytest.mark.parametrize("blank", list(EXPLAINED))
def test_words_for_the_court_wait_until_what_an_order_asks_was_explained(report, writer, blank):
    details = {"vehicle": "community_order", "supervision_months": 12}
    with acting_as(writer):
        enquiring.propose(by=writer, report=report, details=details)
        for value in ("", "no") if EXPLAINED[blank] == "yes" else ("",):
            reporting.fill_in(by=writer, report=report, prompts={**EXPLAINED, blank: value})
            with pytest.raises(Refused, match="told what it asks of them"):
                printing.court_text(by=writer, report=report)
        reporting.fill_in(by=writer, report=report, prompts=EXPLAINED)
        assert printing.court_text(by=writer, report=report).pk


@pytest.mark.requirement("W8-102")
def test_deferred_sentence_is_not_held_to_supervision(report, writer):
    until = in_days(100)
    details = {"vehicle": "deferred_sentence", "deferred_until": until, "deferment_model": "split"}
    with acting_as(writer):
        enquiring.propose(by=writer, report=report, details=details)
        words = plain_text(printing.court_text(by=writer, report=report).html)
    assert "reparation may go on in the order that follows" in words
    assert "supervision" not in words


def test_deferment_has_an_end_in_time_and_a_model(report, writer):
    details = {"vehicle": "deferred_sentence", "deferment_model": "whole"}
    with acting_as(writer):
        with pytest.raises(Refused, match="up to 6 months"):
            enquiring.propose(by=writer, report=report, details={**details, "deferred_until": in_days(250)})
        with pytest.raises(ValidationError, match="until when"):
            enquiring.propose(by=writer, report=report, details=details)


@pytest.mark.parametrize(
    ("start", "latest"),
    [
        (dt.date(2026, 3, 10), dt.date(2026, 9, 10)),
        (dt.date(2026, 8, 31), dt.date(2027, 2, 28)),
        (dt.date(2026, 6, 30), dt.date(2026, 12, 30)),
        (dt.date(2026, 7, 1), dt.date(2027, 1, 1)),
    ],
)
def test_six_months_are_calendar_months(start, latest):
    proposing.check_deferment_length(start, latest, 6)
    with pytest.raises(Refused):
        proposing.check_deferment_length(start, latest + dt.timedelta(days=1), 6)


@pytest.mark.requirement("W8-099")
def test_basis_in_force_on_the_day_is_cited_and_ending_it_changes_no_old_text(
    report, writer, settings, tmp_path
):
    details = {
        "vehicle": "suspended_sentence_order",
        "supervision_months": 6,
        "proposed_on": dt.date(2013, 5, 1),
    }
    with acting_as(writer):
        enquiring.propose(by=writer, report=report, details=details)
        before = printing.court_text(by=writer, report=report)
        assert "section 189 of the Criminal Justice Act 2003" in before.html
        assert "specified activity requirement" in before.html
        folder = tmp_path / "policy"
        shutil.copytree(configured.POLICY_DIR, folder)
        settings.POLICY_DIR = folder
        file = folder / "court" / "legal-basis.yaml"
        file.write_text(file.read_text().replace("to: 2015-01-31", f"to: {timezone.localdate()}", 0))
        last_year = {**details, "proposed_on": timezone.localdate() - dt.timedelta(days=365)}
        enquiring.propose(by=writer, report=report, details=last_year)
        old = printing.court_text(by=writer, report=report)
        assert "section 287" in old.html
        text = file.read_text().replace(
            "    from: 2020-12-01\n    source: Sentencing Act 2020 sections 286",
            f"    from: 2020-12-01\n    to: {timezone.localdate()}\n    source: Sentencing Act 2020 sections 286",
        )
        assert text != file.read_text()
        second = tmp_path / "later"
        shutil.copytree(folder, second)
        (second / "court" / "legal-basis.yaml").write_text(text)
        settings.POLICY_DIR = second
        assert basis_on("suspended_sentence_order", in_days(1)) is None
        assert printing.court_text(by=writer, report=report).html == old.html
        with pytest.raises(Refused, match="no statutory basis"):
            enquiring.propose(by=writer, report=report, details={**details, "proposed_on": in_days(1)})


def test_words_for_the_court_are_pdf_and_word(report, writer):
    with acting_as(writer):
        enquiring.propose(by=writer, report=report, details=PROPOSAL)
        made = printing.court_text(by=writer, report=report)
        assert render(made, "pdf").startswith(b"%PDF")
        assert render(made, "docx").startswith(b"PK")


@pytest.mark.requirement("W8-109")
def test_shares_of_a_month(report, writer, service, court, coordinator):
    first, last = dt.date(2027, 3, 1), dt.date(2027, 3, 31)
    with acting_as(writer):
        for number in range(20):
            each = reporting.begin_report(
                by=writer,
                service=service,
                court=court,
                hearing_on=first + dt.timedelta(days=number),
                reference=f"T{number}",
            )
            reporting.note_facts(by=writer, report=each, facts=SUITABLE)
            if number < 15:
                reporting.fill_in(by=writer, report=each, considered=True, interviewed=number < 10)
            if number < 6:
                enquiring.propose(by=writer, report=each, details=PROPOSAL)
    with acting_as(coordinator):
        counted = shares.shares(service, first, last)
    assert (counted.eligible, counted.considered_share, counted.proposed_share) == (20, "75%", "30%")
    assert counted.interviewed == 10


@pytest.mark.requirement("W8-311")
def test_proposal_without_an_answer_is_on_the_managers_list_two_days_before(report, writer, service, manager):
    with acting_as(writer):
        proposal = enquiring.propose(by=writer, report=report, details=PROPOSAL)
        enquiring.ask_service(by=writer, proposal=proposal)
    with acting_as(manager):
        assert not shares.unconfirmed(service, in_days(7)).exists()
        assert list(shares.unconfirmed(service, in_days(8))) == [report]
        clock = Clock.objects.get(name="court-enquiry")
        assert (clock.role, timezone.localtime(clock.due_at).date()) == ("service_manager", in_days(8))
        enquiring.answer_enquiry(by=manager, proposal=proposal, reply="cannot")
        assert shares.unconfirmed(service, in_days(8)).exists()
        enquiring.answer_enquiry(by=manager, proposal=proposal, reply="can")
        assert not shares.unconfirmed(service, in_days(8)).exists()
        proposal.refresh_from_db()
        clock.refresh_from_db()
    assert (proposal.replied_by, proposal.replied_on, clock.ended) == (manager, timezone.localdate(), "met")
    with acting_as(writer):
        assert writer.notices.filter(words__contains="can deliver").exists()


@pytest.mark.requirement("W8-084")
def test_short_assessment_gives_the_text_at_once(profile, writer, court, service):
    profile("hmpps-2023")
    answers = {"accepts": "yes", "heard": "yes", "interest": "yes", "attitude": "sorry", "safe": "no"}
    with acting_as(writer):
        report = reporting.begin_report(
            by=writer,
            service=service,
            court=court,
            hearing_on=timezone.localdate(),
            reference="T2",
            kind="same_day",
        )
        text = printing.assess_shortly(by=writer, report=report, answers=answers)
        words = plain_text(text.html)
    assert "Preliminary." in words
    assert "a first conversation about it looks right" in words
    assert "On the facts known today" in words
    with acting_as(writer), pytest.raises(Refused, match="Answer"):
        printing.assess_shortly(by=writer, report=report, answers={"accepts": "yes"})


@pytest.mark.requirement("W8-084")
def test_full_assessment_is_set_for_after_sentence(profile, writer, court, service, coordinator):
    profile("hmpps-2023")
    answers = {"accepts": "unsure", "heard": "yes", "interest": "yes", "attitude": "mixed", "safe": "no"}
    with acting_as(writer):
        report = reporting.begin_report(
            by=writer,
            service=service,
            court=court,
            hearing_on=timezone.localdate(),
            reference="T3",
            kind="same_day",
        )
        text = printing.assess_shortly(by=writer, report=report, answers=answers)
    assert "More has to be known" in plain_text(text.html)
    with acting_as(coordinator):
        task = Clock.objects.get(name="court-full-assessment")
        assert task.role == "coordinator"
        assert timezone.localtime(task.due_at).date() > timezone.localdate()


def test_short_assessment_is_for_a_hearing_today(report, writer, service, court):
    with acting_as(writer):
        with pytest.raises(Refused, match="hearing today"):
            printing.assess_shortly(by=writer, report=report, answers={})
        with pytest.raises(Refused, match="hearing today"):
            reporting.begin_report(
                by=writer, service=service, court=court, hearing_on=in_days(1), reference="T", kind="same_day"
            )


def test_service_that_works_after_sentence_only_raises_no_flag(writer, court, service):
    with acting_as(writer):
        report = reporting.begin_report(
            by=writer, service=service, court=court, hearing_on=in_days(1), reference="T"
        )
        checked = reporting.note_facts(by=writer, report=report, facts=SUITABLE)
    assert checked.check_result == "no_service"
    assert "only after sentence" in checked.check_reason


@pytest.mark.requirement("PF-085")
def test_opening_that_is_not_pursued_has_a_reason(coordinator, service, court):
    opening = Opportunity(service=service)
    details = {
        "court": court,
        "provider": "Example RJ",
        "kind": "presence",
        "words": "A desk on Tuesdays",
        "on": timezone.localdate(),
    }
    with acting_as(coordinator):
        keep_opportunity(by=coordinator, opportunity=opening, details=details)
        with pytest.raises(ValidationError, match="Say why it was not pursued"):
            keep_opportunity(by=coordinator, opportunity=opening, details={"status": "not_pursued"})
        with pytest.raises(IntegrityError), transaction.atomic():
            Opportunity.objects.update(status="not_pursued", reason="")
        kept = keep_opportunity(
            by=coordinator, opportunity=opening, details={"status": "not_pursued", "reason": "No room"}
        )
    assert (kept.status, kept.reason, kept.court, kept.provider) == (
        "not_pursued",
        "No room",
        court,
        "Example RJ",
    )


def test_report_belongs_to_its_writer_and_the_service(
    report, writer, coordinator, facilitator, referrer, stranger
):
    for user, sees in ((writer, 1), (coordinator, 1), (facilitator, 0), (referrer, 0), (stranger, 0)):
        with acting_as(user):
            assert CourtReport.objects.count() == sees


@pytest.mark.requirement("W8-062")
@pytest.mark.parametrize("outcome", ["go_on", "not_now"])
def test_with_a_victim_of_16_nothing_is_proposed_before_the_talk_with_the_scheme(
    report, writer, sign_in, client, acting, outcome
):
    today = timezone.localdate()
    with acting_as(writer):
        reporting.note_facts(
            by=writer,
            report=report,
            facts={"offence_category": "acquisitive", "child_abuse": False, "victim_under_18": True},
        )
        with pytest.raises(Refused, match="nobody has discussed it with the scheme"):
            enquiring.propose(by=writer, report=report, details=PROPOSAL)
        talk = {
            "discussed_with": "Suki, scheme lead",
            "discussed_on": today,
            "outcome": outcome,
            "born": today.replace(year=today.year - 16, day=1),
            "offence_on": today - dt.timedelta(days=40),
        }
        row = reporting.discuss_child(by=writer, report=report, details=talk)
        assert row.age_now == 16
        assert row.age_then in {15, 16}
        if outcome == "not_now":
            with pytest.raises(Refused, match="not to be proposed"):
                enquiring.propose(by=writer, report=report, details=PROPOSAL)
            return
        enquiring.propose(by=writer, report=report, details=PROPOSAL)
        assert printing.court_text(by=writer, report=report).pk
    acting(None)
    page = sign_in(client, writer).get(f"/court/reports/{report.pk}/").text
    assert "Under 18 harmed" in page
    assert "talk with the scheme" in page
