"""JM307."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from journeymap.model.values import Emotion  # noqa: TC001  # Pydantic reads it
from journeymap.workspace.outcome import Losses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, Survey, TouchpointPlace


class UnrecoveredLow(Rule):
    """The emotion falls very low, and no later touchpoint on any way to the end brings it back to neutral.

    What went badly is forgiven when somebody puts it right, and is told to others when nobody does. A map that never
    comes back up shows a service without a recovery.

    Each persona is followed on its own ways. Ways that only lead to an end where the customer is lost are left out:
    an end is a loss when its `outcome` has a word such as lost, cancels, abandoned, gives up, refused, or its like in
    some twenty languages. A touchpoint whose emotion nobody knows is not judged, a sub-journey that comes back up
    counts for the touchpoint it happens in, and what happens inside a sub-journey may be put right after it. The last
    touchpoint itself is the matter of JM308. Of several lows on one way the last is reported.
    """

    fault = Fault("JM307", "unrecovered-low", Severity.WARNING)
    since = "0.1"
    mend = "Plan what puts it right, and where: a touchpoint after it that feels at least neutral (0)."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: fly
                name: Flies home
                stages:
                  - id: airport
                    name: Airport
                    touchpoints:
                      - {id: check-in, name: Checks in, emotion: 0.5}
                      - id: cancelled
                        name: Hears that the flight is cancelled
                        emotion: -2
                      - {id: queue, name: Stands in line for another flight, emotion: -1}
                      - {id: night, name: Flies the next morning, emotion: -0.5}
            """,
            line=12,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: fly
                name: Flies home
                stages:
                  - id: airport
                    name: Airport
                    touchpoints:
                      - id: cancelled
                        name: Hears that the flight is cancelled
                        emotion: -2
                        next: [{to: refund, share: 0.1}, {to: night}]
                      - {id: refund, name: Wants the money back, emotion: -1, next: [{to: end, outcome: Lost}]}
                      - {id: night, name: Is taken to a hotel, emotion: 0.5}
            """
        ),
    )

    class Options(RuleOptions):
        """What counts as low, and as lost."""

        low: Emotion = Field(default=-1.5, description="An emotion at this or below is a low.")
        lost_words: tuple[str, ...] = Field(
            default=(),
            description="Words of an `outcome` that mean a lost customer, beside the known ones; `*` for any letters.",
        )

    options: Options

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """The last low on each way that nothing puts right."""
        losses = Losses(self.options.lost_words)
        survey = workspace.survey
        for journey in survey.living:
            base = survey.base(journey)
            known = self._lows(base, survey, losses) if base else {}
            lows = self._lows(journey, survey, losses)
            for name in _last(lows, journey):
                if name in known:
                    continue  # the journey it is based on has the same fault
                yield self._unrecovered(journey.by_id[name], lows[name], survey)

    def _unrecovered(self, place: TouchpointPlace, people: list[str], survey: Survey) -> Diagnostic:
        worst = min(people, key=lambda persona: place.felt[persona])
        to = f" to {survey.persona_names(people)}" if any(people) else ""
        return self.found(
            place.path,
            place.emotion_pointer(worst),
            f"`{place.label}` feels {place.felt[worst]:+g}{to}, and nothing after it comes back to 0",
        )

    def _lows(self, journey: JourneyPlace, survey: Survey, losses: Losses) -> dict[str, list[str]]:
        """The lows that nothing puts right, and the personas for whom that is so."""
        if not journey.flow.whole or _put_right_outside(journey, survey):
            return {}
        kept = journey.flow.before_end(losses.kept)
        found: dict[str, list[str]] = {}
        for place in journey.touchpoints:
            for persona, emotion in place.felt.items():
                if emotion <= self.options.low and place.value.id in kept:
                    later = journey.flow.after(place.value.id, persona) & kept - {place.value.id}
                    felt = [value for name in later for value in _felt(journey.by_id[name], persona, survey)]
                    if felt and max(felt) < 0:
                        found.setdefault(place.value.id, []).append(persona)
        return found


def _felt(place: TouchpointPlace, persona: str, survey: Survey) -> list[float]:
    """What a persona feels at a touchpoint, as far as it is known: there, else in the journey inside it."""
    inner = survey.journey(place.value.journey)
    if persona in place.felt:
        return [place.felt[persona]]
    return [value for other in inner.touchpoints for value in other.felt.values()] if inner else []


def _put_right_outside(journey: JourneyPlace, survey: Survey) -> bool:
    """Whether it is a sub-journey, and the step that it is part of or one after that feels at least neutral."""
    return any(
        value >= 0
        for place in survey.around(journey)
        for name in (place.value.id, *place.journey.flow.after(place.value.id))
        for value in place.journey.by_id[name].felt.values()
    )


def _last(lows: dict[str, list[str]], journey: JourneyPlace) -> list[str]:
    """The lows after which no other comes; of those in a circle the first."""
    after = {name: journey.flow.after(name) for name in lows}
    order = journey.flow.order
    return [
        name
        for name in lows
        if all(name in after[other] and order.index(name) <= order.index(other) for other in after[name] & lows.keys())
    ]
