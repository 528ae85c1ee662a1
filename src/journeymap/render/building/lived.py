"""One persona's own way through one journey: their worst moment, moments of truth, and what hits them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render.building.workspace_names import felt, tag
from journeymap.render.details.sheet import Bit, Grid, Row, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.health.values import Moment, MomentOfTruth
    from journeymap.render.building.workspace_names import Names
    from journeymap.render.details.sheet import Block, Cell
    from journeymap.render.view import CardView, JourneyView, StageView
    from journeymap.render.view_parts import PainView, ThoughtView

SEVERITIES = ("critical", "high", "medium", "low", "")
"""Worst first; the empty one is not rated."""
_TONES = {"critical": "bad", "high": "bad", "medium": "warn"}


@dataclass(frozen=True)
class WorstMoment:
    """The lowest point of a persona in a journey."""

    score: float
    place: Bit


@dataclass(frozen=True)
class Lived:
    """A journey as a persona lives it; `severities` are those of the open pain points that hit them."""

    future: bool
    worst: WorstMoment | None
    severities: tuple[str, ...]
    section: Section


def lived(names: Names, view: JourneyView, persona_id: str) -> Lived:
    """What a persona lives through in a journey."""
    words = names.words
    moment = _worst_of(names, view, persona_id)
    worst = WorstMoment(moment.score, _place(names, view, moment)) if moment else None
    pains = _pains(view, persona_id)
    blocks = (
        *_moments(names, view, persona_id, moment),
        *_differently(names, view, persona_id),
        *_pain_grid(names, view, pains),
    )
    notes = " · ".join(filter(None, (view.state_word, view.status_word)))
    section = Section(
        anchor=f"way.{view.id}",
        title=Bit(view.name, f"journeys/{view.id}"),
        note=notes,
        parts=tuple(Section(f"{view.id}.{key}", Bit(words(f"persona.{key}")), blocks=found) for key, found in blocks),
    )
    severities = tuple(pain.severity for _, pain in pains)
    return Lived(view.future, worst, severities, section)


def _worst_of(names: Names, view: JourneyView, persona_id: str) -> Moment | None:
    """Their own worst moment, or the one that all share."""
    found = [moment for moment in names.gathered.health[view.id].worst if moment.persona in {persona_id, None}]
    return found[0] if found else None


def _place(names: Names, view: JourneyView, moment: Moment) -> Bit:
    stage = next((item for item in view.stages if item.id == moment.stage), None)
    return names.at(view, moment.number, stage)


def _moments(
    names: Names, view: JourneyView, persona_id: str, worst: Moment | None
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Their worst moment, then their moments of truth."""
    cards = {card.id: card for card in view.cards}
    found = [
        moment
        for moment in names.gathered.health[view.id].moments_of_truth
        if moment.touchpoint in cards and _takes_part(cards[moment.touchpoint], persona_id)
    ]
    rows = [_worst_cells(names, view, worst, found)] if worst else []
    rows += [
        _moment_cells(names, view, cards[moment.touchpoint], moment, persona_id)
        for moment in found
        if worst is None or moment.touchpoint != worst.touchpoint
    ]
    if rows:
        columns = tuple(names.words(f"details.column.{name}") for name in ("touchpoint", "emotion", "evidence"))
        yield "moments", (Grid(names.words("persona.moments"), columns, tuple(map(Row, rows))),)


def _worst_cells(names: Names, view: JourneyView, worst: Moment, truths: Sequence[MomentOfTruth]) -> tuple[Cell, ...]:
    also = any(moment.touchpoint == worst.touchpoint for moment in truths)
    tags = (
        *tag(names.words("persona.worst"), "bad" if worst.score < 0 else "soft"),
        *(tag(names.words("card.mot"), "soft") if also else ()),
    )
    return (_place(names, view, worst), *tags), (names.feeling(worst.score),), names.support(worst.evidence)


def _takes_part(card: CardView, persona_id: str) -> bool:
    return not card.persona_ids or persona_id in card.persona_ids


def _moment_cells(
    names: Names, view: JourneyView, card: CardView, moment: MomentOfTruth, persona_id: str
) -> tuple[Cell, ...]:
    theirs = [item.score for item in moment.felt if item.persona in {persona_id, None}]
    place = (names.card(view, card), *tag(names.words("card.mot"), "soft"))
    return place, (names.feeling(theirs[0] if theirs else None),), names.support(moment.evidence)


def _differently(names: Names, view: JourneyView, persona_id: str) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """What they say for themselves, beside what holds for the others."""
    said = [(card, item) for card in view.cards for item in card.thoughts if item.persona_id == persona_id]
    if said:
        keys = ("touchpoint", "theirs", "others", "words")
        columns = tuple(names.words(f"details.column.{name}") for name in keys)
        rows = tuple(Row(_voice_cells(names, view, card, item)) for card, item in said)
        yield "differently", (Grid(names.words("persona.differently"), columns, rows),)


def _voice_cells(names: Names, view: JourneyView, card: CardView, said: ThoughtView) -> tuple[Cell, ...]:
    theirs = [felt(said.emotion)] if said.emotion else []
    theirs += [Bit(", ".join(said.feelings), tone="soft")] if said.feelings else []
    others = [felt(card.emotion)] if card.emotion else []
    others += [Bit(", ".join(card.feelings), tone="soft")] if card.feelings else []
    words = [Bit(text, form="quote") for text in said.texts]
    words += [Bit(said.expectation, before=names.words("fact.expectation"))] if said.expectation else []
    return (names.card(view, card),), tuple(theirs), tuple(others), tuple(words)


def _pains(view: JourneyView, persona_id: str) -> list[tuple[StageView, PainView]]:
    """The open pain points of stages, and of the touchpoints that they take part in, worst first."""
    found = [(stage, pain) for stage in view.stages for pain in stage.pains]
    found += [
        (stage, pain)
        for stage in view.stages
        for card in stage.cards
        if _takes_part(card, persona_id)
        for pain in card.pains
    ]
    still_open = [(stage, pain) for stage, pain in found if pain.status == "open"]
    return sorted(still_open, key=lambda item: SEVERITIES.index(item[1].severity))


def _pain_grid(
    names: Names, view: JourneyView, pains: list[tuple[StageView, PainView]]
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    if pains:
        columns = tuple(names.words(f"details.column.{name}") for name in PAIN_COLUMNS)
        rows = tuple(Row(pain_cells(names, view, stage, pain)) for stage, pain in pains)
        yield "pains", (Grid(names.words("persona.pains"), columns, rows),)


PAIN_COLUMNS = ("pain", "touchpoint", "severity", "evidence", "owner", "work")


def pain_cells(names: Names, view: JourneyView, stage: StageView, pain: PainView) -> tuple[Cell, ...]:
    """A pain point with where it is, how bad, who says so, who owns it and what is done."""
    cause = (Bit(pain.root_cause, before=names.words("fact.root_cause"), tone="soft"),) if pain.root_cause else ()
    severity = tag(pain.severity_word or names.words("level.unknown"), _TONES.get(pain.severity, "soft"))
    return (
        (Bit(pain.summary, f"journeys/{view.id}", f"pain-{pain.id}", tone="strong"), *cause),
        (names.at(view, pain.at, stage),),
        (*severity, *((Bit(pain.share, tone="soft"),) if pain.share else ())),
        names.evidence(pain.evidence),
        names.owner(pain.owner),
        tuple(_work(names, view, pain)),
    )


def _work(names: Names, view: JourneyView, pain: PainView) -> Iterator[Bit]:
    """What is done about a pain, and that it is no more than ideas, or nothing; as health sees it."""
    found = names.known.answers_to(f"{view.id}/{pain.id}")
    for answer in found:
        yield _answer(names, answer.name)
    if pain.status != "open" or any(answer.acts for answer in found):
        return
    ideas = names.words.count("report.pains.ideas", len(found)) if found else names.words("details.nothing_done")
    yield Bit(ideas, tone="soft")


def _answer(names: Names, name: str) -> Bit:
    if not name:
        return Bit(names.words("public.withheld"), tone="soft")
    section, _, initiative = name.rpartition(":")
    if section:
        return names.initiative(initiative)
    found = names.place(name)
    return found[0] if found else Bit(names.words("public.withheld"), tone="soft")
