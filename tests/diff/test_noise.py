"""What is no change: layout, comments, order of keys, other spellings of the same, other files."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.formatting.layout import formatted
from journeymap.source import read
from tests.conftest import EXAMPLES
from tests.diff.pairs import FULL, SHOP, compared, files_of
from tests.diff.test_properties import data_of, text_of
from tests.effort import tries

WORKSPACES = [*EXAMPLES, FULL]
SAME = [
    ("    personas: [pat]\n    lifecycle", "    personas: pat\n    lifecycle"),
    ("tags: [core]", "tags: core"),
    ("emotion: 1\n            voices", "emotion: 1.0\n            voices"),
    ("summary: From need to box", "summary: 'From need to box'"),
    ("summary: From need to box", 'summary: "From need to b\\u006fx"'),
    ("summary: From need to box", "summary: >\n      From need\n      to box"),
    ("duration: 20min", "duration: 1200s"),
    ("review_every: 6mo", "review_every: 0.5y"),
    ("    state: current\n", ""),
    ("root_cause: No filter", "root_cause: No filter, status: open"),
    ("moment_of_truth: true}", "moment_of_truth: true, next: [{to: pay}]}"),
    ("emotion: 2}", "emotion: 2, next: []}"),
    ("emotion: 2}", "emotion: 2, next: [{to: end}]}"),
    ("emotion: 1, handoff: {to: service, sla: 2d}", "emotion: 1, next: [{to: open, handoff: {to: service, sla: 2d}}]"),
    ("emotion: 2}", "emotion: 2, pain_points: [], thoughts: [], confidential: false}"),
    ("backstage: [Ranks results]", "backstage: Ranks results"),
    ("backstage: [Ranks results]", "backstage: [{do: Ranks results}]"),
    ("gains: [{id: suggestion, summary: A fitting suggestion, research: [talks]}]", "gains: [{research: [{id: talks}], summary: A fitting suggestion, id: suggestion}]"),
    ("metrics: [{metric: ease, target: 5, warn: 4, value: 4.5, as_of: 2026-09-01, n: 40, team: sales}, {metric: days, target: 3},", "metrics: [{metric: days, target: 3}, {metric: ease, target: 5, warn: 4, value: 4.5, as_of: 2026-09-01, n: 40, team: sales},"),
    ("location: Umeå", 'location: "Umea\\u030a"'),
    ("{id: lou, name: Lou}", "{id: lou, name: Lou} # a comment"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), SAME, ids=[after[:40] for _, after in SAME])
def test_another_spelling_is_no_change(before: str, after: str):
    """What means the same is told in neither direction."""
    assert SHOP.count(before) == 1
    other = SHOP.replace(before, after)
    assert compared(SHOP, other).changes == ()
    assert compared(other, SHOP).changes == ()


@pytest.mark.parametrize("folder", WORKSPACES, ids=lambda path: path.name)
def test_equal_workspaces_have_no_change(folder: Path):
    """A workspace held against itself: nothing at all, however rich it is."""
    files = files_of(folder)
    comparison = compared(files, dict(files))
    assert comparison.changes == ()
    assert comparison.unreadable == ()
    assert comparison.reviewers == ()


@pytest.mark.parametrize("folder", WORKSPACES, ids=lambda path: path.name)
def test_the_formatter_changes_nothing(folder: Path):
    """`journeymap fmt` may be run in any pull request."""
    files = files_of(folder)
    sprawling = {
        name: text.replace("\n", "\n\n") if "|" not in text and ">" not in text else text
        for name, text in files.items()
    }
    neat = {name: formatted(read(name, text.encode())) or text for name, text in sprawling.items()}
    assert compared(sprawling, neat).changes == ()
    assert compared(files, neat).changes == ()


def test_objects_in_other_files_are_no_change():
    """A workspace in one file, and the same in two with other names."""
    teams = SHOP.index("teams:\n")
    split = {"journeymap.yaml": "journeymap: 1\n" + SHOP[teams:], "people/pat.yml": SHOP[:teams]}
    assert compared(SHOP, split).changes == ()
    assert compared(split, SHOP).changes == ()
    renamed = {"journeymap.yaml": split["journeymap.yaml"], "who/personas.yaml": split["people/pat.yml"]}
    assert compared(split, renamed).changes == ()


def test_carriage_returns_and_a_byte_order_mark_are_no_change():
    """What an editor on another system writes."""
    other = b"\xef\xbb\xbf" + SHOP.replace("\n", "\r\n").encode()
    assert compared(SHOP, {"journeymap.yaml": other}).changes == ()


SETS = frozenset(
    {"personas", "voices", "metrics", "tags", "responsible", "consulted", "informed", "addresses", "delivers", "at"}
    | {"pain_points", "gains", "opportunities", "expects", "research", "feelings", "for", "quotes", "decisions"}
)
"""Lists that are read as sets."""


def scattered(value: Any, rng: Random, key: str = "") -> Any:
    """The same with keys and sets in another order."""
    if isinstance(value, dict):
        return {inner: scattered(value[inner], rng, inner) for inner in rng.sample(list(value), len(value))}
    if isinstance(value, list):
        items = [scattered(item, rng) for item in value]
        return rng.sample(items, len(items)) if key in SETS else items
    return value


def rewritten(data: dict[str, Any], rng: Random) -> dict[str, bytes]:
    """The same workspace as somebody else would have written it: in other files, in another order, in other bytes."""
    files: dict[str, dict[str, Any]] = {"journeymap.yaml": {"journeymap": 1}}
    for section in rng.sample(list(data), len(data)):
        items = data[section]
        if not isinstance(items, list):
            continue
        for item in rng.sample(items, len(items)) if section not in {"moved", "accepted"} else items:
            name = rng.choice(["journeymap.yaml", "a.yaml", "deep/er/b.yml"])
            files.setdefault(name, {"journeymap": 1}).setdefault(section, []).append(scattered(item, rng))
    texts = {
        name: json.dumps(content, ensure_ascii=rng.random() < HALF, default=str) for name, content in files.items()
    }
    start, end = rng.choice([b"", b"\xef\xbb\xbf"]), rng.choice([b"\n", b"\r\n"])
    return {
        name: start
        + (formatted(read(name, text.encode())) or text if rng.random() < HALF else text).encode().replace(b"\n", end)
        for name, text in texts.items()
    }


HALF = 0.5


@pytest.mark.parametrize("folder", WORKSPACES, ids=lambda path: path.name)
@settings(max_examples=tries(6), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_however_it_is_written(folder: Path, seed: int):
    """Files, sections, sets, keys, escapes, line ends and layout may all be others, and nothing is told."""
    data = data_of(folder)
    comparison = compared(text_of(data), rewritten(data, Random(seed)))
    assert comparison.changes == ()
    assert comparison.unreadable == ()


def test_settings_are_no_change():
    """How the tools work is not what customers live through."""
    assert compared(SHOP, SHOP + "workspace: {name: Shop, diff: {gate: worse}}\n").changes == ()


def test_the_lifecycle_of_the_workspace_is_that_of_its_journeys():
    """Written in the settings or in the journey it is the same; another one there changes the journey."""
    plain = SHOP.replace("    lifecycle: clm\n", "")
    assert compared(SHOP, plain).changes == ()
    assert compared(SHOP, plain + "workspace: {lifecycle: clm}\n").changes == ()
    (change,) = compared(SHOP, plain + "workspace: {lifecycle: buying}\n").changes
    assert (change.kind, change.object, change.before, change.after) == (
        *("lifecycle-changed", "journeys:buy"),
        *("clm", "buying"),
    )


def test_what_is_no_number_equals_itself():
    """A free key may hold anything, and be equal to itself."""
    text = SHOP + "x-odd: {a: .nan, 1: [.inf, {}]}\n"
    text = text.replace("{id: lou, name: Lou}", "{id: lou, name: Lou, x-a: .nan, x-b: {c: [.nan, 1]}}")
    assert compared(text, str(text)).changes == ()


def test_true_is_not_one():
    """In a free key `true` and `1` are told apart."""
    one, yes = (
        SHOP.replace("{id: lou, name: Lou}", f"{{id: lou, name: Lou, x-a: {value}}}") for value in ("1", "true")
    )
    assert [change.kind for change in compared(one, yes).changes] == ["free-key-changed"]
