"""Random edits of a workspace as a person would make them, each with the names of the objects that it is about.

Names are put together here from the format alone, so that they do not come from what is tested.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Data = dict[str, Any]
SECTIONS = (
    *("lifecycles", "personas", "teams", "systems", "channels", "metrics", "research", "sources", "journeys"),
    *("initiatives", "plays"),
)
PROFILE = ("demographic", "firmographic", "technographic", "psychographic", "behavioural")
TEXT = {
    "journeys": "scenario",
    "stages": "description",
    "touchpoints": "expectation",
    "pain_points": "summary",
    "gains": "summary",
    "opportunities": "summary",
    "lifecycles": "name",
    "lifecycle-stages": "description",
    "personas": "role",
    "teams": "contact",
    "systems": "name",
    "channels": "name",
    "metrics": "formula",
    "research": "author",
    "sources": "name",
    "initiatives": "cost",
    "plays": "offer",
    "voices": "expectation",
    "next": "outcome",
    "handoff": "on_reject",
    "decisions": "by",
    "frontstage": "fails",
    "backstage": "fails",
    "support": "fails",
    "columns": "text",
    "evidence": "quote",
    "profile": "x-note",
}
"""A text of each kind of object that may be anything."""
NUMBER = {"metrics-of": "n", "expects": "from", "rice": "reach"}
"""A number of each kind of object without such a text."""


@dataclass(frozen=True)
class Spot:
    """An object: its kind, its name, and where it is in the data; `around` are the names of what it lies in."""

    kind: str
    name: str
    value: Data
    holder: list[Any] | None
    around: tuple[str, ...]


def spots(data: Data) -> list[Spot]:
    """Every object that can be told by its name alone."""
    found = [
        spot
        for section in SECTIONS
        for item in data.get(section, [])
        for spot in _section(data[section], section, item)
    ]
    counts = Counter(spot.name for spot in found)
    return [spot for spot in found if all(counts[name] == 1 for name in (spot.name, *spot.around))]


def _section(holder: list[Any], section: str, item: Data) -> Iterator[Spot]:
    name = f"{section}:{item['id']}"
    yield Spot(section, name, item, holder, ())
    if section == "lifecycles":
        for stage in item["stages"]:
            yield Spot("lifecycle-stages", f"{item['id']}:{stage['id']}", stage, item["stages"], (name,))
    elif section == "journeys":
        yield from _plain(item, name, (name,))
        for stage in item["stages"]:
            yield from _in_journey("stages", stage, item["stages"], item["id"], (name,))
    elif section in {"initiatives", "personas", "sources"}:
        yield from _plain(item, name, (name,))


def _in_journey(kind: str, item: Data, holder: list[Any], journey: str, around: tuple[str, ...]) -> Iterator[Spot]:
    name = f"{journey}/{item['id']}"
    yield Spot(kind, name, item, holder, around)
    inside = (*around, name)
    yield from _plain(item, name, inside)
    for key in ("touchpoints", "pain_points", "gains", "opportunities"):
        for one in _listed(item.get(key)):
            yield from _in_journey(key, one, item[key], journey, inside)


def _plain(item: Data, name: str, around: tuple[str, ...]) -> Iterator[Spot]:
    """Objects without ids: by what they are about."""
    known_by = {"voices": "persona", "next": "to", "decisions": "", "frontstage": "do", "backstage": "do"}
    for key, word in {**known_by, "support": "do", "expects": "metric", "research": "id"}.items():
        for one in _listed(item.get(key)):
            if not isinstance(one, dict):
                continue
            known = f"{one['date']} {one['text']}" if key == "decisions" else one[word]
            kind = "evidence" if key == "research" else key
            spot = Spot(kind, f"{name}/{key}/{known}", one, item[key], around)
            yield spot
            if key == "next":
                alone = len(item["next"]) == 1
                at = f"{name}/handoff" if alone else f"{spot.name}/handoff"
                if "handoff" in one and not (alone and "handoff" in item):
                    yield Spot("handoff", at, one["handoff"], None, (*around, spot.name))
                yield from (inner for inner in _plain(one, spot.name, (*around, spot.name)) if inner.kind == "evidence")
    for one in _listed(item.get("metrics")):
        if isinstance(one, dict):
            yield Spot("metrics-of", f"{name}/metrics/{one['metric']}", one, item["metrics"], around)
    for key in ("handoff", "rice", "columns", *PROFILE):
        if isinstance(item.get(key), dict):
            yield Spot("profile" if key in PROFILE else key, f"{name}/{key}", item[key], None, around)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


class Editor:
    """Edits a copy of a workspace, and remembers which objects a diff has to name.

    Args:
        data: All documents in one.
    """

    def __init__(self, data: Data) -> None:
        self.data = copy.deepcopy(data)
        self.named: set[str] = set()
        self.closed: set[str] = set()
        self.holding: set[str] = set()

    def edit(self, way: str, number: int) -> bool:
        """Makes one edit, where it does not touch what another edit is about; says whether it did."""
        free = [spot for spot in spots(self.data) if self._is_free(spot)]
        chosen = free[number % len(free)]
        done = {"change": self._change, "add": self._add, "remove": self._remove, "move": self._move}[way]
        return done(chosen, number)

    def _is_free(self, spot: Spot) -> bool:
        return not self.closed.intersection((spot.name, *spot.around))

    def _close(self, spot: Spot) -> None:
        """It has been edited, so that nothing in it may be, and nothing around it may go any more."""
        self.named.add(spot.name)
        self.closed.add(spot.name)
        self.holding.update(spot.around)

    def _change(self, spot: Spot, number: int) -> bool:
        if spot.kind in NUMBER:
            spot.value[NUMBER[spot.kind]] = spot.value.get(NUMBER[spot.kind], 0) + 1 + number
        else:
            spot.value[TEXT[spot.kind]] = f"Wholly new words {number}"
        self._close(spot)
        return True

    def _add(self, spot: Spot, number: int) -> bool:
        """Another object beside one with an id."""
        if spot.holder is None or "id" not in spot.value or spot.kind == "evidence":
            return False
        own = f"zz-{number}-qx"
        text = {"title": own} if spot.kind == "research" else {"name": own}
        if spot.kind in {"pain_points", "gains", "opportunities"}:
            text = {"summary": own}
        inner: Data = {"stages": [{"id": own, "name": own}]}
        more: Data = {"sources": {"kind": "events", "uri": "x.csv"}, "lifecycles": inner, "journeys": inner}
        start = spot.name.removesuffix(spot.value["id"])
        if any(own in one.name for one in spots(self.data)):
            return False
        spot.holder.append({"id": own, **text, **more.get(spot.kind, {})})
        self.named.add(f"{start}{own}")
        self.closed.add(f"{start}{own}")
        self.holding.update(spot.around)
        return True

    def _remove(self, spot: Spot, number: int) -> bool:
        """The object with all in it, where no edit is in it."""
        del number
        last_stage = spot.kind in {"lifecycle-stages", "stages"} and spot.holder is not None and len(spot.holder) == 1
        if spot.holder is None or spot.name in self.holding or last_stage or spot.kind == "next":
            return False
        spot.holder.remove(spot.value)
        self._close(spot)
        return True

    def _move(self, spot: Spot, number: int) -> bool:
        """A touchpoint or a pain, gain or opportunity into another stage or touchpoint of its journey."""
        places = {"touchpoints": ("stages",), "pain_points": ("stages", "touchpoints")}.get(spot.kind, ())
        others = [
            other
            for other in spots(self.data)
            if other.kind in places
            and other.name != spot.around[-1]
            and spot.around[0] in other.around
            and self._is_free(other)
        ]
        if not others or spot.holder is None:
            return False
        spot.holder.remove(spot.value)
        target = others[number % len(others)]
        target.value.setdefault(spot.kind, []).append(spot.value)
        self.holding.update((target.name, *target.around))
        self._close(spot)
        return True
