"""What stands on a touchpoint's card, line by line, and how large the card becomes. Nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from journeymap.render.text_width import plain, text_width, wrap
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from journeymap.render.view import CardView, JourneyView, StageView
    from journeymap.render.view_ways import EdgeView
    from journeymap.render.wording import Words

WIDTH = 200
PAD_X = 12
PAD_Y = 9
HEADER = 18
INNER = WIDTH - 2 * PAD_X
MARK = 18
GAP = 2
EMPTY = 40
NUMBER_SIZE = 12.0
SCORE = 56
FACE = 18
STAGE_SIZE = 14.0
STAGE_LINE = 18
STAGE_PAD = 8
GHOST_GAP, GHOST_PAD = 6, 6

Mark = Literal["", "owner", "wait", "end", "again", "truth", "journey", "rule"]


@dataclass(frozen=True)
class Line:
    """One line of text: `size` in pixels, `tone` a colour of the palette, `mark` the sign before its `first` line."""

    text: str
    size: float
    tone: str
    height: int
    bold: bool = False
    mark: Mark = ""
    disc: str = ""
    first: bool = True

    @property
    def indent(self) -> int:
        """How far the text stands from the card's padding; lines under a sign keep its place free."""
        return MARK if self.mark else 0


@dataclass(frozen=True)
class Card:
    """A card: the line of its head (number, channel, score), and the lines below it.

    `ghosts` are the lines of boxes that hang on it: events that mostly come here, and that the map does not have.
    """

    number: int
    channel: str
    score: str
    face: int
    truth: bool
    lines: tuple[Line, ...]
    ghosts: tuple[tuple[Line, ...], ...] = ()

    @property
    def number_width(self) -> int:
        """The room that the number takes in the head."""
        return round(text_width(str(self.number), NUMBER_SIZE, bold=True)) + 6

    @property
    def channel_width(self) -> int:
        """The room that is left for the channel between the number and the score."""
        return INNER - self.number_width - (SCORE if self.score else 0)

    @property
    def own_height(self) -> int:
        """The height of the card without what hangs on it."""
        return 2 * PAD_Y + HEADER + GAP + sum(line.height for line in self.lines)

    @property
    def height(self) -> int:
        """The height of the whole card in pixels."""
        return self.own_height + sum(GHOST_GAP + ghost_height(lines) for lines in self.ghosts)


def ghost_height(lines: tuple[Line, ...]) -> int:
    """The height of a box with such lines in pixels."""
    return 2 * GHOST_PAD + sum(line.height for line in lines)


def cards_of(view: JourneyView) -> dict[int, Card]:
    """The cards of a journey by the number of their touchpoint."""
    say = words_for(view.language)
    ends: dict[int, list[EdgeView]] = {}
    for edge in view.edges:
        if not edge.target or edge.is_retry:
            ends.setdefault(edge.source_number, []).append(edge)
    ghosts = _ghosts(view, say)
    return {
        card.number: _card(card, ends.get(card.number, []), say, tuple(ghosts.get(card.id, ()))) for card in view.cards
    }


def _card(card: CardView, ends: list[EdgeView], say: Words, hanging: tuple[tuple[Line, ...], ...]) -> Card:
    lines = [*_truth(card, say), *_block(card.name, 13.0, "ink", 17, 4, bold=True)]
    if card.sub_journey:
        lines += _block(say("flow.journey", name=card.sub_journey.name), 11.5, "accent", 16, 3, mark="journey")
    if card.wait:
        lines += _block(say("card.wait", duration=card.wait), 11.5, "ink2", 16, 1, mark="wait")
    if card.owner:
        lines += _block(card.owner.name, 11.5, "ink2", 17, 2, mark="owner", disc=card.owner.initials)
    lines += _seen(card)
    lines += _ways_out(card, ends, say)
    emotion = card.emotion
    face = Card(
        card.number, "", emotion.text if emotion else "", emotion.face if emotion else 0, card.moment_of_truth, ()
    )
    more = f" +{len(card.channels) - 1}" if len(card.channels) > 1 else ""
    channels = card.channels[0].name + more if card.channels else ""
    shown = wrap(channels, NUMBER_SIZE, face.channel_width, 1)
    return Card(face.number, shown[0] if shown else "", face.score, face.face, face.truth, tuple(lines), hanging)


def _seen(card: CardView) -> list[Line]:
    """How many were measured here, and how many leave."""
    use = card.measured
    if use is None:
        return []
    came = " · ".join(text for text in (use.cases_text, use.reach_text) if text)
    much = use.worst or use.bad
    left = _block(use.drop_text, 11.5, "s1" if much else "ink2", 15, 2, bold=much)
    return [Line("", 0, "line", 9, mark="rule"), *_block(came, 11.5, "ink2", 15, 2), *left]


def _ghosts(view: JourneyView, say: Words) -> dict[str, list[tuple[Line, ...]]]:
    """The boxes that hang on touchpoints, by the id of the touchpoint that the event mostly follows."""
    found: dict[str, list[tuple[Line, ...]]] = {}
    for ghost in view.measured.ghosts if view.measured else ():
        lines = [
            *_block(say("measured.ghost.label"), 11.0, "s2", 15, 1, bold=True),
            *_block(ghost.event, 12.0, "ink", 16, 2),
            *_block(say("measured.sign", text=ghost.share_text), 11.5, "ink2", 15, 1),
        ]
        found.setdefault(ghost.after, []).append(tuple(lines))
    return found


def _truth(card: CardView, say: Words) -> list[Line]:
    return _block(say("flow.mot"), 11.0, "accent", 16, 1, bold=True, mark="truth") if card.moment_of_truth else []


def _ways_out(card: CardView, ends: list[EdgeView], say: Words) -> list[Line]:
    """The ends of the journey, at the foot of the card where they happen, and what is not known of its ways."""
    lines: list[Line] = []
    for edge in ends:
        lines += _way_out(edge, say, told=bool(card.measured and card.measured.drop_text))
    if card.ends and all(edge.target for edge in ends):
        lines += _block(say("flow.end"), 11.5, "ink", 15, 1, mark="end")
    lines += _block(card.unknown_share, 11.5, "ink2", 15, 1)
    return [Line("", 0, "line", 9, mark="rule"), *lines] if lines else []


def _way_out(edge: EdgeView, say: Words, *, told: bool) -> list[Line]:
    """An end; how often it was taken only where the map writes a share, or the card does not tell how many end."""
    if edge.is_retry:
        text = say("flow.refused", text=edge.condition) if edge.condition else say("flow.recycle")
        return _block(text, 11.5, "ink2", 15, 4, mark="again")
    share = edge.measured.share_text if edge.measured and (edge.share is not None or not told) else ""
    measured = say("measured.flow.end", share=share) if share else ""
    words = [say("flow.ends"), edge.share_text, edge.outcome, conditions(edge, say), measured]
    return _block(" · ".join(word for word in words if word), 11.5, "ink", 15, 4, mark="end")


def conditions(edge: EdgeView, say: Words) -> str:
    """Under what condition, and who goes this way."""
    when = say("way.when", when=edge.condition) if edge.condition else ""
    who = say("way.for", names=", ".join(persona.name for persona in edge.personas)) if edge.personas else ""
    return ", ".join(text for text in (when, who) if text)


def _block(
    text: str,
    size: float,
    tone: str,
    height: int,
    limit: int,
    *,
    bold: bool = False,
    mark: Mark = "",
    disc: str = "",
) -> list[Line]:
    room = INNER - (MARK if mark else 0)
    rows = wrap(text, size, room, limit, bold=bold)
    return [
        Line(row, size, tone, height, bold, mark, plain(disc)[:2] if at == 0 else "", at == 0)
        for at, row in enumerate(rows)
    ]


@dataclass(frozen=True)
class Header:
    """The head of a stage's column."""

    number: int
    title: tuple[str, ...]
    when: tuple[str, ...]

    @property
    def height(self) -> int:
        """The height that its lines need."""
        return 2 * STAGE_PAD + STAGE_LINE * max(1, len(self.title)) + 15 * len(self.when)


def header_of(stage: StageView) -> Header:
    """The head of a stage: its number and name on at most three lines, and when it happens."""
    room = WIDTH - 24
    title = wrap(f"{stage.number}  {stage.name}", STAGE_SIZE, room, 3, bold=True)
    return Header(stage.number, title, wrap(stage.when, 11.5, room, 2))


def header_height(view: JourneyView) -> int:
    """The height that all heads of stages share."""
    return max((header_of(stage).height for stage in view.stages), default=0)
