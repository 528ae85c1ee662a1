"""The pages of details that a report has beside its journeys: by name, each ready to be drawn for its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from journeymap.render.building.findings_page import findings_sheet
from journeymap.render.building.initiatives_page import initiatives_sheet
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
    return {sheet.name: partial(sheet_page, sheet) for sheet in detail_sheets(gathered)}


def detail_sheets(gathered: Gathered) -> Iterator[Sheet]:
    """What stands on these pages, as plain values."""
    promises = Promises(gathered)
    for persona in gathered.catalogue.personas:
        yield persona_sheet(gathered, persona)
    for team in gathered.catalogue.teams:
        yield team_sheet(gathered, team, promises)
    yield research_sheet(gathered)
    yield metrics_sheet(gathered)
    yield initiatives_sheet(gathered)
    yield findings_sheet(gathered)
