"""Findings of earlier runs, kept in `.journeymap/cache` of a workspace: nothing changed, nothing is checked again.

A key is made of everything that findings follow from: the bytes of all YAML files and measurements, the rules asked
for, the day, this program. Entries are JSON with a checksum: safe to delete, and not trusted when damaged.
"""

from __future__ import annotations

import functools
import hashlib
import json
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap import __version__
from journeymap.diagnostics import (
    Applicability,
    Diagnostic,
    Edit,
    Fix,
    Part,
    Pointer,
    Position,
    Related,
    Severity,
    Span,
)
from journeymap.errors import TargetError
from journeymap.files import write_whole
from journeymap.source.limits import ROOT_FILE
from journeymap.workspace import discovery

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from journeymap.workspace.discovery import Selection

FOLDER = Path(".journeymap")
ENTRIES = 24
"""How many runs are kept; the oldest go first."""
_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True)
class Kept:
    """What a run found: the findings with their places, and the documents that it looked at."""

    findings: tuple[Diagnostic, ...]
    paths: tuple[str, ...]


class Cache:
    """The cache of one workspace for one kind of run."""

    def __init__(self, selection: Selection, run: Iterable[str], day: datetime.date) -> None:
        self.folder = selection.root / FOLDER / "cache"
        digest = hashlib.sha256()
        asked = (str(selection.root), str(selection.only_documents))
        for part in (*_program(), *run, day.isoformat(), str(Path.cwd()), *asked):
            digest.update(f"{len(part)}:{part}".encode(errors="surrogateescape"))
        for path in (*selection.named, *selection.folders):
            digest.update(str(path).encode(errors="surrogateescape") + b"\0")
        files = {*discovery.files(selection.root), *discovery.measurements(selection.root), *selection.named}
        for path in sorted(files):
            digest.update(str(path).encode(errors="surrogateescape") + b"\0")
            with suppress(OSError):  # whoever loads the workspace says so
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        self.file = self.folder / f"{digest.hexdigest()[:40]}.json"

    def read(self) -> Kept | None:
        """What the same run found before; None where there was none, or its entry is damaged."""
        try:
            checksum, _, text = self.file.read_text(encoding="utf-8").partition("\n")
            if hashlib.sha256(text.encode()).hexdigest() != checksum:
                return None
            content = json.loads(text)
            return Kept(tuple(_diagnostic(item) for item in content["findings"]), tuple(content["paths"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, kept: Kept) -> None:
        """Keeps what a run found; where nothing can be written there is no cache, which harms nothing but speed."""
        content = {"findings": [asdict(finding) for finding in kept.findings], "paths": list(kept.paths)}
        text = json.dumps(content, ensure_ascii=False)
        try:
            write_whole(self.file, f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}")
            ignore = self.folder.parent / ".gitignore"
            if not ignore.exists():
                write_whole(ignore, "*\n")
        except TargetError:
            return
        entries = sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for old in entries[:-ENTRIES]:
            old.unlink(missing_ok=True)


def usable(selection: Selection) -> bool:
    """Whether a workspace is kept a cache for.

    Only where its root file says that it is one, and where no other package brings rules, whose code is not known here.
    """
    return not selection.lone and (selection.root / ROOT_FILE).is_file() and not _plugins_are_there()


@functools.cache
def _plugins_are_there() -> bool:
    """Whether an installed package brings rules; asked of its files, because `importlib.metadata` is slow to load."""
    places = (Path(folder) for folder in sys.path)
    declared = (file for place in places if place.is_dir() for file in place.glob("*.*-info/entry_points.txt"))
    return any(b"[journeymap.rules]" in file.read_bytes() for file in declared)


def _program() -> Iterable[str]:
    """What tells this program from another: its version, and the state of its files where it is being worked on."""
    yield __version__
    for path in sorted(_PACKAGE.rglob("*.py")):
        state = path.stat()
        yield f"{path.name} {state.st_mtime_ns} {state.st_size}"


def _diagnostic(item: dict[str, Any]) -> Diagnostic:
    plain = Diagnostic(
        code=item["code"],
        name=item["name"],
        severity=Severity(item["severity"]),
        message=item["message"],
        path=item["path"],
        pointer=Pointer(item["pointer"]),
        part=Part(item["part"]),
        span=_span(item["span"]),
        help=item["help"],
        object=item["object"],
    )
    related = tuple(
        Related(other["message"], other["path"], Pointer(other["pointer"]), Part(other["part"]), _span(other["span"]))
        for other in item["related"]
    )
    return replace(plain, related=related, fix=_fix(item["fix"]) if item["fix"] else None)


def _fix(item: dict[str, Any]) -> Fix:
    edits = tuple(
        Edit(Pointer(edit["pointer"]), Part(edit["part"]), edit["text"], _span(edit["span"]), edit["path"])
        for edit in item["edits"]
    )
    return Fix(item["message"], edits, Applicability(item["applicability"]))


def _span(item: dict[str, Any] | None) -> Span | None:
    if item is None:
        return None
    return Span(Position(**item["start"]), Position(**item["end"]))
