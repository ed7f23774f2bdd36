"""The life of a case as a table: what may follow what, who may do it, what must be true first, and who is told.

Stages follow each other by milestones on the case, not by one stage calling the next. docs/journey.md is drawn from here.
"""

from dataclasses import dataclass, field

from django.db import models

from amends.foundation.access.permissions import Permission


class Stage(models.TextChoices):
    """Where a case is."""

    ASSESSMENT = "assessment", "Second assessment"
    ALLOCATION = "allocation", "Finding facilitators"
    PREPARATION = "preparation", "Preparation"
    COMMUNICATION = "communication", "Communication"
    FOLLOW_UP = "follow_up", "Follow-up"
    CLOSED = "closed", "Closed"


class Milestone(models.TextChoices):
    """Something that is now true of a case, once and for all, with the day it became so."""

    INFORMATION_ASKED = "information_asked", "Information asked from other bodies"
    SECOND_ASSESSMENT_DONE = "second_assessment_done", "Second assessment made"
    FACILITATORS_ACCEPTED = "facilitators_accepted", "Enough facilitators have accepted"
    PACK_ISSUED = "pack_issued", "Case pack given to the facilitators"
    FIRST_CONTACT_HARMED = "first_contact_harmed", "Person harmed first reached"
    FIRST_CONTACT_RESPONSIBLE = "first_contact_responsible", "Person responsible first reached"
    HARMED_SEEN = "harmed_seen", "Person harmed visited"
    RESPONSIBLE_SEEN = "responsible_seen", "Person responsible visited"
    SUITABLE = "suitable", "Both sides found suitable by the facilitators"
    RISK_ASSESSED = "risk_assessed", "Risk assessed"
    WAY_CHOSEN = "way_chosen", "Way of communicating chosen"
    COMMUNICATED = "communicated", "Communication has taken place"
    WRITTEN_UP = "written_up", "Communication written up"
    FEEDBACK_DONE = "feedback_done", "Feedback taken or tried"
    OUTCOME_CODED = "outcome_coded", "Outcome and reason coded"
    REFERRER_TOLD = "referrer_told", "Referrer told of the outcome"


@dataclass(frozen=True)
class Step:
    """One row of the table. `needs` are milestones; `source` is the paragraph that asks for the order."""

    verb: str
    words: str
    begins: tuple[Stage, ...]
    ends: Stage
    permission: Permission
    needs: tuple[Milestone, ...] = ()
    tells: tuple[str, ...] = ()
    source: str = ""
    even_when_stopped: bool = field(default=False)
    is_way_back: bool = field(default=False)


OPEN_STAGES = tuple(stage for stage in Stage if stage is not Stage.CLOSED)

STEPS: dict[str, Step] = {
    step.verb: step
    for step in (
        Step(
            "accept",
            "Accept for facilitation",
            (Stage.ASSESSMENT,),
            Stage.ALLOCATION,
            Permission.CASE_OPEN,
            needs=(Milestone.SECOND_ASSESSMENT_DONE,),
            source="Hub manual, the process",
        ),
        Step(
            "begin_preparation",
            "Begin preparation",
            (Stage.ALLOCATION,),
            Stage.PREPARATION,
            Permission.ALLOCATION_OFFER,
            needs=(Milestone.FACILITATORS_ACCEPTED, Milestone.PACK_ISSUED),
            tells=("facilitators",),
            source="Hub manual, process 1",
        ),
        Step(
            "reallocate",
            "Find other facilitators",
            (Stage.PREPARATION, Stage.COMMUNICATION),
            Stage.ALLOCATION,
            Permission.ALLOCATION_OFFER,
            source="Hub manual, process 2",
            is_way_back=True,
        ),
        Step(
            "begin_communication",
            "Begin communication",
            (Stage.PREPARATION,),
            Stage.COMMUNICATION,
            Permission.MEETING_PLAN,
            needs=(Milestone.SUITABLE, Milestone.RISK_ASSESSED, Milestone.WAY_CHOSEN),
            source="Hub manual, process 4",
        ),
        Step(
            "prepare_again",
            "Go back to preparation",
            (Stage.COMMUNICATION,),
            Stage.PREPARATION,
            Permission.MEETING_PLAN,
            source="Hub manual, process 5",
            is_way_back=True,
        ),
        Step(
            "begin_follow_up",
            "Begin follow-up",
            (Stage.COMMUNICATION,),
            Stage.FOLLOW_UP,
            Permission.MEETING_WRITE_UP,
            needs=(Milestone.COMMUNICATED, Milestone.WRITTEN_UP),
            source="Hub manual, process 8",
        ),
        Step(
            "close",
            "Close the case",
            OPEN_STAGES,
            Stage.CLOSED,
            Permission.CASE_CLOSE,
            needs=(Milestone.OUTCOME_CODED,),
            tells=("referrer",),
            source="Hub manual, process 10",
            even_when_stopped=True,
        ),
        Step(
            "reopen",
            "Open the case again",
            (Stage.CLOSED,),
            Stage.ASSESSMENT,
            Permission.CASE_CLOSE,
            source="House rule: nothing is lost by closing",
            even_when_stopped=True,
        ),
    )
}
