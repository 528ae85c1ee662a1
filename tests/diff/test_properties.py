"""Random workspaces with random edits: what is told names exactly what was edited, and the way back is the mirror."""

from __future__ import annotations

import copy
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.diff.values import Change, Comparison, Direction, Verb
from journeymap.source import read
from tests.conftest import EXAMPLES
from tests.diff.edits import NUMBER, SECTIONS, TEXT, Editor, spots
from tests.diff.pairs import FULL, compared, files_of
from tests.effort import tries

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
    return {key: _work_in_full(value) for key, value in whole.items()}


def _work_in_full(value: Any, key: str = "") -> Any:
    """The same with work written out, so that there is an object to edit: a text alone is what is done."""
    if isinstance(value, dict):
        return {key: _work_in_full(item, key) for key, item in value.items()}
    if isinstance(value, list):
        is_work = key in {"frontstage", "backstage", "support"}
        return [{"do": item} if is_work and isinstance(item, str) else _work_in_full(item) for item in value]
    return value


LOADED = {folder.name: data_of(folder) for folder in WORKSPACES}


def text_of(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, default=str)


edits = st.lists(
    st.tuples(st.sampled_from(["change", "change", "add", "remove", "move"]), st.integers(0, 5000)), max_size=8
)


@pytest.mark.parametrize("name", LOADED)
@settings(max_examples=tries(12), deadline=None)
@given(chosen=edits)
def test_edits_are_told_and_nothing_else(name: str, chosen: list[tuple[str, int]]):
    """Changes name exactly the objects that were edited, each once; a way back from a low may come or go beside."""
    editor = Editor(LOADED[name])
    for way, number in chosen:
        editor.edit(way, number)
    comparison = compared(text_of(LOADED[name]), text_of(editor.data))
    told = [change.object for change in comparison.changes if not change.kind.startswith("recovery")]
    assert Counter(told) == Counter(editor.named)
    assert comparison.unreadable == ()


@pytest.mark.parametrize("way", ["change", "add", "remove", "move"])
def test_edits_reach_every_kind_of_object(way: str):
    """One of each kind in the fullest workspace, edited by itself, is the only object that is told."""
    data = LOADED[FULL.name]
    reached: set[str] = set()
    for number, spot in enumerate(spots(data)):
        editor = Editor(data)
        if spot.kind in reached or not editor.edit(way, number):
            continue
        reached.add(spot.kind)
        comparison = compared(text_of(data), text_of(editor.data))
        told = [change.object for change in comparison.changes if not change.kind.startswith("recovery")]
        assert told == sorted(editor.named)
    assert reached == REACHED[way]


WITH_ID = {*SECTIONS, "lifecycle-stages", "stages", "touchpoints", "pain_points", "gains", "opportunities"}
REACHED = {
    "change": {*TEXT, *NUMBER},
    "add": WITH_ID,
    "remove": {*TEXT, *NUMBER} - {"next", "handoff", "rice", "columns", "profile"},
    "move": {"touchpoints", "pain_points"},
}


def told(change: Change) -> tuple[str, ...]:
    """The kind, the field, the direction and the values of a change."""
    return change.kind, change.field, change.direction.value, repr(change.before), repr(change.after)


def mirrored(change: Change) -> tuple[str, ...]:
    """What the change back has to be."""
    noun, _, verb = change.kind.rpartition("-")
    direction = Direction(change.direction).mirrored.value
    return f"{noun}-{Verb(verb).mirrored}", change.field, direction, repr(change.after), repr(change.before)


def mirror_of(one: Comparison, other: Comparison) -> None:
    assert Counter(map(mirrored, one.changes)) == Counter(map(told, other.changes))
    assert sorted((now, old) for old, now in one.moved_entries) == sorted(other.moved_entries)


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
@settings(max_examples=tries(25), deadline=None)
@given(one=steps, other=steps)
def test_the_way_back_is_the_mirror(name: str, one: list[tuple[int, int]], other: list[tuple[int, int]]):
    """Whatever differs between two revisions, valid or not: B to A is A to B with everything the other way round.

    That holds for renames that are only guessed, and for ids that are there twice or that nothing has. It cannot hold for
    a `moved` entry between two ids that are both there on both sides: on the way back it looks like an old entry that
    somebody took out, of objects that were never renamed. No entry of these workspaces is of that sort.
    """
    before, after = (text_of(Surgeon(LOADED[name], chosen).data) for chosen in (one, other))
    there, back = compared(before, after), compared(after, before)
    mirror_of(there, back)
    assert Counter((item.object, item.path) for item in there.unreadable) == Counter(
        (item.object, item.path) for item in back.unreadable
    )
