"""Could a step hurt the person harmed again? What was found holds it until that is settled."""

from amends.foundation.access.programs import as_clockwork
from amends.foundation.approval.rules import approved
from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.case.rules import principals
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.questions import EffectKind
from amends.foundation.questionnaire.models import Response
from amends.foundation.questionnaire.rules import effects_of
from amends.journey.safeguarding.rules.plans import wanted

KEY, STEP, REASSESS = "fresh-harm", "fresh-harm-check", "risk-reassessment"
SOURCE = "NOMS service specification, row 3; Victims' Directive"
# In a dispute without clear roles each of the two may be the one who is hurt.
MAY_BE_HURT = (Side.HARMED, Side.PARTY_A, Side.PARTY_B)


def subject_at(participant: Participant, stage: str) -> str:
    """One check a person and stage."""
    return f"participant:{participant.pk}:{stage}"


def approval_subject(response: Response) -> str:
    """What the manager is asked about."""
    return f"response:{response.pk}"


def is_positive(response: Response) -> bool:
    """Whether anything was found possible or happening."""
    return any(effect.kind is EffectKind.MANAGER for effect in effects_of(response))


def checks_of(participant: Participant) -> list[Response]:
    """What was found so far, newest first."""
    rows = Response.objects.filter(participant=participant, key=KEY, state=Response.State.COMPLETE)
    return list(rows.select_related("answered_by").order_by("-completed_at", "-pk"))


def latest_by_stage(participant: Participant) -> dict[str, Response]:
    """The last check of each stage, by its subject."""
    return {response.subject: response for response in reversed(checks_of(participant))}


def check_no_fresh_harm(case: Case) -> None:
    """Refuse a step while a finding waits for the manager, or the check of this stage is missing where it must be made.

    What was found stands in the file of the person harmed, so nothing of it is said here (SS-029).
    """
    with as_clockwork(case.service):
        people = [p for p in principals(case) if p.side in MAY_BE_HURT]
        found = {p: latest_by_stage(p) for p in people}
        held = any(
            is_positive(each) and not approved(approval_subject(each), KEY)
            for checks in found.values()
            for each in checks.values()
        )
        must = wanted(case, STEP)
        missing = [p for p, checks in found.items() if must and subject_at(p, case.stage) not in checks]
    if held:
        raise Refused(
            "A check of this case waits for the manager’s decision.",
            source=SOURCE,
            opens="The manager finds it under Approvals.",
        )
    if missing:
        raise Refused(
            "Nobody has checked at this stage whether the person harmed could be hurt again.",
            source=SOURCE,
            opens="The facilitator of the person harmed makes the check.",
        )


def check_reassessed(case: Case) -> None:
    """Refuse to book or confirm a meeting while a sign of fresh harm waits for a new assessment (W8-214)."""
    with as_clockwork(case.service):
        waiting = Clock.objects.filter(case=case, name=REASSESS, stopped_at__isnull=True).exists()
    if waiting:
        raise Refused(
            "The risk has to be assessed anew before a meeting.",
            source="Wait 'til Eight section 5 para 3.2",
            opens="When the new assessment is on file, this opens.",
        )
