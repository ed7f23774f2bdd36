"""What the example service has decided about its rules, and how it plans: versions, a holiday, a caseload, a plan."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from amends.delivery.cli.example.hub import Hub
from amends.delivery.cli.example.moments import Moments
from amends.foundation.access.acting import acting_as
from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.models import Approval
from amends.foundation.clock.calendar_actions import announce_holiday
from amends.foundation.clock.working_days import add_working_days
from amends.foundation.policy.deriving import Text, rule_in
from amends.insight.scoping import actions as scoping
from amends.journey.finding.actions.deciding import assess
from amends.journey.finding.actions.keeping import queue_extract
from amends.journey.finding.actions.reading import read_extract
from amends.journey.finding.actions.sampling import draw_sample, record_reading
from amends.journey.finding.actions.uploading import upload_extract
from amends.journey.finding.models import Extract, Reading
from amends.journey.finding.queries.cases import eligible_in, worklist
from amends.service.rulebook import actions as rulebook
from amends.service.rulebook.models import ProfileVersion

CASELOAD = Path(__file__).parent / "caseload.csv"
PROBATION, POLICE = "Example Probation", "Essex Police"
AGREED, ASKED, READ, PLANNED, LATELY = 60, 3, 20, 12, 5
HOLIDAY_IN = 50  # working days


def keep_rules(hub: Hub, moments: Moments, now: datetime) -> None:
    """One version that holds, agreed by the deputy; the next, on which the manager has to decide; a late holiday."""
    deputy = hub.who("deputy")
    with moments.at(now - timedelta(days=AGREED)):
        first = _version(
            hub, "manager", _in_plain_words, "People did not understand the rule about willingness."
        )
        with acting_as(deputy):
            approval = Approval.objects.get(subject=first.subject, key=rulebook.APPROVAL_KEY)
            decide_approval(by=deputy, approval=approval, approve=True)
    with moments.at(now - timedelta(days=ASKED)):
        _version(hub, "deputy", _faster, "Agencies answer within a week now, so we can expect it.", days=14)
        with acting_as(hub.manager):
            day = add_working_days(timezone.localdate(), HOLIDAY_IN)
            announce_holiday(
                by=hub.manager, service=hub.service, day=day, words="Extra holiday (made up for the example)"
            )


def _version(hub: Hub, who: str, change: Any, reason: str, days: int = 0) -> ProfileVersion:
    by = hub.who(who)
    with acting_as(by):
        version = rulebook.begin_version(by=by, service=hub.service, base=hub.service.profile)
        rulebook.change_version(by=by, version=version, change=change)
        first = timezone.localdate() + timedelta(days=days)
        return rulebook.ask_for_agreement(by=by, version=version, reason=reason, effective_from=first)


def _in_plain_words(text: Text) -> None:
    rule_in(text, "not-willing")["words"] = (
        "Somebody does not want to take part. Taking part is always their choice."
    )


def _faster(text: Text) -> None:
    text["settings"]["information_request_working_days"] = 5


def keep_plan(hub: Hub, moments: Moments, now: datetime) -> None:
    """A caseload of probation is read and sampled; on it rests a plan that is finished, and one that is begun."""
    with moments.at(now - timedelta(days=READ)):
        extract = _caseload(hub)
    with moments.at(now - timedelta(days=PLANNED)), acting_as(hub.manager):
        _finished_run(hub, extract)
        for name, number in ((POLICE, 12), (PROBATION, 6)):
            scoping.expect_referrals(
                by=hub.manager,
                agency=hub.agencies[name],
                process="By the website, with the consent of both",
                agreed_on=timezone.localdate(),
                a_quarter=number,
            )
    with moments.at(now - timedelta(days=LATELY)), acting_as(hub.manager):
        scoping.make_cohort(by=hub.manager, service=hub.service, name="First cases of the spring course")
        begun = scoping.start_run(
            by=hub.manager, service=hub.service, name="Prison, rough guess", mode="quick"
        )
        scoping.save_step(by=hub.manager, run=begun, step="process", answers={"process": "conference"})


def _caseload(hub: Hub) -> Extract:
    by, agency = hub.coordinator, hub.agencies[PROBATION]
    with acting_as(by):
        extract = upload_extract(
            by=by,
            service=hub.service,
            agency=agency,
            name=CASELOAD.name,
            content=CASELOAD.read_bytes(),
            side="responsible",
        )
        queue_extract(by=by, extract=extract)
    read_extract(service=hub.service, extract_id=extract.pk)
    with acting_as(by):
        extract.refresh_from_db()
        readers = [hub.who("facilitator"), hub.who("supervisor")]
        size = min(6, eligible_in(extract).count())
        draw_sample(by=by, extract=extract, size=size, readers=readers, seed=7)
        for candidate, choice in zip(worklist(extract), ("refer", "wait"), strict=False):
            assess(by=by, candidate=candidate, choice=choice, reason="Read the file with the officer.")
    with acting_as(readers[0]):
        reading = Reading.objects.filter(reader=readers[0]).select_related("service").earliest("pk")
        record_reading(by=readers[0], reading=reading, sources=[Reading.Source.PLAN], suitable=True)
    return extract


def _finished_run(hub: Hub, extract: Extract) -> None:
    by = hub.manager
    run = scoping.start_run(by=by, service=hub.service, name="Probation, north of the county", mode="full")
    steps: dict[str, dict[str, Any]] = {
        "process": {"process": "both"},
        "offences": {
            "offences": ["acquisitive", "violence", "criminal_damage"],
            "left_out": "Domestic abuse",
        },
        "people": {
            "responsible": "Whoever takes some responsibility and has time left on the order.",
            "harmed": "Whoever can be reached and was harmed themselves.",
        },
        "eligible": {"extract": str(extract.pk)},
        "sample": {"size": 6, "how": "By lot, from everybody eligible on paper"},
        "reading": {"read": 6, "suitable": 5},
        "assumptions": {"assumptions": "guide"},
        "throughput": {
            "months": 3,
            "incoming": 4,
            "turnover": 50,
            "team_meetings": 40,
            "training": 60,
            "supervision": 48,
            "manager": 80,
            "volunteers": 120,
            "available": 260,
        },
    }
    for step, answers in steps.items():
        run = scoping.save_step(by=by, run=run, step=step, answers=answers)
    scoping.state_priorities(by=by, run=run, statement="Burglaries first; then whoever has asked to meet.")
    scoping.finish_run(by=by, run=run)
