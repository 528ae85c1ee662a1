"""The calendar of reviews as a page: what has passed first, then month by month, then every journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.details.drawing import sheet_page
from journeymap.render.details.sheet import Bit, Grid, Row, Section, Sheet, Tile
from journeymap.render.pages.addresses import Alone
from journeymap.render.pages.shell import document
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.details.reviews import DueView, ReviewedView, ReviewsView
    from journeymap.render.details.sheet import Cell, Tone
    from journeymap.render.options import Options
    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.pages.shell import Page
    from journeymap.render.view_parts import TeamView
    from journeymap.render.wording import Words

_TONES: dict[str, Tone] = {"overdue": "bad", "never": "warn", "unplanned": "warn", "not-asked": "soft"}


def draw_html(view: ReviewsView, options: Options) -> bytes:
    """The calendar as a self-contained page."""
    del options  # nothing is laid out
    return document(reviews_page(view, Alone())).encode()


def reviews_page(view: ReviewsView, on: Addresses) -> Page:
    """The calendar as a page.

    Args:
        view: The calendar.
        on: How the page names its elements and reaches other pages.
    """
    words = words_for(view.heading.language)
    sheet = Sheet(
        name="reviews",
        heading=view.heading,
        eyebrow=words("reviews.eyebrow"),
        title=view.heading.title,
        lead=(Bit(words("reviews.made_on", date=view.heading.today)),),
        tiles=tuple(_tiles(words, view)),
        sections=tuple(_sections(words, view)),
        empty=words("reviews.empty"),
    )
    return sheet_page(sheet, on)


def _tiles(words: Words, view: ReviewsView) -> Iterator[Tile]:
    late = [due for due in view.overdue if due.kind == "review"]
    never = [item for item in view.journeys if item.standing == "never"]
    promised = [due for due in view.overdue if due.kind == "initiative"]
    old = [due for due in view.overdue if due.kind == "research"]
    yield _tile(words, "reviews.tile.overdue", len(late), "overdue", "bad")
    yield _tile(words, "reviews.tile.never", len(never), "journeys", "warn")
    yield _tile(words, "reviews.tile.initiatives", len(promised), "overdue", "bad")
    yield _tile(words, "reviews.tile.research", len(old), "overdue", "warn")


def _tile(words: Words, key: str, n: int, anchor: str, tone: Tone) -> Tile:
    return Tile(words.number(n), words.count(key, n), anchor if n else "", tone if n else "good")


def _sections(words: Words, view: ReviewsView) -> Iterator[Section]:
    if view.overdue:
        yield _section(words, "overdue", words("reviews.overdue"), view.overdue, "bad")
    if view.journeys:
        title = words("reviews.journeys")
        columns = ("journey", "owner", "status", "reviewed", "every", "next", "standing")
        rows = tuple(Row(_journey_cells(words, item)) for item in view.journeys)
        grid = Grid(title, tuple(words(f"reviews.column.{name}") for name in columns), rows)
        yield Section("journeys", Bit(title), blocks=(grid,))
    for month in view.months:
        yield _section(words, f"month-{month.key}", month.name, month.dues)


def _section(words: Words, anchor: str, title: str, dues: Sequence[DueView], tone: Tone = "") -> Section:
    columns = tuple(words(f"reviews.column.{name}") for name in ("what", "day", "owner", "status"))
    rows = tuple(Row(_due_cells(words, due)) for due in dues)
    return Section(anchor, Bit(title), blocks=(Grid(title, columns, rows, "dense"),), tone=tone)


def _due_cells(words: Words, due: DueView) -> tuple[Cell, ...]:
    kind = Bit(words(f"reviews.kind.{due.kind}"), form="tag", tone="soft")
    late = (Bit(due.late, form="tag", tone="warn" if due.kind == "research" else "bad"),) if due.late else ()
    owner = () if due.kind == "research" else _owner(words, due.owner)
    return (
        (
            Bit(due.name, due.page, due.anchor, tone="strong"),
            kind,
            *((Bit(due.text, tone="soft"),) if due.text else ()),
        ),
        (Bit(due.date), *late),
        owner,
        (Bit(due.status_word),) if due.status_word else (),
    )


def _owner(words: Words, team: TeamView | None) -> Cell:
    if team is None:
        return (Bit(words("owner.none"), tone="bad"),)
    return (Bit(team.name, f"teams/{team.id}", initials=team.initials),)


def _journey_cells(words: Words, item: ReviewedView) -> tuple[Cell, ...]:
    def text(value: str) -> Cell:
        return (Bit(value),) if value else ()

    late = f" ({words.count('reviews.late', item.days_late)})" if item.days_late else ""
    standing = Bit(item.standing_word + late, form="tag", tone=_TONES.get(item.standing, "good"))
    return (
        (Bit(item.name, item.page, tone="strong"), Bit(item.state_word, tone="soft")),
        _owner(words, item.owner),
        *map(text, (item.status_word, item.reviewed, item.every, item.next)),
        (standing,),
    )
