"""Young people and their parents, for tests."""

import datetime as dt

from django.utils import timezone

from amends.foundation.lib.dates import years_after
from amends.foundation.people.actions import add_person
from amends.foundation.people.models import Person
from amends.journey.safeguarding.actions.children import note_adult


def make_age(participant, age, on=None):
    """From now on they are this old."""
    born = years_after(on or timezone.localdate(), -age) - dt.timedelta(days=3)
    Person.objects.filter(participant=participant).update(date_of_birth=born)


def parent_of(by, child, name="Petra Parent"):
    """Their mother, on the same file."""
    details = {"full_name": name, "date_of_birth": "1975-02-03"}
    return add_person(
        by=by, file=child.file, details=details, part="parent", of=child, takes_part=False
    ).participant


def permit(by, child, adult, *what, answer=True, on=None):
    """What the adult says about each."""
    for each in what:
        note_adult(
            by=by,
            participant=child,
            adult=adult,
            what=each,
            answer=answer,
            on=on or timezone.localdate(),
        )
