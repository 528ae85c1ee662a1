"""What the parts of a journey's health look at: the catalogue with the questions that lint asks of it, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from journeymap.diagnostics import ROOT, Pointer
from journeymap.health.answers import Answer, answers, first_told
from journeymap.workspace.survey import JourneyPlace, Placed, Survey

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping

    from journeymap.model.journey import Journey
    from journeymap.model.pain import PainPoint
    from journeymap.workspace.catalogue import Catalogue
    from journeymap.workspace.survey import Within


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
        whole: For a public audience the catalogue with all that is hidden from it: what is done in confidence about a
            pain is not named, and yet nobody says that nothing is.
    """

    catalogue: Catalogue
    today: datetime.date
    hidden: frozenset[str] = frozenset()
    whole: Catalogue | None = None

    @cached_property
    def survey(self) -> CatalogueSurvey:
        """The catalogue as rules look at it."""
        return CatalogueSurvey(self.catalogue)

    @cached_property
    def answers(self) -> Mapping[str, tuple[Answer, ...]]:
        """What addresses each pain, by its name from outside (`journey/pain`)."""
        return answers(self.survey)

    @cached_property
    def _told(self) -> Mapping[str, str]:
        return first_told(self.survey)

    @cached_property
    def _withheld(self) -> Mapping[str, Answer]:
        """For each pain what addresses it in confidence, as one answer without a name."""
        every = answers(CatalogueSurvey(self.whole)) if self.whole is not None else {}
        named = {pain: {answer.name for answer in some} for pain, some in self.answers.items()}
        secret = {
            pain: [answer for answer in some if answer.name not in named.get(pain, set())]
            for pain, some in every.items()
        }
        return {pain: Answer("", any(one.acts for one in some)) for pain, some in secret.items() if some}

    @cached_property
    def _pains(self) -> Mapping[str, Within[PainPoint]]:
        return {pain.name: pain for journey in self.survey.journeys for pain in journey.pains}

    def answers_to(self, name: str) -> tuple[Answer, ...]:
        """What addresses a pain (`journey/pain`), also through a journey that happens inside its touchpoint."""
        found = [*self._addressing(name)]
        pain = self._pains.get(name)
        inside = self.survey.journey(pain.touchpoint.value.journey) if pain and pain.touchpoint else None
        if pain is not None and inside is not None and inside.value.id != pain.stage.journey.value.id:
            found += (answer for inner in inside.pains for answer in self._addressing(inner.name))
        return tuple(dict.fromkeys(found))

    def _addressing(self, name: str) -> Iterator[Answer]:
        first = self._told.get(name, name)
        yield from self.answers.get(first, ())
        if first in self._withheld:
            yield self._withheld[first]

    def place(self, journey: Journey) -> JourneyPlace:
        """A journey with everything in it."""
        return self.survey.journey(journey.id) or JourneyPlace(journey, "", ROOT)

    def named(self, team: str | None) -> str | None:
        """The id of a team; empty for one that must not be named, None for none."""
        return "" if team in self.hidden else team
