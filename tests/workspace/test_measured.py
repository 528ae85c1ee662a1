"""Measurements as files of a workspace: what is read, what is refused, and what makes one that of another map."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeymap import api
from journeymap.diff import revisions
from journeymap.diff.history import History
from journeymap.model import measurement as model
from journeymap.workspace import discovery
from journeymap.workspace.measured import MeasurementFile, digest_of
from tests.conftest import TODAY, Run
from tests.diff.repositories import Repository

Write = Callable[..., Path]

MAP = """
journeymap: 1
workspace: {name: Inn, measure: {min_group: 10, session_gap: 30min}}
lifecycles:
  - id: clm
    name: Ours
    stages: [{id: known, name: Known, entry_events: {source: web, event: landing}}, {id: gone, name: Gone}]
personas:
  - {id: ann, name: Ann, segment: {plan: [pro, team]}}
  - {id: bo, name: Bo}
sources:
  - {id: web, name: Web log, kind: events, uri: web.csv, columns: {customer: c, time: t, event: e}}
  - {id: desk, kind: feedback, uri: desk.csv, metric: stay}
  - {id: shop, kind: events, uri: shop.csv}
  - {id: hall, kind: feedback, uri: hall.csv, touchpoint: dine/eat}
metrics:
  - {id: stay, name: Stay, kind: csat, method: mean, scale: 1-5}
  - {id: paid, name: Paid, kind: ratio, numerator: {source: web, event: pay}, denominator: all who come}
journeys:
  - id: book
    name: Books a room
    personas: [ann, bo]
    stages:
      - id: choose
        name: Choose
        touchpoints:
          - id: room
            name: Looks at a room
            emotion: 1
            events: {source: web, event: view, where: {x-size: {gte: 2}}}
            next: [{to: pay, share: 0.8, when: It is free}, {to: end, for: bo, outcome: lost}]
          - {id: pay, name: Pays, metrics: [{metric: stay, target: 4}, {metric: paid}], events: {source: web, event: pay}}
  - {id: dine, name: Dines, stages: [{id: s, name: S, touchpoints: [{id: eat, name: Eats}]}]}
"""
SAME = {
    "names": ("name: Looks at a room", "name: Sees a room"),
    "emotions": ("emotion: 1", "emotion: -1\n            pain_points: [{id: p, summary: P}]"),
    "shares": ("share: 0.8", "share: 0.2"),
    "conditions in words": ("when: It is free", "when: It is to be had"),
    "outcomes": ("outcome: lost", "outcome: cancelled"),
    "targets": ("target: 4", "target: 4.5"),
    "a source's name": ("name: Web log", "name: Log of the web"),
    "a source that nothing names": ("uri: shop.csv", "uri: shops.csv"),
    "feedback of another journey": ("uri: hall.csv", "uri: halls.csv"),
    "a denominator in words": ("denominator: all who come", "denominator: everybody"),
    "another journey": ("name: Eats", "name: Eats, events: {source: web, event: eat}"),
    "a lifecycle stage without events": ("{id: gone, name: Gone}", "{id: lost, name: Lost}"),
    "the order of ways": (
        "next: [{to: pay, share: 0.8, when: It is free}, {to: end, for: bo, outcome: lost}]",
        "next: [{to: end, for: bo}, {to: pay}]",
    ),
    "free keys": ("kind: feedback, uri: desk.csv", "kind: feedback, x-owner: us, uri: desk.csv"),
    "the goal of another journey": ("min_group: 10", "goals: dine/eat"),
    "a persona without a segment": ("personas: [ann, bo]", "personas: [ann]"),
}
OTHER = {
    "an event": ("event: view, where", "event: look, where"),
    "a condition of an event": ("{gte: 2}", "{gte: 3}"),
    "a touchpoint's id": ("- {id: pay,", "- {id: pays,"),
    "a stage's id": ("id: choose", "id: choice"),
    "whither a way leads": ("next: [{to: pay,", "next: [{to: room,"),
    "for whom a way is": ("for: bo", "for: ann"),
    "a segment": ("[pro, team]", "[pro]"),
    "who takes part": ("personas: [ann, bo]", "personas: [bo]"),
    "a metric's scale": ("scale: 1-5", "scale: 1-7"),
    "a metric's method": ("method: mean", "method: top-box"),
    "a metric's unit": ("kind: ratio", 'kind: ratio, unit: "%"'),
    "a metric's events": ("numerator: {source: web, event: pay}", "numerator: {source: web, event: paid}"),
    "a metric more": ("{metric: paid}", "{metric: stay}"),
    "an event of the lifecycle": ("event: landing", "event: arrival"),
    "a source's column": ("customer: c", "customer: id"),
    "feedback on the metric": ("uri: desk.csv", "uri: desks.csv"),
    "the smallest group": ("min_group: 10", "min_group: 20"),
    "what a case is": ("min_group: 10", "cases: session"),
    "the goal": ("min_group: 10", "goals: book/room"),
    "the pause between sessions": ("session_gap: 30min", "session_gap: 1h"),
}


def digest(write: Write, text: str, more: str = "journeymap: 1\n") -> str:
    """The digest of the journey `book` in a map, which can stand in two files."""
    workspace = api.load([write({"journeymap.yaml": text, "more.yaml": more})], on=TODAY)[0]
    assert all(loaded.content is not None for loaded in workspace.documents)
    return digest_of(workspace.catalogue, workspace.catalogue.journeys["book"])


@pytest.mark.parametrize(("old", "new"), SAME.values(), ids=SAME)
def test_what_changes_no_number_is_the_same_map(old: str, new: str, write: Write) -> None:
    """Words, emotions, shares, targets, and what belongs to other journeys."""
    assert old in MAP
    assert digest(write, MAP.replace(old, new)) == digest(write, MAP)


@pytest.mark.parametrize(("old", "new"), OTHER.values(), ids=OTHER)
def test_what_changes_numbers_is_another_map(old: str, new: str, write: Write) -> None:
    """Steps, ways, bindings, segments, metrics, sources, and how data is read."""
    assert old in MAP
    assert digest(write, MAP.replace(old, new)) != digest(write, MAP)


def test_a_digest_does_not_hang_on_files_nor_on_the_order_of_definitions(write: Write) -> None:
    """So that a workspace can be split and sorted without being measured anew."""
    sources = [line for line in MAP.splitlines() if ".csv" in line]
    turned = MAP.replace("\n".join(sources), "\n".join(reversed(sources)))
    assert turned != MAP
    assert digest(write, turned) == digest(write, MAP)
    settings, rest = (part.strip() for part in MAP.split("lifecycles:"))
    assert digest(write, settings, f"journeymap: 1\nlifecycles:\n  {rest}\n") == digest(write, MAP)


JOURNEY = "journeymap: 1\njourneys: [{id: buy, name: B, stages: [{id: s, name: S, touchpoints: [{id: t, name: T}]}]}]\n"


def measured(**more: Any) -> str:
    """The text of a measurement of the journey `buy`."""
    head = {"format_version": 1, "journey": "buy", "map_digest": "sha256:1", "measured": "2026-11-20"}
    return json.dumps({**head, "asked": {"cases": "customer", "min_group": 10}, **more}, indent=1)


def told(write: Write, raw: str | bytes, name: str = "buy") -> list[tuple[str, str, int]]:
    """Code, message and line of what `validate` says of a measurement."""
    folder = write({"journeymap.yaml": JOURNEY, f"measurements/{name}.json": raw})
    report = api.validate([folder], on=TODAY)
    assert all(finding.path.endswith(f"measurements/{name}.json") and finding.help for finding in report.findings)
    return [(item.code, item.message, item.span.start.line if item.span else 0) for item in report.findings]


def test_a_sound_measurement_is_in_the_catalogue_by_its_journey(write: Write) -> None:
    """With or without a byte-order mark."""
    assert told(write, measured()) == []
    assert told(write, b"\xef\xbb\xbf" + measured().encode()) == []
    workspace = api.load([write({})], on=TODAY)[0]
    assert [(key, item.map_digest) for key, item in workspace.catalogue.measurements.items()] == [("buy", "sha256:1")]


def test_what_is_written_is_what_is_read(write: Write) -> None:
    """`text` of the model and the reader here agree on every default."""
    made = model.Measurement.model_validate_json(
        measured(ways=[{"from": "t", "times": 3, "cases": 2, "share": 1.0, "mapped": True}])
    )
    assert told(write, model.text(made)) == []
    assert api.load([write({})], on=TODAY)[0].catalogue.measurements["buy"] == made


FAULTY = {
    "no JSON": ('{\n "journey": "buy",\n}', "JM101", 3, "is not valid JSON: "),
    "a conflict": ('{\n<<<<<<< HEAD\n "journey": 1\n}', "JM101", 2, "is not valid JSON: "),
    "empty": ("", "JM101", 1, "is not valid JSON: "),
    "not a number": ('{"a": NaN}', "JM101", 1, "is not JSON that can be read"),
    "half a character": (measured(remarks=["\ud800"]), "JM101", 1, "is not JSON that can be read"),
    "without end": ("[" * 200_000, "JM101", 1, "is not JSON that can be read"),
    "a long number": ('{"a": ' + "9" * 5000 + "}", "JM101", 1, "is not JSON that can be read"),
    "a list": ("[]", "JM105", 1, "must be a mapping"),
    "a key missing": (measured(journey="buy").replace('"map_digest"', '"map"'), "JM105", 1, "`map_digest` is missing (1 more"),
    "a share of more": (measured(stages=[{"id": "s", "reach": 1.5}]), "JM105", 13, "`stages.0.reach` is `1.5`, and must be 1 or less"),
    "text for a number": (measured(totals={"cases": "1", "customers": 1, "events": 1, "completed": 1}), "JM105", 11, "`totals.cases` is the text `1`, and must be a whole number"),
    "an unknown key": (measured(rows=[]), "JM105", 10, "`rows` is not a field of a measurement"),
    "no day": (measured(measured="soon"), "JM105", 5, "`measured`: "),
    "nothing for a day": (measured(measured=None), "JM105", 5, "`measured` is empty, and must be a date"),
    "an older layout": (measured(format_version="1"), "JM105", 2, "`format_version` cannot be `1`"),
    "a layout to come": (measured(format_version=2), "JM106", 2, "is of format version 2, and this journeymap reads 1"),
    "another journey's": (measured(journey="sell"), "JM105", 3, "of `sell`, and the file is called `buy.json`"),
    "no text": (b"\xff\xfe{\x00}\x00", "JM112", 1, "not UTF-8"),
    "too large": (b" " * (5 * 1024 * 1024 + 1), "JM111", 1, "larger than 5 MiB"),
    "all wrong": (measured(touchpoints=[0] * 5000), "JM105", 1, "5,000 of its values do not fit"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "code", "line", "words"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_measurement_is_one_finding_at_its_place(
    raw: str | bytes, code: str, line: int, words: str, write: Write
) -> None:
    """It says which field, and the measurement is left out."""
    content = raw if isinstance(raw, bytes) else raw.encode("utf-8")
    ((found, message, at),) = told(write, content)
    assert (found, at) == (code, line)
    assert words in message
    assert api.load([write({})], on=TODAY)[0].catalogue.measurements == {}


def test_a_measurement_of_no_journey_is_an_unresolved_reference(write: Write) -> None:
    """With the journey that was probably meant; silent where a file that cannot be read may have it."""
    ((code, message, line),) = told(write, measured(journey="buys"), "buys")
    assert (code, line) == ("JM201", 3)
    assert "`buys`" in message
    folder = write({})
    (finding,) = api.validate([folder], on=TODAY).findings
    assert finding.help == "Did you mean `buy`?"
    write({"more.yaml": "journeymap: 1\njourneys:\n  - id: buys\n    name: [\n"})
    assert {item.code for item in api.validate([folder], on=TODAY).findings} == {"JM101"}


def test_only_the_faults_that_were_asked_for_are_told(write: Write) -> None:
    """A measurement can be named, and is then no document; and it can be spared a rule as a document can."""
    spared = "journeymap: 1\nworkspace: {lint: {per-file-ignores: {measurements/old.json: [JM105]}}}\n"
    folder = write({"journeymap.yaml": spared, "buy.yaml": JOURNEY, "measurements/buy.json": "{}"})
    write({"measurements/old.json": "{}"})
    assert api.validate([folder / "buy.yaml"], on=TODAY).findings == ()
    named = api.validate([folder / "measurements/buy.json"], on=TODAY)
    assert [(item.code, Path(item.path).name) for item in named.findings] == [("JM105", "buy.json")]
    every = api.validate([folder], on=TODAY)
    assert {Path(item.path).name for item in every.findings} == {"buy.json", "old.json"}
    kept = api.lint([folder], select=["JM105"], on=TODAY)
    assert [Path(item.path).name for item in kept.findings] == ["buy.json"]


def test_an_editor_reads_what_is_not_saved_yet(write: Write) -> None:
    """Of a measurement too, and it does not become a document by that."""
    folder = write({"journeymap.yaml": JOURNEY, "measurements/buy.json": measured()})
    unsaved = (folder / "measurements/buy.json", measured(format_version=9).encode())
    assert [item.code for item in api.validate(on=TODAY, unsaved=unsaved).findings] == ["JM106"]


def test_only_the_folder_at_the_root_holds_measurements(write: Write) -> None:
    """No deeper ones, no hidden files, no folders, and git's ignoring does not matter."""
    assert discovery.MEASUREMENTS == model.FOLDER
    folder = write({"journeymap.yaml": JOURNEY, "measurements/buy.json": measured(), ".gitignore": "measurements\n"})
    write({"measurements/.buy.json.tmp.json": "", "measurements/note.txt": "", "deep/measurements/buy.json": ""})
    (folder / "measurements/folder.json").mkdir()
    assert [path.name for path in discovery.measurements(folder)] == ["buy.json"]
    assert list(api.load([folder], on=TODAY)[0].catalogue.measurements) == ["buy"]


def test_beside_a_lone_document_only_its_own_journeys_are_measured(write: Write) -> None:
    """The others in the folder may be of files that were not named."""
    folder = write({"buy.yaml": JOURNEY, "measurements/buy.json": measured(), "measurements/sell.json": "{"})
    workspace = api.load([folder / "buy.yaml"], on=TODAY)[0]
    assert [file.journey for file in workspace.measured] == ["buy"]
    assert api.validate([folder / "buy.yaml"], on=TODAY).findings == ()


def test_a_file_is_only_looked_into_when_somebody_asks() -> None:
    """Whoever compares two revisions has no use for most numbers in them."""
    file = MeasurementFile("measurements/buy.json", b"{")
    assert "_read" not in vars(file)
    assert file.measurement is None
    assert file.fault is not None


def test_the_model_is_not_loaded_where_nothing_was_measured(run: Run, write: Write) -> None:
    """`validate` starts as fast as before."""
    folder = write({"journeymap.yaml": JOURNEY})
    env = {"PYTHONPROFILEIMPORTTIME": "1"}
    assert "journeymap.model.measurement" not in run("validate", "--no-cache", cwd=folder, env=env).err
    write({"measurements/buy.json": measured()})
    assert "journeymap.model.measurement" in run("validate", "--no-cache", cwd=folder, env=env).err


def test_each_side_of_a_diff_has_its_own_measurements(tmp_path: Path) -> None:
    """Those of a revision are read from it, those of the working tree from the disk."""
    repository = Repository(tmp_path / "r")
    repository.commit("One", {"journeymap.yaml": JOURNEY, "measurements/buy.json": measured()})
    repository.commit("Two", {"measurements/buy.json": measured(map_digest="sha256:2"), "x/measurements/a.json": "{"})
    (repository.top / "measurements/buy.json").write_text(measured(map_digest="sha256:3"))
    found = []
    for arguments in (["HEAD~1", "HEAD"], []):
        for side in revisions.sides(arguments, repository.top):
            (workspace,) = revisions.workspaces(side, TODAY).values()
            found.append(workspace.catalogue.measurements["buy"].map_digest)
            assert len(workspace.measured) == 1
    assert found == ["sha256:1", "sha256:2", "sha256:2", "sha256:3"]


def test_a_history_is_of_the_map_alone(tmp_path: Path) -> None:
    """A commit that only measures anew is no step of it, and no step has numbers of another one."""
    repository = Repository(tmp_path / "r")
    repository.commit("One", {"journeymap.yaml": JOURNEY, "measurements/buy.json": measured()})
    repository.commit("Two", {"measurements/buy.json": measured(map_digest="sha256:2")})
    repository.commit("Three", {"journeymap.yaml": JOURNEY.replace("name: T}", "name: U}")})
    history = History(repository.top)
    steps = history.walk().steps
    assert [step.commit.subject for step in steps] == ["Three", "One"]
    for _, before, after in history.states(steps):
        assert before is not None
        assert all(path.suffix == ".yaml" for path in (*(before.files or ()), *(after.files or ())))
