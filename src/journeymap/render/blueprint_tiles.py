"""The tiles of a drawn service blueprint: what stands on each, line by line, and how large it becomes.

Nothing is placed here; every line knows the room that it has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from journeymap.render.text_width import plain, text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.blueprint_rows import Column, RowKey
    from journeymap.render.flow_shapes import Dash
    from journeymap.render.view_parts import EmotionView, TeamView, WorkView
    from journeymap.render.view_ways import EdgeView
    from journeymap.render.wording import Words

WIDTH = 154.0
PAD_X = 9.0
PAD_Y = 7.0
INNER = WIDTH - 2 * PAD_X
SIZE = 11.5
SMALL = 11.0
LINE = 15.0
SIGN = 18.0
SCORE = 44.0
_LONG = 9

Sign = Literal["", "team", "system", "fails", "wait", "time", "dot", "truth", "hand", "back"]


@dataclass(frozen=True)
class Row:
    """A line of text after a sign; `first` where the sign is drawn, `disc` the initials in that of a team."""

    text: str
    tone: str = "ink"
    size: float = SIZE
    bold: bool = False
    sign: Sign = ""
    first: bool = True
    disc: str = ""

    @property
    def indent(self) -> float:
        """How far the text stands from the padding."""
        return {"": 0.0, "dot": 9.0}.get(self.sign, SIGN)

    @property
    def room(self) -> float:
        """The width that the text has."""
        return INNER - self.indent


@dataclass(frozen=True)
class Tile:
    """A tile: its lines, its look, and what it says to those who cannot see it."""

    rows: tuple[Row, ...]
    title: str
    fill: str = "card"
    stroke: str = "border"
    dash: Dash = ""
    pen: float = 1.1

    @property
    def height(self) -> float:
        """The height of the whole tile."""
        return 2 * PAD_Y + LINE * len(self.rows)


@dataclass(frozen=True)
class Head:
    """The head of a column: a touchpoint's number, name and feeling, or that it holds for a whole stage."""

    number: str
    rows: tuple[str, ...]
    emotion: EmotionView | None
    moment_of_truth: bool

    @property
    def height(self) -> float:
        """The height of number and name."""
        return 2 * PAD_Y + 20 + LINE * len(self.rows)


def head(column: Column, say: Words) -> Head:
    """The head of a column."""
    card = column.card
    if card is None:
        return Head("", wrap(say("card.stage"), SIZE, INNER, 2, bold=True), column.stage.emotion, moment_of_truth=False)
    rows = wrap(card.name, SIZE, INNER, 5, bold=True)
    return Head(str(card.number), rows, card.emotion, card.moment_of_truth)


def tiles(column: Column, row: RowKey, say: Words) -> tuple[Tile, ...]:
    """What stands in a cell, from top to bottom."""
    if row == "time":
        return tuple(_time(column, say))
    if row == "proof":
        return tuple(_proof(column))
    if row == "customer":
        return _customer(column, say)
    if row == "hand":
        return tuple(hand(edge, say) for edge in column.hands)
    return tuple(_work(item, row, say) for item in column.works(row))


def _time(column: Column, say: Words) -> Iterator[Tile]:
    if column.card and column.card.wait:
        text = say("card.wait", duration=column.card.wait)
        yield Tile(tuple(_block(text, "s2", sign="wait", bold=True)), text, "", "s2", "dashed")
    if column.card and column.card.duration:
        text = say("card.takes", duration=column.card.duration)
        yield Tile(tuple(_block(text, "ink2", sign="time")), text, "", "")


def _proof(column: Column) -> Iterator[Tile]:
    for text in column.card.artifacts if column.card else ():
        yield Tile(tuple(_block(text)), text, "card", "border")


def _customer(column: Column, say: Words) -> tuple[Tile, ...]:
    card, stage = column.card, column.stage
    if card is None:
        if stage.cards:
            return ()
        texts = [text for text in (stage.goal, *stage.thoughts) if text] or [stage.name]
        return (Tile(tuple(row for text in texts for row in _block(text)), stage.name, "tint", "tintline"),)
    rows = list(_block(_channels(column), "ink2", size=SMALL, most=2))
    if card.actor:
        rows += _block(f"{say('fact.actor')}: {card.actor}", "ink2", size=SMALL)
    rows += [row for text in card.actions or (card.name,) for row in _block(text, sign="dot" if card.actions else "")]
    title = f"{card.number} {card.name}: {'; '.join(card.actions)}" if card.actions else f"{card.number} {card.name}"
    return (Tile(tuple(rows), title, "tint", "tintline"),)


def _channels(column: Column) -> str:
    return " · ".join(item.name for item in column.card.channels) if column.card else ""


def _work(item: WorkView, row: RowKey, say: Words) -> Tile:
    rows = [*_block(item.text)]
    rows += _by(item.by)
    systems = ", ".join(one.name for one in item.using)
    if systems:
        rows += _block(say("work.using", systems=systems), "ink2", sign="system", size=SMALL, most=3)
    if item.fails:
        rows += _block(say("work.fails", text=item.fails), "s1", sign="fails", size=SMALL)
    team = say("work.by", team=item.by.name) if item.by else ""
    fails = say("work.fails", text=item.fails) if item.fails else ""
    title = ". ".join(text for text in (item.text, team, systems, fails) if text)
    fill, stroke = ("pain", "painline") if item.fails else ("front" if row == "front" else "card", "border")
    return Tile(tuple(rows), title, fill, stroke, "dashed" if row == "back" and not item.fails else "")


def _by(team: TeamView | None) -> list[Row]:
    return list(_block(team.name, "ink2", sign="team", size=SMALL, most=3, disc=team.initials)) if team else []


def hand(edge: EdgeView, say: Words) -> Tile:
    """A hand-off: from whom to whom, within what time, and where the customer goes who is refused."""
    agreed = edge.handoff
    if agreed is None:
        raise ValueError("an edge in this row has a hand-off")
    names = (agreed.giver.name, agreed.to.name) if agreed.giver else (agreed.to.name,)
    to = (
        say("blueprint.hand.from", giver=names[0], to=agreed.to.name)
        if agreed.giver
        else say("handoff.text", team=names[0])
    )
    within = say("flow.within", sla=agreed.sla) if agreed.sla else say("handoff.nosla")
    rows = [*_block(to, sign="hand", size=SMALL), *_block(within, "ink2" if agreed.sla else "s1", size=SMALL)]
    back = ""
    if agreed.recycle_number is not None:
        back = say("blueprint.refused", n=agreed.recycle_number)
        rows += _block(back, "ink2", sign="back", size=SMALL)
    title = ". ".join(text for text in (to, within, "; ".join(agreed.criteria), back) if text)
    return Tile(tuple(rows), title, "tint", "accent")


def _block(
    text: str,
    tone: str = "ink",
    *,
    sign: Sign = "",
    size: float = SIZE,
    most: int = _LONG,
    bold: bool = False,
    disc: str = "",
) -> Iterator[Row]:
    """A text in lines; one that is longer than the tile allows ends in an ellipsis."""
    room = Row("", sign=sign).room
    for n, line in enumerate(wrap(text, size, room, most, bold=bold)):
        yield Row(line, tone, size, bold, sign, n == 0, plain(disc)[:2])


def score_room(emotion: EmotionView) -> float:
    """The width of a score in the head of a column."""
    return text_width(emotion.text, SIZE, bold=True)
