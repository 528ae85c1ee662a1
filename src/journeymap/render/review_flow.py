"""One journey with what was and what is in it, so that the flow can lay out both: touchpoints and ways."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from journeymap.render.review_grid import Column, Slot, grid
from journeymap.render.review_tiles import tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.render.review_view import JourneyPair
    from journeymap.render.view import CardView, JourneyView, StageView
    from journeymap.render.view_ways import EdgeView

WayState = Literal["same", "new", "gone"]


@dataclass(frozen=True)
class Woven:
    """Both sides of a journey as one that can be laid out.

    `slots` are its touchpoints by their number in `view`, `ways` says which of the edges of `view` came or went, by
    their place, and `columns` are its stages in order.
    """

    view: JourneyView
    slots: Mapping[int, Slot]
    ways: Mapping[int, WayState]
    columns: tuple[Column, ...]

    def tone(self, number: int) -> str:
        """What matters most of a touchpoint, as `review_tiles.tone` says."""
        return tone(self.slots[number])


def weave(pair: JourneyPair) -> Woven | None:
    """Both sides of a journey as one; None where neither can be shown.

    Args:
        pair: The journey on both sides.
    """
    shown = pair.head or pair.base
    return _Weaver(pair, shown).woven() if shown else None


class _Weaver:
    """Weaves one journey; touchpoints are counted anew, for the layout reads steps from their numbers."""

    def __init__(self, pair: JourneyPair, shown: JourneyView) -> None:
        self.pair = pair
        self.shown = shown
        self.columns = grid(pair).columns
        slots = [slot for column in self.columns for slot in column.slots]
        self.slots = dict(enumerate(slots, 1))
        self.heads = {slot.head.id: n for n, slot in self.slots.items() if slot.head}
        self.bases = {slot.base.id: n for n, slot in self.slots.items() if slot.base and slot.state != "went"}

    def woven(self) -> Woven:
        """The whole."""
        ways = list(self._ways())
        view = replace(
            self.shown,
            stages=tuple(self._stages()),
            edges=tuple(edge for edge, _ in ways),
            future=self.pair.head.future if self.pair.head else False,
        )
        states = {n: state for n, (_, state) in enumerate(ways)}
        return Woven(view, self.slots, states, self.columns)

    def _stages(self) -> Iterator[StageView]:
        numbers = iter(self.slots)
        for n, column in enumerate(self.columns, 1):
            cards = tuple(self._card(slot, next(numbers), n) for slot in column.slots)
            yield replace(column.shown, number=n, id=f"stage-{n}", cards=cards)

    @staticmethod
    def _card(slot: Slot, number: int, stage: int) -> CardView:
        gone = slot.head is None
        return replace(
            slot.shown,
            number=number,
            id=f"touchpoint-{number}",
            stage_number=stage,
            ends=slot.shown.ends and not gone,
            unknown_share="" if gone else slot.shown.unknown_share,
        )

    def _ways(self) -> Iterator[tuple[EdgeView, WayState]]:
        """The ways of the head, and those of the base that are there no more."""
        taken = {_key(edge, self.bases) for edge in (self.pair.base.edges if self.pair.base else ())}
        here = set()
        for edge in self.pair.head.edges if self.pair.head else ():
            key = _key(edge, self.heads)
            here.add(key)
            state: WayState = "same" if key in taken or self.pair.base is None else "new"
            yield self._moved(edge, self.heads), state
        for edge in self.pair.base.edges if self.pair.base else ():
            if _key(edge, self.bases) not in here and edge.target and not edge.is_retry:
                whole = self.pair.head is None
                yield self._moved(edge if whole else _bare(edge), self.bases), "same" if whole else "gone"

    @staticmethod
    def _moved(edge: EdgeView, numbers: Mapping[str, int]) -> EdgeView:
        """The way between the touchpoints as they are counted here."""
        source = numbers[edge.source]
        if edge.target not in numbers:
            return replace(edge, source=f"touchpoint-{source}", source_number=source, target_number=None)
        target = numbers[edge.target]
        return replace(
            edge,
            source=f"touchpoint-{source}",
            source_number=source,
            target=f"touchpoint-{target}",
            target_number=target,
        )


def _key(edge: EdgeView, numbers: Mapping[str, int]) -> tuple[int, int, str]:
    """What makes two ways the same: where they begin and lead, and what kind of end or return they are."""
    rest = edge.outcome if not edge.target else "recycle" if edge.kind == "recycle" else ""
    return numbers[edge.source], numbers.get(edge.target, 0), rest


def _bare(edge: EdgeView) -> EdgeView:
    """A way that is gone, without what was said of it: the list of changes tells that."""
    return replace(
        edge, handoff=None, share=None, share_text="", condition="", personas=(), also=False, channel_switch=""
    )
