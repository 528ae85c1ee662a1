"""Which claims rest on which research: touchpoints, pains, gains and ways of journeys, personas and their quotes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render.building.proof import evidence
from journeymap.render.details.sheet import Bit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.building.workspace_names import Names
    from journeymap.render.details.sheet import Cell
    from journeymap.render.view import JourneyView
    from journeymap.render.view_parts import EvidenceView, SourceView
    from journeymap.render.wording import Words


@dataclass(frozen=True)
class Resting:
    """A claim that rests on a piece of research; `kind` says what sort it is, `within` the journey that makes it."""

    kind: str
    claim: Bit
    within: Bit | None
    source: SourceView

    def cells(self, words: Words) -> tuple[Cell, ...]:
        """The claim, where it is made, what the research says of it, and a quote."""
        quote = (Bit(self.source.quote, form="quote"),) if self.source.quote else ()
        kind = Bit(words(f"research.claim.{self.kind}"), tone="soft")
        return (self.claim, kind), (self.within,) if self.within else (), (Bit(self.source.summary),), quote


def claims_on(names: Names) -> dict[str, list[Resting]]:
    """The claims that rest on each piece of research, by its id; those of journeys as they are come first."""
    found: dict[str, list[Resting]] = defaultdict(list)
    for view in sorted(names.gathered.journeys.values(), key=lambda view: view.future):
        within = Bit(view.name, f"journeys/{view.id}")
        for kind, claim, proof in _in_journey(names, view):
            for source in proof.sources:
                found[source.id].append(Resting(kind, claim, within, source))
    for kind, claim, proof in _of_personas(names):
        for source in proof.sources:
            found[source.id].append(Resting(kind, claim, None, source))
    return found


def _in_journey(names: Names, view: JourneyView) -> Iterator[tuple[str, Bit, EvidenceView]]:
    page, told = f"journeys/{view.id}", names.gathered.told_before(view)
    yield "journey", Bit(view.name, page), view.evidence
    for stage in view.stages:
        for card in stage.cards:
            yield "emotion", names.card(view, card), card.evidence
            for way in card.ways:
                yield "way", Bit(way.text, page, card.anchor), way.evidence
        for pain in stage.all_pains:
            if pain.id not in told:
                yield "pain", Bit(pain.summary, page, f"pain-{pain.id}"), pain.evidence
        for gain in stage.all_gains:
            if gain.id not in told:
                yield "gain", Bit(gain.summary, page, f"gain-{gain.id}"), gain.evidence


def _of_personas(names: Names) -> Iterator[tuple[str, Bit, EvidenceView]]:
    for persona in names.gathered.catalogue.personas.values():
        page = f"personas/{persona.id}"
        yield "persona", Bit(persona.name, page), evidence(names.context, persona.research, quiet=True)
        for quote in persona.quotes:
            said = Bit(quote.text, page, "quotes", form="quote")
            yield "quote", said, evidence(names.context, quote.research, quiet=True)
