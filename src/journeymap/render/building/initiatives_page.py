"""The page of all initiatives: what each addresses and delivers, how it is ranked, how far it is, what it moves."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from journeymap.model.initiative import InitiativeStatus
from journeymap.render.building.context import extras
from journeymap.render.building.rest import initiative
from journeymap.render.building.workspace_names import Names, soft, tag
from journeymap.render.details.sheet import Bit, Entries, Entry, FactLine, Section, Sheet, Tile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.model.initiative import Initiative, Rice
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.details.sheet import Cell
    from journeymap.render.view_parts import InitiativeView

_ORDER = (
    *(InitiativeStatus.DOING, InitiativeStatus.PLANNED, InitiativeStatus.IDEA, None),
    *(InitiativeStatus.SHIPPED, InitiativeStatus.DROPPED),
)
_OPEN = frozenset({InitiativeStatus.DOING, InitiativeStatus.PLANNED, InitiativeStatus.IDEA, None})


def initiatives_sheet(gathered: Gathered) -> Sheet:
    """All initiatives of a workspace, by how far they are."""
    words, names = gathered.words, Names(gathered)
    items = list(gathered.catalogue.initiatives.values())
    return Sheet(
        name="initiatives",
        heading=gathered.heading(words("initiatives.title")),
        eyebrow=words("initiatives.eyebrow"),
        title=words("initiatives.title"),
        lead=(Bit(words("initiatives.note")),) if items else (),
        tiles=tuple(_tiles(names, items)) if items else (),
        sections=tuple(chain.from_iterable(_section(names, status, items) for status in _ORDER)),
        empty=words("initiatives.empty"),
    )


def _tiles(names: Names, items: list[Initiative]) -> Iterator[Tile]:
    words = names.words
    doing = sum(item.status is InitiativeStatus.DOING for item in items)
    late = sum(initiative(names.context, item).overdue for item in items)
    homeless = sum(item.owner is None and item.status in _OPEN for item in items)
    yield Tile(words.number(len(items)), words.count("initiatives.tile.all", len(items)))
    yield Tile(words.number(doing), words.count("initiatives.tile.doing", doing))
    yield Tile(words.number(late), words.count("initiatives.tile.overdue", late), tone="bad" if late else "good")
    text = words.count("initiatives.tile.homeless", homeless)
    yield Tile(words.number(homeless), text, tone="warn" if homeless else "good")


def _section(names: Names, status: InitiativeStatus | None, items: Iterable[Initiative]) -> Iterator[Section]:
    """Those of a status, the highest RICE score first, those without one last."""
    here = sorted((item for item in items if item.status == status), key=lambda item: -_score(item.rice))
    if here:
        words = names.words
        title = words.choice("initiative", status) or words("initiatives.status.none")
        entries = tuple(_entry(names, item) for item in here)
        yield Section(f"status-{status or 'none'}", Bit(title), blocks=(Entries(entries),))


def _score(rice: Rice | None) -> float:
    """Reach x impact x confidence / effort (Intercom, 2016); below all others where a part is missing."""
    if rice is None or rice.reach is None or rice.impact is None or rice.confidence is None or rice.effort is None:
        return -1.0
    return rice.reach * rice.impact * rice.confidence / rice.effort


def _entry(names: Names, item: Initiative) -> Entry:
    words, view = names.words, initiative(names.context, item)
    score = tag(words("initiatives.score", score=view.score), "soft") if view.score else ()
    return Entry(
        anchor=f"initiative-{item.id}",
        title=Bit(item.name),
        tags=(*tag(view.status_word), *(tag(words("initiatives.overdue"), "bad") if view.overdue else ()), *score),
        text=view.summary,
        facts=tuple(FactLine(label, cell) for label, cell in _facts(names, item, view) if cell),
    )


def _facts(names: Names, item: Initiative, view: InitiativeView) -> Iterator[tuple[str, Cell]]:
    words = names.words
    yield words("fact.owner"), names.owner(view.owner)
    yield words("fact.due"), (Bit(view.due, tone="bad" if view.overdue else ""),) if view.due else ()
    addressed = _places(names, item.addresses)
    nothing = (Bit(words("initiatives.nothing"), tone="soft"),)
    yield words("initiatives.addresses"), addressed if addressed or item.addresses else nothing
    yield words("initiatives.delivers"), _places(names, item.delivers)
    yield words("initiatives.expects"), tuple(map(Bit, view.expects))
    yield words("fact.cost"), (Bit(view.cost),) if view.cost else ()
    parts = [words("details.labelled", label=fact.label, value=", ".join(fact.values)) for fact in view.rice]
    yield words("fact.rice"), (Bit(" · ".join(parts)),) if parts else ()
    for fact in extras(item):
        yield fact.label, tuple(map(Bit, fact.values))


def _places(names: Names, references: Iterable[str]) -> Cell:
    """Each place with its journey, which is named once for all that follow each other in it."""
    cell: list[Bit] = []
    before = None
    for reference in references:
        found = names.place(reference)
        if found is not None:
            if found[1] != before:
                cell.append(soft(found[1]))
                before = found[1]
            cell.append(found[0])
    return tuple(cell)
