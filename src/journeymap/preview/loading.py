"""Reads a workspace again and again, and holds on to the last good version of each file that is broken now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeymap.api import today
from journeymap.errors import InputMissingError
from journeymap.workspace import loader

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from journeymap.diagnostics import Diagnostic
    from journeymap.lint.checking import Memory
    from journeymap.workspace.discovery import Selection
    from journeymap.workspace.loader import Loaded, Workspace


@dataclass(frozen=True)
class Broken:
    """A document that cannot be shown as it is: its first fault, and whether an earlier version is shown instead."""

    fault: Diagnostic
    kept: bool


@dataclass(frozen=True)
class Reading:
    """A workspace at one moment: as it is on disk, and as it is shown."""

    saved: Workspace
    shown: Workspace
    broken: tuple[Broken, ...]

    @property
    def left_out(self) -> tuple[str, ...]:
        """The ids of journeys that have faults, and no earlier version to show; only broken documents have any."""
        written = (
            item["id"]
            for loaded in self.shown.documents
            if loaded.content is None and isinstance(loaded.source.data.get("journeys"), list)
            for item in loaded.source.data["journeys"]
            if isinstance(item, dict) and isinstance(item.get("id"), str)
        )
        return tuple(name for name in dict.fromkeys(written) if name not in self.shown.catalogue.journeys)


@dataclass
class Reader:
    """Reads one workspace; documents that have not changed are not read again.

    `day` is what dates are held against; None for the day on which it is read.
    """

    selection: Selection
    day: datetime.date | None = None
    _memory: Memory = field(default_factory=dict)
    _good: Memory = field(default_factory=dict)

    def read(self) -> Reading:
        """The workspace as it is now.

        Raises:
            InputMissingError: There is no document, or a file cannot be opened.
        """
        day = self.day or today()
        saved = loader.load(self.selection, day, memory=self._memory)
        if not saved.documents:
            where = self.selection.root
            raise InputMissingError(f"there are no journeymap documents in {where}", "`journeymap init` makes some.")
        places = self._places(saved)
        broken = {path: loaded for path, loaded in places.items() if loaded.content is None}
        instead = {path: self._good[path] for path in broken if path in self._good}
        shown = self._with(instead, day) if instead else saved
        self._good |= {path: self._memory[path] for path in places if path not in broken}
        faults = tuple(Broken(_first_fault(loaded), path in instead) for path, loaded in broken.items())
        return Reading(saved, shown, faults)

    def _with(self, instead: Memory, day: datetime.date) -> Workspace:
        """The workspace with earlier versions of some files; all other documents are the ones just read."""
        replaced = {path: raw for path, (raw, _) in instead.items()}
        return loader.load(self.selection, day, replaced, self._memory | instead)

    def _places(self, workspace: Workspace) -> dict[Path, Loaded]:
        """The documents of a workspace by their files; what memory has beside them is gone from the disk."""
        current = {id(loaded) for loaded in workspace.documents}
        gone = [path for path, (_, loaded) in self._memory.items() if id(loaded) not in current]
        for path in gone:
            del self._memory[path]
            self._good.pop(path, None)
        return {path: loaded for path, (_, loaded) in self._memory.items()}


def _first_fault(loaded: Loaded) -> Diagnostic:
    """The fault that a reader meets first, with its place."""
    placed = [loaded.source.resolve(fault) for fault in loaded.faults]
    return min(placed, key=lambda fault: (fault.severity.rank, fault.sort_key))
