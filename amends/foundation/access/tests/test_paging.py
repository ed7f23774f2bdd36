"""A list by name goes on exactly where the page before it ended, also among people of one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.foundation.access.models import User
from amends.foundation.lib.paging import page_by_name

pytestmark = pytest.mark.django_db


@given(names=st.lists(st.sampled_from(["Ann", "Bea", "Çem", "ann"]), max_size=9), size=st.integers(1, 4))
def test_pages_together_are_the_whole_list_in_its_order(names, size):
    User.objects.all().delete()
    for number, name in enumerate(names):
        User.objects.create(name=name, email=f"{number}@example.org")
    seen, after = [], None
    for _ in range(len(names) + 1):
        found, after = page_by_name(User.objects.all(), "name", after=after, size=size)
        seen += found
        assert len(found) <= size
        if after is None:
            break
    assert seen == list(User.objects.order_by("name", "pk"))


def test_a_key_that_is_nobodys_begins_at_the_first(coordinator):
    found, after = page_by_name(User.objects.all(), "name", after=10**9)
    assert coordinator in found
    assert after is None
