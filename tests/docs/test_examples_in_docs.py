"""What the documentation shows works: files validate, Python runs, links lead somewhere."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from journeymap import api
from tests.conftest import REPOSITORY, TODAY, lines_of
from tests.docs.pages import PAGES, WRITTEN, Page

Write = Callable[..., Path]


def _is_document(text: str) -> bool:
    """Whether a text begins, after comments, as a document does."""
    return next((line for line in text.splitlines() if line and not line.startswith("#")), "") == "journeymap: 1"


def _workspaces() -> dict[str, dict[str, str]]:
    """The files of each example: a block alone, or all blocks of a page that say which file they are."""
    found: dict[str, dict[str, str]] = {}
    for page in WRITTEN:
        for block in page.blocks("yaml"):
            if _is_document(block.text):
                key = f"{page.name}-files" if block.title else f"{page.name}-{block.line}"
                found.setdefault(key, {})[block.title or "journeymap.yaml"] = block.text
    return found


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in _workspaces().items()])
def test_an_example_has_no_findings(files: dict[str, str], write: Write) -> None:
    report = api.validate([write(files)], on=TODAY)
    assert lines_of(report) == [], report.findings
    assert report.checked == len(files)


@pytest.mark.parametrize("page", ["README.md", "docs/format.md", "docs/getting-started.md"])
def test_pages_that_teach_the_format_have_examples(page: str) -> None:
    """So that the test above cannot pass for want of examples."""
    assert any(name.startswith(page) for name in _workspaces())


def test_the_suppressed_example_would_have_a_finding(write: Write) -> None:
    text = next(text for files in _workspaces().values() for text in files.values() if "ignore[JM201]" in text)
    bare = re.sub(r"# journeymap: ignore.*", "#", text)
    assert [code for code, _ in lines_of(api.validate([write({"journeymap.yaml": bare})], on=TODAY))] == ["JM201"]


_PYTHON = [(page, block) for page in WRITTEN for block in page.blocks("python")]


@pytest.mark.parametrize(("page", "block"), [pytest.param(*it, id=f"{it[0].name}-{it[1].line}") for it in _PYTHON])
def test_python_runs(page: Page, block: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder with a copy of the examples, as a block of its own."""
    shutil.copytree(REPOSITORY / "examples/saas", tmp_path / "examples/saas")
    monkeypatch.chdir(tmp_path)
    exec(compile(block.text, page.name, "exec"), {})  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_of_the_repository(page: Page) -> None:
    """The change log is a page of the site that lies beside the folder."""
    for link in page.links():
        target = urlsplit(link)
        if target.scheme or not target.path or target.path == "changelog.md":
            continue
        assert (page.path.parent / target.path).exists(), link
