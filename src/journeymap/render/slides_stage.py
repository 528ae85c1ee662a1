"""Stages on a slide: the chevron, the cards of its touchpoints, and what hurts and could be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.markdown_text import without_markup
from journeymap.render.slides_pen import Box, Pen, Words
from journeymap.render.slides_text import LEADING, fits, fitted, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.render.slides_pen import Kind
    from journeymap.render.slides_plan import Block, Page
    from journeymap.render.view import CardView
    from journeymap.render.view_parts import OpportunityView, PainView
    from journeymap.render.wording import Words as Catalogue

CHEVRON = Box(0, 96, 0, 28)
CARDS = Box(0, 129, 0, 190)
PAINS = Box(0, 417, 0, 44)
OPPORTUNITIES = Box(0, 465, 0, 44)
SPACE = 4.0
"""Between two cards."""
PAD = 5.0
PILL = Box(0, 0, 27, 12)
_ROUND = 1.2
"""What round corners of four points take from the place for text at each side."""
_CLAIM = 9.0
_SMALL = 9.0
_SEVERITIES = ("critical", "high", "medium", "low", "")
_CHEVRON_ROOM = 13.0
"""Its points, and a little more."""


def draw_stage(pen: Pen, block: Block, page: Page, words: Catalogue) -> None:
    """Everything of a stage but its part of the curve."""
    _chevron(pen, block, page, words)
    _cards(pen, block, page, words)
    _pains(pen, block, words)
    _opportunities(pen, block, words)


def _chevron(pen: Pen, block: Block, page: Page, words: Catalogue) -> None:
    stage = block.stage
    box = Box(block.x, CHEVRON.y, block.width, CHEVRON.height)
    kind: Kind = "pentagon" if block is page.blocks[0] else "chevron"
    name = stage.name if block.first else words("slide.continued", name=stage.name)
    told, room = f"{stage.number} · {name}", block.width - 2 * _CHEVRON_ROOM
    size = next((size for size in (11.0, 10.0, 9.0) if fits(told, size, room, 1, bold=True)), 9.0)
    text = fitted(told, size, room, 2, bold=True)
    made = pen.shape(kind, box, f"Stage {stage.number}", fill="head", alt=told)
    pen.write(made, [Words(text, size, "headink", bold=True)], align="center", middle=True, pad=(2.0, 0.0))


def _cards(pen: Pen, block: Block, page: Page, words: Catalogue) -> None:
    ground = Box(block.x, CARDS.y, block.width, CARDS.height)
    pen.shape("round", ground, f"Column {block.stage.number}", fill="page")
    if not block.cards:
        room = Box(block.x + PAD, CARDS.y + PAD, block.width - 2 * PAD, 24)
        pen.text(room, f"Empty {block.stage.number}", [Words(words("flow.empty"), 9.0, "ink2", italic=True)])
    height = (CARDS.height - SPACE * (page.rows + 1)) / page.rows
    width = (block.width - SPACE * (block.columns + 1)) / block.columns
    for at, card in enumerate(block.cards):
        column, row = divmod(at, block.rows)
        x = block.x + SPACE + column * (width + SPACE)
        _card(pen, card, Box(x, CARDS.y + SPACE + row * (height + SPACE), width, height), page, words)


def _card(pen: Pen, card: CardView, box: Box, page: Page, words: Catalogue) -> None:
    """A touchpoint: number and name, where it happens, and the emotion as a coloured score."""
    border, thick = ("accent", 1.75) if card.moment_of_truth else ("border", 0.75)
    name = f"Touchpoint {card.number}"
    made = pen.shape("round", box, name, fill="card", line=border, pen=thick, alt=describe(card, words))
    beside = PILL.width if card.emotion else 0.0
    paragraphs = _said(card, Box(0, 0, box.width - 2 * PAD - beside, box.height - 2 - 2 * _ROUND), page, words)
    pen.write(made, paragraphs, middle=True, pad=(PAD - _ROUND, 0.0), beside=beside)
    if card.emotion:
        place = Box(box.x + box.width - PILL.width - 3, box.y + 3, PILL.width, PILL.height)
        pill = pen.shape("round", place, f"Emotion {card.number}", fill=f"s{card.emotion.face}", round_by=6)
        score = Words(pen.number(card.emotion.text), 9.0, "glyph", bold=True)
        pen.write(pill, [score], align="center", middle=True, wrapped=False)


def _said(card: CardView, room: Box, page: Page, words: Catalogue) -> list[Words]:
    """The name in as many lines as there is room for, and the channel where one is left."""
    size, bold = page.density.size, page.density.bold
    most = max(1, int(room.height / (size * LEADING)))
    truth = f"{words('mark.truth')} " if card.moment_of_truth else ""
    title = fitted(f"{truth}{card.number} · {card.name}", size, room.width, most, bold=bold)
    used = size * LEADING * lines_of(title, size, room.width, most, bold=bold)
    where = fitted(", ".join(one.name for one in card.channels), _SMALL, room.width, 1)
    is_room = where and used + _SMALL * LEADING <= room.height
    return [Words(title, size, bold=bold), *([Words(where, _SMALL, "ink2")] if is_room else [])]


def describe(card: CardView, words: Catalogue) -> str:
    """A touchpoint in words, for those who do not see its card."""
    felt = f"{card.emotion.text}, {card.emotion.word}" if card.emotion else words("card.unscored")
    truth = words("card.mot") if card.moment_of_truth else ""
    channels = ", ".join(one.name for one in card.channels)
    owner = card.owner.name if card.owner else words("owner.none")
    return ". ".join(part for part in (f"{card.number} · {card.name}", felt, truth, channels, owner) if part)


def _pains(pen: Pen, block: Block, words: Catalogue) -> None:
    found = [item for item in block.stage.all_pains if _belongs(item.at, block)]
    ranked = sorted(found, key=lambda item: _SEVERITIES.index(item.severity) if item.severity in _SEVERITIES else 4)
    told = [f"{_at(item)}{without_markup(item.summary)}" for item in ranked]
    _claims(pen, block, told, Box(block.x, PAINS.y, block.width, PAINS.height), ("Pains", "#fdf1ef", "#f2cdc7"), words)


def _opportunities(pen: Pen, block: Block, words: Catalogue) -> None:
    found = [item for item in block.stage.all_opportunities if _belongs(item.at, block)]
    told = [f"{_at(item)}{without_markup(item.summary)}" for item in sorted(found, key=lambda item: -item.impact)]
    box = Box(block.x, OPPORTUNITIES.y, block.width, OPPORTUNITIES.height)
    _claims(pen, block, told, box, ("Opportunities", "tint", "tintline"), words)


def _at(item: PainView | OpportunityView) -> str:
    return f"{item.at} · " if item.at is not None else ""


def _belongs(at: int | None, block: Block) -> bool:
    """Whether a claim stands with this part of the stage; the stage's own stand with the first."""
    return block.first if at is None else any(card.number == at for card in block.cards)


def _claims(
    pen: Pen, block: Block, told: Sequence[str], box: Box, look: tuple[str, str, str], words: Catalogue
) -> None:
    """As many claims as fit, the weightiest first, and how many more there are; the notes have them all."""
    if not told:
        return
    name, fill, line = look
    made = pen.shape("round", box, f"{name} {block.stage.number}", fill=fill, line=line)
    room, lines = box.width - 2 * PAD, int((box.height - 4) / (_CLAIM * LEADING))
    shown: list[str] = []
    for at, text in enumerate(told):
        rest = len(told) - at - 1
        left = lines - sum(lines_of(item, _CLAIM, room, lines) for item in shown) - bool(rest)
        if left < 1 and shown:
            break
        shown.append(fitted(text, _CLAIM, room, max(1, min(2 if rest else lines, left))))
    paragraphs = [Words(text, _CLAIM) for text in shown]
    if len(shown) < len(told):
        more = fitted(words("slide.more", n=len(told) - len(shown)), _CLAIM, room, 1)
        paragraphs.append(Words(more, _CLAIM, "ink2", italic=True))
    pen.write(made, paragraphs, pad=(PAD - _ROUND, 0.0), middle=True)
