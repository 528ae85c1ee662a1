"""Real git repositories with a history, made in a moment, the same whatever the developer's settings are."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ISOLATED = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}


class Repository:
    """A repository in a folder; commits have days of their own, the first one 2026-01-01."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.days = 0
        top.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str, **more: str) -> str:
        """Runs git."""
        day = f"2026-01-{self.days + 1:02d}T12:00:00+00:00"
        who = {"GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.org"}
        committer = {"GIT_COMMITTER_NAME": "Ann", "GIT_COMMITTER_EMAIL": "ann@example.org"}
        days = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        kept = {"PATH": os.environ["PATH"], "HOME": str(self.top)}
        done = subprocess.run(
            ["git", "-C", str(self.top), *words],
            env={**kept, **ISOLATED, **who, **committer, **days, **more},
            capture_output=True,
            check=True,
        )
        return done.stdout.decode(errors="surrogateescape").strip()

    def commit(self, subject: str, files: dict[str, str | bytes | None] | None = None, **more: str) -> str:
        """Writes files (None removes one) and commits all that there is; returns the hash."""
        for name, content in (files or {}).items():
            path = self.top / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", subject, **more)
        self.days += 1
        return self.git("rev-parse", "HEAD")


def journey(emotion: float = 0, own: str = "visit", name: str = "First visit", more: str = "") -> str:
    """A document with one journey of one touchpoint."""
    return (
        f"journeymap: 1\njourneys:\n  - id: {own}\n    name: {name}\n    stages:\n      - id: there\n        name: There\n"
        f"        touchpoints:\n          - {{id: wait, name: Waits, emotion: {emotion:g}{more}}}\n"
        f"          - {{id: talk, name: Talks, emotion: 1}}\n"
    )


ROOT = "journeymap: 1\nworkspace:\n  name: Clinic\nteams:\n  - id: front\n    name: Front desk\n"
