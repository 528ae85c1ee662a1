"""Documents laid out where they lie: what would change, and writing it."""

from __future__ import annotations

import codecs
import datetime
import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journeymap.errors import ContentError, InputMissingError, JourneymapError
from journeymap.files import write_whole
from journeymap.formatting.layout import formatted
from journeymap.workspace import discovery, loader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.source import Document

_NO_DAY: Final = datetime.date.min
"""No layout depends on the day."""
_BEGINNING: Final = "A document begins with the line `journeymap: 1`."


@dataclass(frozen=True, slots=True)
class Layout:
    """What became of one document.

    Attributes:
        path: The file, as it is shown.
        before: Its text, without a byte-order mark.
        after: Its text in the canonical layout; the same as `before` where it could not be laid out.
        marked: It began with a byte-order mark, which the canonical layout does not have.
        problem: Why it was left alone.
        sound: Whether it is a document that can be read; where not, its author has to mend it.
    """

    path: str
    before: str
    after: str
    marked: bool = False
    problem: ContentError | None = None
    sound: bool = True

    @property
    def changes(self) -> bool:
        """Whether there is something to write."""
        return self.problem is None and (self.marked or self.before != self.after)

    def diff(self) -> Iterator[str]:
        """The lines of a unified diff, each with its end; none where nothing but a byte-order mark goes."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True), self.after.splitlines(keepends=True), self.path, self.path
        )
        for line in lines:
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"

    def write(self) -> None:
        """Replaces the file by its canonical layout; a symbolic link stays one.

        Raises:
            ContentError: The file is no longer what was read.
            TargetError: The file cannot be written.
        """
        target = Path(self.path).resolve()
        if _bytes_of(target).removeprefix(codecs.BOM_UTF8) != self.before.encode():
            raise ContentError(f"{self.path} was left alone: it has changed in the meantime", "Run the command again.")
        write_whole(target, self.after)


def documents(paths: Sequence[Path], *, only_documents: bool = False) -> list[Document]:
    """The documents of workspaces that paths mean.

    Args:
        paths: Files and folders; none means the folder one stands in.
        only_documents: Named files that are no documents of a workspace are passed over.

    Raises:
        InputMissingError: A path does not exist or cannot be opened, or there is no document.
    """
    found = []
    for selection in discovery.select(paths):
        selection.only_documents = only_documents
        workspace = loader.load(selection, _NO_DAY)
        found += [item.source for item in workspace.documents if item.wanted]
    if not found and not only_documents:
        where = ", ".join(map(str, paths)) or "this folder"
        raise InputMissingError(f"there are no journeymap documents in {where}", "`journeymap init` makes some.")
    return found


def lay_out(document: Document, raw: bytes | None = None) -> Layout:
    """The canonical layout of a document.

    Args:
        document: The document.
        raw: Its bytes, where they are not those of the file.

    Raises:
        InputMissingError: The file cannot be opened.
    """
    begin = _bytes_of(Path(document.path)) if raw is None else raw
    marked = begin.startswith(codecs.BOM_UTF8)
    sound = document.readable and not document.faults and "journeymap" in document.data
    try:
        return Layout(document.path, document.text, _layout_of(document), marked)
    except ContentError as problem:
        return Layout(document.path, document.text, document.text, marked, problem, sound)


def _layout_of(document: Document) -> str:
    if document.readable and "journeymap" not in document.data:
        raise ContentError(f"{document.path} was left alone: it has no key `journeymap`", _BEGINNING)
    return formatted(document)


def write(layouts: list[Layout]) -> list[JourneymapError]:
    """Writes what changes; what could not be written is returned, and does not keep the others from it."""
    problems: list[JourneymapError] = []
    for layout in layouts:
        try:
            layout.write()
        except JourneymapError as problem:
            problems.append(problem)
    return problems


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputMissingError(
            f"{path} cannot be opened: {error.strerror}", "Check the path and its rights."
        ) from None
