"""A workspace gathered for the views across it: the catalogue, every journey as it is drawn, and their health."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.render.building import audience
from journeymap.render.building.built_in import in_language
from journeymap.render.building.journey import build_journey_view
from journeymap.render.look import look_of
from journeymap.render.pictures import picture
from journeymap.render.wording import direction, words_for
from journeymap.render.workspace_view import Heading

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from journeymap.diagnostics import Diagnostic
    from journeymap.health.values import JourneyHealth
    from journeymap.render.view import JourneyView
    from journeymap.render.wording import Words
    from journeymap.workspace.catalogue import Catalogue


@dataclass(frozen=True)
class Gathered:
    """What views across a workspace are built from.

    With `public`, nothing that is confidential is left in `catalogue`, `journeys` or `health`; `findings` are those of
    lint by the id of the journey that they are about (under an empty id, those of no journey).
    """

    whole: Catalogue
    today: datetime.date
    public: bool = False
    findings: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The objects that may be shown."""
        shown = audience.public_catalogue(self.whole) if self.public else self.whole
        return in_language(shown, self.words)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The ids of what may not be shown."""
        return audience.hidden_everywhere(self.whole) if self.public else frozenset()

    @cached_property
    def words(self) -> Words:
        """The fixed words in the language of the workspace."""
        return words_for(self.whole.settings.language)

    @cached_property
    def journeys(self) -> Mapping[str, JourneyView]:
        """Every journey that may be shown and has something to show, ready to be drawn, by id."""
        return {name: self._journey(name) for name, item in self.catalogue.journeys.items() if item.stages}

    def _journey(self, name: str) -> JourneyView:
        journeys = self.whole.journeys
        journey = journeys[name]
        base = journeys.get(journey.based_on) if journey.based_on else None
        cleared = (self.catalogue, self.hidden) if self.public else None
        return build_journey_view(journey, self.whole, today=self.today, public=self.public, base=base, cleared=cleared)

    @cached_property
    def health(self) -> Mapping[str, JourneyHealth]:
        """The health of each of these journeys, by id."""
        from journeymap.health.workspace import assess_all  # noqa: PLC0415  # only some views show it

        assessed = assess_all(self.catalogue, self.today, self.findings, hidden=self.hidden)
        return {name: assessed[name] for name in self.journeys}

    def heading(self, title: str) -> Heading:
        """The top of a page with this title."""
        settings = self.catalogue.settings
        return Heading(
            title=title,
            workspace=settings.report.title or settings.name or "",
            language=settings.language,
            direction=direction(settings.language),
            look=look_of(self.catalogue),
            logo=picture(self.catalogue.root, settings.report.logo, "the report"),
            public=self.public,
            today=self.words.date(self.today),
        )
