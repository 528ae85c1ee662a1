"""The review of the GitLab template: its script in a real repository, against an API on loopback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Outcome
from tests.integrations.changes import change, committed, git
from tests.integrations.forge import Forge, forge
from tests.integrations.workflows import content, shell

__all__ = ["change", "forge"]
JOB = content("gitlab/journeymap.gitlab-ci.yml")["journeymap-review"]
WORSE = "**Worse for Margit and Yusuf at *Hears nothing* (emotion 0 → −2, moment of truth)"


def review(repository: Path, forge: Forge, *, base: str = "main", **variables: str) -> Outcome:
    """Runs the job's script but for the installation, as a runner does: one line after the other in one shell."""
    install, *script = JOB["script"]
    assert install == 'python -I -m pip install --quiet "$JOURNEYMAP_PACKAGE"'
    given = {
        **JOB["variables"],
        "CI_API_V4_URL": f"{forge.address}/api",
        "CI_COMMIT_SHA": git(repository, "rev-parse", "HEAD"),
        "CI_JOB_URL": "https://gitlab.example/jobs/5",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(repository, "rev-parse", base),
        "CI_MERGE_REQUEST_IID": "7",
        "CI_PROJECT_DIR": str(repository),
        "CI_PROJECT_ID": "3",
        "JOURNEYMAP_TOKEN": "secret",
    }
    return shell(["sh", "-e", "-c", "\n".join(script)], repository, {**given, **variables})


def test_a_change_becomes_one_note_that_is_updated(change: Path, forge: Forge) -> None:
    """The job fails by the gates of the workspace, its artifacts hold the review, and a second run adds no note."""
    assert review(change, forge).code == 1
    outcome = review(change, forge)
    assert outcome.code == 1, outcome.err
    (body,) = forge.bodies()
    assert body.splitlines()[2].startswith(WORSE)
    assert (change / "journeymap-review" / "review.html").is_file()
    assert (change / JOB["artifacts"]["reports"]["codequality"]).is_file()
    assert JOB["artifacts"]["when"] == "always"


def test_without_a_token_the_review_is_an_artifact(change: Path, forge: Forge) -> None:
    """A project that gives no token is asked for none."""
    review(change, forge, JOURNEYMAP_TOKEN="")
    assert forge.calls == []
    assert WORSE in (change / "journeymap-review" / "review.md").read_text()


def test_nothing_changed_is_silent_and_an_old_note_says_so(change: Path, forge: Forge) -> None:
    """No note for no change; one that stands is corrected."""
    assert review(change, forge, base="change").code == 0
    assert forge.bodies() == []
    review(change, forge)
    committed(change, "before")
    assert review(change, forge).code == 0
    assert "No change for customers or teams any more" in forge.bodies()[0]


@pytest.mark.parametrize("status", [401, 403, 500])
def test_a_token_that_may_not_write_loses_nothing(status: int, change: Path, forge: Forge) -> None:
    """The job ends as its gates say, and names the artifacts."""
    forge.refusal = status
    outcome = review(change, forge)
    assert outcome.code == 1
    assert "among the artifacts" in outcome.err


def test_a_failed_comparison_never_looks_clean(change: Path, forge: Forge) -> None:
    """The job fails, and the note says that nothing is known."""
    outcome = review(change, forge, CI_MERGE_REQUEST_DIFF_BASE_SHA="0" * 40)
    assert outcome.code == 2
    assert "**The review failed: nothing is known" in forge.bodies()[0]


def test_gates_are_words(change: Path, forge: Forge) -> None:
    """Several gates with blanks between them win over the setting; findings that the change brings can fail too."""
    assert review(change, forge, JOURNEYMAP_GATE="breaking").code == 0
    assert review(change, forge, JOURNEYMAP_GATE="breaking evidence").code == 1
    assert review(change, forge, JOURNEYMAP_GATE="breaking,evidence").code == 1
    assert review(change, forge, JOURNEYMAP_GATE="breaking", JOURNEYMAP_FAIL_ON_INTRODUCED="info").code == 1
    assert review(change, forge, JOURNEYMAP_GATE="$(touch run)").code == 2
    assert not (change / "run").exists()


def test_the_job_runs_for_merge_requests_of_projects_that_ask_for_it() -> None:
    """Those who include the template for the checks alone get no second job."""
    (rule,) = JOB["rules"]
    assert rule["if"] == '$CI_PIPELINE_SOURCE == "merge_request_event" && $JOURNEYMAP_REVIEW == "true"'
    assert JOB["variables"]["GIT_DEPTH"] == "0"


def test_no_file_of_the_branch_is_run_or_taken_for_a_review(change: Path, forge: Forge) -> None:
    """A branch may hold modules with the names of Python's, and a folder with the name of the results."""
    (change / "json.py").write_text("open('run', 'w')\n")
    elsewhere = change / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "review.md").write_text("<!-- journeymap:review changes=1 -->\nAll is well\n")
    (change / "journeymap-review").symlink_to(elsewhere)
    git(change, "add", "--all")
    git(change, "commit", "--quiet", "--message", "odd")
    assert review(change, forge, CI_MERGE_REQUEST_DIFF_BASE_SHA="0" * 40).code == 2
    assert not (change / "run").exists()
    assert "All is well" not in forge.bodies()[0]
    assert (elsewhere / "review.md").read_text().endswith("All is well\n")
