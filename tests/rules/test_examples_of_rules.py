"""Each rule's own examples are its tests: a bad one is found on its line, a good one has nothing to say."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap import api
from journeymap.lint import registry
from journeymap.lint.rule import Bad, Good, Rule
from tests.conftest import TODAY, lines_of

RULES = list(registry.rules().values())
BAD = [(rule, bad) for rule in RULES for bad in rule.bad]
GOOD = [(rule, good) for rule in RULES for good in rule.good]


def _text(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else (inspect.cleandoc(content) + "\n").encode()


@pytest.mark.parametrize(("rule", "bad"), BAD, ids=[f"{rule.fault.code}-{i}" for i, (rule, _) in enumerate(BAD)])
def test_a_bad_example_is_found_on_its_line(rule: type[Rule], bad: Bad, write: Callable[..., Path]) -> None:
    folder = write({**(bad.others or {}), bad.file: _text(bad.text)})
    report = api.lint([folder], select=["ALL"], on=TODAY)
    found = [finding for finding in report.findings if finding.code == rule.fault.code]
    assert (rule.fault.code, bad.line) in lines_of(report), report.findings
    assert all(finding.message and finding.severity is rule.fault.severity for finding in found)


@pytest.mark.parametrize(("rule", "good"), GOOD, ids=[f"{rule.fault.code}-{i}" for i, (rule, _) in enumerate(GOOD)])
def test_a_good_example_has_no_finding(rule: type[Rule], good: Good, write: Callable[..., Path]) -> None:
    """A good example stands `validate` too, so that nothing wrong is learnt from it."""
    folder = write({**(good.others or {}), good.file: _text(good.text)})
    every = ["JM1", "JM201", rule.fault.code]
    assert api.lint([folder], select=every, on=TODAY).findings == ()


@pytest.mark.parametrize("rule", RULES, ids=[rule.fault.code for rule in RULES])
def test_a_rule_is_documented_in_full(rule: type[Rule]) -> None:
    assert rule.bad
    assert rule.good
    assert rule.mend.endswith(".")
    assert rule.what().endswith(".")
    assert rule.why().endswith(".")
    assert rule.since


def test_codes_and_names_are_unique() -> None:
    assert len({rule.fault.name for rule in RULES}) == len(RULES)
    assert len({rule.fault.code for rule in RULES}) == len(RULES)


def test_every_code_that_validate_promises_has_a_rule() -> None:
    assert {rule.fault.code for rule in registry.structure()} == registry.STRUCTURE


def test_each_rule_lives_in_a_file_of_its_name() -> None:
    for rule in RULES:
        assert Path(inspect.getfile(rule)).stem == rule.fault.name.replace("-", "_")
