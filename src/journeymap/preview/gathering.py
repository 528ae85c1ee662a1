"""A workspace gathered once more after a change: journeys that look as before are not built again."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.health.workspace import findings_of
from journeymap.render.building.gathered import Gathered
from journeymap.workspace.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.journey import Journey
    from journeymap.render.view import JourneyView
    from journeymap.workspace.loader import Workspace

_SURROUNDINGS = tuple(item.name for item in fields(Catalogue) if item.name != "journeys")


@dataclass(frozen=True)
class Regathered(Gathered):
    """A workspace of which some journeys are known already, as they are drawn."""

    known: Mapping[str, JourneyView] = field(default_factory=dict)

    @cached_property
    def journeys(self) -> Mapping[str, JourneyView]:
        """Every journey that may be shown and has something to show, ready to be drawn, by id."""
        shown = [name for name, journey in self.catalogue.journeys.items() if journey.stages]
        return {name: self.known.get(name) or self._journey(name) for name in shown}


def gather(
    workspace: Workspace, findings: Sequence[Diagnostic], *, public: bool, before: Regathered | None = None
) -> Regathered:
    """A workspace, ready for the views across it.

    Args:
        workspace: The workspace, loaded.
        findings: What the rules found in it.
        public: Leave out what is confidential, and the findings.
        before: The same workspace earlier, from which is taken what has not changed; None where pictures have changed,
            which journeys hold inside them.
    """
    found = {} if public else by_journey(workspace, findings)
    now = Regathered(workspace.catalogue, workspace.today, public, found)
    known = unchanged(before, now) if before is not None else {}
    return Regathered(workspace.catalogue, workspace.today, public, found, known)


def by_journey(workspace: Workspace, findings: Sequence[Diagnostic]) -> dict[str, tuple[Diagnostic, ...]]:
    """Findings by the id of their journey; under an empty id those of no journey."""
    found = findings_of(workspace, findings)
    told = {id(finding) for some in found.values() for finding in some}
    return {**found, "": tuple(finding for finding in findings if id(finding) not in told)}


def unchanged(before: Regathered, now: Gathered) -> dict[str, JourneyView]:
    """The journeys that are drawn as before.

    What is shown of a journey depends on itself, on the journey it is based on, on the names of those that its
    touchpoints lead to, and on everything in the workspace that is no journey. What was never built is not built here.
    """
    if not _same_surroundings(before, now):
        return {}
    old, new = before.whole.journeys, now.whole.journeys
    built: Mapping[str, JourneyView] = vars(before).get("journeys", before.known)
    return {
        name: view
        for name, view in built.items()
        if name in new and new[name] == old[name] and _beside(new, name) == _beside(old, name)
    }


def _beside(journeys: Mapping[str, Journey], name: str) -> tuple[Journey | None, list[str | None]]:
    """The journey that one is based on, and the names of those that its touchpoints lead to."""
    journey = journeys[name]
    base = journeys.get(journey.based_on) if journey.based_on else None
    steps = [step.journey for stage in journey.stages for step in stage.touchpoints if step.journey]
    return base, [journeys[step].name if step in journeys else None for step in steps]


def _same_surroundings(before: Gathered, now: Gathered) -> bool:
    if (before.today, before.public, before.hidden) != (now.today, now.public, now.hidden):
        return False
    pairs = ((getattr(before.whole, name), getattr(now.whole, name)) for name in _SURROUNDINGS)
    return all(old == new and _order(old) == _order(new) for old, new in pairs)


def _order(section: object) -> list[object]:
    return list(section) if isinstance(section, dict) else []
