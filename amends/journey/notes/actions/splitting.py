"""Letting some of those in a case go on by themselves, in a strand with its own consent, risk and outcome (SS-005)."""

from collections.abc import Sequence

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import leave, open_new_case
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import check_is_live, principals
from amends.foundation.clock.actions import stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import copy_person
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.consent.actions import TELL_OTHERS
from amends.journey.consent.rules import switchboards
from amends.journey.consent.rules.switches import NO
from amends.journey.notes.models import Strand

SOURCE = "Service specification, definitions: victim, offender"
STOPPED = "Taking part is voluntary at every moment"


def check_can_split(case: Case, people: Sequence[Participant]) -> None:
    """Refuse to split off nobody, somebody of another case, everybody of a side, or whoever has said stop.

    Where somebody has stopped, the others can go on in a case of their own, if somebody of each side still wants to.
    """
    if not case.is_open:
        check_is_live(case)
    everybody = principals(case)
    if case.stopped_at:
        check_others_go_on(everybody, people)
    chosen = {person.pk for person in people}
    if not chosen or chosen - {person.pk for person in everybody}:
        raise Refused("Say who goes on by themselves.", source=SOURCE, field="people")
    for side in {person.side for person in people}:
        if not [p for p in everybody if p.side == side and p.pk not in chosen]:
            raise Refused(
                "Somebody of each side has to stay.",
                source=SOURCE,
                opens="If all of them go, it is this case that goes on.",
                field="people",
            )


def who_stopped(everybody: Sequence[Participant]) -> set[int]:
    """The keys of those who have said no to taking part, or taken it back."""
    boards = switchboards(list(everybody))
    return {person.pk for person in everybody if boards[person.pk]["take_part"].state in NO}


def check_others_go_on(everybody: Sequence[Participant], people: Sequence[Participant]) -> None:
    """Refuse to take along whoever has stopped, or to go on with one side only (W8-094)."""
    gone = who_stopped(everybody)
    named = ", ".join(person.initials for person in people if person.pk in gone)
    if named:
        raise Refused(
            f"They have stopped taking part: {named}.",
            source=STOPPED,
            opens="Only they can start again. Choose those who want to go on without them.",
            field="people",
        )
    sides = {person.side for person in people}
    if not any(person.side not in sides and person.pk not in gone for person in everybody):
        raise Refused(
            "There is nobody with whom they could go on.",
            source=STOPPED,
            opens="If somebody says themselves that they want to after all, it opens again.",
            field="people",
        )


@transaction.atomic
def split_off(*, by: User, case: Case, people: Sequence[Participant], reason: str, words: str) -> Strand:
    """Open a case for those who go on by themselves, with everybody of the other side; here they leave.

    How to reach them goes with them, so that whoever works here no longer sees it. Nothing that anybody has agreed to,
    no risk and no judgement is taken along: the strand has its own. Raises Refused as `check_can_split` does.
    """
    check_may(by, Permission.CASE_OPEN, case.service_id)
    check_can_split(case, people)
    strand = open_new_case(
        by=by,
        service=case.service,
        family=case.family,
        what=case.what,
        roles=case.roles,
        is_specialist=case.is_specialist,
        is_priority=case.is_priority,
        profile=case.profile,
    )
    files = {file.side: file for file in strand.files.all()}
    sides = {person.side for person in people}
    everybody = principals(case)
    gone = who_stopped(everybody)
    for person in everybody:
        goes = person in people
        if person.pk in gone:
            continue
        if goes or person.side not in sides:
            copy_person(by=by, participant=person, file=files[person.side], takes_details_away=goes)
        if goes:
            leave(by=by, participant=person)
            stop_clock(by=by, name=TELL_OTHERS, subject=f"participant:{person.pk}", dropped=True)
    row = Strand(service=case.service, begun_in=case, goes_on_in=strand, reason=reason, words=words, by=by)
    row.full_clean()
    row.save()
    record(by=by, act=Act.COMBINATION, what="case.split_off", case=strand, details={"reason": reason})
    record(by=by, act=Act.ALTERATION, what="case.split_off", case=case, details={"reason": reason})
    return row
