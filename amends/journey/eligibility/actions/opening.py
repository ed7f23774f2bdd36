"""Opening a case from a referral, with everybody in it on the file of their side."""

import re
from collections.abc import Mapping

from django.db import transaction
from django.dispatch import Signal
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import open_new_case
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.clock.actions import About, start_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_person
from amends.foundation.people.models import Person
from amends.foundation.policy.facts import Facts
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.eligibility.actions.carrying import put_on_file
from amends.journey.eligibility.joined import Somebody, everybody_in
from amends.journey.eligibility.queries.alike import lookalikes_of
from amends.journey.eligibility.rules import base_of, check_can_open, latest_screening, needs_specialist
from amends.journey.referral.actions import accept
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Referral, ReferralPerson

# For later rooms: sent in the same transaction with `by`, `case` and `screening` when a case is opened from a referral.
case_opened = Signal()
SECOND_CLOCK = "second-assessment"
NOT_ON_FILE = ""
_ASIDE = {"harmed": "party_a", "responsible": "party_b"}
_CLEAR = {"party_a": "harmed", "party_b": "responsible"}
SHORT = 3


def suggested_side(person: ReferralPerson, roles: str) -> str:
    """The side of the file: as the referral says, as party A or B where roles are not clear; "" while nobody knows."""
    side = person.side
    if side == ReferralPerson.Side.UNKNOWN:
        return suggested_side(person.of, roles) if person.of else NOT_ON_FILE
    return (_ASIDE if roles == Case.Roles.UNCLEAR else _CLEAR).get(side, side)


def suggested_roles(facts: Facts) -> str:
    """Two parties where it is not clear who harmed whom."""
    return Case.Roles.UNCLEAR if facts.get("clear_roles") is False else Case.Roles.CLEAR


def check_names_nobody(what: str, everybody: list[Somebody]) -> None:
    """Refuse a title in which a name of anybody in the referral stands: both sides and every list show it."""
    words = {word for word in _words(what) if len(word) > SHORT}
    for who in everybody:
        for person in who.all:
            names = (
                set(re.findall(r"[a-z'-]+", person.full_name.lower())) if person.kind == "person" else set()
            )
            if named := words & names - {"miss"}:
                raise Refused(
                    f"“{min(named)}” is somebody's name. Say what happened without names.", field="what"
                )


def _words(text: str) -> set[str]:
    found = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", text.lower().replace("’", "'"))
    return {word.removesuffix("'s") for word in found}


@transaction.atomic
def open_case_from(
    *,
    by: User,
    referral: Referral,
    what: str,
    roles: str,
    sides: Mapping[int, str],
    is_specialist: bool = False,
    is_priority: bool = False,
    words: str = "",
) -> Case:
    """Open a case: its files, everybody on their side, what they agreed to, its clocks; the referrer is told `words`.

    `sides` gives each person of the referral (by key) their file; "" leaves them in the referral only.
    """
    facts = facts_of(referral)
    screening = check_can_open(by, referral, facts, latest_screening(referral), lookalikes_of(referral))
    everybody = everybody_in(referral)
    check_names_nobody(what, everybody)
    case = open_new_case(
        by=by,
        service=referral.service,
        family=screening.family,
        what=what,
        roles=roles,
        is_specialist=is_specialist or needs_specialist(facts),
        is_priority=is_priority,
        profile=base_of(referral),
    )
    files = {file.side: file for file in CaseFile.objects.filter(case=case)}
    _fill_files(by, files, everybody, sides)
    accept(by=by, referral=referral, case=case, words=words)
    record(
        by=by,
        act=Act.COMBINATION,
        what="case.opened_from_referral",
        case=case,
        subject=f"referral:{referral.pk}",
        details={"screening": screening.pk},
    )
    about = About(
        service=case.service,
        case=case,
        subject=f"case:{case.pk}",
        link=reverse("eligibility:assessment", args=[case.number]),
    )
    start_clock(by=by, name=SECOND_CLOCK, about=about)
    case_opened.send(Case, by=by, case=case, screening=screening)
    return case


def _fill_files(
    by: User, files: dict[str, CaseFile], everybody: list[Somebody], sides: Mapping[int, str]
) -> dict[int, Participant]:
    """Everybody once, those who are supported before those who support them."""
    placed: dict[int, Participant] = {}
    chosen = [who for who in everybody if sides.get(who.main.pk)]
    for who in sorted(chosen, key=lambda who: who.main.of_id is not None):
        side = sides[who.main.pk]
        if side not in files:
            raise Refused("This side is not one of the case's.", field=f"side_{who.main.pk}")
        of = placed.get(who.main.of_id or 0)
        same_side = of is not None and of.side == side
        placed[who.main.pk] = put_on_file(by=by, file=files[side], who=who, of=of if same_side else None)
    if not placed:
        raise Refused("Put at least one person on a file.", source="A case is about somebody")
    return placed


@transaction.atomic
def add_member(
    *, by: User, group: Participant, full_name: str, is_spokesperson: bool = False, takes_part: bool = False
) -> Person:
    """Name a member of a harmed group; they have their own card and their own consents (EX-025)."""
    check_may(by, Permission.PARTICIPANT_EDIT, group.service_id)
    if group.person.kind == Person.Kind.PERSON:
        raise Refused("Only a group or an organisation has members.")
    part = Participant.Part.SPOKESPERSON if is_spokesperson else Participant.Part.MEMBER
    return add_person(
        by=by, file=group.file, details={"full_name": full_name}, part=part, of=group, takes_part=takes_part
    )
