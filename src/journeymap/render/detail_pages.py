"""The pages of details that a report has beside its journeys: by name, each ready to be drawn for its place."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from journeymap.render.building.findings_page import findings_sheet
from journeymap.render.building.initiatives_page import initiatives_sheet
from journeymap.render.building.measured import PAGE as MEASURED
from journeymap.render.building.measured_page import measured_journeys, measured_sheet
from journeymap.render.building.metrics_page import metrics_sheet
from journeymap.render.building.persona_page import persona_sheet
from journeymap.render.building.promises import Promises
from journeymap.render.building.research_page import research_sheet
from journeymap.render.building.team_page import team_sheet
from journeymap.render.details.drawing import sheet_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from journeymap.render.building.gathered import Gathered
    from journeymap.render.details.sheet import Sheet
    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.pages.shell import Page


def detail_pages(gathered: Gathered) -> Mapping[str, Callable[[Addresses], Page]]:
    """The pages of personas, teams, research, metrics, initiatives and findings.

    Args:
        gathered: The workspace; with findings where the page of findings shall have any.

    Returns:
        By the name of the page, such as `personas/margit` or `research`, what draws it for its place in the report.

    Raises:
        ContentError: A picture of a persona cannot be used.
    """
    sheets = _sheets(gathered)
    return {name: partial(_page, make) for name, make in sheets.items()}


def _page(make: Callable[[], Sheet], on: Addresses) -> Page:
    return sheet_page(make(), on)


def detail_sheets(gathered: Gathered) -> Iterator[Sheet]:
    """What stands on these pages, as plain values."""
    return (make() for make in _sheets(gathered).values())


def _sheets(gathered: Gathered) -> dict[str, Callable[[], Sheet]]:
    """By the name of the page what gathers its facts: only when it is drawn, since a preview draws one at a time."""
    promises = cache(partial(Promises, gathered))
    catalogue = gathered.catalogue
    return {
        **{f"personas/{name}": partial(persona_sheet, gathered, name) for name in catalogue.personas},
        **{f"teams/{name}": partial(_team, gathered, name, promises) for name in catalogue.teams},
        "research": partial(research_sheet, gathered),
        "metrics": partial(metrics_sheet, gathered),
        "initiatives": partial(initiatives_sheet, gathered),
        "findings": partial(findings_sheet, gathered),
        **({MEASURED: partial(measured_sheet, gathered)} if measured_journeys(gathered) else {}),
    }


def _team(gathered: Gathered, name: str, promises: Callable[[], Promises]) -> Sheet:
    return team_sheet(gathered, name, promises())
