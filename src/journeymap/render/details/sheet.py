"""The view model of a page of details: a head, and sections of facts, tables, entries and quotes.

Plain frozen dataclasses that turn into JSON as they are. A piece of text says where it leads by the name of a page
and of an element there; whoever draws it turns that into a link, or leaves it plain where there is no such page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from journeymap.render.view_parts import BarView, Picture
    from journeymap.render.workspace_view import Heading

Tone = Literal["", "bad", "warn", "good", "soft", "strong"]
Form = Literal["text", "tag", "markdown", "quote"]
LONG = 30
"""From so many rows on a table is long, and from so many parts a page: what is out of sight is laid out later."""


@dataclass(frozen=True)
class Bit:
    """A piece of text.

    Attributes:
        text: What is read.
        page: The page that it leads to; empty for none.
        anchor: The element of that page.
        url: An address outside the report, safe to be a link; empty for none.
        tone: What it means beside its words.
        form: How it is set: plain, as a tag, Markdown, or the words of somebody.
        face: The face of an emotion before it, 1 to 5; 0 for none.
        initials: A team's, before its name.
        before: What it is, read before it.
        bar: A value on its range, drawn below it.
    """

    text: str
    page: str = ""
    anchor: str = ""
    url: str = ""
    tone: Tone = ""
    form: Form = "text"
    face: int = 0
    initials: str = ""
    before: str = ""
    bar: BarView | None = None


Cell = tuple[Bit, ...]
"""What stands in one cell of a table or behind one label: a line for each piece, tags side by side."""


@dataclass(frozen=True)
class FactLine:
    """A label and what belongs to it."""

    label: str
    cell: Cell


@dataclass(frozen=True)
class FactGroup:
    """Facts that belong together; the title may be empty."""

    title: str
    facts: tuple[FactLine, ...]


@dataclass(frozen=True)
class Facts:
    """Groups of facts, side by side where there is room."""

    groups: tuple[FactGroup, ...]
    kind: Literal["facts"] = "facts"

    @property
    def is_long(self) -> bool:
        """Whether there are many."""
        return len(self.groups) >= LONG


@dataclass(frozen=True)
class Row:
    """A row of a table; its first cell is its heading, `anchor` names it on the page."""

    cells: tuple[Cell, ...]
    anchor: str = ""


@dataclass(frozen=True)
class Grid:
    """A table.

    A `matrix` is scrolled where there is little room, all others turn into cards there. `terms` has room for the terms
    of hand-offs, `bars` for bars, `dense` does without visible column headings. With `fold` it is folded behind these
    words.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    form: Literal["rows", "terms", "dense", "matrix", "bars"] = "rows"
    fold: str = ""
    kind: Literal["grid"] = "grid"

    @property
    def is_long(self) -> bool:
        """Whether rows out of sight are laid out later."""
        return len(self.rows) >= LONG


@dataclass(frozen=True)
class Entry:
    """One object with all that is known of it."""

    anchor: str
    title: Bit
    tags: Cell = ()
    text: str = ""
    facts: tuple[FactLine, ...] = ()
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True)
class Entries:
    """Objects, one below the other."""

    items: tuple[Entry, ...]
    kind: Literal["entries"] = "entries"

    @property
    def is_long(self) -> bool:
        """Whether there are many."""
        return len(self.items) >= LONG


@dataclass(frozen=True)
class Lines:
    """A list of lines."""

    items: tuple[Cell, ...]
    kind: Literal["lines"] = "lines"

    @property
    def is_long(self) -> bool:
        """Whether there are many."""
        return len(self.items) >= LONG


Block = Facts | Grid | Entries | Lines


@dataclass(frozen=True)
class Section:
    """A part of a page under its own heading."""

    anchor: str
    title: Bit
    note: str = ""
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()
    tone: Tone = ""

    @property
    def says_something(self) -> bool:
        """Whether there is anything under the heading."""
        return bool(self.blocks or self.parts or self.note)

    @property
    def has_bars(self) -> bool:
        """Whether there is a table of bars, here or further in."""
        return any(isinstance(block, Grid) and block.form == "bars" for block in self.blocks) or any(
            part.has_bars for part in self.parts
        )

    @property
    def is_long(self) -> bool:
        """Whether it has many parts or entries, or a long table, here or further in."""
        return (
            len(self.parts) >= LONG
            or any(block.is_long for block in self.blocks)
            or any(part.is_long for part in self.parts)
        )


@dataclass(frozen=True)
class Tile:
    """A number that is to be seen first; `anchor` is the section of the page that tells more."""

    value: str
    text: str
    anchor: str = ""
    tone: Tone = ""
    face: int = 0


@dataclass(frozen=True)
class Sheet:
    """A page of details.

    Attributes:
        name: The name of the page, such as `personas/margit`.
        heading: What all pages of the workspace have at the top; its title is this page's.
        eyebrow: What kind of page it is.
        title: The main heading.
        lead: A line below it, such as a role.
        summary: A sentence or two, in Markdown.
        picture: A picture; where there is none, `initials` may stand for it.
        tags: What it is, in words.
        tiles: The numbers to see first.
        sections: The rest.
        empty: What is said where there are no sections.
    """

    name: str
    heading: Heading
    eyebrow: str
    title: str
    lead: Cell = ()
    summary: str = ""
    picture: Picture | None = None
    initials: str = ""
    tags: Cell = ()
    tiles: tuple[Tile, ...] = ()
    sections: tuple[Section, ...] = field(default=())
    empty: str = ""

    @property
    def has_bars(self) -> bool:
        """Whether there is a table of bars."""
        return any(section.has_bars for section in self.sections)

    @property
    def is_long(self) -> bool:
        """Whether sections and entries out of sight are laid out later."""
        return len(self.sections) >= LONG or any(section.is_long for section in self.sections)
