"""What all tests share: the real command in a scrubbed environment, documents from text, and what needs more than pip."""

from __future__ import annotations

import datetime
import inspect
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from journeymap.diagnostics import Report
from tests import effort
from tests.commands import Outcome, Server, started

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
    parser.addoption("--all", action="store_true", help="also run what is slow or needs more than pip, and try harder")
    parser.addoption("--update-golden", action="store_true", help="write what comes out as what is expected")


SERVERS = ("spark", "clickhouse", "postgres")
"""What is started once by each worker of the tests that comes across it, and takes longer than most tests."""


def pytest_configure(config: pytest.Config) -> None:
    """Chooses the effort before any test is read."""
    if config.getoption("--hypothesis-profile", None) is None:
        effort.choose(thorough=config.getoption("--all"))


def pytest_make_parametrize_id(val: object) -> str | None:
    """Names bytes by how many there are: packed ones hold the time at which they were made, and names must not."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what is slow or needs more than pip, unless asked for; puts what shares a server together."""
    needy = {item: mark for item in items for mark in (*NEEDS, "slow") if item.get_closest_marker(mark)}
    if config.getoption("--all") or config.getoption("-m"):
        items[:] = shared_out(items, needy, getattr(config, "workerinput", {}).get("workercount", 1))
        return
    items[:] = [item for item in items if item not in needy]
    config.hook.pytest_deselected(items=list(needy))


def shared_out(items: list[pytest.Item], needy: Mapping[pytest.Item, str], workers: int) -> list[pytest.Item]:
    """Tests in an order in which the first worker begins with all databases, and the second one with all browsers.

    `--dist worksteal` gives each worker an equal part, in order, and takes from the end of the longest when one is done.
    """
    first = sorted((item for item in items if needy.get(item) in SERVERS), key=lambda item: SERVERS.index(needy[item]))
    second = [item for item in items if needy.get(item, "slow") not in {*SERVERS, "slow"}]
    others = [item for item in items if needy.get(item, "slow") == "slow"]
    before = max(0, len(items) // workers - len(first))
    return first + others[:before] + second + others[before:]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says what was left out, and what it needs."""
    if config.getoption("--all") or config.getoption("-m"):
        return
    terminalreporter.write_line(
        "Left out: tests marked `slow`; `python -m pytest --all` runs them too, and tries harder."
    )
    for mark, (program, name) in NEEDS.items():
        there = "is here" if shutil.which(program) else "is not here"
        line = f"Left out: tests marked `{mark}`, which need {name} ({there}); `python -m pytest --all` runs them too."
        terminalreporter.write_line(line)


Run = Callable[..., Outcome]


@pytest.fixture(scope="session")
def server() -> Iterator[Server | None]:
    """What runs commands without starting Python for each; only Linux forks well enough for that."""
    made = Server() if sys.platform == "linux" else None
    yield made
    if made is not None:
        made.close()


@pytest.fixture
def run(tmp_path: Path, server: Server | None) -> Run:
    """Runs `python -m journeymap` in a folder, with nothing of the developer's environment but PATH.

    Python is started anew where a command is given something in its environment, which Python may read itself.
    """

    def command(
        *arguments: str | Path,
        cwd: Path | None = None,
        stdin: str | bytes = b"",
        env: Mapping[str, str] | None = None,
    ) -> Outcome:
        words, folder = [str(word) for word in arguments], cwd or tmp_path
        given = stdin.encode() if isinstance(stdin, str) else stdin
        if env is not None or server is None:
            return started(words, folder, given, env)
        return server.run(words, folder, given)

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
