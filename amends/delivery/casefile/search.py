"""Finding a case again: by number, reference, name (also misspelt) or date of birth, within what the user may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of
from amends.foundation.case.models import Case, CaseFile
from amends.foundation.people.models import Person
from amends.journey.referral.matching import reference_key
from amends.journey.referral.models import Referral, ReferralPerson
from amends.journey.referral.models.referral import Status

AT_MOST = 20
UNDECIDED = (Status.SUBMITTED, Status.WAITING_FOR_REFERRER, Status.RETURNED)
# Functions of the database that find by name with the owner's rights: row policies let no index of likeness be used.
KNOWN = "SELECT person_id, nearness FROM people_search(%s, %s)"
WAITING = "SELECT person_id, nearness FROM eligibility_people_waiting(%s, %s, %s)"
DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


@dataclass(frozen=True)
class Found:
    """One result of a search: what it is and where it leads."""

    title: str
    url: str
    text: str


def search(user: User, wanted: str) -> list[Found]:
    """Cases by number, referrals by number or another body's reference, people by name or birthday."""
    wanted = " ".join(wanted.split())[:100]
    return [
        *_cases(user, wanted),
        *_referrals(user, wanted),
        *_people(user, wanted),
        *_people_waiting(user, wanted),
    ]


def _cases(user: User, wanted: str) -> list[Found]:
    number = wanted.upper()
    rows = Case.objects.visible_to(user).filter(number__in=[number, number.replace(" ", "-")])
    return [
        Found(
            c.number, reverse("casefile:case", args=[c.number]), f"{c.what}, {c.get_stage_display().lower()}"
        )
        for c in rows.order_by("pk")[:AT_MOST]
    ]


def _screened_by(user: User) -> list[int]:
    """The services whose referrals this person decides on."""
    access = access_of(user)
    return [s for s in access.services(Sees.SERVICE) if access.may(Permission.REFERRAL_SCREEN, s)]


def _referrals(user: User, wanted: str) -> list[Found]:
    services = _screened_by(user)
    key = reference_key(wanted)
    if not services or not any(letter.isdigit() for letter in key):
        return []
    rows = Referral.objects.filter(
        Q(number=wanted.upper()) | Q(references__match_key=key), service__in=services
    ).distinct()
    return [
        Found(
            r.number,
            reverse("eligibility:intake", args=[r.number]),
            f"Referral, {r.get_status_display().lower()}",
        )
        for r in rows.order_by("-pk")[:AT_MOST]
    ]


def _people(user: User, wanted: str) -> list[Found]:
    people = Person.objects.filter(file__in=CaseFile.objects.visible_to(user)).select_related(
        "participant__case"
    )
    born = as_date(wanted)
    _note_limited(wanted, born)
    if born:
        chosen = list(people.filter(date_of_birth=born).order_by("-pk")[:AT_MOST])
    else:
        near = _near(KNOWN, [wanted, AT_MOST])
        chosen = sorted(people.filter(pk__in=near), key=lambda person: near[person.pk], reverse=True)
    return [
        Found(
            person.full_name,
            reverse("casefile:person", args=[person.participant_id]),
            f"{person.participant.words}, {person.participant.case.number}",
        )
        for person in chosen
    ]


def _people_waiting(user: User, wanted: str) -> list[Found]:
    """People of referrals on which nobody has decided yet: somebody rings, and there is no case with their name."""
    services = _screened_by(user)
    if not services:
        return []
    rows = ReferralPerson.objects.filter(
        referral__service__in=services, referral__status__in=UNDECIDED, referral__case=None
    ).select_related("referral")
    born = as_date(wanted)
    if born:
        chosen = list(rows.filter(date_of_birth=born).order_by("-referral__received_at", "pk")[:AT_MOST])
    else:
        near = _near(WAITING, [wanted, services, AT_MOST])
        chosen = sorted(rows.filter(pk__in=near), key=lambda row: near[row.pk], reverse=True)
    return [
        Found(
            row.full_name,
            reverse("eligibility:intake", args=[row.referral.number]),
            f"{row.get_side_display()}, referral {row.referral.number}, {row.referral.get_status_display().lower()}",
        )
        for row in chosen
    ]


def as_date(wanted: str) -> date | None:
    """A birthday, however it was written."""
    for form in DATES:
        try:
            return datetime.strptime(wanted, form).date()  # noqa: DTZ007  # a birthday has no time zone
        except ValueError:
            continue
    return None


def _near(sql: str, given: Sequence[str | int | list[int]]) -> dict[int, float]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return dict(cursor.fetchall())


def _note_limited(wanted: str, born: date | None) -> None:
    """Somebody looked for a person of a case that is limited to others: those named in it can see that in its trail."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_note_limited_search(%s, %s)", [wanted, born])
