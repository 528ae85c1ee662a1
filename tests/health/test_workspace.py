"""All journeys of a workspace, and the findings that belong to each."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap import api
from journeymap.diagnostics import ROOT, Pointer
from journeymap.health.journey import assess
from journeymap.health.workspace import assess_all, findings_of
from journeymap.lint.rules.experience.unaddressed_pain import UnaddressedPain
from tests.conftest import EXAMPLES, TODAY

FILES = {
    "journeymap.yaml": """
        journeymap: 1
        personas: [{id: sam, name: Sam, summary: TODO}]
        journeys:
          - {id: first, name: First, stages: [{id: s, name: S, touchpoints: [{id: a, name: A, emotion: -1}]}]}
          - {id: second, name: Second, owner: nobody, stages: [{id: s, name: S, emotion: 1}]}
    """,
    "more.yaml": """
        journeymap: 1
        journeys:
          - {id: third, name: Third, personas: sam, stages: [{id: s, name: S, emotion: 1}]}
          - {id: first, name: Again, stages: [{id: s, name: S, touchpoints: [{id: b, name: B, emotion: -2}]}]}
    """,
}


def test_findings_go_to_their_journey(write: Callable[..., Path]) -> None:
    """By file and place: those of a persona go to none, nor do those of a second journey with the same id."""
    folder = write(FILES)
    found = api.lint([folder], on=TODAY).findings
    workspace = api.load([folder], on=TODAY)[0]
    sorted_out = findings_of(workspace, found)
    assert list(sorted_out) == ["first", "second", "third"]
    assert "JM402" in {item.code for item in sorted_out["first"]}
    assert "JM201" in {item.code for item in sorted_out["second"]}
    assert all(item.pointer[:2] == ("journeys", 0) and "more" not in item.path for item in sorted_out["first"])
    assert {item.pointer[0] for items in sorted_out.values() for item in items} == {"journeys"}
    assert any(item.pointer[0] == "personas" for item in found)


def test_findings_of_a_whole_file_belong_to_no_journey(write: Callable[..., Path]) -> None:
    """A pointer to the document, or to the section, is no journey's."""
    folder = write(FILES)
    workspace = api.load([folder], on=TODAY)[0]
    finding = api.lint([folder], on=TODAY).findings[0]
    pointers = (ROOT, Pointer(("journeys",)), Pointer(("journeys", 99, "name")))
    assert findings_of(workspace, [dataclasses.replace(finding, pointer=pointer) for pointer in pointers]) == {}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_examples(example: Path) -> None:
    """Every journey of the examples can be told as JSON, and all at once say the same as one by one."""
    workspace = api.load([example], on=TODAY)[0]
    found = findings_of(workspace, api.lint([example], on=TODAY).findings)
    known = assess_all(workspace.catalogue, TODAY, found)
    assert list(known) == list(workspace.catalogue.journeys)
    for name, journey in workspace.catalogue.journeys.items():
        alone = assess(journey, workspace.catalogue, today=TODAY, findings=found.get(name, ()))
        assert alone == known[name]
        assert json.loads(json.dumps(dataclasses.asdict(alone), allow_nan=False))["journey"] == name


@pytest.mark.parametrize("number", range(len((*UnaddressedPain.bad, *UnaddressedPain.good))))
def test_nobody_acts_as_the_rule_says(number: int, write: Callable[..., Path]) -> None:
    """What JM403 finds is what has no answer at all here, over the rule's own examples."""
    example = (*UnaddressedPain.bad, *UnaddressedPain.good)[number]
    folder = write(
        {"journeymap.yaml": "\n" + str(example.text) if not isinstance(example.text, bytes) else example.text}
    )
    _agrees_with_the_rule(folder)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("word", ["status: planned", "status: doing", "addresses:", "nothing"])
def test_nobody_acts_as_the_rule_says_in_examples(example: Path, word: str, write: Callable[..., Path]) -> None:
    """The same over the examples, also where work was dropped or addresses nothing."""
    put = {"status: planned": "status: dropped", "status: doing": "status: dropped", "addresses:": "x-was:"}
    texts = {str(path.relative_to(example)): path.read_text() for path in example.rglob("*.yaml")}
    _agrees_with_the_rule(
        write({name: text.replace(word, put.get(word, word)).lstrip("\n") for name, text in texts.items()})
    )


def _agrees_with_the_rule(folder: Path) -> None:
    found = api.lint([folder], select=["JM403"], on=TODAY).findings
    catalogue = api.load([folder], on=TODAY)[0].catalogue
    told = {item.object.split("/")[1] + "/" + item.object.split("/")[-2] for item in found}
    unanswered = {
        f"{name}/{pain.id}"
        for name, health in assess_all(catalogue, TODAY).items()
        for pain in health.unattended_pains
        if not pain.ideas and health.unscored != "retired"
    }
    assert unanswered == told
