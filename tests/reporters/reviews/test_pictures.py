"""The pictures of the page on reviews show what is made now."""

from __future__ import annotations

import importlib
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import REPOSITORY

SCRIPT = REPOSITORY / "docs" / "review_pictures.py"


def test_they_are_fresh() -> None:
    """`python docs/review_pictures.py` would make no other ones."""
    done = subprocess.run([sys.executable, SCRIPT, "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), (
        f"run `python docs/review_pictures.py`\n{done.stdout}{done.stderr}"
    )


def test_another_picture_is_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that was made of something else is named, as is one that nobody made."""
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    pictures: Any = importlib.import_module("review_pictures")
    monkeypatch.chdir(REPOSITORY / "examples" / "change")
    monkeypatch.setattr(pictures, "health", lambda: b"<svg/>")
    monkeypatch.setattr(pictures, "digests", lambda: {"review-comment": "0"})
    assert pictures.stale() == ["review-comment.png", "review-health.svg"]
