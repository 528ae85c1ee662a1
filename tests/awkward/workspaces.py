"""The awkward workspaces of this folder: what valid maps can hold that a drawing must bear."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.api import load
from journeymap.api.drawings import gathered as gather
from tests.conftest import TODAY

if TYPE_CHECKING:
    from journeymap.render.building.gathered import Gathered
    from journeymap.workspace.loader import Workspace

FOLDER = Path(__file__).parent
NAMES = tuple(sorted(root.parent.name for root in FOLDER.glob("*/journeymap.yaml")))
"""The names of the workspaces, which are those of their folders."""


@lru_cache(maxsize=64)
def workspace(root: Path) -> Workspace:
    """A workspace as it was on the day of the tests."""
    (found,) = load([root], on=TODAY)
    return found


@lru_cache(maxsize=64)
def gathered(root: Path, *, public: bool = False) -> Gathered:
    """A workspace ready for all views."""
    return gather(workspace(root), public=public)
