"""The Code Quality report of GitLab, and the fingerprints that it and SARIF name findings by."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from journeymap import api
from journeymap.diagnostics import Severity
from journeymap.reporters import OutputFormat
from journeymap.reporters.fingerprints import fingerprints
from tests.conftest import TODAY
from tests.reporters.findings import finding, span, written


def test_a_violation_holds_what_gitlab_asks_for() -> None:
    found = finding(place=span(7, 3, 5), help_line="Mend it.", severity=Severity.WARNING)
    assert json.loads(written([found], OutputFormat.GITLAB)) == [
        {
            "description": "it is wrong. Mend it.",
            "check_name": "JM105 invalid-value",
            "fingerprint": fingerprints([found])[0],
            "severity": "minor",
            "location": {"path": "a.yaml", "lines": {"begin": 7, "end": 7}},
        }
    ]


def test_severities_are_gitlabs_own_words() -> None:
    found = [finding(severity=severity) for severity in Severity]
    words = [item["severity"] for item in json.loads(written(found, OutputFormat.GITLAB))]
    assert words == ["major", "minor", "info"]


def test_without_findings_the_list_is_empty() -> None:
    assert written([], OutputFormat.GITLAB) == "[]\n"


def test_a_finding_keeps_its_fingerprint_when_lines_and_words_change(write: Callable[..., Path]) -> None:
    """A line above, another order in the list and a longer message leave the name as it is."""
    before = "journeymap: 1\nsystems:\n  - {id: till, name: Till, owner: sale}\n"
    after = "journeymap: 1\n# ours\nsystems:\n  - {id: crm, name: CRM}\n  - {id: till, name: Till, owner: nobody}\n"
    named = [
        fingerprints(api.validate([write({"a.yaml": text})], on=TODAY).findings) for text in (before, before, after)
    ]
    assert len(named[0]) == 1
    assert named[0] == named[1] == named[2]


def test_findings_of_one_object_are_counted_so_that_none_is_lost() -> None:
    same = [finding(), finding(message="it is wrong too"), finding()]
    assert len(set(fingerprints(same))) == 3
    assert fingerprints(same[:1]) == fingerprints(same)[:1]


def test_what_is_about_a_whole_document_is_named_by_its_path() -> None:
    whole = finding(about="")
    assert fingerprints([whole]) != fingerprints([replace(whole, path="b.yaml")])
    assert fingerprints([finding()]) == fingerprints([replace(finding(), path="b.yaml")])


@given(st.text(), st.text())
def test_hostile_text_is_one_line_of_json(text: str, path: str) -> None:
    made = json.loads(written([finding(message=text, path=path, about=text)], OutputFormat.GITLAB))
    assert len(made) == 1
    assert "\n" not in made[0]["description"]
    assert "\x1b" not in made[0]["description"]
