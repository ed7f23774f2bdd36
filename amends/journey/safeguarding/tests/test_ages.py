"""Ages, worked out for any birthday, offence and day; and what follows from them."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from amends.foundation.lib.dates import years_after
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.ages import Reach, ages, check_written_to_themselves, reach_at, reach_of
from amends.foundation.people.models import Person
from amends.journey.safeguarding.rules.children import who_may_not_attend
from amends.journey.safeguarding.tests.cast import make_age, parent_of, permit

DAYS = st.dates(dt.date(1935, 1, 1), dt.date(2060, 12, 31))


def birthday_after(born, years):
    """The day on which somebody completes so many years; born on 29 February, on 1 March of other years."""
    leap = (born.month, born.day) == (2, 29)
    day = years_after(born, years)
    return day + dt.timedelta(days=1) if leap and day.day == 28 else day


@given(born=DAYS, offence=st.none() | DAYS, today=DAYS)
def test_the_ages_are_full_years_and_either_under_18_raises_the_factor(born, offence, today):
    found = ages(born, offence, today)
    for age, day in ((found.then, offence), (found.now, today)):
        if day is None or day < born:
            assert age is None
        else:
            assert age is not None
            assert birthday_after(born, age) <= day < birthday_after(born, age + 1)
    eighteen = birthday_after(born, 18)
    child = [day for day in (offence, today) if day is not None and born <= day < eighteen]
    assert found.child_factor is bool(child)


@given(born=DAYS, today=DAYS)
def test_up_to_14_through_the_adult_then_together_then_directly_and_nothing_is_skipped(born, today):
    person = Person(date_of_birth=born)
    if today < born:
        return
    if today < birthday_after(born, 15):
        wanted = Reach.THROUGH_ADULT
    else:
        wanted = Reach.TOGETHER if today < birthday_after(born, 18) else Reach.DIRECTLY
    assert reach_of(person, today) is wanted
    if wanted is Reach.THROUGH_ADULT:
        with pytest.raises(Refused, match="too young"):
            check_written_to_themselves(person, today)
    else:
        check_written_to_themselves(person, today)


@given(age=st.integers(0, 120))
def test_growing_older_never_takes_a_say_away(age):
    order = [Reach.THROUGH_ADULT, Reach.TOGETHER, Reach.DIRECTLY]
    assert order.index(reach_at(age)) <= order.index(reach_at(age + 1))


@pytest.mark.requirement("PF-034")
def test_17_at_the_offence_stays_a_child_factor_after_the_birthday():
    born, offence = dt.date(2007, 5, 1), dt.date(2025, 4, 30)
    for today in (dt.date(2025, 4, 30), dt.date(2025, 5, 1), dt.date(2031, 1, 1)):
        found = ages(born, offence, today)
        assert found.then == 17
        assert found.child_factor
    assert not ages(born, dt.date(2025, 5, 1), dt.date(2025, 5, 2)).child_factor


@pytest.mark.django_db
@pytest.mark.requirement("W8-224")
@pytest.mark.parametrize("late", ["knows", "attend"])
def test_what_the_parent_says_after_the_meeting_permits_nothing(a_case, coordinator, acting, late):
    acting(coordinator)
    today = timezone.localdate()
    yesterday = today - dt.timedelta(days=1)
    make_age(a_case.harmed, 13)
    parent = parent_of(coordinator, a_case.harmed)
    for what in ("knows", "attend"):
        permit(coordinator, a_case.harmed, parent, what, on=today if what == late else yesterday)
    assert who_may_not_attend([a_case.harmed], yesterday) == [a_case.harmed]
    assert who_may_not_attend([a_case.harmed], today) == []


@pytest.mark.parametrize(
    ("details", "wanted"),
    [
        ({"under_18": True}, Reach.THROUGH_ADULT),
        ({"under_18": False}, Reach.DIRECTLY),
        ({}, Reach.DIRECTLY),
        ({"kind": "organisation", "date_of_birth": dt.date(2020, 1, 1)}, Reach.DIRECTLY),
    ],
)
def test_without_a_date_of_birth_a_child_counts_as_the_youngest(details, wanted):
    assert reach_of(Person(**details), dt.date(2026, 11, 27)) is wanted
