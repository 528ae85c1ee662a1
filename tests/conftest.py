"""What all tests share: the real command in a scrubbed environment, documents from text, and what needs more than pip."""

from __future__ import annotations

import datetime
import inspect
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from journeymap.diagnostics import Report

REPOSITORY = Path(__file__).parent.parent
EXAMPLES = sorted(path.parent for path in (REPOSITORY / "examples").glob("*/journeymap.yaml"))
TODAY = datetime.date(2026, 11, 22)
"""The day on which the examples were written; tests never depend on the calendar's."""

NEEDS = {
    "browser": ("chromium", "Chromium"),
    "dot": ("dot", "Graphviz's dot"),
    "fonts": ("fc-list", "fonts and fontconfig"),
    "node": ("node", "Node with mermaid and jsdom, in JOURNEYMAP_MERMAID"),
    "office": ("soffice", "LibreOffice Impress and pdftotext"),
    "postgres": ("psql", "PostgreSQL's own server, as packaged by Debian"),
    "spark": ("java", "Java 17 or later, and pyspark"),
    "clickhouse": ("python3", "the package chdb, which is ClickHouse in a process"),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="also run the tests that need a browser or Graphviz on PATH")
    parser.addoption("--update-golden", action="store_true", help="write what comes out as what is expected")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what needs more than pip, unless asked for: by `--all`, by `-m`, or by naming the test."""
    if config.getoption("--all") or config.getoption("-m"):
        return
    held_back = [item for item in items if any(item.get_closest_marker(mark) for mark in NEEDS)]
    items[:] = [item for item in items if item not in held_back]
    config.hook.pytest_deselected(items=held_back)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says what was left out, and what it needs."""
    if config.getoption("--all") or config.getoption("-m"):
        return
    for mark, (program, name) in NEEDS.items():
        there = "is here" if shutil.which(program) else "is not here"
        line = f"Left out: tests marked `{mark}`, which need {name} ({there}); `python -m pytest --all` runs them too."
        terminalreporter.write_line(line)


@dataclass(frozen=True)
class Outcome:
    """How a run of the real command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `python -m journeymap` in a folder, with nothing of the developer's environment but PATH."""

    def command(
        *arguments: str | Path,
        cwd: Path | None = None,
        stdin: str | bytes = b"",
        env: Mapping[str, str] | None = None,
    ) -> Outcome:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "HOME") if name in os.environ}
        done = subprocess.run(
            [sys.executable, "-m", "journeymap", *map(str, arguments)],
            cwd=cwd or tmp_path,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env={**kept, "SOURCE_DATE_EPOCH": "1795305600", **(env or {})},
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return command


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes files, by name and text, into a fresh folder and returns it."""

    def put(files: Mapping[str, str | bytes], folder: Path | None = None) -> Path:
        base = folder or tmp_path / "workspace"
        for name, content in files.items():
            path = base / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else dedent(content).encode())
        return base

    return put


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium: the one that `JOURNEYMAP_CHROMIUM` names, or the one on PATH.

    One a run, as Playwright runs once at a time in a process, and starting it costs as much as many tests.
    """
    from playwright.sync_api import sync_playwright

    program = os.environ.get("JOURNEYMAP_CHROMIUM") or shutil.which("chromium")
    assert program, "no Chromium on PATH; name one in JOURNEYMAP_CHROMIUM"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def window(chromium: Any) -> Iterator[Any]:
    """One window for all pages that are only looked at: a new one for each costs more than most of what is asked."""
    from tests.browser.reports import Window

    opened = Window(chromium.new_page())
    yield opened
    opened.page.close()


def dedent(text: str) -> str:
    """A document without the indentation of the test it stands in."""
    return inspect.cleandoc(text) + "\n" if text.startswith("\n") else text


def lines_of(report: Report) -> list[tuple[str, int]]:
    """The codes of findings with their lines."""
    return [(finding.code, finding.span.start.line if finding.span else 0) for finding in report.findings]
