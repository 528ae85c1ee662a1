"""The health of all journeys of a workspace, and which findings belong to which of them."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from journeymap.diagnostics import Pointer
from journeymap.health.journey import assess_known
from journeymap.health.known import Known

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.health.values import JourneyHealth
    from journeymap.workspace.catalogue import Catalogue
    from journeymap.workspace.loader import Workspace

_NONE: Mapping[str, Sequence[Diagnostic]] = MappingProxyType({})
_DEPTH = 2
"""The parts of a pointer that name a journey: the section and the position."""


def assess_all(
    catalogue: Catalogue,
    today: datetime.date,
    findings_by_journey: Mapping[str, Sequence[Diagnostic]] = _NONE,
    *,
    hidden: Collection[str] = (),
) -> dict[str, JourneyHealth]:
    """The health of each journey by id, retired ones among them, in the order of the catalogue.

    Args:
        catalogue: The workspace; for a public audience what that may see.
        today: The day that reviews are held against.
        findings_by_journey: What the rules found, see `findings_of`.
        hidden: As for `journeymap.health.journey.assess`.
    """
    return assess_looked_at(Known(catalogue, today, frozenset(hidden)), findings_by_journey)


def assess_looked_at(
    known: Known, findings_by_journey: Mapping[str, Sequence[Diagnostic]] = _NONE
) -> dict[str, JourneyHealth]:
    """The same, where the catalogue is looked at for more than health."""
    return {
        name: assess_known(journey, known, findings_by_journey.get(name, ()))
        for name, journey in known.catalogue.journeys.items()
    }


def findings_of(workspace: Workspace, findings: Iterable[Diagnostic]) -> dict[str, tuple[Diagnostic, ...]]:
    """The findings that stand in each journey, by its id; journeys without any are left out.

    Findings elsewhere, such as in a persona, in a file that cannot be read or in a journey that is not valid, belong to
    none. Of journeys that share an id the first one counts, as everywhere.
    """
    places = {(journey.path, journey.pointer): journey.value.id for journey in workspace.survey.journeys}
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for finding in findings:
        journey = places.get((finding.path, _journey_part(finding.pointer)))
        if journey is not None:
            found[journey].append(finding)
    return {name: tuple(found[name]) for name in places.values() if name in found}


def _journey_part(pointer: Pointer) -> Pointer:
    return Pointer(pointer[:_DEPTH])
