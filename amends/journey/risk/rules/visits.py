"""May somebody be visited: is there a summary, have those who go read it, and does what is known allow it?"""

from collections.abc import Iterable

from amends.foundation.access.models import User
from amends.foundation.case.models import Participant, Side
from amends.foundation.lib.refusal import Refused
from amends.journey.risk.models import VisitSummary
from amends.journey.risk.rules.standing import standing_of
from amends.service.rulebook.rules import profile_in_force

SUMMARY = "Essex manual, process para 1, and roles, Essex Police"
LOOKED_UP = "Wait 'til Eight section 5 para 7.1"
CURRENT = "Essex manual, appendix C2"
HARMED = (Side.HARMED, Side.PARTY_A)


def summary_of(participant: Participant) -> VisitSummary | None:
    """The one that counts."""
    rows = VisitSummary.objects.filter(participant=participant).select_related("written_by")
    return rows.prefetch_related("read__user").order_by("-pk").first()


def wants_summary(participant: Participant) -> bool:
    """Whether the rules of the case ask for one before any visit."""
    case = participant.case
    return bool(profile_in_force(case.service_id, case.profile).settings.get("visit_safety_summary"))


def not_read_by(summary: VisitSummary, users: Iterable[User]) -> list[User]:
    """Those who go and have not confirmed that they have read it; whoever wrote it has."""
    read = {row.user_id for row in summary.read.all()} | {summary.written_by_id}
    return [user for user in users if user.pk not in read]


def check_may_visit(participant: Participant, going: Iterable[User], place_kind: str) -> None:
    """Refuse to book a visit without a summary that everybody who goes has read (EX-040), against what is known."""
    summary = summary_of(participant)
    if summary is None:
        if wants_summary(participant):
            raise Refused(
                "There is no summary yet of what those who visit must know.",
                source=SUMMARY,
                opens="Write it: Risk, “Before anybody visits”.",
            )
        return
    if wants_summary(participant):
        unread = not_read_by(summary, going)
        if unread:
            raise Refused(
                f"Not read yet by {' and '.join(user.name for user in unread)}.",
                source=SUMMARY,
                opens="Each of you reads it and says so: Risk, “Before anybody visits”.",
            )
    check_looked_up(participant, summary, place_kind)


def check_looked_up(participant: Participant, summary: VisitSummary, place_kind: str) -> None:
    """Refuse a visit at the home of somebody about whom a concern came back, unless it was decided how (W8-234)."""
    if summary.result != VisitSummary.Result.CONCERN or place_kind not in {"home", ""}:
        return
    if summary.decision != VisitSummary.Decision.TWO:
        raise Refused(
            "A check came back with a concern, and a visit at home by two was not decided on.",
            source=LOOKED_UP,
            opens="Decide on two facilitators or a safer place, and say who decided: Risk, “Before anybody visits”.",
            field="place_kind",
        )


def check_still_current(participant: Participant) -> None:
    """Refuse a visit on an assessment that has run out, or since which something new was seen (EX-105).

    Before the first visit there may be none: what is known then stands in the summary.
    """
    known = standing_of(participant.case, [participant])
    row = next(iter(known.assessments), None)
    if row is None:
        return
    anew = any(clock.subject == f"participant:{participant.pk}" for clock in known.anew)
    if row.is_run_out or anew:
        raise Refused(
            "The risk assessment has run out."
            if row.is_run_out
            else "The risk has to be assessed anew first.",
            source=CURRENT,
            opens="Assess the risk, then book the visit.",
        )
