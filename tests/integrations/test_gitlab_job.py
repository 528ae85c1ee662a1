"""The GitLab job: its script, run as a runner would, makes the reports that its artifacts name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.commands import Outcome
from tests.integrations.workflows import BAD, content, shell

Write = Callable[..., Path]
JOB = content("gitlab/journeymap.gitlab-ci.yml")["journeymap"]


def job(folder: Path, **variables: str) -> Outcome:
    install, *script = JOB["script"]
    assert install == 'python -I -m pip install --quiet "$JOURNEYMAP_PACKAGE"'
    given = {**JOB["variables"], "CI_PROJECT_DIR": str(folder), **variables}
    return shell(["sh", "-e", "-c", "\n".join(script)], folder, given)


def test_the_reports_are_those_that_the_artifacts_name(write: Write) -> None:
    folder = write({"maps/a.yaml": BAD})
    outcome = job(folder)
    reports = JOB["artifacts"]["reports"]
    assert outcome.code == 1
    assert "maps/a.yaml:2:14: JM108" in outcome.out
    (violation,) = json.loads((folder / reports["codequality"]).read_text())
    assert violation["location"]["path"] == "maps/a.yaml"
    assert ET.parse(folder / reports["junit"]).getroot().attrib["failures"] == "1"
    assert JOB["artifacts"]["when"] == "always"


def test_variables_say_what_is_checked_and_what_fails(write: Write) -> None:
    folder = write({"a/a.yaml": BAD, "b/b.yaml": BAD, "c/c.yaml": BAD})
    outcome = job(folder, JOURNEYMAP_COMMAND="lint", JOURNEYMAP_PATHS="a b", JOURNEYMAP_FAIL_ON="never")
    assert outcome.code == 0
    assert {line.split("/")[0] for line in outcome.out.splitlines()} == {"a", "b"}
