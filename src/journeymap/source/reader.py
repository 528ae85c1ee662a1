"""The first reader, and the authority: one pass over the C parser's events makes values, and notes where each stands.

The parser knows nothing of duplicate keys, of aliases without an anchor or of depth; those are checked here. What it
refuses itself is told in `mistakes`. Importing this module imports ruamel.yaml, so it is imported when first needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from _ruamel_yaml import CParser
from ruamel.yaml import events as yaml_events
from ruamel.yaml.error import YAMLError

from journeymap.diagnostics import ROOT, Diagnostic, Part, Pointer, Related
from journeymap.source import refusals
from journeymap.source.brackets import mask
from journeymap.source.limits import MAX_DEPTH, MAX_EXPANSION
from journeymap.source.mistakes import explain
from journeymap.source.nodes import Node, Reading
from journeymap.source.scalars import plain_value

if TYPE_CHECKING:
    from journeymap.source.brackets import Masked
    from journeymap.source.places import Places
    from journeymap.source.refusals import Refusal

_TAG: Final = re.compile(r"!(?:<[^>\s]*>|[^\s,\[\]{}]*)")
_PROPERTIES: Final = re.compile(r"(?:(?:!<[^>\s]*>|[&!][^\s,\[\]{}]*)(?:\s|#[^\r\n]*)*)+")
_TEXT_TAG: Final = "tag:yaml.org,2002:str"
_LINE_END: Final = re.compile(r"[\r\n\x85\u2028\u2029]|\Z")


class _CannotGoOnError(Exception):
    """The text is refused as a whole; the fault has been noted."""


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is being read; `count` is the number of values read before it."""

    data: Any
    node: Node
    mapping: bool
    anchor: str | None
    count: int
    stands_as_key: bool
    awaits_key: bool
    key: str | None = None
    key_start: int = -1
    key_end: int = -1
    height: int = 1


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A value that aliases may repeat; `size` counts it and all within, `height` the levels it adds."""

    value: Any
    node: Node
    size: int
    height: int


def read_first(path: str, places: Places) -> Reading:
    """Read a text with the first reader.

    Args:
        path: The document's name in findings.
        places: The text, and where its offsets stand.
    """
    return _Reader(path, places).read()


class _Reader:
    """Takes the events of one text in order; `_frames[0]` holds the top level."""

    def __init__(self, path: str, places: Places, masked: Masked | None = None) -> None:
        self._path = path
        self._masked = masked
        self._places = places
        self._text = places.text
        self._faults: list[Diagnostic] = []
        self._scalar_ranges: list[tuple[int, int]] = []
        self._anchors: dict[str, _Anchored | _Frame] = {}
        self._frames = [_Frame([], Node(0, 0, children=[]), False, None, 0, False, False)]
        self._documents = 0
        self._count = 0
        self._expanded = 0
        self._last = (0, 0)

    def read(self) -> Reading:
        """The whole text, or as much of it as can be read."""
        try:
            self._take_all()
        except YAMLError as error:
            masked = None if self._masked else mask(self._text, getattr(error, "problem", ""))
            if masked is not None:
                return _Reader(self._path, self._places, masked).read()
            mistake = explain(self._text, error, self._last)
            self._complain(mistake.refusal, mistake.start, mistake.end, pointer=ROOT)
        except _CannotGoOnError:
            pass
        else:
            return self._finished()
        return Reading(None, False, None, tuple(self._faults), tuple(self._scalar_ranges))

    def _finished(self) -> Reading:
        holder = self._frames[0]
        data = holder.data[0] if holder.data else None
        root = holder.node.child(0)
        return Reading(data, True, root, tuple(self._faults), tuple(self._scalar_ranges))

    def _take_all(self) -> None:
        handlers = {
            yaml_events.ScalarEvent: self._scalar,
            yaml_events.MappingStartEvent: self._mapping_start,
            yaml_events.SequenceStartEvent: self._sequence_start,
            yaml_events.MappingEndEvent: self._end,
            yaml_events.SequenceEndEvent: self._end,
            yaml_events.AliasEvent: self._alias,
            yaml_events.DocumentStartEvent: self._document_start,
        }
        next_event = CParser(self._masked.text if self._masked else self._text).get_event
        handler_of = handlers.get
        while (event := next_event()) is not None:
            handler = handler_of(type(event))
            if handler is not None:
                handler(event)

    def _document_start(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self._documents += 1
        if self._documents > 1:
            self._complain(refusals.SEVERAL_DOCUMENTS, start, end, pointer=ROOT)
            raise _CannotGoOnError
        if event.version not in (None, (1, 2)):
            self._complain(refusals.OTHER_VERSION, start, self._line_end(start), pointer=ROOT)

    def _scalar(self, event: Any) -> None:
        start, end, value, style = event.start_mark.index, event.end_mark.index, event.value, event.style
        if self._masked is not None:
            value = self._masked.unmask(value)
        anchor, tagged = event.anchor, event.ctag is not None
        if anchor is not None or tagged:
            start = self._past_properties(start, end, tagged=tagged)
        if style:
            end = self._note_range(start, end, style)
        self._last = (start, end)
        self._count += 1
        if self._frames[-1].awaits_key:
            self._take_key(value, start, end, plain=not style)
            node = Node(start, end)
        else:
            source = value if not style and self._text[start:end] == value else None
            node = Node(start, end, source)
            if not style and not (tagged and event.tag == _TEXT_TAG):
                value = plain_value(value)
            self._add(value, node)
        if anchor is not None:
            self._anchors[anchor] = _Anchored(value, node, 1, 0)

    def _mapping_start(self, event: Any) -> None:
        self._open(event, {}, Node(0, 0, children={}), mapping=True)

    def _sequence_start(self, event: Any) -> None:
        self._open(event, [], Node(0, 0, children=[]), mapping=False)

    def _open(self, event: Any, data: Any, node: Node, *, mapping: bool) -> None:
        node.start = event.start_mark.index
        if event.anchor is not None or event.ctag is not None:
            node.start = self._past_properties(node.start, len(self._text), tagged=event.ctag is not None)
        if len(self._frames) > MAX_DEPTH:
            self._complain(refusals.TOO_DEEP, node.start, node.start + 1)
            raise _CannotGoOnError
        as_key = self._frames[-1].awaits_key
        if as_key:
            self._complain(refusals.NESTED_KEY, node.start, node.start + 1)
        frame = _Frame(data, node, mapping, event.anchor, self._count, as_key, mapping)
        self._count += 1
        self._frames.append(frame)
        if event.anchor is not None:
            self._anchors[event.anchor] = frame

    def _end(self, event: Any) -> None:
        frame = self._frames.pop()
        end = event.end_mark.index
        # A block ends, for the parser, where the next one begins; for a person, with its last value.
        written_end = event.start_mark.index < end
        frame.node.end = end if written_end else self._last[1]
        self._last = (frame.node.start, frame.node.end)
        if frame.anchor is not None and self._anchors.get(frame.anchor) is frame:
            size = self._count - frame.count
            self._anchors[frame.anchor] = _Anchored(frame.data, frame.node, size, frame.height)
        if frame.stands_as_key:
            parent = self._frames[-1]
            parent.key, parent.awaits_key = None, False
        else:
            self._add(frame.data, frame.node, frame.height)

    def _alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self._last = (start, end)
        target = self._target(event.anchor, start, end)
        if self._frames[-1].awaits_key:
            self._take_alias_key(target, start, end)
        elif target is None:
            self._add(None, Node(start, end))
        else:
            self._add(target.value, Node(start, end, children=target.node.children, shared=True), target.height)

    def _target(self, name: str, start: int, end: int) -> _Anchored | None:
        """What an alias repeats, None when that is refused."""
        target = self._anchors.get(name)
        if target is None or isinstance(target, _Frame):
            refusal = refusals.unknown_alias if target is None else refusals.endless_alias
            self._complain(refusal(name), start, end)
            return None
        self._count += target.size
        self._expanded += target.size
        too_deep = len(self._frames) - 1 + target.height > MAX_DEPTH
        if too_deep or self._expanded > MAX_EXPANSION:
            self._complain(refusals.TOO_DEEP if too_deep else refusals.ALIAS_BOMB, start, end)
            raise _CannotGoOnError
        return target

    def _take_key(self, key: str, start: int, end: int, *, plain: bool) -> None:
        frame = self._frames[-1]
        if plain and not isinstance(plain_value(key), str):
            self._complain(refusals.key_not_text(key), start, max(end, start + 1))
        if plain and key == "<<":
            self._complain(refusals.MERGE_KEY, start, end)
            frame.key = None
        elif key in frame.data:
            self._complain_of_duplicate(frame, key, start, end)
            frame.key = None
        else:
            frame.key = key
        frame.key_start, frame.key_end, frame.awaits_key = start, end, False

    def _take_alias_key(self, target: _Anchored | None, start: int, end: int) -> None:
        if target is not None and isinstance(target.value, str):
            self._take_key(target.value, start, end, plain=False)
            return
        if target is not None:
            self._complain(refusals.NESTED_KEY, start, end)
        self._frames[-1].key, self._frames[-1].awaits_key = None, False

    def _add(self, value: Any, node: Node, height: int = 0) -> None:
        """Put a value where it belongs; under a refused key it is passed over."""
        frame = self._frames[-1]
        if height >= frame.height:
            frame.height = height + 1
        if not frame.mapping:
            frame.data.append(value)
            frame.node.children.append(node)  # type: ignore[union-attr]
            return
        frame.awaits_key = True
        key = frame.key
        if key is not None:
            node.key_start, node.key_end = frame.key_start, frame.key_end
            frame.data[key] = value
            frame.node.children[key] = node  # type: ignore[index, call-overload]

    def _past_properties(self, start: int, end: int, *, tagged: bool) -> int:
        """Where a value begins after its anchor and tag; complains of the tag."""
        if tagged:
            written = _TAG.search(self._text, start)
            if written is not None:
                self._complain(refusals.tag(written[0]), written.start(), written.end())
        properties = _PROPERTIES.match(self._text, start, end)
        return properties.end() if properties else start

    def _note_range(self, start: int, end: int, style: str) -> int:
        """Remember where no comment can stand; the end without what follows the last line of a block."""
        if style in "|>":
            while self._text[end - 1].isspace():
                end -= 1
            self._scalar_ranges.append((min(self._line_end(start), end), end))
        else:
            self._scalar_ranges.append((start, end))
        return end

    def _line_end(self, start: int) -> int:
        line_end = _LINE_END.search(self._text, start)
        return line_end.start() if line_end else len(self._text)

    def _pointer(self) -> Pointer:
        """The value that is read next, or the object whose key is."""
        pointer = ROOT
        for frame in self._frames[1:]:
            if frame.stands_as_key or frame.awaits_key or (frame.mapping and frame.key is None):
                break
            pointer /= frame.key if frame.key is not None else len(frame.data)
        return pointer

    def _complain_of_duplicate(self, frame: _Frame, key: str, start: int, end: int) -> None:
        first = frame.node.child(key)
        if first is None:
            return
        place = self._places.span(first.key_start, first.key_end)
        pointer = self._pointer() / key
        related = Related("it stands here first", self._path, pointer, Part.KEY, place)
        self._complain(refusals.duplicate_key(key), start, end, pointer=pointer, part=Part.KEY, related=(related,))

    def _complain(
        self,
        refusal: Refusal,
        start: int,
        end: int,
        *,
        pointer: Pointer | None = None,
        part: Part = Part.VALUE,
        related: tuple[Related, ...] = (),
    ) -> None:
        self._faults.append(
            refusal.fault.found(
                self._path,
                refusal.message,
                pointer=self._pointer() if pointer is None else pointer,
                part=part,
                span=self._places.span(start, end),
                related=related,
                help_line=refusal.help_line,
            )
        )
