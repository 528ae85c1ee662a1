"""The review of the GitHub Action: its script in a real repository, against an API on loopback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import Outcome
from tests.conftest import REPOSITORY
from tests.integrations.changes import change, committed, git
from tests.integrations.forge import Forge, forge, serving
from tests.integrations.workflows import shell

__all__ = ["change", "forge"]
SCRIPT = REPOSITORY / ".github-action" / "review.py"
MARK = "<!-- journeymap:review"
WORSE = "**Worse for Margit and Yusuf at *Hears nothing* (emotion 0 → −2, moment of truth)"


def review(repository: Path, forge: Forge, *, base: str = "main", folder: Path | None = None, **inputs: str) -> Outcome:
    """Runs the script as a runner would, for pull request 7."""
    sha = git(repository, "rev-parse", base) if base else ""
    event = {"pull_request": {"number": 7, "base": {"sha": sha}}} if base else {}
    return run(repository, forge, event, folder=folder, **inputs)


def run(
    repository: Path,
    forge: Forge,
    event: dict[str, object],
    *,
    folder: Path | None = None,
    programs: Path | None = None,
    **inputs: str,
) -> Outcome:
    """Runs the script for an event."""
    own = repository.parent
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
    return shell(["python", "-I", SCRIPT], folder or repository, {**runner, **inputs}, programs)


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
    assert "(emotion 0 → −1, moment of truth)" in body


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
    names = re.findall(r"^name=(.+)$", (change.parent / "output").read_text(), re.MULTILINE)
    assert names[0] == "journeymap-review"
    assert re.fullmatch(r"journeymap-review-[0-9a-f]{8}", names[1])
    assert {folder.name for folder in (change.parent / "temp").iterdir()} == set(names)


def test_what_is_checked_out_has_to_be_the_change(change: Path, forge: Forge) -> None:
    """With `pull_request_target` the base is checked out unless told otherwise; that must not look like no change."""
    head, base = (git(change, "rev-parse", name) for name in ("change", "main"))
    git(change, "checkout", "--quiet", "main")
    event = {"pull_request": {"number": 7, "base": {"sha": base}, "head": {"sha": head}}}
    outcome = run(change, forge, event)
    assert outcome.code == 2
    assert "not the change of this pull request" in outcome.out
    assert "**The review failed: nothing is known" in forge.bodies()[0]


def test_a_merge_of_the_change_holds_it(change: Path, forge: Forge) -> None:
    """What `pull_request` checks out: a commit that merges the change into its base."""
    head, base = (git(change, "rev-parse", name) for name in ("change", "main"))
    git(change, "checkout", "--quiet", "--detach", "main")
    git(change, "merge", "--quiet", "--no-ff", "--message", "merge", "change")
    run(change, forge, {"pull_request": {"number": 7, "base": {"sha": base}, "head": {"sha": head}}})
    assert forge.bodies()[0].splitlines()[3].startswith(WORSE)


def test_the_token_of_an_app_finds_its_own_comment(change: Path, forge: Forge) -> None:
    """Whoever the token belongs to, the second run updates the comment of the first."""
    forge.login = "our-app[bot]"
    review(change, forge)
    review(change, forge)
    assert len(forge.comments) == 1


def test_a_comment_of_a_deleted_account_is_nobody_s(change: Path, forge: Forge) -> None:
    """GitHub names no user for it."""
    ghost = forge.say(f"{MARK} changes=1 -->\n<!-- journeymap:for . -->\nHa", login="ghost")
    forge.comments[ghost]["user"] = None
    assert review(change, forge).code == 1
    assert len(forge.bodies()) == 1


def test_no_file_of_the_repository_is_run(change: Path, forge: Forge) -> None:
    """A change may hold what looks like a module of Python or a program, and comes from anybody."""
    for name in ("json.py", "urllib.py", "sitecustomize.py", "journeymap.py", "journeymap", "git"):
        (change / name).write_text("#!/bin/sh\ntouch run\n" if "." not in name else "open('run', 'w')\n")
        (change / name).chmod(0o755)
    git(change, "add", "--all")
    git(change, "commit", "--quiet", "--message", "odd names")
    assert review(change, forge).code == 1
    assert forge.bodies()[0].splitlines()[3].startswith(WORSE)
    assert not (change / "run").exists()


@pytest.mark.parametrize(
    "name", ["::set-output name=x::y", "a\n::error::b", "$(touch run)", "`x` --> @all", "##[error]"]
)
def test_names_of_files_and_branches_do_nothing(name: str, change: Path, forge: Forge) -> None:
    """Neither the runner nor the shell nor Markdown takes them for more than names."""
    (change / "first-visit.yaml").rename(change / f"{name.replace('/', '')}.yaml")
    git(change, "add", "--all")
    git(change, "commit", "--quiet", "--message", name)
    outcome = review(change, forge)
    assert outcome.code == 1
    known = ("::error ", "::warning ", "::notice ", "::stop-commands::")
    word = re.search(r"^::stop-commands::(\w+)$", outcome.out, re.MULTILINE)
    lines = [line for line in outcome.out.splitlines() if line.lstrip().startswith("::")]
    assert [line for line in lines if not line.startswith(known) and not (word and line == f"::{word[1]}::")] == []
    assert not (change / "run").exists()
    (body,) = forge.bodies()
    assert "@all" not in body
    assert body.count("<!--") == 2


def test_errors_of_other_programs_are_no_commands(change: Path, forge: Forge, tmp_path: Path) -> None:
    """What they write to stderr is quoted, so that the runner takes none of it for a command."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "journeymap").write_text("#!/bin/sh\necho '::add-mask::e' >&2\nexit 1\n")
    (programs / "journeymap").chmod(0o755)
    event = {"pull_request": {"number": 7, "base": {"sha": git(change, "rev-parse", "main")}}}
    outcome = run(change, forge, event, programs=programs)
    assert outcome.code == 2
    assert re.search(r"::stop-commands::(\w+)\n::add-mask::e\n::\1::", outcome.out)
    assert "**The review failed: nothing is known" in forge.bodies()[0]


def test_without_a_repository_it_says_so(tmp_path: Path, forge: Forge) -> None:
    """A job that forgot to check out."""
    folder = tmp_path / "empty"
    folder.mkdir()
    outcome = run(folder, forge, {"pull_request": {"number": 7, "base": {"sha": "0" * 39 + "1"}}})
    assert outcome.code == 2
    assert "let actions/checkout come first" in outcome.out


def test_without_journeymap_it_says_so(change: Path, forge: Forge) -> None:
    """The step that installs it may have failed; the review runs whatever the steps before it say."""
    event = {"pull_request": {"number": 7, "base": {"sha": git(change, "rev-parse", "main")}}}
    places = (folder for folder in os.environ["PATH"].split(os.pathsep) if not Path(folder, "journeymap").exists())
    python = Path(sys.executable).resolve()
    runner = {"GITHUB_EVENT_PATH": str(change.parent / "event.json"), "RUNNER_TEMP": str(change.parent / "temp")}
    (change.parent / "event.json").write_text(json.dumps(event))
    done = subprocess.run(
        [python, "-I", SCRIPT],
        cwd=change,
        env={"PATH": os.pathsep.join(places), **runner},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "`journeymap` cannot be run" in done.stdout


def test_the_first_push_of_a_branch_is_held_against_the_default_branch(change: Path, forge: Forge) -> None:
    """There is no commit before it."""
    clone = change.parent / "clone"
    git(change.parent, "clone", "--quiet", "--branch=change", f"file://{change}", str(clone))
    event = {"before": "0" * 40, "repository": {"default_branch": "main"}}
    assert run(clone, forge, event).code == 1
    assert WORSE in summary(clone)


def test_the_page_is_linked(change: Path, forge: Forge) -> None:
    """The comment leads to the artifacts of its run."""
    review(change, forge)
    assert "(https://github.example/clinic/journeys/actions/runs/5#artifacts)" in forge.bodies()[0]
