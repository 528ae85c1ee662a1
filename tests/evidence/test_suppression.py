"""Tables with sums: what is left out is of enough people, and no sums together tell a number of too few."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from journeymap.evidence.suppression import ALL, Field, told

AT = st.tuples(st.integers(-1, 3), st.integers(-1, 2))
ANSWERS = st.lists(st.tuples(st.integers(0, 30), AT), min_size=1, max_size=60)
"""Who answered where; a person may do so at several places, as one persona or as another."""


def sums(at: Field) -> set[Field]:
    place, persona = at
    return {at, (place, ALL), (ALL, persona), (ALL, ALL)}


def lines(fields: set[Field]) -> list[tuple[Field, set[Field]]]:
    """Each sum with its parts."""
    rows = [(at, {f for f in fields if f[0] == at[0] and f[1] != ALL}) for at in fields if at[1] == ALL]
    return rows + [(at, {f for f in fields if f[1] == at[1] and f[0] != ALL}) for at in fields if at[0] == ALL]


def reckoned(fields: set[Field], shown: frozenset[Field]) -> set[Field]:
    """The fields that follow from those that are shown, by all sums together."""
    names = sorted(fields - shown)
    solved: list[list[Fraction]] = []
    for total, parts in lines(fields):
        row = [Fraction((name in parts) - (name == total)) for name in names]
        for other in solved:
            pivot = next(place for place, factor in enumerate(other) if factor)
            row = [one - row[pivot] * two for one, two in zip(row, other, strict=True)]
        if any(row):
            first = next(factor for factor in row if factor)
            row = [factor / first for factor in row]
            pivot = row.index(Fraction(1))
            solved = [[a - other[pivot] * b for a, b in zip(other, row, strict=True)] for other in solved] + [row]
    return {names[row.index(Fraction(1))] for row in solved if sum(map(bool, row)) == 1}


CHAIN = {(0, 0): 3, (0, 1): 12, (0, 2): 50, (1, 0): 11, (1, 1): 30, (1, 2): 60}
"""With the smallest of its row and of its column left out, the 3 follow from two sums: each alone tells of enough."""
TWICE = [*((who, at) for who in range(3) for at in ((0, 0), (0, 1))), *((who, (0, 2)) for who in range(3, 30))]
"""Three people as two personas are six by their sum."""


@given(ANSWERS, st.integers(1, 15))
@example([(100 * n + who, at) for n, (at, many) in enumerate(CHAIN.items()) for who in range(many)], 10)
@example(TWICE, 5)
def test_nothing_of_few_can_be_reckoned(answers: list[tuple[int, Field]], least: int) -> None:
    """Neither by one sum, which leaves out enough people who are counted once each, nor by all of them."""
    people: dict[Field, set[int]] = defaultdict(set)
    counts: Counter[Field] = Counter()
    for who, at in answers:
        for field in sums(at):
            people[field].add(who)
            counts[field] += 1
    shown = told({field: len(own) for field, own in people.items()}, least)
    assert all(len(people[field]) >= least for field in shown)
    for total, parts in lines(set(counts)):
        hidden = set().union(*(people[part] for part in parts - shown))
        assert total not in shown or not parts & shown or not hidden or len(hidden) >= least
    assert all(len(people[field]) >= least for field in reckoned(set(counts), shown))


def test_what_is_safe_is_told() -> None:
    """Where all fields are large, or what is left out is of enough people, nothing else is left out."""
    large = {(0, 0): 20, (0, 1): 30, (0, ALL): 50, (ALL, 0): 20, (ALL, 1): 30, (ALL, ALL): 50}
    assert told(large, 10) == set(large)
    row = {(0, 0): 6, (0, 1): 7, (0, 2): 40, (0, ALL): 53}
    assert told(row, 10) == {(0, 2), (0, ALL)}
