"""How a question is written: named pieces of portable SQL, each of which reads the ones before it.

The text of a piece has fixed names only. What differs from one journey to the next are whole numbers (steps, codes of
ways), which are put where the text says `{name}`; nothing that a user wrote is ever text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.log import OF_CASE
from journeymap.evidence.recognising import number
from journeymap.evidence.statement import Statement, Values, parse, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeymap.model.measurement import Dimension

Number = int | tuple[int, ...] | frozenset[int]


@dataclass(frozen=True, slots=True)
class Split:
    """By what the cases of a question are counted apart.

    Attributes:
        by: What they are split by.
        shown: The values that are a part of their own, numbered from 0: a name (channels), or a place in the plan or
            the scope (personas, months). All others are one part together, whose number follows.
    """

    by: Dimension
    shown: tuple[str | int, ...]

    @property
    def rest(self) -> int:
        """The number of the part that gathers all others."""
        return len(self.shown)


def question(answer: str, pieces: Mapping[str, str], split: Split | None = None, **numbers: Number) -> Statement:
    """A statement on the staged log and walk.

    Args:
        answer: What is selected in the end.
        pieces: Name to text, each reading the ones before it, the staged names, and `scoped`, which is the walk with
            the column `part`; a piece called `scoped` takes its place.
        split: By what cases are counted apart; None counts all as part 0.
        **numbers: What stands for `{name}` in the texts; several numbers are written as a list.
    """
    written = {name: _written(value) for name, value in numbers.items()}
    values = Values()
    query = parse(answer.format(**written))
    read = any("scoped" in text for text in (answer, *pieces.values()))
    for name, text in {**({"scoped": _SCOPED} if read else {}), **pieces}.items():
        tree = parse(text.format(**written))
        if name == "scoped":
            assert isinstance(tree, exp.Select)
            tree.select(part_of(split, values).as_("part"), copy=False)
        query = query.with_(name, as_=tree, copy=False)
    return Statement(query, values.by_name)


_SCOPED = """
SELECT case_id, customer, turn, moment, step, main, before, following, took FROM walk
"""

_NONE = "-9"
"""A number that no step and no way has: what is looked for where there is nothing to look for."""


def _written(value: Number) -> str:
    if isinstance(value, int):
        return str(int(value))
    return ", ".join(str(int(number)) for number in sorted(value)) or _NONE


def filled(text: str, words: Mapping[str, str]) -> str:
    """A text of a piece with fixed words where it says `{name}`; what it says of numbers stays."""
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def part_of(split: Split | None, values: Values) -> exp.Expr:
    """The number of the part that a row with the columns of its case belongs to."""
    if split is None:
        return exp.Literal.number(0)
    column = exp.column(OF_CASE[split.by])
    cases = exp.Case()
    for place, value in enumerate(split.shown):
        bound = values.bind(value) if isinstance(value, str) else number(value)
        cases = cases.when(exp.EQ(this=column.copy(), expression=bound), exp.Literal.number(place))
    return cases.else_(exp.Literal.number(split.rest)) if split.shown else exp.Literal.number(split.rest)


def wholes(row: Iterable[object]) -> list[int]:
    """The numbers of a row of an answer; a sum of nothing is 0."""
    return [0 if value is None else whole(value) for value in row]
