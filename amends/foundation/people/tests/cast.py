"""A case with its people, made through actions, for tests of every room above."""

from dataclasses import dataclass

import pytest

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import open_new_case
from amends.foundation.case.models import Case, CaseFile, Participant, Side
from amends.foundation.people.actions import add_contact_point, add_person, set_safe_contact
from amends.foundation.people.models import ContactPoint, Person, SafeContact

YES = SafeContact.Answer.YES


@dataclass
class Fence:
    """A broken fence: both files with their principal. `a_case.case` is the case itself."""

    case: Case
    harmed_file: CaseFile
    responsible_file: CaseFile
    harmed: Participant
    responsible: Participant


def put_principal(by, file, details: dict[str, object], mobile: str, card: dict[str, object]) -> Participant:
    """A person with a number and a checked safe-contact card."""
    person: Person = add_person(by=by, file=file, details=details)
    participant = person.participant
    add_contact_point(by=by, participant=participant, kind=ContactPoint.Kind.MOBILE, value=mobile)
    set_safe_contact(by=by, card=participant.safe_contact, changes=card)
    return participant


@pytest.fixture
def a_case(coordinator, service) -> Fence:
    """A case with clear roles in its first stage; both principals may be called and written to."""
    with acting_as(coordinator):
        case = open_new_case(
            by=coordinator,
            service=service,
            family=Case.Family.NEIGHBOURS,
            what="broken fence",
            roles=Case.Roles.CLEAR,
        )
        files = {file.side: file for file in case.files.all()}
        harmed = put_principal(
            coordinator,
            files[Side.HARMED],
            {"full_name": "Hanna Harmed", "date_of_birth": "1961-03-04", "known_as": "Hanna"},
            "07700900101",
            {"calls": YES, "texts": YES, "email": YES, "post": YES, "visits": YES},
        )
        responsible = put_principal(
            coordinator,
            files[Side.RESPONSIBLE],
            {"full_name": "Rhys Ponsible", "date_of_birth": "1994-09-12", "known_as": "Rhys"},
            "07700900202",
            {"calls": YES, "texts": YES, "post": YES, "visits": YES},
        )
    return Fence(case, files[Side.HARMED], files[Side.RESPONSIBLE], harmed, responsible)
