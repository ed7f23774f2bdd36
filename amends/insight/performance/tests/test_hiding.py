"""Nobody who knows the rule and every number shown can narrow a hidden one down."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from amends.insight.performance.hiding import SMALL, hide_parts, hide_share, hide_total

ROOM = SMALL[-1]

few = st.lists(st.integers(0, 30), min_size=1, max_size=5)
many = st.lists(st.integers(0, 400), min_size=1, max_size=40)


def fitting(shown: list[int | None], total: int) -> list[list[int]]:
    """For each hidden part the values it could have, for somebody who sees the rest and the total."""
    left = total - sum(part for part in shown if part is not None)
    count = shown.count(None)
    lowest = 0 if all(part is None for part in shown) else 1
    solutions = [way for way in product(range(lowest, left + 1), repeat=count) if sum(way) == left]
    return [sorted(set(values)) for values in zip(*solutions, strict=True)]


@given(many)
def test_small_number_is_never_shown(parts):
    shown = hide_parts(parts)
    assert not [part for part in shown if part in SMALL]
    assert hide_total(sum(parts)) not in SMALL


@given(many)
def test_what_is_shown_is_true(parts):
    assert all(part is None or part == true for part, true in zip(hide_parts(parts), parts, strict=True))


@given(many)
def test_nothing_is_hidden_where_nothing_is_small(parts):
    if not any(part in SMALL for part in parts):
        assert hide_parts(parts) == parts


@given(st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_hidden_part_keeps_at_least_five_possible_values(parts):
    total = sum(parts)
    if total in SMALL:
        assert hide_parts(parts) == [None] * len(parts)
        return
    shown = hide_parts(parts)
    assert all(len(values) > ROOM for values in fitting(shown, total))


@given(few)
def test_one_part_is_never_hidden_alone(parts):
    shown = hide_parts(parts)
    assert shown.count(None) != 1 or len(parts) == 1


@given(st.integers(0, 60), st.integers(0, 60))
def test_share_shows_neither_a_small_number_nor_a_small_rest(some, others):
    numerator, denominator = hide_share(some, some + others)
    if numerator is None:
        assert {some, others, some + others} & set(SMALL)
    else:
        assert not {some, others, some + others} & set(SMALL)
    assert denominator not in SMALL


def test_as_in_the_rule():
    assert hide_parts([3, 10, 20]) == [None, None, 20]
    assert hide_parts([0, 10, 20]) == [0, 10, 20]
    assert hide_parts([2, 2, 0]) == [None, None, None]
    assert hide_parts([3, 3, 30]) == [None, None, 30]
    assert hide_parts([1, 4, 0]) == [None, None, None]
