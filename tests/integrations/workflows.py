"""What tests of integrations share: YAML of other programs, and shell scripts in an environment made up for them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.commands import Outcome
from tests.conftest import REPOSITORY

BAD = "journeymap: 1\nteams: [{id: Sales, name: Sales}]\n"
GOOD = "journeymap: 1\nteams: [{id: sales, name: Sales}]\n"


def content(name: str) -> Any:
    """A YAML file of the repository."""
    return YAML(typ="safe", pure=True).load((REPOSITORY / name).read_text(encoding="utf-8"))


def shell(words: Sequence[str | Path], folder: Path, env: Mapping[str, str], programs: Path | None = None) -> Outcome:
    """Runs a program in a folder, with `journeymap` and, before it, the programs of a folder on PATH."""
    path = os.pathsep.join(map(str, (*([programs] if programs else []), Path(sys.executable).parent, os.defpath)))
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env={"PATH": path, "HOME": str(folder), "SOURCE_DATE_EPOCH": "1795305600", **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
