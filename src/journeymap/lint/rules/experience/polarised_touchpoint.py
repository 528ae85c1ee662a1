"""JM413."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from journeymap.lint.rules.experience.lived import scores, who_takes_part, writes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.lint.rules.experience.lived import Score
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import TouchpointPlace


class PolarisedTouchpoint(Rule):
    """Personas live the same touchpoint very differently.

    What delights one drives the other away, so no change can be right for both: these may be two touchpoints, or two
    journeys. The touchpoint's own emotion counts for the personas without a voice.
    """

    class Options(RuleOptions):
        """From where voices are far apart."""

        apart: float = Field(default=2, gt=0, le=4, description="Emotions are far apart at this distance and above.")

    options: Options
    fault = Fault("JM413", "polarised-touchpoint", Severity.INFO)
    since = "0.1"
    mend = "See whether they should go different ways from here: `next` with `for`, or a journey each."
    bad = (
        Bad(
            """
            journeymap: 1
            personas:
              - {id: pat, name: "Pat, flies each week"}
              - {id: sam, name: "Sam, flies with small children"}
            journeys:
              - id: fly
                name: Flies home
                goal: Be home tonight
                personas: [pat, sam]
                stages:
                  - id: leave
                    name: Leave
                    touchpoints:
                      - id: security
                        name: Goes through security
                        emotion: 0.5
                        voices: [{persona: sam, emotion: -2}]
            """,
            line=17,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            personas:
              - {id: pat, name: "Pat, flies each week"}
              - {id: sam, name: "Sam, flies with small children"}
            journeys:
              - id: fly
                name: Flies home
                goal: Be home tonight
                personas: [pat, sam]
                stages:
                  - id: leave
                    name: Leave
                    touchpoints:
                      - id: security
                        name: Goes through security
                        emotion: 0.5
                        voices: [{persona: sam, emotion: -1}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each touchpoint, at its lowest voice."""
        survey = workspace.survey
        for journey in survey.living:
            for place in journey.touchpoints:
                felt = _felt(place)
                if len(felt) < 2 or not writes(place, survey, "emotion", "voices"):  # noqa: PLR2004  # it takes two
                    continue
                low, high = (choose(felt, key=lambda score: score.emotion) for choose in (min, max))
                if high.emotion - low.emotion >= self.options.apart:
                    voice = low if low.persona else high
                    message = f"`{place.value.id}` feels {_to(high)} and {_to(low)}"
                    yield self.found(place.path, voice.pointer, message)


def _felt(place: TouchpointPlace) -> list[Score]:
    """The emotions that somebody has: the touchpoint's own only where not everybody has a voice with an emotion."""
    found = scores(place)
    taking_part = set(who_takes_part(place))
    everybody_speaks = bool(taking_part) and taking_part <= {score.persona for score in found}
    return [score for score in found if score.persona or not everybody_speaks]


def _to(score: Score) -> str:
    return f"{score.emotion:+g} to {f'`{score.persona}`' if score.persona else 'others'}"
