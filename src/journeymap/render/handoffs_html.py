"""The hand-offs of a workspace as a page: teams against teams, then by giving team, then by taking team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.details.drawing import sheet_page
from journeymap.render.details.promise_tables import fault_tags, promise_grid, silent_grid, spot, team_cell
from journeymap.render.details.sheet import Bit, Grid, Row, Section, Sheet, Tile
from journeymap.render.pages.addresses import Alone
from journeymap.render.pages.shell import document
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.details.handoffs import HandoffsView, MeetingView, PartnerView, PromiseView
    from journeymap.render.details.sheet import Cell, Tone
    from journeymap.render.options import Options
    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.pages.shell import Page
    from journeymap.render.wording import Words


def draw_html(view: HandoffsView, options: Options) -> bytes:
    """The hand-offs as a self-contained page."""
    del options  # nothing is laid out
    return document(handoffs_page(view, Alone())).encode()


def handoffs_page(view: HandoffsView, on: Addresses) -> Page:
    """The hand-offs as a page.

    Args:
        view: The hand-offs.
        on: How the page names its elements and reaches other pages.
    """
    words = words_for(view.heading.language)
    sheet = Sheet(
        name="handoffs",
        heading=view.heading,
        eyebrow=words("handoffs.eyebrow"),
        title=view.heading.title,
        lead=(Bit(words("handoffs.lead")),),
        tiles=tuple(_tiles(words, view)),
        sections=tuple(item for item in _sections(words, view) if item.says_something),
        empty=words("handoffs.empty"),
    )
    return sheet_page(sheet, on)


def _tiles(words: Words, view: HandoffsView) -> Iterator[Tile]:
    owed = view.owed
    untimed = sum(not item.sla for item in owed)
    broken = sum(any(fault.bad for fault in item.faults) for item in owed)
    silent = sum(not item.future for item in view.silent)
    yield Tile(words.number(len(owed)), words.count("handoffs.tile.all", len(owed)), "matrix" if owed else "")
    yield Tile(words.number(broken), words.count("handoffs.tile.broken", broken), tone="bad" if broken else "good")
    yield Tile(words.number(untimed), words.count("handoffs.tile.untimed", untimed), tone="warn" if untimed else "good")
    tone: Tone = "warn" if silent else "good"
    yield Tile(words.number(silent), words.count("handoffs.tile.silent", silent), "silent" if silent else "", tone)


def _sections(words: Words, view: HandoffsView) -> Iterator[Section]:
    if view.matrix.givers:
        title = words("handoffs.matrix")
        yield Section("matrix", Bit(title), words("handoffs.matrix.note"), (_matrix(words, view),))
    if view.silent:
        title = words("handoffs.silent.title")
        yield Section(
            "silent", Bit(title), words("handoffs.silent.note"), (silent_grid(words, view.silent),), tone="warn"
        )
    giving = tuple(_given(words, partner) for partner in view.giving)
    if giving:
        yield Section("giving", Bit(words("handoffs.giving")), words("handoffs.giving.note"), parts=giving)
    taking = tuple(_taken(words, partner) for partner in view.taking)
    if taking:
        yield Section("taking", Bit(words("handoffs.taking")), words("handoffs.taking.note"), parts=taking)
    if view.planned:
        title = words("handoffs.planned")
        grid = promise_grid(words, title, view.planned, ("giver", "taker"), anchored=True)
        yield Section("planned", Bit(title), words("handoffs.planned.note"), (grid,))


def _matrix(words: Words, view: HandoffsView) -> Grid:
    matrix = view.matrix
    rows = tuple(
        Row(((Bit(giver.name, tone="strong"),), *(_met(words, meeting) for meeting in meetings)))
        for giver, meetings in zip(matrix.givers, matrix.rows, strict=True)
    )
    columns = (words("handoffs.matrix.corner"), *(taker.name for taker in matrix.takers))
    return Grid(words("handoffs.matrix"), columns, rows, "matrix")


def _met(words: Words, meeting: MeetingView | None) -> Cell:
    return tuple(_counts(words, meeting)) if meeting else ()


def _counts(words: Words, meeting: MeetingView) -> Iterator[Bit]:
    if meeting.count:
        yield Bit(words.count("handoffs.matrix.count", meeting.count), tone="strong")
    if meeting.tightest:
        same = meeting.tightest == meeting.loosest
        span = words("handoffs.matrix.span", tightest=meeting.tightest, loosest=meeting.loosest)
        yield Bit(meeting.tightest if same else span, tone="soft")
    if meeting.broken:
        yield Bit(words.count("handoffs.matrix.broken", meeting.broken), form="tag", tone="bad")
    if meeting.without_sla:
        yield Bit(words.count("handoffs.matrix.untimed", meeting.without_sla), form="tag", tone="warn")
    if meeting.silent:
        yield Bit(words.count("handoffs.matrix.silent", meeting.silent), form="tag", tone="warn")


def _given(words: Words, partner: PartnerView) -> Section:
    note = words.count("handoffs.gives", len(partner.promises))
    grid = promise_grid(words, partner.name, partner.promises, ("taker",), anchored=True)
    return Section(f"from.{partner.id or 'nobody'}", _heading(partner), note, (grid,))


def _heading(partner: PartnerView) -> Bit:
    if partner.team is None:
        return Bit(partner.name)
    return Bit(partner.name, f"teams/{partner.id}", initials=partner.team.initials)


def _taken(words: Words, partner: PartnerView) -> Section:
    columns = tuple(words(f"handoffs.column.{name}") for name in ("promise", "giver", "sla", "missing"))
    rows = tuple(Row(_short_cells(words, item)) for item in partner.promises)
    note = words.count("handoffs.takes", len(partner.promises))
    return Section(f"to.{partner.id or 'nobody'}", _heading(partner), note, (Grid(partner.name, columns, rows),))


def _short_cells(words: Words, item: PromiseView) -> tuple[Cell, ...]:
    return (
        (spot(words, item.at), Bit(item.at.journey_name, item.at.page, tone="soft")),
        team_cell(words, item.giver),
        (Bit(item.sla),) if item.sla else (Bit(words("handoff.nosla"), tone="bad"),),
        (Bit(words("handoffs.terms"), "handoffs", f"promise-{item.id}"), *fault_tags(item)),
    )
