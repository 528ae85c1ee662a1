"""JM205."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Related, Severity
from journeymap.lint.rule import Bad, Good, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, Survey, TouchpointPlace


class DroppedWithoutAWord(Rule):
    """A future journey leaves out a moment of truth of the journey it is based on, and says nothing of it.

    At a moment of truth customers make up their minds about us. What is left out may be meant, or forgotten while the
    map was redrawn; whoever builds from the map cannot tell which.

    A touchpoint is spoken of where the future journey has it, replaces it, has it in a sub-journey, where `moved` says
    what has become of it, or where one of the journey's `decisions` names it, by its id or its name.
    """

    fault = Fault("JM205", "dropped-without-a-word", Severity.INFO)
    since = "0.1"
    mend = "Keep it (`keep: true`), name it in `replaces`, or say under `decisions` why it goes."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: buy
                name: Buys a bicycle
                stages:
                  - id: choose
                    name: Choose
                    touchpoints:
                      - {id: ride, name: Rides one to try it, moment_of_truth: true}
                      - {id: pay, name: Pays}
              - id: buy-online
                name: Buys a bicycle on the web
                state: future
                based_on: buy
                stages: [{id: order, name: Order, touchpoints: [{id: pay, keep: true}]}]
            """,
            line=14,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: buy
                name: Buys a bicycle
                stages:
                  - id: choose
                    name: Choose
                    touchpoints:
                      - {id: ride, name: Rides one to try it, moment_of_truth: true}
                      - {id: pay, name: Pays, moment_of_truth: true}
              - id: buy-online
                name: Buys a bicycle on the web
                state: future
                based_on: buy
                decisions: [{date: 2024-03-31, text: "`ride` goes: there is no shop any more."}]
                stages:
                  - id: order
                    name: Order
                    touchpoints: [{id: one-tap, name: Orders with one tap, replaces: pay}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a future journey, with the list."""
        moved = {item.from_ for item in workspace.catalogue.moved}
        for journey in workspace.survey.living:
            base = workspace.survey.base(journey)
            if base is None:
                continue
            there = _there(journey, workspace.survey)
            dropped = [
                place
                for place in base.touchpoints
                if place.value.moment_of_truth
                and place.value.id not in there
                and f"{base.value.id}/{place.value.id}" not in moved
                and not _decided(journey, place)
            ]
            if dropped:
                yield self._dropped(journey, base, dropped)

    def _dropped(self, journey: JourneyPlace, base: JourneyPlace, dropped: list[TouchpointPlace]) -> Diagnostic:
        names = ", ".join(f"`{place.label}`" for place in dropped)
        many = "moments of truth" if len(dropped) > 1 else "a moment of truth"
        return self.found(
            journey.path,
            journey.pointer / "based_on",
            f"`{journey.value.name}` leaves out {many} of `{base.value.id}` and does not say so: {names}",
            related=tuple(Related("left out", place.path, place.pointer / "id") for place in dropped),
        )


def _there(journey: JourneyPlace, survey: Survey) -> set[str]:
    """The ids that the journey has or replaces, in itself or in a journey that happens inside one of its steps."""
    found: set[str] = set()
    for place in journey.touchpoints:
        found |= {place.value.id, *place.value.replaces}
        inner = survey.journey(place.value.journey)
        found |= {other.value.id for other in inner.touchpoints} if inner else set()
    return found


def _decided(journey: JourneyPlace, place: TouchpointPlace) -> bool:
    """Whether a decision of the journey speaks of a touchpoint."""
    names = {place.value.id.casefold(), place.label.casefold()}
    return any(name in decision.text.casefold() for decision in journey.value.decisions for name in names)
