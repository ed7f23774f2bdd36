"""Letting some of those in a case go on by themselves, in a strand with its own consent, risk and outcome (SS-005)."""

from collections.abc import Sequence

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import leave, open_new_case
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import check_is_live, principals
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import copy_person
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.notes.models import Strand

SOURCE = "Service specification, definitions: victim, offender"


def check_can_split(case: Case, people: Sequence[Participant]) -> None:
    """Refuse to split off nobody, somebody of another case, or everybody of a side."""
    check_is_live(case)
    everybody = principals(case)
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
    for person in principals(case):
        goes = person in people
        if goes or person.side not in sides:
            copy_person(by=by, participant=person, file=files[person.side], takes_details_away=goes)
        if goes:
            leave(by=by, participant=person)
    row = Strand(service=case.service, begun_in=case, goes_on_in=strand, reason=reason, words=words, by=by)
    row.full_clean()
    row.save()
    record(by=by, act=Act.COMBINATION, what="case.split_off", case=strand, details={"reason": reason})
    record(by=by, act=Act.ALTERATION, what="case.split_off", case=case, details={"reason": reason})
    return row
