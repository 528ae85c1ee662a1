"""What `customers` prints of groups tells of no group that is too small, whoever reckons with it."""

from __future__ import annotations

import datetime
import io
import random
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import pytest

from journeymap.cli.peopling import summary
from journeymap.evidence.customers import Customer, People, StageFlow
from tests.effort import tries

DAY = datetime.date(2024, 3, 1)
STAGES = ("lead", "active", "loyal")
NOWHERE = ""
ALL = (*STAGES, NOWHERE)
SHOWN = 3
"""Months of moves that are printed."""


@dataclass(frozen=True)
class Life:
    """A customer's persona, and the stage at the end of each month."""

    persona: str
    stages: tuple[str, ...]


def lives(seed: int, many: int, months: int) -> list[Life]:
    """Customers who move at random, some rarely and to stages and personas that few are in."""
    made = random.Random(seed)
    moving, rare = made.choice((0.1, 0.3, 0.6)), made.choice((0.02, 0.1, 0.4))
    weights = (1.0, made.random(), rare, made.choice((0.0, 0.05, 0.5)))
    found = []
    for _ in range(many):
        stage, path = NOWHERE, []
        for _ in range(months):
            if made.random() < moving:
                (stage,) = made.choices(ALL, weights)
            path.append(stage)
        found.append(Life(made.choices(("", "new", "old"), (1, 0.5, rare))[0], tuple(path)))
    return found


def name(month: int) -> str:
    return f"2024-{month + 1:02}"


def gathered(told: list[Life], least: int) -> People:
    """What the data of such customers says."""
    customers = tuple(
        Customer(f"c{n}", life.persona, life.stages[-1], DAY, "", "", DAY, "", ()) for n, life in enumerate(told)
    )
    moves: Counter[tuple[int, str, str]] = Counter()
    for life in told:
        for month, (before, after) in enumerate(pairwise((NOWHERE, *life.stages))):
            if before != after:
                moves[month, before, after] += 1
    flows = tuple(StageFlow(name(month), before, after, n) for (month, before, after), n in sorted(moves.items()))
    return People("l", STAGES, customers, flows, least)


def printed(people: People) -> str:
    stream = io.StringIO()
    summary(people, stream, colour=False)
    return stream.getvalue()


Name = tuple[Hashable, ...]
FEW, HIDDEN = "few", "hidden"


@dataclass(frozen=True)
class Read:
    """What somebody reads: numbers or why there are none, and the months; what is not there is nobody."""

    cells: dict[Name, str]
    stages: list[str]
    personas: list[str]
    months: list[str]


def read(text: str) -> Read:
    """The numbers of a print, by what they are of."""
    lines = [re.split(r" {2,}", line.strip()) for line in text.splitlines()]
    cells: dict[Name, str] = {("all",): text.splitlines()[1].split(" ")[0]}
    table = lines.index(["Who is where now"])
    personas = lines[table + 1][2:]
    stages, months = [], []
    for line in lines[table + 3 :]:
        if line in ([""], ["Who moved"]):
            break
        what, number, *parts = line
        where = {"All": None, "(none)": NOWHERE}.get(what, what)
        if where is None:
            cells |= {("persona", persona): part for persona, part in zip(personas, parts, strict=True)}
            continue
        stages.append(where)
        cells["at", SHOWN, where] = number
        cells |= {("cell", where, persona): part for persona, part in zip(personas, parts, strict=True)}
    for line in lines:
        if len(line) == 3 and "→" in line[1] and line[0] != "Month":
            if line[0] not in months:
                months.append(line[0])
            before, after = (NOWHERE if side == "(none)" else side for side in line[1].split(" → "))
            cells["move", line[0], before, after] = line[2]
    return Read(cells, stages, personas, months)


Sum = tuple[Name, tuple[Name, ...]]


def sums(found: Read) -> Iterator[Sum]:
    """All that must add up, whatever the customers did."""
    cells = found.cells
    yield ("all",), tuple(("at", SHOWN, stage) for stage in ALL)
    yield ("all",), tuple(("persona", persona) for persona in found.personas)
    yield ("all",), tuple(("at", SHOWN - len(found.months), stage) for stage in ALL)
    for stage in ALL:
        yield ("at", SHOWN, stage), tuple(("cell", stage, persona) for persona in found.personas)
    for persona in found.personas:
        yield ("persona", persona), tuple(("cell", stage, persona) for stage in ALL)
    for place, month in enumerate(found.months, SHOWN - len(found.months) + 1):
        for stage in ALL:
            stay = ("stay", month, stage)
            came = (name for name in cells if name[:2] == ("move", month) and name[3] == stage)
            left = (name for name in cells if name[:2] == ("move", month) and name[2] == stage)
            yield ("at", place, stage), (stay, *came)
            yield ("at", place - 1, stage), (stay, *left)


def truth(told: list[Life], found: Read) -> dict[Name, int]:
    """How many they really are."""
    n: Counter[Name] = Counter()
    for life in told:
        stage = life.stages[-1]
        n.update([("all",), ("persona", life.persona or "(unknown)"), ("cell", stage, life.persona or "(unknown)")])
        path = (NOWHERE, *life.stages)
        for place, month in enumerate(found.months, SHOWN - len(found.months) + 1):
            before, after = path[int(month[5:]) - 1 : int(month[5:]) + 1]
            n["stay" if before == after else "move", month, before, *(() if before == after else (after,))] += 1
            n["at", place, after] += 1
        first = int(found.months[0][5:]) - 1 if found.months else -1
        n["at", SHOWN - len(found.months), path[first]] += 1
    return n


def nobody(found: Read, one: Name, *, earlier: bool) -> bool:
    """Whether it is plain that a number is zero: where there is no row for it, or before anybody moved."""
    if one in found.cells:
        return found.cells[one] == "–"
    if one[0] == "at" and one[1] == SHOWN:
        return True
    before = one[:2] == ("at", SHOWN - len(found.months))
    return one[0] in {"cell", "move"} or (before and not earlier and one[2] != NOWHERE)


def solved(found: Read, *, earlier: bool) -> dict[Name, Fraction]:
    """The numbers that all sums together allow one value only, by Gauss and Jordan."""
    rows: dict[Name, dict[Name, Fraction]] = {}
    equations = [[(total, -1), *((part, 1) for part in parts)] for total, parts in sums(found)]
    one: Name = ("one",)
    for equation in equations:
        row: dict[Name, Fraction] = defaultdict(Fraction)
        for cell, times in equation:
            shown = found.cells.get(cell, "")
            if shown.isdigit():
                row[one] += times * int(shown)
            elif not nobody(found, cell, earlier=earlier):
                row[cell] += times
        row = {cell: times for cell, times in row.items() if times}
        for pivot in [cell for cell in row if cell in rows]:
            row = minus(row, rows[pivot], row.get(pivot, Fraction(0)))
        unknown = [cell for cell in row if cell != one]
        if not unknown:
            assert not row, "what is printed contradicts itself"
            continue
        pivot = unknown[0]
        row = {cell: times / row[pivot] for cell, times in row.items()}
        rows = {cell: minus(other, row, other.get(pivot, Fraction(0))) for cell, other in rows.items()}
        rows[pivot] = row
    return {cell: -row.get(one, Fraction(0)) for cell, row in rows.items() if set(row) <= {cell, one}}


def minus(row: dict[Name, Fraction], other: dict[Name, Fraction], times: Fraction) -> dict[Name, Fraction]:
    left = {cell: row.get(cell, Fraction(0)) - times * other.get(cell, Fraction(0)) for cell in {*row, *other}}
    return {cell: number for cell, number in left.items() if number}


def bounded(found: Read, least: int, most: int, *, marked: bool, earlier: bool) -> dict[Name, int]:
    """The numbers that sums leave one value, with what a mark says: by bounds that are drawn tighter and tighter."""
    bounds: dict[Name, tuple[int, int]] = {}
    for one in {cell for total, parts in sums(found) for cell in (total, *parts)}:
        shown = found.cells.get(one, "")
        if shown.isdigit():
            bounds[one] = (int(shown), int(shown))
        elif nobody(found, one, earlier=earlier):
            bounds[one] = (0, 0)
        elif shown == FEW:
            bounds[one] = (1, least - 1)
        else:
            bounds[one] = ((least if marked else 1) if shown == HIDDEN else 0, most)
    changed = True
    while changed:
        changed = False
        for total, parts in sums(found):
            low, high = sum(bounds[part][0] for part in parts), sum(bounds[part][1] for part in parts)
            tighter = {total: (low, high)}
            for part in parts:
                others = low - bounds[part][0], high - bounds[part][1]
                tighter[part] = (bounds[total][0] - others[1], bounds[total][1] - others[0])
            for one, (least_n, most_n) in tighter.items():
                now = (max(bounds[one][0], least_n), min(bounds[one][1], most_n))
                assert now[0] <= now[1], "what is printed contradicts itself"
                changed = changed or now != bounds[one]
                bounds[one] = now
    return {one: low for one, (low, high) in bounds.items() if low == high}


@pytest.mark.parametrize("months", [1, 2, 3, 5])
@pytest.mark.parametrize("least", [2, 3, 5, 10])
def test_no_number_of_too_few_is_a_difference_of_printed_ones(months: int, least: int) -> None:
    """Whoever solves all equations finds none: not how many moved, nor how many stayed where."""
    for seed in range(tries(50)):
        told = lives(seed, 5 + seed * 7 % 180, months)
        people = gathered(told, least)
        if len(told) < least or not people.flows:
            continue
        found = read(printed(people))
        real = truth(told, found)
        reckoned = solved(found, earlier=len({flow.month for flow in people.flows}) > SHOWN)
        assert {one: int(number) for one, number in reckoned.items()} == {one: real[one] for one in reckoned}
        assert not [(seed, one, real[one]) for one in reckoned if 0 < real[one] < least], (seed, printed(people))


@pytest.mark.parametrize("least", [3, 5, 10])
def test_marks_tell_no_number_either(least: int) -> None:
    """That a number is marked as too small, or as hidden though it is not, does not tell the number."""
    for seed in range(tries(150)):
        months = 1 + seed % 5
        told = lives(seed, 60 + seed, months)
        people = gathered(told, least)
        if not people.flows:
            continue
        text = printed(people)
        found, real = read(text), truth(told, read(text))
        reckoned = bounded(
            found, least, len(told), marked="(few)" in text, earlier=len({flow.month for flow in people.flows}) > SHOWN
        )
        assert reckoned == {one: real[one] for one in reckoned}
        assert not [(seed, one, real[one]) for one in reckoned if 0 < real[one] < least], (seed, text)
