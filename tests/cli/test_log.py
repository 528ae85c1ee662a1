"""`journeymap log`: what each commit changed, as text, JSON, Markdown and a picture of health."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from journeymap.api import schemas
from journeymap.reporters.histories.text import spark
from tests.conftest import REPOSITORY, Run
from tests.diff.repositories import ROOT, Repository, journey

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "<img src=x onerror=alert(1)> @everyone #1 [x](http://evil.example) `code` | \x1b[31mred"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A history with a change for the worse, one for the better, a minor one, a broken file, and hostile words."""
    made = Repository(tmp_path / "repository")
    made.commit("First map", {"journeymap.yaml": ROOT, "visit.yaml": journey(1)})
    made.git("tag", "v1")
    made.commit(HOSTILE, {"visit.yaml": journey(-1)}, GIT_AUTHOR_NAME=HOSTILE)
    made.commit("Break", {"visit.yaml": "journeymap: 1\njourneys: [\n"})
    made.commit("Mend", {"visit.yaml": journey(2, name="Visit")})
    return made


def logged(run: Run, repository: Repository, *words: str) -> str:
    """What the command prints."""
    done = run("log", *words, cwd=repository.top)
    assert (done.code, done.err) == (0, "")
    return done.out


def test_text(run: Run, repository: Repository) -> None:
    """Each commit has a line, then its changes with sign and word; minor ones are counted, broken files are said."""
    out = logged(run, repository)
    lines = out.splitlines()
    assert lines[0] == "Clinic"
    assert "▲ better “Waits”: emotion −1 → +2" in out
    assert "▼ worse  “Waits”: emotion +1 → −1" in out
    assert "and 1 minor change" in out
    assert "! visit.yaml cannot be read: it is no valid YAML" in out
    assert out.index("Mend") < out.index("Break") < out.index("First map")
    assert "\x1b" not in out
    assert "[v1]" in out


def test_one_journey(run: Run, repository: Repository) -> None:
    """The health of the journey stands above its commits, a dot for a commit in which it could not be read."""
    lines = logged(run, repository, "--journey", "visit").splitlines()
    assert lines[0] == "Visit"
    bars = lines[1].split(" ")[0]
    assert len(bars) == 4
    assert bars[2] == "·"
    assert "health of 100, 2026-01-01 to 2026-01-04" in lines[1]


@pytest.mark.parametrize(("score", "bar"), [(0, "▁"), (50, "▅"), (99, "█"), (100, "█"), (None, "·")])
def test_bars(score: int | None, bar: str) -> None:
    """A score is one of eight heights."""
    assert spark([score]) == bar


def test_json_fits_its_schema(run: Run, repository: Repository) -> None:
    """The output is valid against the published schema, which is what the models say."""
    told: dict[str, Any] = json.loads(logged(run, repository, "--output-format", "json"))
    published = (REPOSITORY / "schemas" / "log.schema.json").read_text(encoding="utf-8")
    assert published == schemas()["log.schema.json"]
    jsonschema.validate(told, json.loads(published))
    assert [commit["subject"] for commit in told["commits"]] == ["Mend", "Break", HOSTILE, "First map"]
    assert [len(commit["unreadable"]) for commit in told["commits"]] == [0, 1, 0, 0]
    assert [point["score"] is None for point in told["journeys"][0]["health"]] == [False, False, True, False]


def test_markdown_is_a_change_log(run: Run, repository: Repository) -> None:
    """By release, then by what got worse, better or changed; hostile words are text."""
    out = logged(run, repository, "--output-format", "markdown")
    headings = [line for line in out.splitlines() if line.startswith("#")]
    assert headings == [
        "# Changes of Clinic",
        "## Unreleased",
        "### Worse",
        "### Better",
        "### Not compared",
        "## v1 (2026-01-01)",
        "### Changed",
    ]
    assert "And 1 minor change." in out
    assert "<" not in out
    assert "](" not in out


def test_markdown_by_day_where_there_are_no_tags(run: Run, repository: Repository) -> None:
    """Without tags each day has a heading."""
    repository.git("tag", "--delete", "v1")
    out = logged(run, repository, "--output-format", "markdown", "--max-count", "3")
    assert "## 2026-01-04" in out
    assert "There are older commits" in out


@pytest.mark.parametrize("language", ["en", "ar"])
def test_health_as_a_picture(run: Run, repository: Repository, language: str) -> None:
    """One mark a commit, each saying its day, its score and its commit; the same bytes each time."""
    repository.commit(
        "Language", {"journeymap.yaml": ROOT.replace("name: Clinic", f"name: Clinic\n  language: {language}")}
    )
    target = repository.top / "health.svg"
    for _ in range(2):
        done = run("log", "--output-format", "svg", "-o", "health.svg", cwd=repository.top)
        assert (done.code, done.out) == (0, "")
        first = target.read_bytes()
    assert target.read_bytes() == first
    root = ET.fromstring(first)  # our own
    assert root.get("direction") == ("rtl" if language == "ar" else "ltr")
    titles = [element.text or "" for element in root.iter(f"{SVG}title")]
    assert len(list(root.iter(f"{SVG}circle"))) == 5
    assert any("2026-01-03" in title for title in titles)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "g", "path", "circle", "text")
    }


def test_public_leaves_out_what_is_confidential(run: Run, repository: Repository) -> None:
    """Neither changes of a confidential touchpoint nor a confidential journey are in the public history."""
    secret = journey(0, own="secret", name="Secretjourney").replace("    name", "    confidential: true\n    name", 1)
    repository.commit("Secret", {"secret.yaml": secret})
    repository.commit("Low", {"visit.yaml": journey(-2, name="Visit", more=", confidential: true")})
    out = logged(run, repository, "--public", "--output-format", "json")
    assert "Secretjourney" not in out
    assert "Secretjourney" in logged(run, repository, "--output-format", "json")
    newest = json.loads(out)["commits"][0]
    assert "emotion-lowered" not in {change["kind"] for change in newest["changes"]}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nowhere",), "there is no revision `nowhere`"),
        (("--journey", "none"), "there is no journey `none` in this history"),
        (("--workspace", "missing"), "there is no missing"),
    ],
)
def test_mistakes_are_one_line(run: Run, repository: Repository, words: tuple[str, ...], message: str) -> None:
    """What the operator did wrong is one clear line, with exit code 2."""
    done = run("log", *words, cwd=repository.top)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert len(done.err.splitlines()) == 1


def test_outside_of_a_repository(run: Run, tmp_path: Path) -> None:
    """Where there is no history, the error says so."""
    done = run("log", cwd=tmp_path)
    assert done.code == 2
    assert "in no git repository" in done.err
