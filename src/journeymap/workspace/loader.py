"""A workspace, loaded: its documents, what is wrong with each, the index and the catalogue."""

from __future__ import annotations

import os
import typing
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from journeymap.diagnostics import Pointer
from journeymap.errors import InputMissingError
from journeymap.model.document import Document as Content
from journeymap.model.settings import Settings
from journeymap.source import MAX_BYTES, Document, looks_like_document, read
from journeymap.source.limits import ROOT_FILE
from journeymap.source.validation import validate
from journeymap.workspace import discovery, future
from journeymap.workspace.catalogue import Catalogue
from journeymap.workspace.index import Index
from journeymap.workspace.measured import MeasurementFile, by_journey
from journeymap.workspace.paths import full_path, shown_path
from journeymap.workspace.survey import Survey

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.history import Accepted, Moved
    from journeymap.workspace.discovery import Selection

SECTIONS = tuple(name for name in Content.model_fields if name not in {"journeymap", "workspace", "confidential"})
_BY_ID = tuple(name for name in SECTIONS if name not in {"moved", "accepted"})


@dataclass(frozen=True)
class Loaded:
    """A document of a workspace: the text with its plain values, the valid content if it has one, and its faults."""

    source: Document
    content: Content | None
    faults: tuple[Diagnostic, ...]
    wanted: bool = True

    @property
    def path(self) -> str:
        """The file, as it is shown: relative to the folder one stands in where it lies below it."""
        return self.source.path

    @cached_property
    def placed_items(self) -> Mapping[str, tuple[tuple[Pointer, Any], ...]]:
        """The valid objects of each section with their places, also where others in the document are not valid."""
        if self.content is not None:
            return {
                name: tuple((Pointer((name, i)), item) for i, item in enumerate(getattr(self.content, name)))
                for name in SECTIONS
            }
        return {name: tuple(_salvage(name, self.source.data)) for name in SECTIONS}

    def valid_items(self, section: str) -> list[Any]:
        """The valid objects of a section."""
        return [item for _, item in self.placed_items[section]]


def _salvage(section: str, data: Any) -> Iterator[tuple[Pointer, Any]]:
    items = data.get(section) if isinstance(data, dict) else None
    adapter: TypeAdapter[Any] = TypeAdapter(typing.get_type_hints(Content, include_extras=True)[section])
    for position, item in enumerate(items if isinstance(items, list) else ()):
        try:
            yield from ((Pointer((section, position)), valid) for valid in adapter.validate_python([item]))
        except ValidationError:
            continue  # reported by the document's own validation


@dataclass(frozen=True)
class Workspace:
    """All documents below a root, loaded on a day; `today` is what reviews and dates are held against.

    `measured` are the files of its measurements, which are only looked into when somebody asks.
    """

    root: Path
    documents: tuple[Loaded, ...]
    today: datetime.date
    settings: Settings = field(default_factory=Settings)
    measured: tuple[MeasurementFile, ...] = ()

    @cached_property
    def index(self) -> Index:
        """Ids and references of all documents."""
        index = Index(default_lifecycle=self.settings.lifecycle)
        for loaded in self.documents:
            if isinstance(loaded.source.data, dict):
                index.add(loaded.source)
        index.add_builtins()
        return index

    @cached_property
    def catalogue(self) -> Catalogue:
        """The valid objects by id; where an id is taken twice the first one counts."""
        objects: dict[str, dict[str, Any]] = {name: {} for name in _BY_ID}
        moved: list[Moved] = []
        accepted: list[Accepted] = []
        for loaded in self.documents:
            for name in _BY_ID:
                for item in loaded.valid_items(name):
                    objects[name].setdefault(item.id, item)
            moved += loaded.valid_items("moved")
            accepted += loaded.valid_items("accepted")
        plain = Catalogue()
        objects["channels"] = {**plain.channels, **objects["channels"]}
        objects["lifecycles"] = {**plain.lifecycles, **objects["lifecycles"]}
        objects["journeys"] = future.effective(objects["journeys"])
        return Catalogue(
            root=self.root,
            settings=self.settings,
            moved=tuple(moved),
            accepted=tuple(accepted),
            measurements=by_journey(self.measured, objects["journeys"]),
            **objects,
        )

    @cached_property
    def survey(self) -> Survey:
        """The valid objects with their places, and journeys as graphs: what rules look at."""
        return Survey(self.documents, self.catalogue)

    def relative(self, path: str) -> str:
        """A path that is shown, relative to the root of the workspace, with slashes."""
        return os.path.relpath(full_path(path), self.root).replace(os.sep, "/")

    @cached_property
    def by_path(self) -> Mapping[str, Loaded]:
        """The documents by the path that is shown."""
        return {loaded.path: loaded for loaded in self.documents}


def load(
    selection: Selection,
    today: datetime.date,
    replaced: Mapping[Path, bytes] | None = None,
    memory: dict[Path, tuple[bytes, Loaded]] | None = None,
    given: Mapping[Path, bytes] | None = None,
) -> Workspace:
    """Reads and validates the documents of one workspace.

    Args:
        selection: The root, and the files and folders whose findings are wanted.
        today: The day that dates are held against.
        replaced: Bytes to read instead of a file, such as those that an editor has not saved yet.
        memory: Documents that were loaded before, with their bytes: those that have not changed are taken from it, and
            new ones put into it.
        given: All files that there are, instead of those on disk, such as the ones of an older revision.

    Raises:
        InputMissingError: A file that was named cannot be opened.
    """
    reader = _Reader(selection, replaced or {}, {} if memory is None else memory, given)
    first = None if selection.lone else reader.root_document()
    settings = _settings(first)
    documents = [first] if first is not None else []
    documents += reader.others(settings)
    return Workspace(selection.root, tuple(documents), today, settings, tuple(reader.measured(documents)))


def _settings(root_file: Loaded | None) -> Settings:
    """The settings that are valid: a fault elsewhere in the root file, or in one of them, does not undo the others."""
    given = root_file.source.data.get("workspace") if root_file and root_file.source.readable else None
    if not isinstance(given, dict):
        return Settings()
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        faulty = {fault["loc"][0] for fault in error.errors(include_url=False, include_input=False)}
        return Settings.model_validate({key: value for key, value in given.items() if key not in faulty})


class _Reader:
    """Reads the documents of one selection."""

    def __init__(
        self,
        selection: Selection,
        replaced: Mapping[Path, bytes],
        memory: dict[Path, tuple[bytes, Loaded]],
        given: Mapping[Path, bytes] | None = None,
    ) -> None:
        self.selection = selection
        self.replaced = replaced
        self.memory = memory
        self.given = given
        self.root_file = selection.root / ROOT_FILE

    def root_document(self) -> Loaded | None:
        """The document of the root file, if there is one."""
        there = self.root_file in self.replaced or (
            self.root_file.is_file() if self.given is None else self.root_file in self.given
        )
        return self._document(self.root_file) if there else None

    def others(self, settings: Settings) -> Iterator[Loaded]:
        """The other documents, in the order of their names."""
        for path in self._paths(settings):
            loaded = self._document(path) if self.selection.lone or path != self.root_file else None
            if loaded is not None:
                yield loaded

    def measured(self, documents: Sequence[Loaded]) -> Iterator[MeasurementFile]:
        """The files of measurements; beside a lone document only that of its own journeys, as others have no say."""
        root = self.selection.root
        there = discovery.measurements(root) if self.given is None else self.given
        for path in sorted(path for path in {*there, *self.replaced} if discovery.is_measurement(path, root)):
            file = MeasurementFile(shown_path(path), self._bytes(path), self.selection.wants(path))
            if not self.selection.lone or _defines_journey(documents, file.journey):
                yield file

    def _paths(self, settings: Settings) -> Sequence[Path]:
        root = self.selection.root
        if self.given is not None and not self.selection.lone:
            return discovery.among(root, self.given, settings.include, settings.exclude)
        found: Sequence[Path] = self.selection.named
        if not self.selection.lone:
            named = () if self.selection.only_documents else found
            files = discovery.files(root, settings.include, settings.exclude)
            found = sorted({*files, *named, *self.replaced})
        return [path for path in found if not discovery.is_measurement(path, root)]

    def _document(self, path: Path) -> Loaded | None:
        """One document; None for YAML that is none and was not named."""
        raw = self._bytes(path)
        expected = self.selection.expects(path) or path.name == ROOT_FILE or path in self.replaced
        if not expected and b"journeymap" not in raw and not looks_like_document(raw):
            return None
        known = self.memory.get(path)
        if known is not None and known[0] == raw:
            return known[1]
        document = read(shown_path(path), raw)
        if not expected and not _is_document(document, raw):
            return None
        content, faults = validate(document)
        loaded = Loaded(document, content, (*document.faults, *faults), self.selection.wants(path))
        self.memory[path] = (raw, loaded)
        return loaded

    def _bytes(self, path: Path) -> bytes:
        if path in self.replaced:
            return self.replaced[path]
        return _read_bytes(path) if self.given is None else self.given[path]


def _defines_journey(documents: Sequence[Loaded], name: str) -> bool:
    return any(item.id == name for loaded in documents for item in loaded.valid_items("journeys"))


def _is_document(document: Document, raw: bytes) -> bool:
    if document.readable:
        return isinstance(document.data, dict) and "journeymap" in document.data
    return looks_like_document(raw)


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputMissingError(
            f"{path} cannot be opened: {error.strerror}", "Check the path and its rights."
        ) from None
