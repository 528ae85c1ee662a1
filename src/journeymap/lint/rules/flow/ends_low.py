"""JM308."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from journeymap.workspace.outcome import Losses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, Survey, TouchpointPlace

_MOST = 0.5
"""The share of customers from which on an end is where the journey ends, though others go on."""


class EndsLow(Rule):
    """The last touchpoint of a journey feels negative.

    An experience is remembered by its peak and its end (Kahneman and others, 1993): a bad last step colours all that
    went well before it, and it is what customers tell.

    The last touchpoint is one that the customer is not meant to go on from: no way leads on to another end, or at
    least half of the customers end there. An end at which customers drop out on the way is none, and neither is an end
    where the customer is lost: its `outcome` has a word such as lost, cancels, abandoned, gives up, refused, or its
    like in some twenty languages. A sub-journey has its end where the journey around it goes on. Where voices differ
    each is heard on its own.
    """

    fault = Fault("JM308", "ends-low", Severity.WARNING)
    since = "0.1"
    mend = "Give the journey a better end; where the customer is lost here, say so: `{to: end, outcome: Lost}`."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: move
                name: Moves to a new flat
                stages:
                  - id: keys
                    name: Keys
                    touchpoints:
                      - {id: handover, name: Gets the keys, emotion: 2}
                      - id: bill
                        name: Finds a second bill in the letterbox
                        emotion: -1
            """,
            line=12,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: move
                name: Moves to a new flat
                stages:
                  - id: keys
                    name: Keys
                    touchpoints:
                      - id: contract
                        name: Reads the contract
                        emotion: -0.5
                        next: [{to: end, outcome: Finds the rent too high}, {to: handover}]
                      - id: handover
                        name: Gets the keys
                        emotion: 2
                        next: [{to: end, share: 0.9}, {to: notice, share: 0.1}]
                  - id: apart
                    name: Apart
                    touchpoints:
                      - {id: notice, name: Gives notice, emotion: -1, next: [{to: end, outcome: Lost after all}]}
            """
        ),
    )

    class Options(RuleOptions):
        """What counts as lost."""

        lost_words: tuple[str, ...] = Field(
            default=(),
            description="Words of an `outcome` that mean a lost customer, beside the known ones; `*` for any letters.",
        )

    options: Options

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every last touchpoint that feels negative to somebody."""
        losses = Losses(self.options.lost_words)
        survey = workspace.survey
        for journey in survey.living:
            base = survey.base(journey)
            known = _low_ends(base, survey, losses) if base else {}
            for name, people in _low_ends(journey, survey, losses).items():
                if name in known:
                    continue  # the journey it is based on has the same fault
                yield self._low(journey.by_id[name], people, survey)

    def _low(self, place: TouchpointPlace, people: list[str], survey: Survey) -> Diagnostic:
        worst = min(people, key=lambda persona: place.felt[persona])
        to = f" to {survey.persona_names(people)}" if any(people) else ""
        return self.found(
            place.path,
            place.emotion_pointer(worst),
            f"the journey ends with `{place.label}`, which feels {place.felt[worst]:+g}{to}",
        )


def _low_ends(journey: JourneyPlace, survey: Survey, losses: Losses) -> dict[str, list[str]]:
    """The last touchpoints that feel negative, and to whom."""
    found: dict[str, list[str]] = {}
    if not journey.flow.whole or _goes_on_outside(journey, survey):
        return found
    for place in journey.touchpoints:
        low = [persona for persona, emotion in place.felt.items() if emotion < 0]
        if low and place.value.id in journey.flow.reachable and _is_last(place, losses):
            found[place.value.id] = low
    return found


def _is_last(place: TouchpointPlace, losses: Losses) -> bool:
    """Whether the journey is meant to end at a touchpoint: most end there, or none goes on to another end."""
    flow, name = place.journey.flow, place.value.id
    ends = [way for way in flow.ways[name] if losses.kept(way)]
    if not ends:
        return False
    shares = [way.transition.share for way in ends if way.transition is not None and way.transition.share is not None]
    if math.fsum(shares) >= _MOST:
        return True
    others = flow.at_end(losses.kept) - {name}
    onward = [way.target for way in flow.ways[name] if way.target is not None and not way.beside]
    return not any(flow.reached_without(target, name) & others for target in onward)


def _goes_on_outside(journey: JourneyPlace, survey: Survey) -> bool:
    """Whether it is a sub-journey whose end is judged elsewhere: by the step around it, or because that goes on."""
    return any(place.felt or place.journey.flow.after(place.value.id) for place in survey.around(journey))
