"""Writing a report to court: the check, the advice, the proposal, and what the court decided."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.ages import ADULT
from amends.foundation.policy.facts import Value
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.court.law import advice
from amends.journey.court.models import Court, CourtReport, HearingResult
from amends.journey.court.rules.advising import check_can_finish, check_facts_at_court, check_still_open
from amends.journey.court.rules.before_sentence import court_base
from amends.journey.safeguarding.actions.discussing import Discussed, note_discussion
from amends.journey.safeguarding.models import Discussion

RESULT_CLOCK, ENQUIRY_CLOCK, FULL_CLOCK = "order-notified", "court-enquiry", "court-full-assessment"


def about(report: CourtReport, owner: User | None = None) -> About:
    """Where the clocks of a report point to."""
    return About(
        service=report.service,
        subject=f"courtreport:{report.pk}",
        link=reverse("court:report", args=[report.pk]),
        owner=owner,
    )


def morning_of(day: date) -> datetime:
    """Nine in the morning of a day, from which limits that begin with it run."""
    return timezone.make_aware(datetime.combine(day, time(9)))


def note(by: User, report: CourtReport, what: str, act: Act = Act.ALTERATION) -> None:
    """One line of the trail about a report."""
    subject = f"courtreport:{report.pk}"
    record(by=by, act=act, what=f"court_report.{what}", service_id=report.service_id, subject=subject)


def locked_report(by: User, report: CourtReport) -> CourtReport:
    """The row for changing, while the report is open, for somebody who may write reports."""
    check_may(by, Permission.REFERRAL_MAKE, report.service_id)
    rows = CourtReport.objects.select_for_update(of=("self",)).select_related("court", "service", "author")
    found = rows.get(pk=report.pk)
    check_still_open(found)
    return found


@transaction.atomic
def begin_report(
    *,
    by: User,
    service: Service,
    court: Court,
    hearing_on: date,
    reference: str,
    kind: str = CourtReport.Kind.FULL,
) -> CourtReport:
    """Begin a report. Its writer is asked for the result from the day of the hearing (W8-092)."""
    check_may(by, Permission.REFERRAL_MAKE, service)
    if hearing_on < timezone.localdate():
        raise Refused("This hearing is over.", field="hearing_on")
    if kind == CourtReport.Kind.SAME_DAY and hearing_on != timezone.localdate():
        raise Refused("A report on the day is for a hearing today.", field="hearing_on")
    report = CourtReport(
        service=service, author=by, court=court, hearing_on=hearing_on, reference=reference, kind=kind
    )
    report.check_result, report.check_reason = check_facts_at_court(court, court_base(service), {})
    report.full_clean()
    report.save()
    note(by, report, "begun", Act.COLLECTION)
    start_clock(
        by=by,
        name=RESULT_CLOCK,
        about=about(report, owner=by),
        at=morning_of(hearing_on),
        title="Say what the court decided",
    )
    return report


@transaction.atomic
def note_facts(*, by: User, report: CourtReport, facts: Mapping[str, Value | None]) -> CourtReport:
    """Note what is known of the defendant, and run the target criteria over it (PF-014)."""
    found = locked_report(by, report)
    found.facts = {name: value for name, value in facts.items() if value is not None}
    found.check_result, found.check_reason = check_facts_at_court(
        found.court, court_base(found.service), found.facts
    )
    found.full_clean()
    found.save()
    note(by, found, f"checked.{found.check_result}")
    return found


@transaction.atomic
def discuss_child(*, by: User, report: CourtReport, details: Mapping[str, Any]) -> Discussion:
    """Keep what the scheme said about a child who was harmed. A date of birth under 18 settles the fact (W8-062)."""
    found = locked_report(by, report)
    talk = Discussed(**details)
    row = note_discussion(by=by, service=found.service, subject=f"courtreport:{found.pk}", talk=talk)
    if any(age is not None and age < ADULT for age in (row.age_then, row.age_now)):
        note_facts(by=by, report=found, facts={**found.facts, "victim_under_18": True})
    return row


@transaction.atomic
def fill_in(*, by: User, report: CourtReport, **details: Any) -> CourtReport:
    """Answer one part of the report: what the court said, whether it was considered, prompts, effective proposal."""
    found = locked_report(by, report)
    for name, value in details.items():
        setattr(found, name, value)
    if found.advice or found.indication_on:
        found.advice = with_standing_words(found, found.advice)
    found.full_clean()
    found.save()
    note(by, found, "filled_in")
    return found


def with_standing_words(report: CourtReport, text: str) -> str:
    """The advice with the indication, where it was given, and always with the caution at its end (PF-082, PF-083)."""
    words = advice()
    body = text.replace(words.caution, "").strip()
    if report.indication_on and words.indication not in body:
        body = f"{body}\n\n{words.indication}".strip()
    elif not report.indication_on:
        body = body.replace(words.indication, "").strip()
    return f"{body}\n\n{words.caution}"


@transaction.atomic
def advise(*, by: User, report: CourtReport, text: str, why_no_advice: str = "") -> list[str]:
    """Keep the advice to court; the standing caution is put back where it is missing. Returns words that promise."""
    found = locked_report(by, report)
    words = advice()
    own = text.replace(words.caution, "").strip()
    found.advice = with_standing_words(found, own) if own or found.indication_on else ""
    found.why_no_advice = "" if found.advice else why_no_advice.strip()
    found.full_clean()
    found.save()
    note(by, found, "advised" if found.advice else "not_advised")
    return words.promised(own)


@transaction.atomic
def finish_report(*, by: User, report: CourtReport) -> CourtReport:
    """Close the report for the hearing. Refused while something that has to be said is not (PF-015, W8-101)."""
    found = locked_report(by, report)
    check_can_finish(found)
    found.finished_at = timezone.now()
    found.full_clean()
    found.save()
    note(by, found, "finished")
    return found


@transaction.atomic
def tell_result(*, by: User, report: CourtReport, details: str, requirement_made: bool) -> HearingResult:
    """Say what the court decided: at the latest two working days after the hearing (W8-092)."""
    check_may(by, Permission.REFERRAL_MAKE, report.service_id)
    if report.hearing_on > timezone.localdate():
        raise Refused("The hearing is still to come.", source="Wait 'til Eight appendix 2B 5")
    result = HearingResult(
        service_id=report.service_id,
        report=report,
        details=details,
        requirement_made=requirement_made,
        reported_at=timezone.now(),
        reported_by=by,
    )
    result.full_clean()
    result.save()
    note(by, report, "result_told", Act.COLLECTION)
    with as_clockwork(report.service):
        for clock in (RESULT_CLOCK, ENQUIRY_CLOCK):
            stop_clock(by=by, name=clock, subject=f"courtreport:{report.pk}", dropped=clock == ENQUIRY_CLOCK)
    return result
