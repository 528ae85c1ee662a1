"""What each output format says, held against golden files, the published schema and hostile text."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap import api, reporters
from journeymap.diagnostics import Diagnostic, Pointer, Position, Report, Severity, Span
from journeymap.reporters import OutputFormat
from journeymap.reporters.checkout import repository_path
from journeymap.reporters.visible import visible
from tests.conftest import TODAY

GOLDEN = Path(__file__).parent / "golden"
BROKEN = {
    "journeymap.yaml": "journeymap: 1\nworkspace:\n  name: Bicycles\n  language: no\n",
    "teams.yaml": "journeymap: 1\nteams:\n  - {id: sales, name: Sales}\n  - {id: sales, name: 1.10, functoin: sales}\n",
    "journeys/buy.yaml": (
        "journeymap: 1\njourneys:\n  - id: buy\n    name: 自転車を買う\n    owner: sale\n    reviewed: 2999-01-01\n"
        "    stages:\n      - {id: choose, name: 選ぶ, emotion: 3, x-long: " + "long " * 30 + ", goal: }\n"
    ),
}


@pytest.fixture(autouse=True)
def _no_runner(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests say themselves what a runner would."""
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def report(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.chdir(write(BROKEN))
    return api.validate([], on=TODAY)


def written(report: Report, output_format: OutputFormat, *, colour: bool = False) -> str:
    stream = io.StringIO()
    reporters.write(report, output_format, stream, colour=colour)
    return stream.getvalue()


@pytest.mark.parametrize("output_format", list(OutputFormat))
def test_golden(output_format: OutputFormat, report: Report, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The same findings in each format; `--update-golden` accepts what comes out."""
    golden = GOLDEN / f"{output_format}.txt"
    actual = written(report, output_format)
    if request.config.getoption("--update-golden"):
        golden.write_text(actual, encoding="utf-8")
    (tmp_path / golden.name).write_text(actual, encoding="utf-8")
    assert actual == golden.read_text(encoding="utf-8"), f"what came out is in {tmp_path / golden.name}"


def test_json_is_valid_against_the_published_schema(report: Report) -> None:
    made = json.loads(written(report, OutputFormat.JSON))
    jsonschema.validate(made, json.loads(api.schemas()[api.FINDINGS_SCHEMA]))
    assert made["summary"] == {"checked": 3, "errors": 7, "warnings": 1, "infos": 0}
    assert made["findings"][0]["pointer"].startswith("/")


def test_json_lines_are_the_findings_of_json(report: Report) -> None:
    lines = [json.loads(line) for line in written(report, OutputFormat.JSONL).splitlines()]
    assert lines == json.loads(written(report, OutputFormat.JSON))["findings"]


def test_colours_only_where_wanted(report: Report) -> None:
    assert "\x1b[" in written(report, OutputFormat.FULL, colour=True)
    assert "\x1b" not in written(report, OutputFormat.FULL)


def test_carets_stand_under_wide_letters(report: Report) -> None:
    text = written(report, OutputFormat.FULL)
    line = next(line for line in text.splitlines() if "emotion: 3" in line)
    marks = text.splitlines()[text.splitlines().index(line) + 1]
    before = line[: line.index("emotion: 3") + len("emotion: ")]
    wide = sum(2 if ord(letter) > 0x2E80 else 1 for letter in before)
    assert marks.index("^") == wide


def finding(text: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    span = Span(Position(1, 1), Position(1, 2))
    return Diagnostic(
        code="JM105",
        name="invalid-value",
        severity=severity,
        message=text,
        path=text,
        pointer=Pointer((text,)),
        span=span,
        help=text,
    )


@given(st.text())
def test_no_text_can_forge_a_second_finding_or_a_terminal_command(text: str) -> None:
    report = Report((finding(text),), 1, lines={text: [text.replace("\n", " ")]})
    assert written(report, OutputFormat.CONCISE).count("\n") == 1
    assert "\x1b" not in written(report, OutputFormat.FULL) + written(report, OutputFormat.CONCISE)
    annotations = [line for line in written(report, OutputFormat.GITHUB).split("\n") if line]
    assert len(annotations) == 1
    assert annotations[0].startswith("::error file=")
    assert "\r" not in annotations[0]
    assert len(written(report, OutputFormat.JSONL).splitlines()) >= 1
    assert json.loads(written(report, OutputFormat.JSON))["findings"][0]["message"] == text


@given(st.text())
def test_visible_text_is_one_line_without_controls(text: str) -> None:
    assert visible(text).isprintable() or not any(ord(letter) < 32 for letter in visible(text))


def test_github_puts_errors_first_and_says_what_it_hides() -> None:
    found = (*(finding(f"w{i}", Severity.WARNING) for i in range(12)), finding("e"))
    lines = written(Report(found, 1), OutputFormat.GITHUB).splitlines()
    assert lines[0].startswith("::error ")
    assert lines[-1] == "GitHub shows 10 warning annotations per step; 2 more stand above."


def test_github_writes_the_step_summary_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    written(Report((finding("a | <b>c</b> [x](javascript:y)\nz"),), 1), OutputFormat.GITHUB)
    text = summary.read_text()
    assert "<b>" not in text
    assert "](" not in text.replace("](https://journeymap.readthedocs.io/en/latest/rules/invalid-value/)", "")
    assert text.count("\n| ") == 3


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_paths_are_relative_to_the_checkout(variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "maps").mkdir()
    monkeypatch.chdir(tmp_path / "maps")
    monkeypatch.setenv(variable, str(tmp_path))
    assert repository_path("a.yaml") == "maps/a.yaml"
    assert repository_path("/elsewhere/a.yaml") == "/elsewhere/a.yaml"
