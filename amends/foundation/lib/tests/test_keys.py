"""A key that comes back from a page is read, or nothing is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.foundation.lib.keys import read_key

LARGEST = 2**63 - 1


@pytest.mark.parametrize("text", ["", "²", "٣", "-1", "1 ", "1\n", "1e3", "9" * 19, "9" * 5000, None])
def test_what_is_no_key_is_none(text):
    assert read_key(text) is None


@given(st.text())
def test_nothing_breaks_it_and_what_it_reads_fits_the_database(text):
    found = read_key(text)
    assert found is None or 0 <= found <= LARGEST


@given(st.integers(0, 10**18 - 1))
def test_every_key_comes_back(key):
    assert read_key(str(key)) == key
