"""Values that stand on lines of their own: the sections of a document, its objects, and long text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeymap.formatting import layout_scalars
from journeymap.formatting.layout_lines import head_of, one_line
from journeymap.formatting.layout_style import DOCUMENT, WIDTH, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.formatting.layout_source import Entry, Written, WrittenText

_STEP: Final = 2
"""Columns that each level is indented by."""
_LEAST_ROOM: Final = 40
"""Text that stands far to the right gets lines of this length, whatever the width."""
_MODELINES: Final = ("# yaml-language-server:", "# vim:", "# vi:", "# -*-")


def lay_out(source: WrittenText) -> list[str]:
    """The lines of a document whose comments have been attached; its entries are changed on the way."""
    page = _Page()
    if source.directive:
        page.lines += ["%YAML 1.2", "---"]
    page.document(source.root)
    return page.lines


class _Page:
    """The lines so far."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def document(self, root: Written) -> None:
        """Writes the top level: an empty line around each section that has more than one line."""
        if not root.entries:
            self.lines.append("{}")
        else:
            _settle(root, DOCUMENT)
            ordered = DOCUMENT.ordered(root.entries, keep_first=root.fixed == "block")
            _lift_header(root.entries[0], ordered[0])
            was_long = False
            for position, entry in enumerate(ordered):
                before = len(self.lines)
                self.entry(entry, 0, DOCUMENT, first=position == 0)
                is_long = len(self.lines) - before > 1
                if position and (was_long or is_long) and self.lines[before - 1] and self.lines[before]:
                    self.lines.insert(before, "")
                was_long = is_long
        self.comments(_without_last_blank(root.below), 0)

    def blank(self) -> None:
        """An empty line, unless there is one, or this is the top."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def comments(self, comments: Sequence[str], indentation: int) -> None:
        """Comments on lines of their own; an empty text is an empty line."""
        for comment in comments:
            if comment:
                self.lines.append(" " * indentation + comment)
            else:
                self.blank()

    def entry(self, entry: Entry, indentation: int, around: Place, *, first: bool, on_a_line: bool = True) -> None:
        """An item of a list, or a key and its value, with their comments.

        Args:
            entry: The entry.
            indentation: Blanks before it.
            around: Where the list or object stands that it belongs to.
            first: It is the first of its list or object, so that no empty line is due before it.
            on_a_line: An object may stand in brackets, as far as the others of its list are concerned.
        """
        value = entry.value
        place = around if entry.key is None else around.under(_name(entry))
        head = " " * indentation + head_of(entry, around)
        line = None
        if value.entries is not None and (on_a_line or not value.entries or value.fixed == "line"):
            line = one_line(value, place, WIDTH - len(head) - 1)
        above, beside = entry.above, f"  {entry.beside[0]}" if entry.beside else ""
        if entry.key is None and value.entries is not None and line is None and not value.anchor:
            above, beside = [*above, *entry.beside], ""
        self.comments(above[1:] if first and above[:1] == [""] else above, indentation)
        if value.alias:
            self.lines.append(f"{head} *{value.text}{beside}")
        elif value.entries is None:
            self.scalar(value, head, beside, indentation, spoken=place.spoken)
        elif line is not None:
            self.lines.append(f"{head} {line}{beside}")
        else:
            self.block(value, head, beside, indentation, place)

    def scalar(self, value: Written, head: str, beside: str, indentation: int, *, spoken: bool) -> None:
        """A scalar after its key or dash: on the line, or as a block below."""
        if value.anchor:
            head += f" &{value.anchor}"
        line = layout_scalars.in_line(value, spoken=spoken)
        block = None
        if "\n" in value.text or len(head) + 1 + len(line) > WIDTH:
            block = layout_scalars.as_block(value, max(WIDTH - indentation - _STEP, _LEAST_ROOM))
        if block is None:
            self.lines.append(f"{head} {line}{beside}" if line else head + beside)
        else:
            indented = " " * (indentation + _STEP)
            self.lines.append(f"{head} {block[0]}{beside}")
            self.lines += [indented + text if text else "" for text in block[1]]
        self.comments(_without_last_blank(value.below), indentation + _STEP)

    def block(self, value: Written, head: str, beside: str, indentation: int, place: Place) -> None:
        """A list or an object below its key, or behind its dash."""
        if head.endswith("-") and not value.anchor:
            before = len(self.lines)
            self.entries(value, indentation + _STEP, place)
            self.lines[before] = f"{head} {self.lines[before][indentation + _STEP :]}"
            return
        anchor = f" &{value.anchor}" if value.anchor else ""
        self.lines.append(head + anchor + beside)
        self.entries(value, indentation + _STEP, place)

    def entries(self, node: Written, indentation: int, place: Place) -> None:
        """What a list or an object holds."""
        on_a_line = not (place.records and not node.mapping) or _all_fit(node, place, WIDTH - indentation - _STEP)
        for position, entry in enumerate(_ordered(node, place)):
            if position and _apart(entry, place):
                self.blank()
            self.entry(entry, indentation, place, first=position == 0, on_a_line=on_a_line)
        self.comments(_without_last_blank(node.below), indentation)


def _ordered(node: Written, place: Place) -> list[Entry]:
    entries = node.entries or []
    return place.ordered(entries, keep_first=node.fixed == "block") if node.mapping else entries


def _name(entry: Entry) -> str:
    return entry.key.text if entry.key is not None and not entry.key.alias else ""


def _apart(entry: Entry, place: Place) -> bool:
    """Whether an empty line is due before an entry; where the format does not say what it is, its author does."""
    if place.model is None:
        return entry.apart
    return place.large and entry.key is None and entry.value.mapping


def _all_fit(node: Written, place: Place, room: int) -> bool:
    objects = [entry.value for entry in node.entries or [] if entry.value.mapping]
    return all(one_line(value, place, room) is not None for value in objects)


def _without_last_blank(comments: list[str]) -> list[str]:
    return comments[:-1] if comments[-1:] == [""] else comments


def _settle(node: Written, place: Place) -> None:
    """Moves comments to where they can stand: above an item, what its first key or inner item has above it.

    That comes before any choice between a line and a block, so that the layout of a layout is itself.
    """
    for entry in node.entries or []:
        inner = place if entry.key is None else place.under(_name(entry))
        _settle(entry.value, inner)
        moved, entry.beside = entry.beside[:-1], entry.beside[-1:]
        if entry.value.entries == []:
            moved, entry.value.below = [*moved, *entry.value.below], []
        if entry.key is None and not entry.value.anchor:
            moved = [*moved, *_lifted(entry.value, inner)]
        entry.above += moved


def _lifted(node: Written, place: Place) -> list[str]:
    """Takes the comments of the first entry of a list or object, whose line begins with an outer dash."""
    if not node.entries:
        return []
    first = _ordered(node, place)[0]
    comments, first.above = first.above, []
    if first.key is None and first.value.entries and not first.value.anchor:
        comments, first.beside = [*comments, *first.beside], []
    return comments


def _lift_header(first: Entry, leading: Entry) -> None:
    """Puts what is said of the whole file at its top: lines for editors first, then comments apart from the first key.

    Args:
        first: The entry that the file began with.
        leading: The entry that it will begin with.
    """
    modelines = [comment for comment in first.above if comment.startswith(_MODELINES)]
    above = [*modelines, *(comment for comment in first.above if comment not in modelines)]
    first.above = above
    if leading is not first:
        apart = len(above) - above[::-1].index("") if "" in above else len(modelines)
        first.above = above[apart:]
        leading.above = [*above[:apart], *leading.above]
