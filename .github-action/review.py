# ruff: noqa: INP001  # a script beside an action, no package
"""Reviews a change of journeys: compares it with its base, and keeps one comment on the pull request up to date.

Reads JOURNEYMAP_BASE, JOURNEYMAP_GATE and JOURNEYMAP_FAIL_ON_INTRODUCED, JOURNEYMAP_COMMENT and JOURNEYMAP_TOKEN, and
the variables of the runner. Nothing of them is run by a shell. Only the standard library is needed.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import secrets
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARK = "<!-- journeymap:review"
_CHANGES = re.compile(r"<!-- journeymap:review changes=(\d+) -->\n?")
_NOWHERE = "0" * 40
_PASSES, _HELD, _FAILED = 0, 1, 2
_PAGES = 50
"""Pages of a hundred comments that are searched."""
_NO_MORE = "**No change for customers or teams any more.** What was told here is not in the pull request now."
_SHALLOW = (
    "The history does not reach the base of this change. Let actions/checkout fetch it: `with: {fetch-depth: 0}`."
)


class ReviewError(Exception):
    """The comparison could not be made; the message says what to do."""


class RefusedError(Exception):
    """GitHub does not let this token do it."""


@dataclass(frozen=True)
class Review:
    """What came of the comparison: the exit code, how many changes there are, and the comment."""

    code: int
    changes: int
    text: str


def main() -> int:
    """Compares and tells; returns 0, 1 where something is held up, or 2 where nothing could be compared."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    event = _event()
    folder = Path(os.environ.get("RUNNER_TEMP") or ".", _own_name())
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _checked_out()
        base = _reachable(base_of(event))
        _is_the_change(event)
        review = compare(base, folder)
    except ReviewError as failure:
        review = Review(_FAILED, 0, _failure(str(failure)))
        _say("error", str(failure))
    _output(folder, review)
    _tell(review, event)
    return review.code


def base_of(event: dict[str, Any]) -> str:
    """The revision to compare with: the input, or what the event was made against.

    Raises:
        ReviewError: The event has no base.
    """
    given = os.environ.get("JOURNEYMAP_BASE", "").strip()
    found = (
        given
        or event.get("pull_request", {}).get("base", {}).get("sha")
        or event.get("merge_group", {}).get("base_sha")
        or event.get("before")
    )
    branch = str(event.get("repository", {}).get("default_branch") or "")
    if found == _NOWHERE and branch:  # the first push of a branch
        _git("fetch", "--quiet", "--no-tags", "origin", f"+refs/heads/{branch}:refs/remotes/origin/{branch}")
        return f"refs/remotes/origin/{branch}"
    if not found or found == _NOWHERE:
        raise ReviewError("This event has no base to compare with. Name one by the input `base`.")
    return str(found)


def _checked_out() -> None:
    """There is a repository that git reads.

    Raises:
        ReviewError: There is none, or git does not trust it, as in a container that another user checked out for.
    """
    done = _git("rev-parse", "--git-dir")
    if done.returncode:
        raise ReviewError(f"git cannot read the repository; let actions/checkout come first. {done.stderr.strip()}")


def _is_the_change(event: dict[str, Any]) -> None:
    """What is checked out holds the change: with `pull_request_target`, it is the base unless the workflow says more.

    Raises:
        ReviewError: It does not, so that comparing it would find nothing.
    """
    change = str(event.get("pull_request", {}).get("head", {}).get("sha") or "")
    if change and _git("merge-base", "--is-ancestor", change, "HEAD").returncode:
        raise ReviewError(
            f"What is checked out is not the change of this pull request, {change}. Run on `pull_request`, or let"
            " actions/checkout take the change: `with: {ref: refs/pull/NUMBER/merge, fetch-depth: 0}`."
        )


def _reachable(base: str) -> str:
    """The base, once the history reaches what it has in common with HEAD; a shallow clone is completed."""
    if base.startswith("-"):
        raise ReviewError("The input `base` must be a revision.")
    if _has_merge_base(base):
        return base
    if _git("rev-parse", "--is-shallow-repository").stdout.strip() == "true":
        sys.stdout.write(
            "The history is shallow; fetching it. `fetch-depth: 0` for actions/checkout does it at once.\n"
        )
        _git("fetch", "--quiet", "--no-tags", "--unshallow", "origin")
    if not _has_merge_base(base):
        _git("fetch", "--quiet", "--no-tags", "origin", base)
    if _has_merge_base(base):
        return base
    raise ReviewError(f"{_SHALLOW} The base is {base}.")


def _has_merge_base(base: str) -> bool:
    return _git("merge-base", base, "HEAD").returncode == 0


def _git(*words: str) -> subprocess.CompletedProcess[str]:
    return _run(["git", *words])


def _run(words: list[str]) -> subprocess.CompletedProcess[str]:
    """Runs a program that PATH names, never one that lies in the repository, as Windows would."""
    own = {"GIT_TERMINAL_PROMPT": "0", "NoDefaultCurrentDirectoryInExePath": "1", "PYTHONUTF8": "1"}
    os.environ.update(own)
    try:
        return subprocess.run(words, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except OSError as failure:
        message = f"`{words[0]}` cannot be run: {failure.strerror}. The steps before this one say why."
        raise ReviewError(message) from failure


def compare(base: str, folder: Path) -> Review:
    """Runs the comparison and reads what it wrote.

    Raises:
        ReviewError: It could not be made.
    """
    comment, page, data = (folder / name for name in ("review.md", "review.html", "review.json"))
    comment.unlink(missing_ok=True)
    options = [
        *("--audience", "public", "--output-format", "github", "--output-format", f"markdown:{comment}"),
        *("--output-format", f"html:{page}", "--output-format", f"json:{data}"),
    ]
    options += [f"--gate={gate}" for gate in os.environ.get("JOURNEYMAP_GATE", "").replace(",", " ").split()]
    severity = os.environ.get("JOURNEYMAP_FAIL_ON_INTRODUCED", "").strip()
    if severity:
        options.append(f"--fail-on-introduced={severity}")
    done = _run(["journeymap", "diff", *options, "--", f"{base}...HEAD"])
    sys.stdout.write(done.stdout)
    _quote(done.stderr)
    text = comment.read_text(encoding="utf-8") if comment.is_file() else ""
    found = _CHANGES.match(text)
    if done.returncode not in {_PASSES, _HELD} or found is None:
        raise ReviewError(
            f"The change could not be compared. {done.stderr.strip() or 'The log of this step says more.'}"
        )
    return Review(done.returncode, int(found[1]), f"{text}{_kept()}")


def _failure(message: str) -> str:
    """A comment that cannot be taken for a clean one."""
    lines = [line.replace("`", "'") for line in message.splitlines()][:20]
    run = _run_address()
    seen = f" [The log]({run}) says more." if run else ""
    return "\n".join(
        [
            f"{MARK} changes=0 -->",
            "",
            f"**The review failed: nothing is known of what this change means for customers.**{seen}",
            "",
            "```text",
            *(line[:500] for line in lines),
            "```",
            "",
        ]
    )


def _kept() -> str:
    """Where the page with both maps is kept."""
    run = _run_address()
    told = f"[The page with both maps]({run}#artifacts) is among the artifacts of this run."
    return f"\n<sub>{told}</sub>\n" if run else ""


def _run_address() -> str:
    server, repository, run = (os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "RUN_ID"))
    return f"{server}/{repository}/actions/runs/{run}" if server and repository and run else ""


def _tell(review: Review, event: dict[str, Any]) -> None:
    """Puts the review where people read it: a comment, or the summary of the step where there can be none."""
    number = event.get("pull_request", {}).get("number")
    token = os.environ.get("JOURNEYMAP_TOKEN", "")
    if os.environ.get("JOURNEYMAP_COMMENT", "true").strip().lower() == "true" and number and token:
        try:
            Comments(int(number), token).settle(review)
        except RefusedError as refused:
            _say("notice", f"The review stands in the summary of this step, since it cannot be a comment: {refused}")
        else:
            return
    if review.changes or review.code:
        _summary(review.text)


class Comments:
    """The comments of a pull request, through GitHub's REST API.

    Args:
        number: The pull request.
        token: A token that may write its comments.
    """

    def __init__(self, number: int, token: str) -> None:
        api = os.environ.get("GITHUB_API_URL") or "https://api.github.com"
        self.repository = f"{api}/repos/{os.environ['GITHUB_REPOSITORY']}"
        self.user = f"{api}/user"
        self.graph = os.environ.get("GITHUB_GRAPHQL_URL") or f"{api}/graphql"
        self.number = number
        self.token = token

    def settle(self, review: Review) -> None:
        """Writes the one comment, or updates it; where nothing changes and there is none, stays silent."""
        mine = self._mine()
        if not review.changes and not review.code:
            if mine is not None:
                self._update(mine, f"{MARK} changes=0 -->\n{_place()}\n{_NO_MORE}\n")
            return
        first, _, rest = review.text.partition("\n")
        body = f"{first}\n{_place()}\n{rest}"
        if mine is None:
            self._call("POST", f"{self.repository}/issues/{self.number}/comments", {"body": body})
        else:
            self._update(mine, body)

    def _update(self, comment: int, body: str) -> None:
        self._call("PATCH", f"{self.repository}/issues/comments/{comment}", {"body": body})

    def _mine(self) -> int | None:
        """The comment that this action wrote for this folder; one that somebody else wrote is left alone."""
        own = ""
        for page in range(1, _PAGES + 1):
            address = f"{self.repository}/issues/{self.number}/comments?per_page=100&page={page}"
            found = self._call("GET", address)
            for comment in found:
                lines = str(comment.get("body") or "").replace("\r\n", "\n").split("\n")
                if not lines[0].startswith(MARK) or _place() not in lines[1:2]:
                    continue
                own = own or self._login()
                if (comment.get("user") or {}).get("login") == own:
                    return int(comment["id"])
            if len(found) < 100:  # noqa: PLR2004  # per_page
                break
        return None

    def _login(self) -> str:
        """Whose token it is; those of workflows and apps may not ask the one way, and may the other."""
        for method, address, content in (("GET", self.user, None), ("POST", self.graph, {"query": "{viewer{login}}"})):
            try:
                found = self._call(method, address, content)
                found = found["data"]["viewer"] if content else found
                return str(found["login"])
            except (RefusedError, KeyError, TypeError):
                continue
        return "github-actions[bot]"

    def _call(self, method: str, address: str, content: dict[str, str] | None = None) -> Any:
        """One request.

        Raises:
            RefusedError: GitHub refuses it, or cannot be reached.
        """
        request = urllib.request.Request(  # noqa: S310  # the runner's own address
            address,
            method=method,
            data=json.dumps(content).encode() if content is not None else None,
            headers={
                "Authorization": f"Bearer {self.token}",
                "Accept": "application/vnd.github+json",
                "Content-Type": "application/json",
                "X-GitHub-Api-Version": "2022-11-28",
                "User-Agent": "journeymap",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            raise RefusedError(f"GitHub answered {refusal.code} to {method}") from refusal
        except (OSError, ValueError) as failure:
            raise RefusedError(f"GitHub cannot be reached ({type(failure).__name__})") from failure


def _folder() -> str:
    """Where this use of the action works, from the root of the repository."""
    return os.path.relpath(Path.cwd(), os.environ.get("GITHUB_WORKSPACE") or Path.cwd())


def _own_name() -> str:
    """What the files of this use of the action are kept under: one name for each folder."""
    folder = _folder()
    if folder == ".":
        return "journeymap-review"
    return f"journeymap-review-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:8]}"


def _place() -> str:
    """The line that tells the comments of two uses of the action in one pull request apart."""
    return f"<!-- journeymap:for {_folder().replace('--', '- -').replace('>', '')} -->"


def _summary(text: str) -> None:
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with Path(path).open("a", encoding="utf-8") as summary:
            summary.write(f"{text}\n")


def _output(folder: Path, review: Review) -> None:
    """Tells later steps where the files are, and how many changes there are."""
    path = os.environ.get("GITHUB_OUTPUT")
    if path:
        with Path(path).open("a", encoding="utf-8") as output:
            output.write(f"changes={review.changes}\nfolder={folder}\nname={folder.name}\n")


def _event() -> dict[str, Any]:
    path = os.environ.get("GITHUB_EVENT_PATH")
    found = json.loads(Path(path).read_text(encoding="utf-8")) if path else {}
    return found if isinstance(found, dict) else {}


def _say(kind: str, text: str) -> None:
    """A line that GitHub shows beside the step."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    sys.stdout.write(f"::{kind}::{escaped}\n")


def _quote(text: str) -> None:
    """Writes to the log what another program said, none of which is a command to the runner."""
    if text:
        word = secrets.token_hex(16)
        sys.stdout.write(f"::stop-commands::{word}\n{text.rstrip()}\n::{word}::\n")


if __name__ == "__main__":
    sys.exit(main())
