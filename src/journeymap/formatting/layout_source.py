"""A document as its author wrote it: values with their anchors, quotes and brackets, and where each stands.

The plain values and positions of `journeymap.source` leave out how a value was written; a layout needs that. This is
one more pass over the same parser's events, made only for documents that were read without a fault.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from _ruamel_yaml import CParser
from ruamel.yaml import events as yaml_events
from ruamel.yaml.error import YAMLError

from journeymap.source.brackets import mask
from journeymap.source.scalars import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.source.brackets import Masked

_ANCHOR: Final = re.compile(r"&[\w-]+(?:\s|#[^\r\n]*)*")
_COMMENT: Final = re.compile(r"#[^\r\n\x85\u2028\u2029]*")
_LINE_END: Final = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_ESCAPE_OF_UNSEEN: Final = re.compile(r"(?<!\\)(?:\\\\)*\\[xuU_LNPabevfr0]")


@dataclass(slots=True)
class Written:
    """One value of a document, or a key.

    Attributes:
        begin: The offset at which it begins, its anchor included.
        start: Where the value itself begins.
        end: Where it ends, without what follows its last line.
        text: The text of a scalar, or the name that an alias repeats.
        style: How a scalar is written: a quotation mark, `|`, `>`, or "" for none.
        escaped: Characters that cannot be seen are written as escapes.
        alias: It repeats what its name stands for.
        anchor: The name that aliases repeat it by, "" for none.
        brackets: It is a list or an object in brackets.
        entries: What a list or an object holds; None for a scalar.
        mapping: It is an object.
        below: Comments after its last entry.
        tied: An anchor or alias stands in it or is it, so that the order of the text matters.
        fixed: How it has to stand so that suppressions hold: on one "line", as a "block", or "" for either way.
    """

    begin: int
    start: int
    end: int
    text: str = ""
    style: str = ""
    escaped: bool = False
    alias: bool = False
    anchor: str = ""
    brackets: bool = False
    entries: list[Entry] | None = None
    mapping: bool = False
    below: list[str] = field(default_factory=list)
    tied: bool = False
    fixed: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is written: the null of `key:`."""
        return self.entries is None and not self.alias and not self.style and not self.text

    @property
    def is_text(self) -> bool:
        """Whether it is a scalar that means text, not a number or a truth value."""
        return self.entries is None and not self.alias and (bool(self.style) or type(plain_value(self.text)) is str)


@dataclass(slots=True)
class Entry:
    """An item of a list, or a key with its value; the comments `above` and `beside` it are its own.

    An empty line among the comments above is an empty text. `apart` says that an empty line stands right before it.
    """

    key: Written | None
    value: Written
    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    apart: bool = False

    @property
    def begin(self) -> int:
        """Where the key begins, or the item after its dash."""
        return self.key.begin if self.key is not None else self.value.begin


class WrittenText:
    """The text of a document that has no faults, with its values and its comments.

    Attributes:
        text: The document.
        root: Its top level.
        directive: Whether it says `%YAML 1.2`.
        comments: Offsets from and to of each comment, in order.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.directive = False
        self._scalars: list[tuple[int, int]] = []
        try:
            self._parse(text, None)
        except YAMLError as error:
            masked = mask(text, getattr(error, "problem", ""))
            if masked is None:
                raise
            self._scalars = []
            self._parse(masked.text, masked)
        self.comments = list(self._find_comments())

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    @cached_property
    def bare(self) -> str:
        """The text with blanks in place of comments, for looking at marks between values."""
        parts, last = [], 0
        for start, end in self.comments:
            parts += [self.text[last:start], " " * (end - start)]
            last = end
        return "".join([*parts, self.text[last:]])

    def line(self, offset: int) -> int:
        """The number of the line of an offset, from 0, as the parser counts."""
        return bisect_right(self._line_starts, offset) - 1

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self._line_starts[self.line(offset)]

    def column(self, offset: int) -> int:
        """The column of an offset, from 0."""
        return offset - self.line_start(offset)

    def blank_between(self, start: int, end: int) -> bool:
        """Whether an empty line stands between two offsets, which have nothing but blanks between them."""
        return self.line(end) - self.line(start) > 1

    def _follows_blank_line(self, offset: int) -> bool:
        line = self.line(offset)
        return line > 0 and not self.text[self._line_starts[line - 1] : self._line_starts[line]].strip()

    def _find_comments(self) -> Iterator[tuple[int, int]]:
        """What begins with `#` in the gaps between scalars."""
        position = 0
        for start, end in [*self._scalars, (len(self.text), len(self.text))]:
            while (found := _COMMENT.search(self.text, position, max(start, position))) is not None:
                yield found.span()
                position = found.end()
            position = max(position, end)

    def _parse(self, text: str, masked: Masked | None) -> None:
        self._next = CParser(text).get_event
        self._masked = masked
        while not isinstance(event := self._next(), yaml_events.DocumentStartEvent):
            pass
        self.directive = event.version is not None
        self.root = self._value(self._next())

    def _value(self, event: Any) -> Written:
        if isinstance(event, yaml_events.AliasEvent):
            begin, end = event.start_mark.index, event.end_mark.index
            self._scalars.append((begin, end))
            return Written(begin, begin, end, event.anchor, alias=True, tied=True)
        begin = start = event.start_mark.index
        if event.anchor is not None and (properties := _ANCHOR.match(self.text, begin)) is not None:
            start = properties.end()
        node = Written(begin, start, event.end_mark.index, anchor=event.anchor or "", tied=event.anchor is not None)
        if isinstance(event, yaml_events.ScalarEvent):
            self._fill_scalar(node, event)
        else:
            node.brackets = bool(event.flow_style)
            node.mapping = isinstance(event, yaml_events.MappingStartEvent)
            self._fill_entries(node)
        return node

    def _fill_scalar(self, node: Written, event: Any) -> None:
        node.text = self._masked.unmask(event.value) if self._masked else event.value
        node.style = event.style or ""
        node.start = min(node.start, node.end)
        if node.style and node.style in "|>":
            while self.text[node.end - 1].isspace():
                node.end -= 1
            content = _LINE_END.search(self.text, node.start, node.end)
            self._scalars.append((content.start() if content else node.end, node.end))
            if content is None:  # nothing but the header, and perhaps a comment beside it
                node.end = node.start + 1
                self._scalars[-1] = (node.end, node.end)
            return
        node.escaped = node.style == '"' and _ESCAPE_OF_UNSEEN.search(self.text, node.start, node.end) is not None
        self._scalars.append((node.start, node.end))

    def _fill_entries(self, node: Written) -> None:
        node.entries = []
        while not isinstance(event := self._next(), (yaml_events.MappingEndEvent, yaml_events.SequenceEndEvent)):
            first = self._value(event)
            entry = Entry(first, self._value(self._next())) if node.mapping else Entry(None, first)
            entry.apart = self._follows_blank_line(entry.begin)
            node.entries.append(entry)
            node.tied = node.tied or entry.value.tied or (entry.key is not None and entry.key.tied)
        closed = event.start_mark.index < event.end_mark.index
        last = node.entries[-1].value.end if node.entries else node.start
        node.end = event.end_mark.index if closed else last
