"""How a table of the journey is made: its columns, each a word and what it reads from an item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from journeymap.render.markdown_text import without_markup
from journeymap.render.workspace_view import Cell, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.view import CardView, JourneyView, StageView
    from journeymap.render.view_parts import EvidenceView, Fact, Named, TeamView
    from journeymap.render.wording import Words

T = TypeVar("T")
Item_co = TypeVar("Item_co", covariant=True)
Columns = Sequence[tuple[str, Callable[[T], Cell]]]
"""For each column the key of its word, and its value for an item."""


@dataclass(frozen=True)
class Placed(Generic[Item_co]):
    """An item with the stage, and the touchpoint if there is one, at which it stands."""

    stage: StageView
    card: CardView | None
    item: Item_co


def table(words: Words, name: str, columns: Columns[T], items: Iterable[T]) -> Table:
    """A table with a row for each item; `tables.<name>` is the key of its title."""
    rows = tuple(tuple(_cell(read(item)) for _, read in columns) for item in items)
    return Table(name, words(f"tables.{name}"), tuple(words(key) for key, _ in columns), rows)


def _cell(value: Cell) -> Cell:
    """Nothing for an empty text, and whole numbers as such: a score of 1.0 is 1."""
    if value == "":
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value


def place_columns() -> Columns[Placed[object]]:
    """Where an item stands: the number and id of its touchpoint and the name and id of its stage."""
    return (
        ("column.touchpoint", lambda row: row.card.number if row.card else None),
        ("column.touchpoint_name", lambda row: row.card.name if row.card else None),
        ("column.stage", lambda row: row.stage.name),
        ("column.touchpoint_id", lambda row: row.card.id if row.card else None),
        ("column.stage_id", lambda row: row.stage.id),
    )


def placed(
    view: JourneyView, read: Callable[[StageView], Iterable[T]], at: Callable[[T], int | None]
) -> Iterator[Placed[T]]:
    """The items of all stages, with the touchpoints whose numbers they have."""
    cards = {card.number: card for card in view.cards}
    for stage in view.stages:
        for item in read(stage):
            number = at(item)
            yield Placed(stage, cards.get(number) if number is not None else None, item)


def listed(values: Iterable[str]) -> str:
    """Several texts in a cell, a line each."""
    return "\n".join(without_markup(value) for value in values)


def names(items: Iterable[Named | TeamView]) -> str:
    """The names of several things in a cell."""
    return "; ".join(item.name for item in items)


def ids(items: Iterable[Named | TeamView]) -> str:
    """The ids of several things in a cell."""
    return "; ".join(item.id for item in items)


def name(team: TeamView | None) -> str:
    """The name of a team, if there is one."""
    return team.name if team else ""


def key(team: TeamView | None) -> str:
    """The id of a team, if there is one."""
    return team.id if team else ""


def yes(words: Words, *, said: bool) -> str:
    """A word where something holds, and nothing where it does not."""
    return words("cell.yes") if said else ""


def sources(evidence: EvidenceView) -> str:
    """The research that a claim rests on."""
    return "\n".join(f"{item.title} ({item.summary})" if item.summary else item.title for item in evidence.sources)


def source_ids(evidence: EvidenceView) -> str:
    """The ids of the research that a claim rests on."""
    return "; ".join(item.id for item in evidence.sources)


def facts(items: Iterable[Fact]) -> str:
    """Labels and their values, a label a line."""
    return "\n".join(f"{item.label}: {', '.join(item.values)}" for item in items)
