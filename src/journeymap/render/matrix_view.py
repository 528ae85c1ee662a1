"""The view models of the matrices across a workspace: lifecycle, heatmap, ownership and plays.

Plain frozen dataclasses like those of `journeymap.render.view`. A matrix has a column for each stage of a lifecycle;
one with an empty `id` at its end holds what lies outside the lifecycle.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from journeymap.render.view_parts import ChannelView, EmotionView, Named, TeamView
    from journeymap.render.workspace_view import Heading, Table

PlayState = Literal["play", "gap", "quiet", "never"]

TALL = 6
"""From so many rows on a table scrolls under its own head."""
LONG = 30
"""From so many rows on a table is long: rows out of sight are then laid out only when somebody comes near."""


class HasRows:
    """A matrix that says how its length is dealt with."""

    rows: tuple[object, ...]

    @property
    def is_tall(self) -> bool:
        """Whether it scrolls under its own head."""
        return len(self.rows) >= TALL

    @property
    def is_long(self) -> bool:
        """Whether rows out of sight are laid out later."""
        return len(self.rows) >= LONG


@dataclass(frozen=True)
class Spot:
    """A place in a journey: the page of the journey, and what to link to there; `text` reads "3 Signs in"."""

    journey: str
    page: str
    anchor: str
    text: str


@dataclass(frozen=True)
class ColumnView:
    """A stage of the lifecycle, with the criteria by which customers enter and leave it; `note` says who covers it."""

    id: str
    name: str
    description: str
    entry: tuple[str, ...]
    exit: tuple[str, ...]
    covered: bool
    note: str


@dataclass(frozen=True)
class RowHead:
    """What a row is about: `page` is where there is more of it, `note` what stands below its name."""

    id: str
    name: str
    page: str
    note: str


@dataclass(frozen=True)
class LowView:
    """The lowest emotion and where it is felt; `who` is the persona whose own voice says so, empty for all."""

    emotion: EmotionView
    spot: Spot
    who: str
    intended: bool


@dataclass(frozen=True)
class PainLine:
    """An open pain point and where it hurts."""

    summary: str
    severity: str
    severity_word: str
    spot: Spot


@dataclass(frozen=True)
class CountView:
    """A number of things of one kind; `text` reads "2 high"."""

    key: str
    n: int
    text: str


@dataclass(frozen=True)
class JourneyCell:
    """What a journey does in a lifecycle stage; `pains` are the worst of the open ones, `more` counts the others."""

    stages: tuple[Spot, ...]
    touchpoints: int
    touchpoints_text: str
    owners: tuple[TeamView, ...]
    lowest: LowView | None
    pains: tuple[PainLine, ...]
    more: str


@dataclass(frozen=True)
class JourneyRow:
    """A journey with a cell for each column; None where it does not go. `nested` stands under its current one."""

    head: RowHead
    owner: TeamView | None
    future: bool
    nested: bool
    cells: tuple[JourneyCell | None, ...]


@dataclass(frozen=True)
class JourneyMatrix(HasRows):
    """A lifecycle, and which journey covers which of its stages."""

    id: str
    name: str
    columns: tuple[ColumnView, ...]
    rows: tuple[JourneyRow, ...]


@dataclass(frozen=True)
class LifecycleView:
    """Lifecycle stages by journeys; `notes` say what is left out."""

    heading: Heading
    tables: tuple[Table, ...]
    matrices: tuple[JourneyMatrix, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class HeatCell:
    """How a persona fares in a lifecycle stage; not `mapped` where no journey takes them there.

    `heat` is the face of the lowest emotion, 1 to 5, and 0 where none is known.
    """

    mapped: bool
    heat: int
    lowest: LowView | None
    counts: tuple[CountView, ...]
    pains: tuple[PainLine, ...]
    plays: tuple[Named, ...]
    plays_text: str


@dataclass(frozen=True)
class PersonaRow:
    """A persona with a cell for each column."""

    head: RowHead
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class HeatMatrix(HasRows):
    """A lifecycle, and how each persona fares in its stages."""

    id: str
    name: str
    columns: tuple[ColumnView, ...]
    rows: tuple[PersonaRow, ...]


@dataclass(frozen=True)
class HeatmapView:
    """Personas by lifecycle stages."""

    heading: Heading
    tables: tuple[Table, ...]
    matrices: tuple[HeatMatrix, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class RoleView:
    """How often a team has a part: `letter` is A, R, C or I, or an arrow out or in for hand-offs; `text` says it."""

    key: str
    letter: str
    n: int
    text: str


@dataclass(frozen=True)
class RoleLine:
    """One part of a team at one place; `detail` is the hand-off in words."""

    letter: str
    role: str
    spot: Spot
    detail: str


@dataclass(frozen=True)
class RoleLines:
    """The places at which a team has one part."""

    letter: str
    role: str
    lines: tuple[RoleLine, ...]


@dataclass(frozen=True)
class OwnerCell:
    """A team's parts in a lifecycle stage; `strength` is 0 (answers for nothing) to 4 (for most in the matrix)."""

    strength: int
    roles: tuple[RoleView, ...]
    lines: tuple[RoleLine, ...]

    @property
    def by_role(self) -> tuple[RoleLines, ...]:
        """The lines, part by part."""
        groups = groupby(self.lines, key=lambda line: (line.letter, line.role))
        return tuple(RoleLines(letter, role, tuple(lines)) for (letter, role), lines in groups)


@dataclass(frozen=True)
class TeamRow:
    """A team with a cell for each column; `nobody` is the row of what no team answers for."""

    head: RowHead
    nobody: bool
    cells: tuple[OwnerCell, ...]


@dataclass(frozen=True)
class OwnerMatrix(HasRows):
    """A lifecycle, and which team has which part in its stages."""

    id: str
    name: str
    columns: tuple[ColumnView, ...]
    rows: tuple[TeamRow, ...]


@dataclass(frozen=True)
class OwnershipView:
    """Teams by lifecycle stages; `legend` explains the letters."""

    heading: Heading
    tables: tuple[Table, ...]
    matrices: tuple[OwnerMatrix, ...]
    legend: tuple[RoleView, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PlayLine:
    """A play in a cell; `spots` are its touchpoints there; `everyone` where it is for nobody in particular.

    `intended` are plays that lie in future journeys alone. `anchor` is what links to the play lead to, empty where it
    has been told before on the page.
    """

    id: str
    name: str
    channels: tuple[ChannelView, ...]
    message: str
    offer: str
    trigger: str
    owner: TeamView | None
    metrics: tuple[Named, ...]
    personas: tuple[Named, ...]
    spots: tuple[Spot, ...]
    everyone: bool
    intended: bool
    anchor: str = ""


@dataclass(frozen=True)
class PlayCell:
    """What is said and offered to a persona in a lifecycle stage.

    `state`: `play`; `gap` where the persona comes and nobody has thought of it; `quiet` where there is none and nobody
    is asked to think of one; `never` where the persona does not come. `word` says it.
    """

    state: PlayState
    word: str
    plays: tuple[PlayLine, ...]

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to tell, and nothing to be done."""
        return self.state in {"quiet", "never"} and not self.plays


@dataclass(frozen=True)
class PlayRow:
    """A persona with a cell for each column."""

    head: RowHead
    cells: tuple[PlayCell, ...]


@dataclass(frozen=True)
class PlayMatrix(HasRows):
    """A lifecycle, and what is said to whom in its stages."""

    id: str
    name: str
    columns: tuple[ColumnView, ...]
    rows: tuple[PlayRow, ...]


@dataclass(frozen=True)
class PlaysView:
    """Personas by lifecycle stages; `nowhere` are plays whose place is not known."""

    heading: Heading
    tables: tuple[Table, ...]
    matrices: tuple[PlayMatrix, ...]
    nowhere: tuple[PlayLine, ...]
    notes: tuple[str, ...]
