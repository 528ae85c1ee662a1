"""The review of the GitHub Action: its script in a real repository, against an API on loopback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Outcome
from tests.integrations.changes import change, committed, git
from tests.integrations.forge import Forge, forge, serving
from tests.integrations.workflows import shell

__all__ = ["change", "forge"]
SCRIPT = REPOSITORY / ".github-action" / "review.py"
MARK = "<!-- journeymap:review"
WORSE = "**Worse for Margit and Yusuf at *Hears nothing* (0 → −2, moment of truth)"


def review(repository: Path, forge: Forge, *, base: str = "main", folder: Path | None = None, **inputs: str) -> Outcome:
    """Runs the script as a runner would, for pull request 7."""
    own = repository.parent
    sha = git(repository, "rev-parse", base) if base else ""
    event = {"pull_request": {"number": 7, "base": {"sha": sha}}} if base else {}
    (own / "event.json").write_text(json.dumps(event))
    runner = {
        "GITHUB_API_URL": forge.address,
        "GITHUB_EVENT_PATH": str(own / "event.json"),
        "GITHUB_OUTPUT": str(own / "output"),
        "GITHUB_REPOSITORY": "clinic/journeys",
        "GITHUB_RUN_ID": "5",
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_STEP_SUMMARY": str(own / "summary.md"),
        "GITHUB_WORKSPACE": str(repository),
        "RUNNER_TEMP": str(own / "temp"),
        "JOURNEYMAP_TOKEN": "secret",
    }
    return shell(["python", SCRIPT], folder or repository, {**runner, **inputs})


def summary(repository: Path) -> str:
    path = repository.parent / "summary.md"
    return path.read_text() if path.is_file() else ""


def test_a_change_becomes_one_comment(change: Path, forge: Forge) -> None:
    """The first line that is seen says what it means; the files are there to be kept; annotations stand in the log."""
    outcome = review(change, forge)
    assert (outcome.code, outcome.err) == (1, outcome.err)
    (body,) = forge.bodies()
    assert body.splitlines()[3].startswith(WORSE)
    assert {path.name for path in (change.parent / "temp" / "journeymap-review").iterdir()} == {
        *("review.md", "review.html", "review.json")
    }
    assert "changes=18\n" in (change.parent / "output").read_text()
    assert "file=first-visit.yaml" in outcome.out
    assert summary(change) == ""


def test_the_comment_is_updated_and_never_doubled(change: Path, forge: Forge) -> None:
    """A second run changes the comment of the first one, also behind a hundred others."""
    for number in range(120):
        forge.say(f"comment {number}", login="somebody")
    review(change, forge)
    (change / "first-visit.yaml").write_text(
        (change / "first-visit.yaml").read_text().replace("emotion: -2", "emotion: -1")
    )
    git(change, "commit", "--quiet", "--all", "--message", "milder")
    review(change, forge)
    (body,) = forge.bodies()
    assert "(0 → −1, moment of truth)" in body


def test_a_comment_of_somebody_else_with_the_mark_is_left_alone(change: Path, forge: Forge) -> None:
    """Whoever quotes the mark does not make the bot write into their comment, nor keep it from writing its own."""
    quoted = forge.say(f"{MARK} changes=1 -->\n<!-- journeymap:for . -->\nHa", login="mallory")
    review(change, forge)
    assert forge.comments[quoted]["body"].endswith("Ha")
    assert len(forge.bodies()) == 1


def test_nothing_changed_is_silent(change: Path, forge: Forge) -> None:
    """No comment, no summary, exit 0."""
    outcome = review(change, forge, base="change")
    assert outcome.code == 0, outcome.err
    assert (forge.bodies(), summary(change)) == ([], "")
    assert not any(call.startswith(("POST", "PATCH")) for call in forge.calls)


def test_a_comment_says_when_nothing_is_left(change: Path, forge: Forge) -> None:
    """The comment that was true yesterday does not stay."""
    review(change, forge)
    committed(change, "before")
    assert review(change, forge).code == 0
    (body,) = forge.bodies()
    assert "No change for customers or teams any more" in body
    assert WORSE not in body


@pytest.mark.parametrize("status", [401, 403, 404, 422, 500])
def test_a_token_that_may_not_write_falls_back_to_the_summary(status: int, change: Path, forge: Forge) -> None:
    """As in a pull request from a fork."""
    forge.refusal = status
    outcome = review(change, forge)
    assert outcome.code == 1
    assert "::notice::" in outcome.out
    assert WORSE in summary(change)


def test_an_api_that_is_not_there_falls_back_to_the_summary(change: Path) -> None:
    """The review is not lost with the connection."""
    with serving(Forge()) as gone:
        pass
    assert review(change, gone).code == 1
    assert WORSE in summary(change)


@pytest.mark.parametrize("inputs", [{"JOURNEYMAP_COMMENT": "false"}, {"JOURNEYMAP_TOKEN": ""}])
def test_without_a_comment_the_summary_has_it(inputs: dict[str, str], change: Path, forge: Forge) -> None:
    """`comment: false`, or no token."""
    review(change, forge, **inputs)
    assert forge.calls == []
    assert WORSE in summary(change)


def test_a_failed_comparison_never_looks_clean(change: Path, forge: Forge) -> None:
    """The step fails, and the comment says that nothing is known, also where a good one stood."""
    review(change, forge)
    outcome = review(change, forge, JOURNEYMAP_GATE="often")
    assert outcome.code == 2
    assert "::error::" in outcome.out
    (body,) = forge.bodies()
    assert "**The review failed: nothing is known" in body
    assert "https://github.example/clinic/journeys/actions/runs/5" in body
    assert "No change" not in body
    assert WORSE not in body


def test_gates_decide_what_fails(change: Path, forge: Forge) -> None:
    """The input wins over the setting of the workspace."""
    assert review(change, forge, JOURNEYMAP_GATE="breaking").code == 0
    assert review(change, forge, JOURNEYMAP_GATE="breaking, evidence").code == 1
    assert review(change, forge, JOURNEYMAP_GATE="breaking", JOURNEYMAP_FAIL_ON_INTRODUCED="info").code == 1


def test_a_shallow_clone_is_completed(change: Path, forge: Forge) -> None:
    """actions/checkout fetches one commit unless told otherwise."""
    clone = change.parent / "clone"
    git(change.parent, "clone", "--quiet", "--depth=1", "--branch=change", f"file://{change}", str(clone))
    base = git(change, "rev-parse", "main")
    assert review(clone, forge, base="HEAD", JOURNEYMAP_BASE=base).code == 1
    assert forge.bodies()[0].splitlines()[3].startswith(WORSE)


def test_a_shallow_clone_that_cannot_be_completed_says_what_to_do(change: Path, forge: Forge) -> None:
    """Without its remote there is no more history to fetch."""
    clone = change.parent / "clone"
    git(change.parent, "clone", "--quiet", "--depth=1", "--branch=change", f"file://{change}", str(clone))
    git(clone, "remote", "remove", "origin")
    outcome = review(clone, forge, base="HEAD", JOURNEYMAP_BASE=git(change, "rev-parse", "main"))
    assert outcome.code == 2
    assert "fetch-depth: 0" in outcome.out
    assert "fetch-depth: 0" in forge.bodies()[0]


@pytest.mark.parametrize("base", ["--output=x", "no such thing", "$(touch run)"])
def test_a_base_is_a_revision_and_nothing_else(base: str, change: Path, forge: Forge) -> None:
    """Nothing of it is an option or is run."""
    assert review(change, forge, JOURNEYMAP_BASE=base).code == 2
    assert not (change / "run").exists()


def test_an_event_without_a_base_says_so(change: Path, forge: Forge) -> None:
    """Such as a schedule."""
    outcome = review(change, forge, base="")
    assert outcome.code == 2
    assert "input `base`" in outcome.out
    assert "The review failed" in summary(change)


def test_two_folders_have_two_comments(change: Path, forge: Forge) -> None:
    """The action used twice in one pull request keeps both reviews."""
    (change / "maps").mkdir()
    git(change, "mv", "journeymap.yaml", "first-visit.yaml", "maps")
    git(change, "commit", "--quiet", "--message", "moved")
    review(change, forge)
    review(change, forge, folder=change / "maps")
    assert len({body.splitlines()[1] for body in forge.bodies()}) == 2
