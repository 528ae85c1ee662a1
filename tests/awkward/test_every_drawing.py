"""Every view in every format that needs no browser, and the report, of every awkward workspace."""

from __future__ import annotations

import os
import posixpath
import subprocess
import sys
from urllib.parse import unquote

import pytest

from journeymap.render.drawing import formats
from tests.awkward.drawn import NEEDS_A_BROWSER_OR_FONTS, REPORT, WHATS, drawings
from tests.awkward.sound import SOUND, read_page
from tests.awkward.workspaces import FOLDER, NAMES, gathered
from tests.conftest import REPOSITORY


def test_every_format_is_checked() -> None:
    """A new format needs a check of what it looks like inside."""
    endings = {"markdown": "md", "mermaid": "mmd"}
    assert {endings.get(name, name) for name in formats()} - NEEDS_A_BROWSER_OR_FONTS == set(SOUND)


@pytest.mark.parametrize("what", WHATS)
@pytest.mark.parametrize("name", NAMES)
def test_drawn_and_sound(name: str, what: str) -> None:
    """Whatever a valid workspace holds, each view can be drawn, and is what the ending of its file says."""
    faults = {}
    for file, content in drawings(gathered(FOLDER / name), what):
        try:
            SOUND[file.rpartition(".")[2]](content)
        except (AssertionError, ValueError, SyntaxError) as error:
            faults[file] = str(error)[:600]
    assert faults == {}


@pytest.mark.parametrize("name", NAMES)
def test_links_between_the_pages_of_a_report_arrive(name: str) -> None:
    """Every link from one file of a report to another leads to a file of it, and to an element that is there."""
    files = {file.removeprefix("report/"): content for file, content in drawings(gathered(FOLDER / name), REPORT)}
    pages = {file: read_page(content) for file, content in files.items() if file.endswith(".html")}
    lost = set()
    for file, page in pages.items():
        for link in page.outward:
            path, _, anchor = unquote(link).partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
            if target not in files or (anchor and anchor not in pages[target].ids):
                lost.add((file, link))
    assert sorted(lost)[:10] == []


@pytest.mark.slow
def test_same_bytes_in_every_process() -> None:
    """Two processes that order sets differently write the same bytes."""
    command = [sys.executable, "-m", "tests.awkward.drawn", *(str(FOLDER / name) for name in NAMES)]
    running = [
        subprocess.Popen(
            command, cwd=REPOSITORY, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, text=True
        )
        for seed in ("1", "2")
    ]
    first, second = ([*run.communicate(timeout=300)[0].splitlines()] for run in running)
    assert [run.returncode for run in running] == [0, 0]
    assert len(first) > 10 * len(NAMES)
    assert [one for one in first if one not in set(second)] == []
