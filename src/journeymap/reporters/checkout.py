"""Paths as a service that shows a repository needs them: relative to the checkout, also when a job runs below it."""

from __future__ import annotations

import os
from pathlib import Path

_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub Actions and GitLab say what folder the repository was checked out to."""


def repository_path(path: str) -> str:
    """A path relative to the checkout that the runner names; as it is where none does, or the path lies elsewhere."""
    checkout = next((folder for name in _CHECKOUTS if (folder := os.environ.get(name))), None)
    if not checkout:
        return path
    full = Path.cwd() / path
    base = Path(checkout)
    return full.relative_to(base).as_posix() if full.is_relative_to(base) else path
