"""JM415."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Related, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.experience.addressed import (
    addressed_pains,
    delivered_touchpoints,
    is_bad_and_open,
    touchpoints_worked_on,
)
from journeymap.lint.rules.experience.lived import Score, scores
from journeymap.lint.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, TouchpointPlace

_HELP_FOR_PAINS = "Write an initiative that `addresses` them, or change the touchpoints that have them."


class WishfulFuture(Rule):
    """A future journey feels better than the current one, and no initiative brings that about; or it keeps a bad pain.

    An emotion that rises without work behind it is a wish, and a plan built on it fails in public. An initiative that
    delivers the touchpoint is an answer, and so is one that addresses a pain or an opportunity of the touchpoint as it
    is today. A pain of high or critical severity that is open, comes along with a kept touchpoint and is addressed by
    nothing is listed once for the journey.
    """

    fault = Fault("JM415", "wishful-future", Severity.WARNING)
    since = "0.1"
    mend = "Name the touchpoint under `delivers` of the initiative that makes it better, or keep the emotion of today."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: renew-passport
                name: Renews a passport
                goal: Travel in July
                stages:
                  - id: book
                    name: Book
                    touchpoints:
                      - {id: find-time, name: Looks for a free time, emotion: -1.5, thoughts: ["Grey until August."]}
              - id: renew-passport-2030
                name: Renews a passport by phone
                state: future
                based_on: renew-passport
                stages:
                  - id: book
                    name: Book
                    touchpoints:
                      - id: find-time
                        keep: true
                        emotion: 1
            """,
            line=21,
        ),
        Bad(
            """
            journeymap: 1
            journeys:
              - id: renew-passport
                name: Renews a passport
                goal: Travel in July
                stages:
                  - id: book
                    name: Book
                    touchpoints:
                      - id: find-time
                        name: Looks for a free time
                        pain_points: [{id: no-times, summary: No times before August, severity: high}]
              - id: renew-passport-2030
                name: Renews a passport by phone
                state: future
                based_on: renew-passport
                stages:
                  - {id: book, name: Book, touchpoints: [{id: find-time, keep: true}]}
            """,
            line=16,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: renew-passport
                name: Renews a passport
                goal: Travel in July
                stages:
                  - id: book
                    name: Book
                    touchpoints:
                      - {id: find-time, name: Looks for a free time, emotion: -0.5}
              - id: renew-passport-2030
                name: Renews a passport by phone
                state: future
                based_on: renew-passport
                stages:
                  - {id: book, name: Book, touchpoints: [{id: find-time, keep: true, emotion: 1}]}
            initiatives:
              - {id: open-evenings, name: Open in the evening, delivers: renew-passport-2030/find-time, status: planned}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Emotions that rise and are not delivered; then the bad pains that each future journey keeps."""
        survey = workspace.survey
        delivered, worked_on = delivered_touchpoints(survey), touchpoints_worked_on(survey)
        addressed = addressed_pains(survey)
        for journey in survey.living:
            base = survey.journey(journey.value.based_on)
            if not journey.is_future or base is None:
                continue
            wishes = [
                (place, score)
                for place in journey.touchpoints
                if _name(place) not in delivered
                and not worked_on.intersection(_name(before) for before in _before(place, base))
                for score in _risen(place, _before(place, base))[:1]
            ]
            any_delivered = any(_name(place) in delivered for place in journey.touchpoints)
            yield from self._wishes(journey, wishes, gathered=len(wishes) > 1 and not any_delivered)
            yield from self._kept_pains(journey, base, addressed)

    def _wishes(
        self, journey: JourneyPlace, wishes: Sequence[tuple[TouchpointPlace, Score]], *, gathered: bool
    ) -> Iterator[Diagnostic]:
        """A finding for each emotion that rises; a single one where no initiative delivers anything of the journey."""
        if not gathered:
            for place, score in wishes:
                to = f" to `{score.persona}`" if score.persona else ""
                better = f"feels better than today ({score.emotion:+g}{to})"
                message = f"`{place.value.id}` {better}, and no initiative delivers it"
                yield self.found(place.path, score.pointer, message)
            return
        ids = listed([place.value.id for place, _ in wishes])
        yield self.found(
            journey.path,
            journey.pointer / "name",
            f"in `{journey.value.id}` {counted(len(wishes), 'touchpoint')} feel better than today, and no initiative"
            f" delivers any: {ids}",
            related=tuple(Related("feels better than today", place.path, score.pointer) for place, score in wishes),
        )

    def _kept_pains(self, journey: JourneyPlace, base: JourneyPlace, addressed: frozenset[str]) -> Iterator[Diagnostic]:
        current = {pain.value.id: pain for pain in base.pains}
        kept = [
            current[pain.value.id]
            for pain in journey.pains
            if pain.touchpoint is not None and is_bad_and_open(pain.value) and pain.value.id in current
        ]
        ignored = [pain for pain in kept if pain.name not in addressed]
        if ignored:
            pains = counted(len(ignored), "open pain")
            yield self.found(
                journey.path,
                journey.pointer / "based_on",
                f"`{journey.value.id}` keeps {pains} of high or critical severity that nothing addresses:"
                f" {listed([pain.value.id for pain in ignored])}",
                related=tuple(Related("is kept", pain.path, pain.pointer / "id") for pain in ignored),
                help_line=_HELP_FOR_PAINS,
            )


def _name(place: TouchpointPlace) -> str:
    return f"{place.journey.value.id}/{place.value.id}"


def _before(place: TouchpointPlace, base: JourneyPlace) -> tuple[TouchpointPlace, ...]:
    """The touchpoints of the current journey that one of the future journey stands for."""
    return tuple(base.by_id[name] for name in (place.value.id, *place.value.replaces) if name in base.by_id)


def _risen(place: TouchpointPlace, before: Sequence[TouchpointPlace]) -> list[Score]:
    """The emotions that are better than at every touchpoint it stands for; those nobody knows today do not count."""
    risen = []
    for score in scores(place):
        today = [level for earlier in before if (level := _level(earlier, score.persona)) is not None]
        if today and score.emotion > max(today):
            risen.append(score)
    return risen


def _level(place: TouchpointPlace, persona: str) -> float | None:
    """How a touchpoint feels to a persona: as its voice says, else as to everybody."""
    spoken = {score.persona: score.emotion for score in scores(place)}
    return spoken.get(persona, spoken.get(""))
