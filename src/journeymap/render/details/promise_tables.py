"""Hand-offs as tables, for every page that tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.details.sheet import Bit, Grid, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.details.handoffs import PromiseView, SilentView, Spot
    from journeymap.render.details.sheet import Cell
    from journeymap.render.view_parts import TeamView
    from journeymap.render.wording import Words


def promise_grid(
    words: Words, caption: str, promises: Sequence[PromiseView], sides: tuple[str, ...], *, anchored: bool = False
) -> Grid:
    """Hand-offs in full, a row each.

    Args:
        words: The words of the page.
        caption: What the table is.
        promises: The hand-offs.
        sides: Which teams get a column: `giver`, `taker`.
        anchored: Whether the rows can be linked to; once a page.
    """
    columns = ("promise", *sides, "terms", "refused", "missing")
    return Grid(
        caption,
        tuple(words(f"handoffs.column.{name}") for name in columns),
        tuple(Row(_cells(words, item, sides), f"promise-{item.id}" if anchored else "") for item in promises),
        "terms",
    )


def _cells(words: Words, item: PromiseView, sides: tuple[str, ...]) -> tuple[Cell, ...]:
    journey = Bit(item.at.journey_name, item.at.page, tone="soft")
    teams = {"giver": item.giver, "taker": item.taker}
    return (
        (Bit(item.sentence, tone="strong"), spot(words, item.at), journey),
        *(team_cell(words, teams[side]) for side in sides),
        tuple(_terms(words, item)),
        tuple(_refused(words, item)),
        fault_tags(item) or (Bit(words("handoffs.complete"), form="tag", tone="good"),),
    )


def _terms(words: Words, item: PromiseView) -> Iterator[Bit]:
    if item.sla:
        yield Bit(words("handoffs.within", sla=item.sla))
    if item.criteria:
        yield Bit(words("handoffs.and").join(item.criteria), before=words("fact.criteria"))
    if item.waited:
        waited = words("handoffs.sum").join(item.waited)
        yield Bit(words("handoffs.waited", waited=waited), tone="soft")
    yield from (spot(words, target, words("handoffs.leads_to")) for target in item.targets)


def _refused(words: Words, item: PromiseView) -> Iterator[Bit]:
    if item.on_reject:
        yield Bit(item.on_reject)
    if item.recycle:
        yield spot(words, item.recycle, words("fact.recycle"))


def spot(words: Words, place: Spot, before: str = "") -> Bit:
    """A touchpoint with its number, as a link."""
    return Bit(words("details.numbered", n=place.number, name=place.name), place.page, place.anchor, before=before)


def team_cell(words: Words, team: TeamView | None) -> Cell:
    """A team, or that nobody answers."""
    if team is None:
        return (Bit(words("handoffs.nobody"), tone="bad"),)
    return (Bit(team.name, f"teams/{team.id}", initials=team.initials),)


def silent_grid(words: Words, silent: Sequence[SilentView]) -> Grid:
    """Changes of owner about which nothing is written, a row each."""
    columns = tuple(words(f"handoffs.column.{name}") for name in ("touchpoint", "giver", "leads_to", "taker"))
    return Grid(
        words("handoffs.silent.title"),
        columns,
        tuple(Row(_silent_cells(words, item)) for item in silent),
    )


def _silent_cells(words: Words, item: SilentView) -> tuple[Cell, ...]:
    future = (Bit(words("state.future"), form="tag", tone="soft"),) if item.future else ()
    return (
        (spot(words, item.at), Bit(item.at.journey_name, item.at.page, tone="soft"), *future),
        team_cell(words, item.giver),
        (spot(words, item.target),),
        team_cell(words, item.taker),
    )


def fault_tags(item: PromiseView) -> Cell:
    """What is wrong with a hand-off or missing."""
    return tuple(Bit(fault.text, form="tag", tone="bad" if fault.bad else "warn") for fault in item.faults)
