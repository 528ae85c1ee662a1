"""What the parts of a journey's health look at: the catalogue with the questions that lint asks of it, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from journeymap.diagnostics import ROOT, Pointer
from journeymap.health.answers import answers
from journeymap.workspace.survey import JourneyPlace, Placed, Survey

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping

    from journeymap.health.answers import Answer
    from journeymap.model.journey import Journey
    from journeymap.workspace.catalogue import Catalogue


class CatalogueSurvey(Survey):
    """The objects of a catalogue, of whose files nothing is known: paths are empty, and all counts as written."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__((), catalogue)

    def section(self, name: str) -> Iterator[Placed[Any]]:
        """The objects of a section."""
        for position, item in enumerate(getattr(self.catalogue, name).values()):
            yield Placed(item, "", Pointer((name, position)))

    def is_written(self, path: str, pointer: Pointer) -> bool:
        """Always: what a future journey keeps is not told from what it says itself."""
        del path, pointer
        return True


@dataclass(frozen=True)
class Known:
    """A catalogue on a day.

    Attributes:
        catalogue: What is known.
        today: The day that reviews are held against.
        hidden: Ids that must not be named, and of which it is no fault that they are not there.
    """

    catalogue: Catalogue
    today: datetime.date
    hidden: frozenset[str] = frozenset()

    @cached_property
    def survey(self) -> CatalogueSurvey:
        """The catalogue as rules look at it."""
        return CatalogueSurvey(self.catalogue)

    @cached_property
    def answers(self) -> Mapping[str, tuple[Answer, ...]]:
        """What addresses each pain, by its name from outside (`journey/pain`)."""
        return answers(self.survey)

    def place(self, journey: Journey) -> JourneyPlace:
        """A journey with everything in it."""
        return self.survey.journey(journey.id) or JourneyPlace(journey, "", ROOT)

    def named(self, team: str | None) -> str | None:
        """The id of a team, if it may be named."""
        return None if team in self.hidden else team
