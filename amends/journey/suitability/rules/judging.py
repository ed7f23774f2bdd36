"""May this judgement be made so? Each refusal names the rule, and what would open it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import may
from amends.foundation.case.guards import check_may_be_suitable
from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person
from amends.foundation.policy.questions import Answer
from amends.journey.consent.rules import switchboard
from amends.journey.eligibility.models import Screening, SecondAssessment
from amends.journey.referral.models import Referral
from amends.journey.suitability.grounds import grounds, grounds_for, leans_on
from amends.journey.suitability.models import Interview, Judgement
from amends.journey.suitability.rules.reading import Reading
from amends.journey.suitability.rules.scheme import latest_review, presumes_taking_part

MESSAGE_7 = "Ten key messages, message 7"
RESPONSIBLE_SIDES = {Side.RESPONSIBLE, Side.PARTY_A, Side.PARTY_B}
MadeAs, Outcome = Judgement.MadeAs, Judgement.Outcome


class InterviewMissingError(Refused):
    """Somebody would be turned down although nobody has talked to them; such attempts are counted (KM-023)."""


@dataclass(frozen=True)
class Findings:
    """A judgement as somebody wants to make it. `answers` are those of the questionnaire; a manager gives none."""

    outcome: str
    basis: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    both_agree: bool = False
    interviewed_on: date | None = None
    interviewer: str = ""
    grounds: Sequence[str] = ()
    stands_without: bool = False
    indirect_only: bool = False
    ask_manager: bool = False
    review_on: date | None = None
    requirement: str = ""
    requirement_reason: str = ""


def ways_to_judge(user: User, service_id: int) -> list[Judgement.MadeAs]:
    """As what this user may judge."""
    if may(user, Permission.APPROVAL_DECIDE, service_id):
        return [MadeAs.PAPER, MadeAs.VISIT, MadeAs.MANAGER]
    if may(user, Permission.REFERRAL_SCREEN, service_id):
        return [MadeAs.PAPER, MadeAs.VISIT]
    return [MadeAs.VISIT] if may(user, Permission.SUITABILITY_RECORD, service_id) else []


def check_eligible(case: Case) -> None:
    """Refuse to assess anybody in a case that was not found eligible, or was found not to be one for us (SS-009)."""
    screenings = Screening.objects.filter(referral__case=OuterRef("pk")).order_by("-pk")
    seconds = SecondAssessment.objects.filter(case=OuterRef("pk")).order_by("-pk")
    last = Case.objects.filter(pk=case.pk).values_list(
        Exists(Referral.objects.filter(case=OuterRef("pk"))),
        Subquery(screenings.values("decision")[:1]),
        Subquery(seconds.values("decision")[:1]),
    )
    referred, screened, second = last.get()
    # What came without a referral was decided when the case was opened.
    not_eligible = referred and screened != Screening.Decision.ELIGIBLE
    if not_eligible or second == SecondAssessment.Decision.NOT_ACCEPT:
        raise Refused(
            "Suitability is asked only of somebody who is eligible.",
            source="NOMS service specification, definitions",
            opens="Screen it again, or make the second assessment again, if things have changed.",
        )


def is_eligible(case: Case) -> bool:
    """Whether there is anything to fill in at all."""
    try:
        check_eligible(case)
    except Refused:
        return False
    return True


def check_asked_about_own_harm(participant: Participant, made_as: str, answers: Mapping[str, Answer]) -> None:
    """Refuse an assessment of a woman who is responsible that leaves open what she has lived through (SS-032)."""
    if made_as != MadeAs.VISIT or participant.side != Side.RESPONSIBLE or answers.get("own_harm"):
        return
    person = Person.objects.filter(participant=participant).first()
    if person and person.gender == Person.Gender.FEMALE:
        raise Refused(
            "Say whether she has spoken of violence or abuse in her own life, or why it was not asked.",
            source="NOMS service specification section 7, female offenders",
            field="own_harm",
        )


def settled_outcome(made_as: str, findings: Findings, said: Reading) -> str:
    """What the answers leave of the choice: after a visit, an answer that excludes makes it not suitable by itself."""
    return Outcome.NOT_SUITABLE if said.excludes and made_as == MadeAs.VISIT else findings.outcome


def all_grounds(outcome: str, findings: Findings, said: Reading) -> list[str]:
    """The grounds chosen and those that follow from the answers; only somebody turned down needs any."""
    return list(dict.fromkeys([*findings.grounds, *said.grounds])) if outcome == Outcome.NOT_SUITABLE else []


def check_findings(participant: Participant, made_as: str, findings: Findings, said: Reading) -> None:
    """Everything that stands against a judgement, the gravest first."""
    outcome = settled_outcome(made_as, findings, said)
    if outcome == Outcome.SUITABLE:
        check_nothing_blocks(said)
        check_may_be_suitable(participant)
        check_way(findings, said)
        if made_as != MadeAs.PAPER:
            check_agrees(participant)
    else:
        check_reasons(findings)
    if outcome == Outcome.NOT_SUITABLE:
        check_grounds(participant, all_grounds(outcome, findings, said))
        check_talked_to(participant, all_grounds(outcome, findings, said), findings.interviewed_on)
    check_days(participant.case, findings)
    check_requirement(participant, findings)


def check_nothing_blocks(said: Reading) -> None:
    """Refuse 'suitable' while an answer stands against it; an open worry about safety comes first (W8-067)."""
    against = [*said.excludes, *said.blocks]
    if against:
        raise Refused(
            "By these answers it cannot be suitable now.",
            source="Wait 'til Eight section 2 para 1.2; section 3 para 2.3",
            opens=" ".join(against),
            field="outcome",
        )


def check_way(findings: Findings, said: Reading) -> None:
    """Refuse a meeting that somebody does not want or could not bear; letters and messages remain (W8-307)."""
    if said.no_meeting and not findings.indirect_only:
        raise Refused(
            f"It is not suitable for a meeting. {' '.join(said.no_meeting)}",
            source="Wait 'til Eight appendix 6A to 6C; section 5 para 4",
            opens="It can be suitable for letters and messages: tick “no meeting”.",
            field="indirect_only",
        )


def check_agrees(participant: Participant) -> None:
    """Refuse 'suitable' for somebody whose agreement to take part is not on file (SS-009)."""
    if not switchboard(participant)["take_part"].is_on:
        raise Refused(
            "Their agreement to take part is not on file.",
            source="NOMS service specification, definitions",
            opens="Ask them, and record what they say under “What they have agreed to”.",
            field="outcome",
        )


def check_reasons(findings: Findings) -> None:
    """Warn of reasons that lean on a lack of feeling; they must stand without it (KM-024)."""
    words = leans_on(f"{findings.basis} {findings.requirement_reason}")
    if words and not findings.stands_without:
        raise Refused(
            f"“{words}” is never a ground. Feeling for the other may come with the work.",
            source=f"{MESSAGE_7}, action 1",
            opens="Choose a permitted ground, and confirm that the decision stands without this.",
            field="stands_without",
        )


def check_grounds(participant: Participant, chosen: Sequence[str]) -> None:
    """Refuse somebody turned down on no permitted ground, or only for little motivation where that is none (W8-075)."""
    presumption = presumes_taking_part(participant.case)
    permitted = grounds_for(participant.side, presumption=presumption)
    if not chosen:
        raise Refused(
            "Choose at least one permitted ground.", source=f"{MESSAGE_7}, action 1", field="grounds"
        )
    if [key for key in chosen if key not in permitted]:
        motivation = presumption and any(key in grounds() and grounds()[key].is_motivation for key in chosen)
        words = "Little motivation is no ground here: this scheme presumes that people take part."
        raise Refused(
            words if motivation else "This is not a permitted ground.",
            source="Wait 'til Eight section 2 para 1.2; appendix 2C",
            field="grounds",
        )


def lacks_interview(participant: Participant, chosen: Sequence[str], talked_on: date | None) -> bool:
    """Whether somebody would be turned down unheard. What the rules exclude formally needs no talk."""
    if talked_on or any(key in grounds() and grounds()[key].no_interview for key in chosen):
        return False
    return not Interview.objects.filter(participant=participant).exists()


def check_talked_to(participant: Participant, chosen: Sequence[str], talked_on: date | None) -> None:
    """Refuse to turn an eligible person down before somebody has talked to them, on paper too (KM-023)."""
    if lacks_interview(participant, chosen, talked_on):
        raise InterviewMissingError(
            "Nobody who is eligible is turned down before somebody has talked to them.",
            source=f"{MESSAGE_7}, action 2",
            opens="Talk to them first and log it, or choose “Not yet”.",
            field="interviewed_on",
        )


def check_days(case: Case, findings: Findings) -> None:
    """Refuse a talk that has not been, and a day to look again that has passed or lies beyond the scheme's interval."""
    today = timezone.localdate()
    if findings.interviewed_on and findings.interviewed_on > today:
        raise Refused("This day has not come yet.", field="interviewed_on")
    if findings.review_on is None:
        return
    if findings.review_on <= today:
        raise Refused("Choose a day that is still to come.", field="review_on")
    latest = latest_review(case, today)
    if findings.review_on > latest:
        raise Refused(
            f"This scheme asks again by {long_date(latest)} at the latest.",
            source="Wait 'til Eight section 3 paras 2.3, 3.3",
            field="review_on",
        )


def check_requirement(participant: Participant, findings: Findings) -> None:
    """Where taking part is presumed, leaving the requirement out of a community sentence needs a reason (W8-075)."""
    left_out = findings.requirement == "leave_out"
    if left_out and presumes_taking_part(participant.case) and not findings.requirement_reason.strip():
        raise Refused(
            "This scheme presumes that people take part, so say why the requirement is left out.",
            source="Wait 'til Eight section 2 para 1.2; appendix 2C",
            field="requirement_reason",
        )
