"""From a comparison to what its review is drawn from: maps of both sides, places in the text, names, gates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from journeymap.diff.gates import stopped
from journeymap.diff.public_findings import public_findings
from journeymap.diff.sides import Side
from journeymap.errors import ContentError
from journeymap.model.base import FormatObject
from journeymap.render.review_view import JourneyPair, ReviewView, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.api.diffs import Compared
    from journeymap.diagnostics import Span
    from journeymap.diff.values import Change, Comparison, Place
    from journeymap.render.view import JourneyView
    from journeymap.workspace.catalogue import Catalogue
    from journeymap.workspace.loader import Workspace

_NAMED = ("teams", "personas", "metrics", "plays", "initiatives", "journeys", "channels", "systems", "research")
_IMPACT = ("personas", "journeys", "initiatives", "plays", "metrics", "teams")


def review(compared: Compared, gates: Sequence[str] = (), *, public: bool = False, maps: bool = True) -> ReviewView:
    """What the review of a workspace is drawn from.

    Args:
        compared: The workspace on both sides, and what changed.
        gates: Names of the gates that hold changes up.
        public: Leave out what is confidential on either side.
        maps: Also build both maps of each journey with changes, which takes longer than all the rest.
    """
    hidden = _Hidden(compared) if public else None
    comparison = hidden.public(compared.comparison) if hidden else compared.comparison
    held, shown = stopped(compared.comparison, gates), stopped(comparison, gates)
    return ReviewView(
        folder=compared.folder,
        comparison=comparison,
        journeys=tuple(_pairs(compared, comparison, hidden, maps=maps)),
        spans=dict(_spans(compared, comparison)),
        labels={name: label for name, label in _labels(compared) if hidden is None or name not in hidden.names},
        stopped=shown,
        public=public,
        spots=dict(_spots(compared, comparison)),
        withheld=len(compared.comparison.changes) - len(comparison.changes),
        withheld_stopped=len(held) - len(shown),
    )


class _Hidden:
    """What is confidential on either side."""

    def __init__(self, compared: Compared) -> None:
        self.sides = (Side(compared.base), Side(compared.head))
        self.names = self.sides[0].confidential | self.sides[1].confidential

    def public(self, comparison: Comparison) -> Comparison:
        """The comparison without what is confidential, and without its names beside the rest."""
        moved = comparison.moved_entries
        return replace(
            comparison,
            changes=tuple(self._shown(change) for change in comparison.changes if not change.confidential),
            reviewers=tuple(team for team in comparison.reviewers if f"teams:{team}" not in self.names),
            unreadable=tuple(
                item if self._is_known(item.object) else replace(item, object="") for item in comparison.unreadable
            ),
            findings=public_findings(comparison.findings, *self.sides),
            moved_entries=tuple(pair for pair in moved if self.names.isdisjoint(pair)),
        )

    def _shown(self, change: Change) -> Change:
        """The change with an impact that names nothing confidential."""
        impact = change.impact
        shown = {
            name: tuple(item for item in getattr(impact, name) if f"{name}:{item}" not in self.names)
            for name in _IMPACT
        }
        return replace(change, impact=replace(impact, **shown))

    def _is_known(self, name: str) -> bool:
        """Whether one side could be asked about an object, and says that it is not confidential."""
        return name not in self.names and any(name in side.entities for side in self.sides)

    def marked(self, catalogue: Catalogue) -> Catalogue:
        """A catalogue in which what is confidential on either side is marked so."""
        if not self.names:
            return catalogue
        changed: dict[str, Any] = {
            section: {key: self._marked(item, f"{section}:{key}", key) for key, item in mapping.items()}
            for section in _NAMED
            if (mapping := getattr(catalogue, section))
        }
        return replace(catalogue, **changed)

    def _marked(self, value: Any, name: str, journey: str) -> Any:
        if isinstance(value, tuple):
            return tuple(self._marked(item, f"{journey}/{getattr(item, 'id', '')}", journey) for item in value)
        if not isinstance(value, FormatObject):
            return value
        inside = {key: self._marked(item, "", journey) for key, item in value.__dict__.items() if _holds_objects(item)}
        return value.model_copy(update={**inside, "confidential": value.confidential or name in self.names})


def _holds_objects(value: object) -> bool:
    return isinstance(value, FormatObject) or (
        isinstance(value, tuple) and any(isinstance(one, FormatObject) for one in value)
    )


def _pairs(compared: Compared, comparison: Comparison, hidden: _Hidden | None, *, maps: bool) -> Iterator[JourneyPair]:
    """Each journey with changes, in the order in which the changes first name it; two that are compared are one."""
    if compared.base is compared.head:
        yield from _across(compared, comparison, hidden, maps=maps)
        return
    by_journey: dict[str, list[Change]] = {}
    for change in comparison.changes:
        if change.journey:
            by_journey.setdefault(change.journey, []).append(change)
    renamed = {
        str(change.after).partition(":")[2]: str(change.before).partition(":")[2]
        for change in comparison.changes
        if change.kind == "journey-renamed"
    }
    for journey, changes in by_journey.items():
        sides = ((compared.base, renamed.get(journey, journey)), (compared.head, journey))
        found = [workspace.catalogue.journeys.get(own) for workspace, own in sides]
        name = next((item.name for item in reversed(found) if item is not None), journey)
        views = [_view(workspace, own, hidden) if maps else None for workspace, own in sides]
        health = compared.health(sides[0][1], sides[1][1]) if maps else (None, None)
        yield JourneyPair(journey, name, views[0], views[1], tuple(changes), health)


def _across(compared: Compared, comparison: Comparison, hidden: _Hidden | None, *, maps: bool) -> Iterator[JourneyPair]:
    """Two journeys of one workspace, as one that changes from the one into the other."""
    if not comparison.changes:
        return
    sides = ((compared.base, comparison.base), (compared.head, comparison.head))
    views = [_view(workspace, own, hidden) if maps else None for workspace, own in sides]
    health = compared.health(comparison.base, comparison.head) if maps else (None, None)
    name = compared.head.catalogue.journeys[comparison.head].name
    yield JourneyPair(comparison.head, name, views[0], views[1], comparison.changes, health)


def _view(workspace: Workspace, journey: str, hidden: _Hidden | None) -> JourneyView | None:
    """The journey without its pictures: those of another revision are not on disk."""
    from journeymap.render.building.journey import build_journey_view  # noqa: PLC0415  # only where maps are drawn

    catalogue = replace(hidden.marked(workspace.catalogue) if hidden else workspace.catalogue, root=None)
    found = catalogue.journeys.get(journey)
    if found is None or (hidden is not None and found.confidential):
        return None
    base = catalogue.journeys.get(found.based_on) if found.based_on else None
    public = hidden is not None
    try:
        return build_journey_view(found, catalogue, today=workspace.today, public=public, base=base)
    except ContentError:  # nothing of it is left for that audience
        return None


def _spans(compared: Compared, comparison: Comparison) -> Iterator[tuple[Place, Span]]:
    """Where places stand: those of the head, after those of the base for what is gone."""
    for change in comparison.changes:
        if change.base and not change.head and change.base.path in compared.base.by_path:
            yield change.base, compared.base.by_path[change.base.path].source.span(change.base.pointer)
    for change in comparison.changes:
        if change.head and change.head.path in compared.head.by_path:
            yield change.head, compared.head.by_path[change.head.path].source.span(change.head.pointer)


def _spots(compared: Compared, comparison: Comparison) -> Iterator[tuple[Change, Spot]]:
    """Where each change is shown."""
    for change in comparison.changes:
        for place, workspace in (
            (change.head or change.near, compared.head),
            (change.base, compared.base),
        ):
            loaded = workspace.by_path.get(place.path) if place else None
            if place is not None and loaded is not None:
                yield change, Spot(loaded.path, loaded.source.span(place.pointer), workspace is compared.head)
                break


def _labels(compared: Compared) -> Iterator[tuple[str, str]]:
    """The names of objects of the sections and of touchpoints, those of the head where both have one."""
    for workspace in (compared.base, compared.head):
        for section in _NAMED:
            found: Mapping[str, Any] = getattr(workspace.catalogue, section)
            for key, item in found.items():
                yield f"{section}:{key}", str(getattr(item, "name", None) or getattr(item, "title", key))
        for journey in workspace.catalogue.journeys.values():
            for touchpoint in (one for stage in journey.stages for one in stage.touchpoints):
                yield f"{journey.id}/{touchpoint.id}", touchpoint.name or touchpoint.id
