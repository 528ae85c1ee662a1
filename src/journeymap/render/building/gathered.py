"""A workspace gathered for the views across it: the catalogue, every journey as it is drawn, and their health."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.render.building import audience
from journeymap.render.building.built_in import in_language
from journeymap.render.building.journey import build_journey_view
from journeymap.render.look import look_of
from journeymap.render.pictures import LOGO, picture
from journeymap.render.wording import direction, words_for
from journeymap.render.workspace_view import Heading

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from journeymap.diagnostics import Diagnostic
    from journeymap.health.known import Known
    from journeymap.health.values import JourneyHealth
    from journeymap.render.view import JourneyView
    from journeymap.render.wording import Words
    from journeymap.workspace.catalogue import Catalogue


@dataclass(frozen=True)
class Gathered:
    """What views across a workspace are built from.

    With `public`, nothing that is confidential is left in `catalogue`, `journeys` or `health`; `findings` are those of
    lint by the id of the journey that they are about (under an empty id, those of no journey). Pages across the
    workspace speak its language and are made of `journeys`; a journey's own pages speak its own, see `own_views`.
    """

    whole: Catalogue
    today: datetime.date
    public: bool = False
    findings: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The objects that may be shown."""
        return in_language(self._shown, self.words)

    @cached_property
    def _shown(self) -> Catalogue:
        return audience.public_catalogue(self.whole) if self.public else self.whole

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
        """Every journey that may be shown and has something to show, in the words of the workspace, by id."""
        return {name: self._journey(name) for name, item in self.catalogue.journeys.items() if item.stages}

    @cached_property
    def own_views(self) -> Mapping[str, JourneyView]:
        """The same journeys, each in the words of its own language, as it is drawn on its own pages."""
        return {name: self._in_own_words(name, view) for name, view in self.journeys.items()}

    def _in_own_words(self, name: str, view: JourneyView) -> JourneyView:
        words = words_for(view.language)
        return view if words == self.words else self._journey(name, words)

    def _journey(self, name: str, words: Words | None = None) -> JourneyView:
        journeys = self.whole.journeys
        journey = journeys[name]
        return build_journey_view(
            journey,
            self.whole,
            today=self.today,
            public=self.public,
            base=journeys.get(journey.based_on) if journey.based_on else None,
            cleared=(self._shown, self.hidden) if self.public else None,
            words=words or self.words,
        )

    @cached_property
    def looked_at(self) -> Known:
        """The catalogue as health looks at it."""
        from journeymap.health.known import Known  # noqa: PLC0415  # only some views show it

        return Known(self.catalogue, self.today, self.hidden, self.whole if self.public else None)

    def told_before(self, view: JourneyView) -> frozenset[str]:
        """The pains, gains and opportunities that a future journey has from the one it is based on: they count there.

        Returns:
            Their ids; none where the other journey is not shown.
        """
        base = self.journeys.get(view.base.id) if view.future and view.base else None
        found: set[str] = set()
        for stage in base.stages if base else ():
            found |= {pain.id for pain in stage.all_pains} | {gain.id for gain in stage.all_gains}
            found |= {item.id for item in stage.all_opportunities}
        return frozenset(found)

    @cached_property
    def health(self) -> Mapping[str, JourneyHealth]:
        """The health of each of these journeys, by id."""
        from journeymap.health.workspace import assess_looked_at  # noqa: PLC0415  # only some views show it

        assessed = assess_looked_at(self.looked_at, self.findings)
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
            logo=picture(self.catalogue.root, settings.report.logo, LOGO),
            public=self.public,
            today=self.words.date(self.today),
        )
