"""The page on measuring shows what its commands print, and the shop's measurements are those that its README makes."""

from __future__ import annotations

import importlib
import subprocess
import sys
from typing import Any

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
C that is
long → D       8
E → F          7
Its note.

Data
Source  Rows"""


def test_nothing_is_stale() -> None:
    """`python docs/measuring.py` would change nothing: same map and data, same bytes."""
    done = subprocess.run(
        [sys.executable, "docs/measuring.py", "--check"],
        cwd=REPOSITORY,
        env={"COLUMNS": "40", "LANG": "sv_SE.UTF-8"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), f"run `python docs/measuring.py`\n{done.stdout}{done.stderr}"


def test_measurements_are_small_enough_to_be_committed() -> None:
    """Below 200 kB, and one for each journey that the README of the data names."""
    files = {path.name: path.stat().st_size for path in (REPOSITORY / "examples/shop/measurements").iterdir()}
    assert files.keys() == {"buy-online.json", "return-a-product.json"}
    assert max(files.values()) < 200_000


def test_an_excerpt_says_what_it_leaves_out() -> None:
    """Tables are chosen by their titles; rows beyond the first ones become an ellipsis."""
    assert measuring.excerpt(TABLE, ("Ways", "Data"), 9).startswith("Ways back\n")
    cut = measuring.excerpt(TABLE, ("Ways",), 1).splitlines()
    assert cut[-2:] == ["A → B          9", "…"]
    assert measuring.excerpt(TABLE, (), 9).startswith("Lead\ntwo lines\n\nWays back")
