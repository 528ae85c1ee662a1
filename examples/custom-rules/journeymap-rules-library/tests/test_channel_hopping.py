"""The rule's own examples, held against it by `journeymap`, and what its option changes."""

from __future__ import annotations

import datetime
import inspect
from typing import TYPE_CHECKING

import pytest
from journeymap import api
from journeymap.lint.custom.trials import trials
from library_rules import ChannelHopping

if TYPE_CHECKING:
    from pathlib import Path

DAY = datetime.date(2026, 11, 22)


def test_the_examples_of_the_rule_go_as_they_should() -> None:
    assert [trial.told for trial in trials(ChannelHopping, DAY)] == ["", ""]


@pytest.mark.parametrize(("most", "expected"), [(3, 1), (4, 0)])
def test_a_workspace_says_how_many_channels_are_too_many(tmp_path: Path, most: int, expected: int) -> None:
    """As an option of the rule in `workspace.lint.options`."""
    bad = ChannelHopping.bad[0].text
    settings = f"workspace: {{lint: {{options: {{channel-hopping: {{most: {most}}}}}}}}}\n"
    text = inspect.cleandoc(bad).replace("journeymap: 1\n", f"journeymap: 1\n{settings}")
    (tmp_path / "journeymap.yaml").write_text(text, encoding="utf-8")
    findings = api.lint([tmp_path], select=["LIB101"], on=DAY).findings
    assert len(findings) == expected
