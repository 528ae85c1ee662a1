"""SARIF: its shape, the rules that come with it, places, fixes, and hostile text."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.diagnostics import RULE_CRASHED, Pointer, Related, Severity
from journeymap.lint import registry
from journeymap.reporters import OutputFormat
from journeymap.reporters.sarif_rules import descriptors
from tests.reporters import sarif_shape
from tests.reporters.findings import finding, fix, span, written

VALIDATOR = jsonschema.Draft202012Validator(sarif_shape.LOG, format_checker=jsonschema.FormatChecker())


def run_of(*found: Any) -> dict[str, Any]:
    log = json.loads(written(found, OutputFormat.SARIF))
    VALIDATOR.validate(log)
    return dict(log["runs"][0])


def test_a_result_points_at_its_rule() -> None:
    run = run_of(finding(code="JM201", name="unresolved-reference"), finding())
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["JM105", "JM201"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_every_rule_of_the_catalogue_describes_itself() -> None:
    found = [finding(code=code, name=rule.fault.name) for code, rule in registry.rules().items()]
    made = descriptors(found)
    assert len(made) == len(found)
    for rule in made:
        jsonschema.validate(rule, sarif_shape.RULE)
        assert "**To mend:**" in rule["help"]["markdown"]
        assert "```yaml" in rule["help"]["markdown"]


def test_a_severity_of_the_team_is_the_results_and_not_the_rules() -> None:
    run = run_of(finding(severity=Severity.INFO))
    assert run["results"][0]["level"] == "note"
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"]["level"] == "error"


def test_columns_are_code_points_and_ends_are_exclusive() -> None:
    run = run_of(finding(place=span(3, 4, 9)))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 4, "endLine": 3, "endColumn": 9}
    assert run["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        ("maps/a b.yaml", {"uri": "maps/a%20b.yaml", "uriBaseId": "SRCROOT"}),
        ("a:b#c.yaml", {"uri": "a%3Ab%23c.yaml", "uriBaseId": "SRCROOT"}),
        ("/elsewhere/買う.yaml", {"uri": "file:///elsewhere/%E8%B2%B7%E3%81%86.yaml"}),
    ],
)
def test_a_path_is_a_uri(path: str, artifact: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    location = run_of(finding(path=path))["results"][0]["locations"][0]
    assert location["physicalLocation"]["artifactLocation"] == artifact


def test_a_fix_holds_the_changes_of_each_file() -> None:
    two = fix((span(1, 2, 3), "new", ""), (span(4, 1, 2), "other", "b.yaml"), unsafe=True)
    (made,) = run_of(finding(fix=two))["results"][0]["fixes"]
    changed = {
        change["artifactLocation"]["uri"]: change["replacements"][0]["insertedContent"]["text"]
        for change in made["artifactChanges"]
    }
    assert changed == {"a.yaml": "new", "b.yaml": "other"}
    assert made["description"]["text"] == "Mend it (this may change the meaning)"


def test_related_places_are_named() -> None:
    found = replace(finding(), related=(Related("it is taken here", "b.yaml", Pointer(), span=span(4, 1, 2)),))
    (related,) = run_of(found)["results"][0]["relatedLocations"]
    assert related["message"]["text"] == "it is taken here"
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "b.yaml"


def test_a_rule_that_crashed_makes_the_run_no_success() -> None:
    crash = finding(code=RULE_CRASHED.code, name=RULE_CRASHED.name, message="rule JM402 crashed")
    (invocation,) = run_of(crash)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "rule JM402 crashed"
    assert run_of(finding())["invocations"][0]["executionSuccessful"] is True


def test_what_looks_like_a_link_is_none() -> None:
    text = run_of(finding(message="see [here](https://x.example)"))["results"][0]["message"]["text"]
    assert "](" not in text


@given(st.text(min_size=1), st.text(min_size=1).filter(lambda path: not path.startswith("/")))
def test_hostile_text_keeps_the_shape(text: str, path: str) -> None:
    (result,) = run_of(finding(message=text, path=path, about=text))["results"]
    assert result["message"]["text"].replace("] (", "](") == text.replace("] (", "](")
