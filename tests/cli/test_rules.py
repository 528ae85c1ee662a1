"""`journeymap rules` and `journeymap schema`."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from journeymap.lint import registry
from tests.conftest import EXAMPLES, Run


def test_the_catalogue_is_a_line_a_rule(run: Run) -> None:
    lines = run("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == list(registry.rules())


@pytest.mark.parametrize("name", ["JM201", "jm201", "unresolved-reference"])
def test_a_rule_is_explained_by_code_or_name(name: str, run: Run) -> None:
    text = run("rules", name).out
    assert text.startswith("JM201 unresolved-reference (error, since 0.1)")
    assert "Bad (found in line 7):" in text
    assert "Good:" in text


def test_rules_are_explained_as_json_too(run: Run) -> None:
    every = json.loads(run("rules", "--output-format", "json").out)
    assert [about["code"] for about in every] == list(registry.rules())
    assert all(about["bad"] and about["good"] for about in every)
    assert json.loads(run("rules", "JM402", "--output-format", "json").out)["code"] == "JM402"


def test_an_unknown_rule_is_an_error_with_a_suggestion(run: Run) -> None:
    outcome = run("rules", "unresolved-refrence")
    assert outcome.code == 2
    assert outcome.err == "error: there is no rule `unresolved-refrence`. Did you mean `unresolved-reference`?\n"


def test_schemas_are_written_to_a_folder(run: Run, tmp_path: Path) -> None:
    saas = next(example for example in EXAMPLES if example.name == "saas")
    outcome = run("schema", "--output", "s", "--workspace", saas)
    written = sorted(path.name for path in (tmp_path / "s").iterdir())
    assert written == [
        f"{name}.schema.json" for name in ("diff", "findings", "journeymap", "log", "measurement", "workspace")
    ]
    assert sorted(Path(line).name for line in outcome.out.splitlines()) == written
    for path in (tmp_path / "s").iterdir():
        made = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.validators.validator_for(made).check_schema(made)


def test_the_schema_goes_to_stdout(run: Run) -> None:
    assert json.loads(run("schema").out)["title"] == "journeymap document"
