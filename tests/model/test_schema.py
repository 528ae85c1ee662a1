"""The published schema: what it says to editors, and that it refuses what `validate` refuses."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap import api
from journeymap.model import schema
from journeymap.model.document import Document
from journeymap.model.outline import outline
from journeymap.source import read
from journeymap.source.validation import validate
from tests.conftest import EXAMPLES

SCHEMA = schema.schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
FILES = [path for example in EXAMPLES for path in sorted(example.rglob("*.yaml"))]


def nodes(value: Any) -> Any:
    """Every mapping in a value."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def test_it_is_a_valid_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_it_has_no_nulls_and_no_noise() -> None:
    for node in nodes(SCHEMA):
        assert node.get("type") != "null"
        assert "default" not in node or node["default"] is not None
        if "type" in node and node is not SCHEMA:
            assert not isinstance(node.get("title"), str)


def test_every_property_and_choice_is_described() -> None:
    for name, definition in SCHEMA["definitions"].items():
        assert definition["description"], name
        for key, value in definition.get("properties", {}).items():
            assert value.get("description"), f"{name}.{key}"
        if "enum" in definition and "enumDescriptions" in definition:
            assert len(definition["enum"]) == len(definition["enumDescriptions"])


@pytest.mark.parametrize("name", ["Persona", "Journey", "Stage", "Touchpoint", "PainPoint"])
def test_there_is_a_snippet_for_what_people_write_most(name: str) -> None:
    assert SCHEMA["definitions"][name]["defaultSnippets"][0]["body"]["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_it_takes_every_example(path: Path) -> None:
    VALIDATOR.validate(read(path.name, path.read_bytes()).data)


BROKEN: dict[str, Any] = {
    "no version": {},
    "another version": {"journeymap": 2},
    "the version as text": {"journeymap": "1"},
    "an unknown section": {"journeymap": 1, "journey": []},
    "a section that is no list": {"journeymap": 1, "teams": {"id": "a", "name": "A"}},
    "an empty section": {"journeymap": 1, "teams": None},
    "a missing name": {"journeymap": 1, "teams": [{"id": "a"}]},
    "a malformed id": {"journeymap": 1, "teams": [{"id": "A b", "name": "A"}]},
    "a number for text": {"journeymap": 1, "teams": [{"id": "a", "name": 1.5}]},
    "an empty text": {"journeymap": 1, "teams": [{"id": "a", "name": " "}]},
    "an unknown key": {"journeymap": 1, "teams": [{"id": "a", "name": "A", "colour": "red"}]},
    "a journey without stages": {"journeymap": 1, "journeys": [{"id": "a", "name": "A"}]},
    "an empty list of stages": {"journeymap": 1, "journeys": [{"id": "a", "name": "A", "stages": []}]},
    "an unknown word": {"journeymap": 1, "research": [{"id": "a", "title": "A", "kind": "talk"}]},
    "a date that is none": {"journeymap": 1, "research": [{"id": "a", "title": "A", "date": "1.2.2026"}]},
    "a source in no place": {"journeymap": 1, "sources": [{"id": "a", "kind": "events"}]},
    "a condition without a comparison": {"journeymap": 1, "personas": [{"id": "a", "name": "A", "segment": {"b": {}}}]},
    "true for a bound": {"journeymap": 1, "personas": [{"id": "a", "name": "A", "segment": {"b": {"gte": True}}}]},
    "a colour by name": {"journeymap": 1, "workspace": {"report": {"accent": "red"}}},
    "a scale of one number": {"journeymap": 1, "metrics": [{"id": "a", "name": "A", "scale": "5"}]},
    "a group of none": {"journeymap": 1, "workspace": {"measure": {"min_group": 0}}},
    "an impact between the steps": {"journeymap": 1, "initiatives": [{"id": "a", "name": "A", "rice": {"impact": 4}}]},
}


def touchpoint(**fields: Any) -> dict[str, Any]:
    stage = {"id": "s", "name": "S", "touchpoints": [{"id": "t", "name": "T", **fields}]}
    return {"journeymap": 1, "journeys": [{"id": "j", "name": "J", "stages": [stage]}]}


BROKEN |= {
    "an emotion of three": touchpoint(emotion=3),
    "an emotion between the steps": touchpoint(emotion=0.3),
    "an emotion in words": touchpoint(emotion="happy"),
    "a bare minute": touchpoint(wait="5m"),
    "a share above one": touchpoint(next=[{"to": "end", "share": 1.1}]),
    "a way to nowhere": touchpoint(next=[{"share": 1}]),
    "yes as true": touchpoint(goal_met=True),
    "a hand-off to nobody": touchpoint(handoff={"sla": "4h"}),
    "a voice without a persona": touchpoint(voices=[{"emotion": 1}]),
    "work without a deed": touchpoint(backstage=[{"by": "crm"}]),
    "a list of lists": touchpoint(thoughts=[["a"]]),
}


@pytest.mark.parametrize("document", BROKEN.values(), ids=BROKEN.keys())
def test_what_validate_refuses_by_structure_the_schema_refuses_too(document: dict[str, Any]) -> None:
    content, faults = validate(read("journeymap.yaml", json.dumps(document).encode()))
    assert content is None
    assert faults
    assert list(VALIDATOR.iter_errors(document))


WHOLE = [read(path.name, path.read_bytes()).data for path in FILES]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_one_wrong_value_anywhere_is_judged_alike_by_both(data: st.DataObject) -> None:
    """Takes a real document, puts a value of another sort somewhere, and asks both.

    Not into a rule of a team's own: whether a field can have a value, only the models know.
    """
    document = copy.deepcopy(data.draw(st.sampled_from(WHOLE), label="document"))
    lint = document.get("workspace", {}).get("lint", {})
    rules = {id(node) for node in nodes(lint.get("custom", []))}
    shown = [node for node in nodes(document) if node and id(node) not in rules]
    target = data.draw(st.sampled_from(shown), label="object")
    key = data.draw(st.sampled_from(sorted(target)), label="key")
    if key.startswith("x-"):
        return
    target[key] = data.draw(st.sampled_from([None, True, 3.25, "?!", [], {}, [None], {"zz": 1}, ["?!"]]), label="value")
    content, _ = validate(read("journeymap.yaml", json.dumps(document).encode()))
    assert (content is None) == bool(list(VALIDATOR.iter_errors(document))), (key, target[key])


def test_the_schema_of_a_workspace_knows_its_ids() -> None:
    saas = next(example for example in EXAMPLES if example.name == "saas")
    made = json.loads(api.schemas(saas)[api.WORKSPACE_SCHEMA])
    validator = jsonschema.Draft7Validator(made)
    for path in sorted(saas.rglob("*.yaml")):
        validator.validate(read(path.name, path.read_bytes()).data)
    errors = list(validator.iter_errors({"journeymap": 1, "systems": [{"id": "a", "name": "A", "owner": "nobody"}]}))
    assert errors
    assert "onboarding" in made["definitions"]["System"]["properties"]["owner"]["enum"]


def test_keys_stand_in_the_order_in_which_they_are_read() -> None:
    for section in ("id", "name"):
        assert section in list(SCHEMA["definitions"]["Touchpoint"]["properties"])[:3]
    assert list(SCHEMA["properties"]) == list(outline(Document).fields)


def test_making_it_twice_gives_the_same_bytes() -> None:
    assert schema.text() == schema.text()
