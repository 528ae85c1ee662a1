"""Random workspaces with random edits: what is told names exactly what was edited, and the way back is the mirror."""

from __future__ import annotations

import copy
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from journeymap.diff.values import Change, Comparison, Direction, Verb
from journeymap.source import read
from tests.conftest import EXAMPLES
from tests.diff.pairs import FULL, compared, files_of

WORKSPACES = [*EXAMPLES, FULL]
Data = dict[str, Any]


def data_of(folder: Path) -> Data:
    """All documents of a workspace in one."""
    whole: Data = {}
    for name, text in files_of(folder).items():
        document = read(name, text.encode()).data
        if not isinstance(document, dict) or "journeymap" not in document:
            continue
        for key, value in document.items():
            if isinstance(value, list):
                whole.setdefault(key, []).extend(value)
            elif key != "workspace":
                whole[key] = value
    return whole


LOADED = {folder.name: data_of(folder) for folder in WORKSPACES}


def text_of(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, default=str)


def touchpoints(data: Data) -> list[tuple[str, Data, Data]]:
    return [
        (journey["id"], stage, item)
        for journey in data["journeys"]
        if journey.get("state") != "future"
        for stage in journey["stages"]
        for item in stage.get("touchpoints", [])
    ]


def _emotion(data: Data, number: int) -> set[str]:
    journey, _, item = touchpoints(data)[number % len(touchpoints(data))]
    item["emotion"] = 1.5 if item.get("emotion", 0) <= 0 else -1.5
    return {f"{journey}/{item['id']}"}


def _name(data: Data, number: int) -> set[str]:
    journey, _, item = touchpoints(data)[number % len(touchpoints(data))]
    item["name"] = f"{item['name']} again"
    return {f"{journey}/{item['id']}"}


def _new_pain(data: Data, number: int) -> set[str]:
    journey, _, item = touchpoints(data)[number % len(touchpoints(data))]
    item.setdefault("pain_points", []).append({"id": f"new-pain-{number}", "summary": f"Number {number} hurts"})
    return {f"{journey}/new-pain-{number}"}


def _new_touchpoint(data: Data, number: int) -> set[str]:
    journey, stage, _ = touchpoints(data)[number % len(touchpoints(data))]
    stage["touchpoints"].append({"id": f"wholly-new-{number}", "name": f"Wholly new {number}"})
    return {f"{journey}/wholly-new-{number}"}


def _team(data: Data, number: int) -> set[str]:
    team = data["teams"][number % len(data["teams"])]
    team["name"] = f"{team['name']} again"
    return {f"teams:{team['id']}"}


def _persona(data: Data, number: int) -> set[str]:
    data["personas"].append({"id": f"somebody-{number}", "name": f"Somebody {number}"})
    return {f"personas:somebody-{number}"}


def _summary(data: Data, number: int) -> set[str]:
    journey = data["journeys"][number % len(data["journeys"])]
    journey["summary"] = f"Summary {number}"
    return {f"journeys:{journey['id']}"}


EDITS = [_emotion, _name, _new_pain, _new_touchpoint, _team, _persona, _summary]
edits = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 400)), max_size=6, unique_by=lambda item: item[1])


def edited(data: Data, chosen: list[tuple[Any, int]]) -> tuple[Data, set[str]]:
    after = copy.deepcopy(data)
    named: set[str] = set()
    for edit, number in chosen:
        named |= edit(after, number)
    return after, named


@pytest.mark.parametrize("name", LOADED)
@settings(max_examples=12, deadline=None)
@given(chosen=edits)
def test_edits_are_told_and_nothing_else(name: str, chosen: list[tuple[Any, int]]):
    """Changes name exactly the objects that were edited; only a way back from a low may come or go as a result."""
    after, named = edited(LOADED[name], chosen)
    comparison = compared(text_of(LOADED[name]), text_of(after))
    assert {change.object for change in comparison.changes if not change.kind.startswith("recovery")} <= named
    undone = {_same(LOADED[name], after, one) for one in named}
    assert undone <= {True, False}
    lost = named - {change.object for change in comparison.changes}
    assert all(_same(LOADED[name], after, one) for one in lost)


def _same(before: Data, after: Data, name: str) -> bool:
    """Whether an object says the same on both sides: two edits of one emotion may lead back."""
    return bool(_found(before, name) == _found(after, name))


def _found(data: Data, name: str) -> Any:
    for journey, _, item in touchpoints(data):
        if name == f"{journey}/{item['id']}":
            return {key: value for key, value in item.items() if key != "pain_points"}
    return None


def mirrored(change: Change) -> tuple[str, str, str]:
    noun, _, verb = change.kind.rpartition("-")
    return f"{noun}-{Verb(verb).mirrored}", change.field, Direction(change.direction).mirrored


def mirror_of(one: Comparison, other: Comparison) -> None:
    assert Counter(map(mirrored, one.changes)) == Counter(
        (change.kind, change.field, change.direction) for change in other.changes
    )


class Surgeon:
    """Edits anything anywhere: drops, copies, swaps and renames what is in lists, and drops keys."""

    def __init__(self, data: Data, steps: list[tuple[int, int]]) -> None:
        self.data = copy.deepcopy(data)
        for kind, place in steps:
            lists = list(self._lists(self.data))
            holder, key = lists[place % len(lists)]
            items = holder[key]
            at = place % len(items)
            if kind == 0 and len(items) > 1:
                del items[at]
            elif kind == 1:
                items[0], items[at] = items[at], items[0]
            elif kind == 2 and isinstance(items[at], dict) and "id" in items[at]:
                items[at]["id"] = f"{items[at]['id']}-ny"
            elif kind == 3 and isinstance(items[at], dict):
                free = [one for one in items[at] if one not in {"id", "name", "title", "summary", "stages"}]
                if free:
                    del items[at][free[place % len(free)]]

    def _lists(self, value: Any) -> Any:
        if isinstance(value, dict):
            for key, item in value.items():
                if isinstance(item, list) and item:
                    yield value, key
                yield from self._lists(item)
        elif isinstance(value, list):
            for item in value:
                yield from self._lists(item)


steps = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5000)), max_size=5)


@pytest.mark.parametrize("name", LOADED)
@settings(max_examples=25, deadline=None)
@given(one=steps, other=steps)
def test_the_way_back_is_the_mirror(name: str, one: list[tuple[int, int]], other: list[tuple[int, int]]):
    """Whatever differs between two revisions, valid or not: B to A has the mirrored kinds and directions of A to B."""
    before, after = (text_of(Surgeon(LOADED[name], chosen).data) for chosen in (one, other))
    there, back = compared(before, after), compared(after, before)
    # What an id refers to that two objects share after a rename that is only guessed depends on where one stands.
    assume(not there.moved_entries)
    mirror_of(there, back)
    assert Counter((item.object, item.path) for item in there.unreadable) == Counter(
        (item.object, item.path) for item in back.unreadable
    )
