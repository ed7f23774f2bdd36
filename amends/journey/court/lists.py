"""What the pages of the court room show: tables of reports, courts and openings, and a report's parts."""

from collections.abc import Iterable

from django.urls import reverse

from amends.foundation.pages.parts import Cell, Column, Row, Table, Tag, Task
from amends.foundation.pages.templatetags.amends import day
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.journey.court.models import ORDERS, Court, CourtReport, Opportunity, Proposal
from amends.journey.court.rules.wording import missing_from_text
from amends.journey.safeguarding.rules.discussing import discussion_of

TONES = {
    CourtReport.Check.SUITABLE: "good",
    CourtReport.Check.INCOMPLETE: "waiting",
    CourtReport.Check.NOT_MET: "neutral",
    CourtReport.Check.NO_SERVICE: "neutral",
}
DONE, TO_DO, NOT_NEEDED = Tag("Done", "good"), Tag("To do", "waiting"), Tag("If it helps")


def check_tag(report: CourtReport) -> Tag:
    """The result of the check."""
    return Tag(report.get_check_result_display(), TONES[CourtReport.Check(report.check_result)])


def reports_table(reports: Iterable[CourtReport], caption: str, empty: str) -> Table:
    """Reports by hearing."""
    rows = [
        [
            Cell(f"{r.reference}, {r.court.name}", reverse("court:report", args=[r.pk])),
            day(r.hearing_on),
            Cell(tag=check_tag(r)),
            r.author.name,
            "Being written" if r.is_open else f"Finished {day(r.finished_at)}",
        ]
        for r in reports
    ]
    columns = [Column("Report"), Column("Hearing"), Column("Check"), Column("Writer"), Column("State")]
    return Table(caption, columns, rows, empty)


def courts_table(courts: Iterable[Court], *, may_change: bool) -> Table:
    """Courts with what was agreed about deferred sentences."""
    rows = [
        [
            Cell(court.name, reverse("court:edit_court", args=[court.pk]) if may_change else ""),
            "Yes" if court.has_service else "No",
            f"{day(court.deferral_agreed_on)}, {court.deferral_limit} at a time, review {day(court.deferral_review_on)}"
            if court.deferral_agreed_on
            else "None",
        ]
        for court in courts
    ]
    columns = [Column("Court"), Column("Service there"), Column("Agreement on deferred sentences")]
    return Table("Courts", columns, rows, "No court is on the list yet.")


def opportunities_table(rows: Iterable[Opportunity]) -> Table:
    """Openings for working together, and what came of each."""
    lines = [
        [
            Cell(o.words, reverse("court:edit_opportunity", args=[o.pk])),
            o.court.name,
            o.provider,
            o.get_kind_display(),
            day(o.on),
            f"{o.get_status_display()}{f': {o.reason}' if o.reason else ''}",
        ]
        for o in rows
    ]
    columns = [Column(name) for name in ("Opening", "Court", "With", "Sort", "Day", "What came of it")]
    return Table("Working together", columns, lines, "No opening has been noted yet.")


def parts_of(report: CourtReport, proposal: Proposal | None) -> list[Task]:
    """The parts of a report with what is done of each."""

    def task(title: str, key: str, *, done: bool, otherwise: Tag = TO_DO) -> Task:
        url = reverse("court:part", args=[report.pk, key]) if report.is_open else ""
        return Task(title, DONE if done else otherwise, url)

    discussed = discussion_of(f"courtreport:{report.pk}")
    short = [task("Short assessment of the day", "short", done=bool(report.short_answers))]
    advised = bool(report.advice or report.why_no_advice)
    prompted = any(report.prompts.get(q.key) for q in load_questionnaire("court-prompts").questions)
    return [
        *(short if report.kind == CourtReport.Kind.SAME_DAY else []),
        task("What is known of the defendant", "facts", done=bool(report.facts)),
        task(
            "What the court said, and whether it was considered",
            "court-said",
            done=report.considered is not None,
        ),
        task("Restorative prompts", "prompts", done=prompted, otherwise=NOT_NEEDED),
        task(
            "Effective proposal information",
            "effective",
            done=bool(report.effective_proposal),
            otherwise=NOT_NEEDED,
        ),
        task(
            "What was explained to the defendant",
            "explained",
            done=bool(report.prompts.get("enforcement_explained")),
            otherwise=NOT_NEEDED,
        ),
        *(
            [task("A child was harmed: talk with the scheme", "child", done=discussed is not None)]
            if report.facts.get("victim_under_18") is True
            else []
        ),
        task("What is proposed", "proposal", done=proposal is not None, otherwise=NOT_NEEDED),
        *(
            [task("What the proposal text rests on", "wording", done=not missing_from_text(report))]
            if proposal and proposal.vehicle in ORDERS
            else []
        ),
        task("Advice to the court", "advice", done=advised),
    ]


def proposal_rows(proposal: Proposal, basis: str) -> list[Row]:
    """What is proposed, on what basis, and whether the service can deliver it."""
    answer = "Not asked yet"
    if proposal.asked_on:
        answer = f"Asked on {day(proposal.asked_on)}, no answer yet"
    if proposal.reply and proposal.replied_by:
        answer = f"{proposal.get_reply_display()}: {proposal.replied_by.name}, {day(proposal.replied_on)}"
    rows = [Row("As part of", proposal.get_vehicle_display()), Row("Statutory basis", basis)]
    if proposal.supervision_months:
        rows.append(Row("Supervision", f"{proposal.supervision_months} months"))
    if proposal.deferred_until:
        rows.append(Row("Deferred until", day(proposal.deferred_until)))
    return [*rows, Row("The service", answer)]
