"""The page on measuring shows what its commands print, and the shop's measurements are those that its README makes."""

from __future__ import annotations

import importlib
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "docs"))  # the script stands beside the pages, and is no part of the package

measuring: Any = importlib.import_module("measuring")

TABLE = """\
Lead
two lines

Ways back
Way        Times
────────────────
A → B          9
C that is      8
long → D
E → F          7
Its note.

Data
Source  Rows"""


@pytest.mark.slow
def test_nothing_is_stale() -> None:
    """`python docs/measuring.py` would change nothing: same map and data, same bytes."""
    _is_fresh("docs/measuring.py")


@pytest.mark.slow
def test_no_picture_is_stale() -> None:
    """`python docs/measuring_pictures.py` would photograph no other words and numbers."""
    _is_fresh("docs/measuring_pictures.py")


def _is_fresh(script: str) -> None:
    done = subprocess.run(
        [sys.executable, script, "--check"],
        cwd=REPOSITORY,
        env={"COLUMNS": "40", "LANG": "sv_SE.UTF-8"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), f"run `python {script}`\n{done.stdout}{done.stderr}"


def test_measurements_are_small_enough_to_be_committed() -> None:
    """Below 200 kB, and one for each journey that the README of the data names."""
    files = {path.name: path.stat().st_size for path in (REPOSITORY / "examples/shop/measurements").iterdir()}
    assert files.keys() == {"buy-online.json", "return-a-product.json"}
    assert max(files.values()) < 200_000


def test_an_excerpt_says_what_it_leaves_out() -> None:
    """Tables are chosen by their titles; rows beyond the first ones become an ellipsis."""
    assert measuring.excerpt(TABLE, ("Ways", "Data"), 9).startswith("Ways back\n")
    cut = measuring.excerpt(TABLE, ("Ways",), 2).splitlines()
    assert cut[-4:] == ["A → B          9", "C that is      8", "long → D", "…"], "a row that goes on stays whole"
    assert measuring.excerpt(TABLE, (), 9).startswith("Lead\ntwo lines\n\nWays back")
