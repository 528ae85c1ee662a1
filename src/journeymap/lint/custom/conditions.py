"""Conditions on fields, made into functions once, so that a rule is cheap to hold against thousands of objects."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeymap.lint.custom.values import Values, values_of
from journeymap.model import durations
from journeymap.model.base import FormatObject
from journeymap.model.custom_path import read_path
from journeymap.model.custom_rule import TODAY, FieldCondition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.lint.custom.subjects import Held
    from journeymap.workspace.catalogue import Catalogue

Holds = Callable[["Held"], bool]
OfValue = Callable[[Any], bool]
_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "gte": operator.ge,
    "gt": operator.gt,
    "lte": operator.le,
    "lt": operator.lt,
}


@dataclass(frozen=True, slots=True)
class Clause:
    """Conditions that must hold together, each with the path of its field."""

    parts: tuple[tuple[str, Holds], ...]

    def holds(self, item: Held) -> bool:
        """Whether all of them hold for an object."""
        return all(holds(item) for _, holds in self.parts)

    def broken(self, item: Held) -> list[str]:
        """The fields whose conditions do not hold."""
        return [path for path, holds in self.parts if not holds(item)]


@dataclass(frozen=True, slots=True)
class Compiler:
    """Makes clauses for objects of a class in a workspace on a day."""

    model: type[FormatObject]
    catalogue: Catalogue
    today: datetime.date

    def clauses(self, any_of: Sequence[Mapping[str, Any]]) -> tuple[Clause, ...]:
        """A clause for each of several conditions of which one is enough."""
        return tuple(
            Clause(tuple((path, self._holds(path, condition)) for path, condition in conditions.items()))
            for conditions in any_of
        )

    def values(self, path: str, *, written: bool = False) -> Values:
        """How the values of a path are fetched."""
        return values_of(read_path(path, self.model), self.catalogue, written=written)

    def _holds(self, path: str, condition: Any) -> Holds:
        if isinstance(condition, FieldCondition):
            parts = tuple(self._parts(path, condition))
            return parts[0] if len(parts) == 1 else lambda item: all(part(item) for part in parts)
        return _any(self.values(path), _among(condition if isinstance(condition, list) else [condition]))

    def _parts(self, path: str, condition: FieldCondition) -> Iterator[Holds]:
        values = self.values(path)
        if condition.present is not None:
            yield _present(self.values(path, written=True), condition.present)
        if condition.min_items is not None or condition.max_items is not None:
            yield _counted(values, condition.min_items or 0, condition.max_items)
        if condition.not_ is not None:
            yield _none(values, _among(condition.not_))
        if condition.like is not None:
            yield _any(values, _like(condition.like))
        if condition.unlike is not None:
            yield _none(values, _like(condition.unlike))
        bounds = [
            *(_compared(getattr(condition, key), compare) for key, compare in _COMPARISONS.items()),
            *(self._dated(getattr(condition, key), key) for key in ("before", "after")),
        ]
        within = [bound for bound in bounds if bound is not None]
        if within:
            yield _any(values, lambda value: all(bound(value) for bound in within))

    def _dated(self, bound: datetime.date | str | None, key: str) -> OfValue | None:
        if bound is None:
            return None
        day = self.today if bound == TODAY else bound
        compare = operator.lt if key == "before" else operator.gt
        return lambda value: isinstance(value, datetime.date) and compare(value, day)


def _any(values: Values, of_value: OfValue) -> Holds:
    return lambda item: any(of_value(value) for value in values(item))


def _none(values: Values, of_value: OfValue) -> Holds:
    return lambda item: not any(of_value(value) for value in values(item))


def _present(values: Values, wanted: bool) -> Holds:
    return lambda item: bool(values(item)) is wanted


def _counted(values: Values, least: int, most: int | None) -> Holds:
    return lambda item: least <= (count := len(values(item))) and (most is None or count <= most)


def plain(value: Any) -> Any:
    """A value as a file writes it: a date as text, an object by its id or its words."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, FormatObject):
        return getattr(value, "id", None) or getattr(value, "do", None)
    return value


def _key(value: Any) -> tuple[bool, Any]:
    """A value for comparing: `true` is not 1."""
    return isinstance(value, bool), plain(value)


def _among(allowed: Sequence[Any]) -> OfValue:
    keys = {_key(value) for value in allowed}
    return lambda value: isinstance(value, str | int | float | datetime.date | FormatObject) and _key(value) in keys


def _compared(bound: float | str | None, compare: Callable[[float, float], bool]) -> OfValue | None:
    if bound is None:
        return None
    if isinstance(bound, str):
        limit = durations.seconds(bound)
        return lambda value: (length := _seconds(value)) is not None and compare(length, limit)
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and compare(value, bound)


def _seconds(value: Any) -> float | None:
    try:
        return durations.seconds(value) if isinstance(value, str) else None
    except ValueError:
        return None  # a free key may hold any text


def _like(pattern: str) -> OfValue:
    def like(value: Any) -> bool:
        shown = plain(value)
        return isinstance(shown, str) and is_like(shown, pattern)

    return like


def is_like(text: str, pattern: str) -> bool:
    """Whether a text is like a pattern, in which % is any characters and _ is one.

    The last % takes as little as it can and gives way by one character at a time; those before it never have to, so
    the cost is bounded by the product of the lengths, whatever the pattern.
    """
    at = place = 0
    star, resumed = -1, 0
    while at < len(text):
        if place < len(pattern) and pattern[place] == "%":
            star, resumed = place, at
            place += 1
        elif place < len(pattern) and pattern[place] in {"_", text[at]}:
            at, place = at + 1, place + 1
        elif star >= 0:
            resumed += 1
            at, place = resumed, star + 1
        else:
            return False
    return pattern[place:].strip("%") == ""
