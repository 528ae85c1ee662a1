"""From a comparison to what its review is drawn from: maps of both sides, places in the text, names, gates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.diff.gates import stopped
from journeymap.health.journey import assess
from journeymap.render.building import audience
from journeymap.render.building.journey import build_journey_view
from journeymap.render.review_view import JourneyPair, ReviewView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.api.diffs import Compared
    from journeymap.diagnostics import Span
    from journeymap.diff.values import Change, Comparison, Place
    from journeymap.render.view import JourneyView
    from journeymap.workspace.catalogue import Catalogue
    from journeymap.workspace.loader import Workspace

_NAMED = ("teams", "personas", "metrics", "plays", "initiatives", "journeys", "channels", "systems", "research")


def review(compared: Compared, gates: Sequence[str] = (), *, public: bool = False) -> ReviewView:
    """What the review of a workspace is drawn from.

    Args:
        compared: The workspace on both sides, and what changed.
        gates: Names of the gates that hold changes up.
        public: Leave out what is confidential on either side.
    """
    comparison = _public(compared) if public else compared.comparison
    return ReviewView(
        folder=compared.folder,
        comparison=comparison,
        journeys=tuple(_pairs(compared, comparison, public=public)),
        spans=dict(_spans(compared, comparison)),
        labels=dict(_labels(compared, public=public)),
        stopped=stopped(comparison, gates),
        public=public,
    )


def _public(compared: Compared) -> Comparison:
    """The comparison without changes of what is confidential, and without confidential ids beside the others."""
    comparison = compared.comparison
    hidden = audience.hidden_everywhere(compared.base.catalogue) | audience.hidden_everywhere(compared.head.catalogue)
    shown = tuple(_without(change, hidden) for change in comparison.changes if not _tells(change, hidden))
    return replace(
        comparison,
        changes=shown,
        reviewers=tuple(team for team in comparison.reviewers if team not in hidden),
        unreadable=tuple(item for item in comparison.unreadable if _own(item.object) not in hidden),
        moved_entries=tuple(
            pair for pair in comparison.moved_entries if _own(pair[0]) not in hidden and _own(pair[1]) not in hidden
        ),
    )


def _own(name: str) -> str:
    return name.rpartition("/")[2].rpartition(":")[2]


def _tells(change: Change, hidden: frozenset[str]) -> bool:
    """Whether a change is about something confidential, or names it among its values."""
    if change.confidential or change.journey in hidden:
        return True
    values = [*_texts(change.before), *_texts(change.after), *change.object.replace(":", "/").split("/")]
    return not hidden.isdisjoint(values)


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _without(change: Change, hidden: frozenset[str]) -> Change:
    """The change with an impact that names nothing confidential."""
    impact = change.impact
    shown = {
        name: tuple(item for item in getattr(impact, name) if item not in hidden)
        for name in ("personas", "journeys", "initiatives", "plays", "metrics", "teams")
    }
    return replace(change, impact=replace(impact, **shown))


def _pairs(compared: Compared, comparison: Comparison, *, public: bool) -> Iterator[JourneyPair]:
    """Each journey with changes, in the order in which the changes first name it."""
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
        base = _view(compared.base, renamed.get(journey, journey), public=public)
        head = _view(compared.head, journey, public=public)
        shown = head or base
        if shown is not None:
            health = (_health(compared.base, renamed.get(journey, journey)), _health(compared.head, journey))
            yield JourneyPair(journey, shown.name, base, head, tuple(changes), health)


def _view(workspace: Workspace, journey: str, *, public: bool) -> JourneyView | None:
    """The journey without its pictures: those of another revision are not on disk."""
    catalogue = replace(workspace.catalogue, root=None)
    found = catalogue.journeys.get(journey)
    if found is None or (public and found.confidential):
        return None
    base = catalogue.journeys.get(found.based_on) if found.based_on else None
    return build_journey_view(found, catalogue, today=workspace.today, public=public, base=base)


def _health(workspace: Workspace, journey: str) -> int | None:
    found = workspace.catalogue.journeys.get(journey)
    return assess(found, workspace.catalogue, today=workspace.today).score if found else None


def _spans(compared: Compared, comparison: Comparison) -> Iterator[tuple[Place, Span]]:
    """Where each change stands: in the head, or in the base where it is gone there."""
    for change in comparison.changes:
        for place, workspace in ((change.head, compared.head), (change.base, compared.base)):
            loaded = workspace.by_path.get(place.path) if place else None
            if place is not None and loaded is not None:
                yield place, loaded.source.span(place.pointer)


def _labels(compared: Compared, *, public: bool) -> Iterator[tuple[str, str]]:
    for workspace in (compared.base, compared.head):
        catalogue: Catalogue = workspace.catalogue
        shown = audience.public_catalogue(catalogue) if public else catalogue
        for section in _NAMED:
            for key, item in getattr(shown, section).items():
                yield f"{section}:{key}", getattr(item, "name", None) or getattr(item, "title", key)
