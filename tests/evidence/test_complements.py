"""Which numbers are hidden along with those of too few customers: as few as will do, and always the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.evidence.complements import Number, Sum, hidden
from journeymap.evidence.equations import combined, determined

Cell = tuple[int, int]
ALL = 9


def table(rows: list[list[int]]) -> tuple[dict[Cell, Number], list[Sum[Cell]]]:
    """The fields of a table with the sums of its rows, of its columns, and of all, each by its row and column."""
    fields = {(i, j): n for i, row in enumerate(rows) for j, n in enumerate(row)}
    places: tuple[list[int], list[int]] = [*range(len(rows)), ALL], [*range(len(rows[0])), ALL]
    numbers = {
        (i, j): Number(n, n)
        for i, j in product(*places)
        for n in [sum(n for (k, m), n in fields.items() if i in {k, ALL} and j in {m, ALL})]
    }
    sums = [Sum((i, ALL), tuple((i, j) for j in places[1][:-1])) for i in places[0]]
    sums += [Sum((ALL, j), tuple((i, j) for i in places[0][:-1])) for j in places[1]]
    return numbers, sums


@pytest.mark.parametrize(
    ("row", "gone"),
    [
        ([20, 30, 40], set()),
        ([20, 0, 40], set()),
        ([20, 4, 40], {0, 1}),
        ([4, 20, 5, 40], {0, 1, 2}),
        ([7, 20, 8, 40], {0, 2}),
        ([9, 9, 40], {0, 1, 2}),
        ([1] * 10 + [40], set(range(11))),
    ],
    ids=["enough", "nobody", "one", "two-of-few-together", "two-of-enough-together", "all-that-can-be", "one-each"],
)
def test_one_sum(row: list[int], gone: set[int]) -> None:
    """What is hidden of a sum is ten customers together, and leaves open which of the numbers is which."""
    numbers = {(0, place): Number(n, n) for place, n in enumerate(row)} | {(1, 0): Number(sum(row), sum(row))}
    one = Sum((1, 0), tuple((0, place) for place in range(len(row))))
    assert hidden(numbers, [one], 10, told=[(1, 0)]).names == {(0, place) for place in gone}


def test_the_same_customers_behind_several_numbers() -> None:
    """Two numbers of six customers may be of the same six: a third one goes where the others leave no more than that."""
    numbers = {
        (1, 0): Number(60, 20),
        (0, 0): Number(8, 6),
        (0, 1): Number(9, 6),
        (0, 2): Number(20, 12),
        (0, 3): Number(23, 15),
    }
    one = Sum((1, 0), ((0, 0), (0, 1), (0, 2), (0, 3)))
    assert hidden(numbers, [one], 10).names == {(0, 0), (0, 1), (0, 2)}


def test_a_total_goes_where_no_part_can() -> None:
    """Of a sum with one part the total is as telling, and goes too; of a sum with a hidden total one more part goes."""
    numbers = {(0, 0): Number(4, 4), (0, 1): Number(30, 30), (1, 0): Number(34, 34)}
    assert hidden(numbers, [Sum((1, 0), ((0, 0), (0, 1)))], 10, told=[(0, 1)]).names == {(0, 0), (1, 0)}


def test_a_dear_number_goes_last() -> None:
    """The smallest other number stays where it is dear."""
    numbers = {(0, place): Number(n, n) for place, n in enumerate([4, 20, 40])} | {(1, 0): Number(64, 64)}
    one = Sum((1, 0), ((0, 0), (0, 1), (0, 2)))
    assert hidden(numbers, [one], 10).names == {(0, 0), (0, 1)}
    assert hidden(numbers, [one], 10, dear=[(0, 1)]).names == {(0, 0), (0, 2)}


def test_rows_and_columns() -> None:
    """A field of few in a table takes three more with it, the corners of a rectangle, and the sums stay."""
    numbers, sums = table([[4, 30, 50], [25, 40, 60], [70, 80, 90]])
    assert hidden(numbers, sums, 10).names == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_two_rectangles_with_a_bridge() -> None:
    """A field that no row or column tells alone, and all do together: two rows less two columns; a further one goes."""
    numbers, sums = table([[4, 30, 50, 50], [20, 40, 50, 50], [50, 50, 40, 30], [50, 50, 30, 8]])
    for cell in [(0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 2)]:
        numbers[cell] = Number(numbers[cell].n, 9)
    numbers[1, 2] = Number(numbers[1, 2].n, 3)
    few = frozenset(cell for cell, number in numbers.items() if number.customers < 10)
    assert set(determined(list(signed(sums, few)), few)) == {(1, 2)}
    gone = hidden(numbers, sums, 10).names
    assert gone > few
    assert len(gone) < len(few) + 3
    assert not determined(list(signed(sums, gone)), few)


def test_what_nothing_can_hide() -> None:
    """Where only numbers that are told whatever happens give one of few away, that is said."""
    shop, june, all_here, in_shop, in_june, in_july = ((place, 0) for place in range(6))
    numbers = {
        cell: Number(n, n) for cell, n in zip((shop, june, all_here, in_shop, in_june), (10, 8, 10, 10, 8), strict=True)
    }
    numbers[in_july] = Number(2, 2)
    sums = [Sum(shop, (in_shop,)), Sum(june, (in_june,)), Sum(all_here, (in_shop,)), Sum(all_here, (in_june, in_july))]
    assert hidden(numbers, sums, 5, told=[shop, june]).given_away == {in_july}
    safe = hidden(numbers, sums, 5, told=[june])
    assert safe.names >= {in_july, all_here, in_shop, shop}
    assert not safe.given_away


def tables() -> st.SearchStrategy[list[list[int]]]:
    """Tables with fields of few and of many."""
    fields = st.one_of(st.integers(0, 12), st.integers(10, 60))
    return st.integers(1, 5).flatmap(
        lambda wide: st.lists(st.lists(fields, min_size=wide, max_size=wide), min_size=1, max_size=5)
    )


def signed(sums: list[Sum[Cell]], gone: frozenset[Cell]) -> Iterator[dict[Cell, int]]:
    for one in sums:
        yield {name: -1 if name == one.total else 1 for name in (*one.parts, one.total) if name in gone}


@given(tables())
def test_no_field_of_few_is_told(rows: list[list[int]]) -> None:
    """Whatever the table: zero and sums that nothing needs stay, and no field of few follows from what is told."""
    numbers, sums = table(rows)
    gone = hidden(numbers, sums, 10).names
    few = {cell for cell, number in numbers.items() if 0 < number.n < 10}
    assert few <= gone
    assert gone == few == set() or all(numbers[cell].n for cell in gone)
    assert not determined(list(signed(sums, gone)), few)
    assert hidden(dict(reversed(numbers.items())), sums[::-1], 10).names == gone


def test_which_unknowns_are_determined() -> None:
    """The sum and the difference of x and y tell both, y + z tells z then; of u + v none is told."""
    x, y, z, u, v = ((n,) for n in range(5))
    rows = [{x: 1, y: 1}, {x: 1, y: -1}, {y: 1, z: 1}, {u: 1, v: 1}]
    found = determined(rows, [x, y, z, u, v])
    assert set(found) == {x, y, z}
    assert set(found[z]) == {0, 1, 2}
    assert combined(rows, found[z]) == {z}
    assert set(found[x]) == {0, 1}
