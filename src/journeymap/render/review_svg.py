"""The review of a change as one SVG: the flow of each journey with its changes coloured, one below the other.

The same bytes for the same review, whatever fonts a machine has. Every colour stands beside a word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.render.flow_palette import DARK, LIGHT
from journeymap.render.flow_picture import flow_picture
from journeymap.render.flow_routes import routes_of
from journeymap.render.flow_shapes import Box, Disc, Group, Label, Part, Picture, Shape
from journeymap.render.flow_svg import picture_svg
from journeymap.render.review_flow import Woven, weave
from journeymap.render.review_flow_parts import MARGIN, TONES, badge, dressed, keys, retoned
from journeymap.render.text_width import plain, text_width, wrap
from journeymap.render.wording import direction, words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.render.flow_shapes import Anchor
    from journeymap.render.review_grid import Slot
    from journeymap.render.review_view import JourneyPair, ReviewView

_LIGHT = LIGHT | {name: light for name, (light, _) in TONES.items()}
_DARK = DARK | {name: dark for name, (_, dark) in TONES.items()}
_EMPTY_WIDTH = 640.0
_GAP = 18.0
_WHOLE = {"same": "", "new": "new", "gone": "gone"}


def draw_svg(views: Sequence[ReviewView]) -> bytes:
    """The flows of all journeys with changes, with what changed in them, as one SVG document.

    Args:
        views: The review of each workspace.

    Raises:
        EngineError: A flow could not be laid out.
    """
    pairs = [pair for view in views for pair in view.journeys]
    base, head = (views[0].comparison.base, views[0].comparison.head) if views else ("", "")
    shown = next((side for pair in pairs for side in (pair.head, pair.base) if side), None)
    language = shown.language if shown else "en"
    words = words_for(language)
    changes = sum(len(view.comparison.changes) for view in views)
    title = words("review.flow.title", base=plain(base), head=plain(head))
    pictures = [picture for pair in pairs if (picture := _picture(pair))]
    whole = _stacked(pictures, title, language, words.count("review.flow.description", changes))
    if not pictures:
        text = words.count("review.flow.description", changes)
        if not changes:
            text = words("review.nothing", base=plain(base), head=plain(head))
        whole = _empty(whole, text)
    return picture_svg(whole, "review", (_LIGHT, _DARK)).encode()


def _stacked(pictures: Sequence[Picture], title: str, language: str, description: str) -> Picture:
    """Pictures below each other, each read in its own direction."""
    rtl = direction(language) == "rtl"
    groups: list[Group] = []
    top = 0.0
    for picture in pictures:
        groups += [_moved(group, top, turn=picture.rtl != rtl) for group in picture.groups]
        top += picture.height
    width = max((picture.width for picture in pictures), default=0.0)
    return Picture(width, top, title, description, language, rtl, tuple(groups))


def _empty(whole: Picture, text: str) -> Picture:
    rows = wrap(text, 16.0, _EMPTY_WIDTH, 4)
    parts = [Label(MARGIN, MARGIN + 24 * (n + 0.5), row, 16.0, "ink", _EMPTY_WIDTH) for n, row in enumerate(rows)]
    return replace(
        whole, width=_EMPTY_WIDTH + 2 * MARGIN, height=2 * MARGIN + 24 * len(rows), groups=(Group("", tuple(parts)),)
    )


def _moved(group: Group, down: float, *, turn: bool) -> Group:
    return replace(group, parts=tuple(_down(part, down, turn=turn) for part in group.parts))


_OTHER_SIDE: dict[Anchor, Anchor] = {"start": "end", "end": "start", "middle": "middle"}


def _down(part: Part, down: float, *, turn: bool) -> Part:
    """A part further down; where its picture is read the other way, its text keeps the side that it hangs on."""
    if isinstance(part, Box | Disc):
        return replace(part, y=part.y + down)
    if isinstance(part, Label):
        anchor = _OTHER_SIDE[part.anchor] if turn else part.anchor
        return replace(part, y=part.y + down, anchor=anchor)
    return replace(part, points=tuple((x, y + down) for x, y in part.points))


def _picture(pair: JourneyPair) -> Picture | None:
    """The flow of one journey with its changes."""
    woven = weave(pair)
    return _Dressed(woven, pair).picture() if woven else None


class _Dressed:
    """A flow whose parts say what happened to them."""

    def __init__(self, woven: Woven, pair: JourneyPair) -> None:
        self.woven = woven
        self.pair = pair
        self.whole = "gone" if pair.head is None else "new" if pair.base is None else ""
        self.plain = flow_picture(woven.view, link=lambda card: f"#{card.number}")
        self.words = words_for(woven.view.language)

    def picture(self) -> Picture:
        """The flow, with badges on what changed and a key below."""
        groups = list(self.plain.groups)
        stages = len(self.woven.columns)
        ways = sorted(routes_of(self.woven.view), key=lambda one: one.stroke == "accent")
        first = 1 + stages
        for n, column in enumerate(self.woven.columns, 1):
            groups[n] = self._column(groups[n], "" if self.whole else _WHOLE[column.state])
        for n, route in enumerate(ways):
            groups[first + n] = self._way(groups[first + n], self.woven.ways[route.index])
        cards = {int(group.href[1:]): n for n, group in enumerate(groups) if group.href.startswith("#")}
        for number, n in cards.items():
            groups[n] = self._card(groups[n], number)
        return self._with_keys(tuple(groups))

    def _column(self, group: Group, state: str) -> Group:
        """A stage, with a badge on its head where it came or went."""
        if not state:
            return group
        lane = next(part for part in group.parts if isinstance(part, Box))
        head = next(part for part in group.parts if isinstance(part, Shape))
        top = min(y for _, y in head.points)
        word = self.words(f"review.flow.{state}")
        tag = badge(word, lane.x + 8, top - 8, state, rtl=self.plain.rtl, width=lane.width - 16)
        parts = (replace(lane, stroke=state, pen=1.6, dash="dashed" if state == "gone" else ""), *group.parts[1:], *tag)
        return Group(f"{group.title}, {word}", parts)

    def _way(self, group: Group, state: str) -> Group:
        if state == "same":
            return group
        tone = "added" if state == "new" else "gone"
        title = f"{self.words(f'review.flow.way.{state}')}: {group.title}"
        parts = tuple(retoned(part, tone, dash="dotted" if state == "gone" else "") for part in group.parts)
        return Group(plain(title), parts)

    def _card(self, group: Group, number: int) -> Group:
        slot = self.woven.slots[number]
        tone = self.whole or self.woven.tone(number)
        told = "" if self.whole else self._told(slot, tone)
        parts = dressed(group.parts, number, slot.shown.number, tone, told, rtl=self.plain.rtl)
        title = group.title.replace(str(number), str(slot.shown.number), 1)
        return Group(f"{title}, {plain(told)}" if told else title, parts)

    def _told(self, slot: Slot, tone: str) -> str:
        """What the badge of a touchpoint says: what happened, and the emotion before and after."""
        if tone == "same":
            return ""
        say = self.words
        key = {"went": "moved"}.get(tone, "moved" if slot.state == "came" and tone == "changed" else tone)
        text = say(f"review.flow.{key}")
        before = slot.base.emotion if slot.base else None
        after = slot.head.emotion if slot.head else None
        if slot.state in {"same", "came"} and before and after and before.score != after.score:
            return f"{text} {before.text} → {after.text}"
        return text

    def _with_keys(self, groups: tuple[Group, ...]) -> Picture:
        """The picture with what its colours mean below, and a word on a journey that is new or gone."""
        picture, say = self.plain, self.words
        added: list[Group] = []
        if self.whole:
            text = say(f"review.flow.journey.{self.whole}")
            tag = badge(text, MARGIN, 4, self.whole, rtl=picture.rtl, width=picture.width - 2 * MARGIN)
            added.append(Group(text, tuple(tag)))
        tones = {self.woven.tone(number) for number in self.woven.slots} if not self.whole else set()
        ways = {"added" if state == "new" else "lost" for state in self.woven.ways.values() if state != "same"}
        drawn, height = keys(say, tones, ways, picture)
        added += [Group("", tuple(drawn))] if drawn else []
        widest = max((text_width(part.text, part.size) for part in drawn if isinstance(part, Label)), default=0)
        return replace(
            picture,
            width=max(picture.width, round(widest + 80)),
            height=picture.height + height + (_GAP if self.whole else 0),
            groups=(*groups, *added),
        )
