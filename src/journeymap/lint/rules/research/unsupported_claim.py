"""JM602."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.wording import counted, listed
from journeymap.workspace.claims import EMOTION, PAIN, claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.claims import Claim
    from journeymap.workspace.loader import Workspace


class UnsupportedClaim(Rule):
    """Emotions and pain points of a journey rest on no research: they are assumptions.

    Assumptions are a fair beginning, and a poor ground for a budget: the pain that colleagues feel most is seldom the
    one that customers do. Research at the pain point, its touchpoint or its journey counts; of a future journey,
    whose emotions are intentions, none is asked.
    """

    fault = Fault("JM602", "unsupported-claim", Severity.INFO)
    since = "0.1"
    mend = "Name what you have as `research` at the touchpoint or pain point; ask customers about the rest."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: claim-damage
                name: Claims a water damage
                stages:
                  - id: report
                    name: Report
                    touchpoints:
                      - id: call
                        name: Calls at night
                        emotion: -1.5
                        pain_points: [{id: queue, summary: Waits 40 minutes while the water runs}]
            """,
            line=3,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            research:
              - {id: claimants, title: Interviews after a claim, kind: interview, date: 2026-05-31, n: 14}
            journeys:
              - id: claim-damage
                name: Claims a water damage
                stages:
                  - id: report
                    name: Report
                    touchpoints:
                      - id: call
                        name: Calls at night
                        emotion: -1.5
                        pain_points: [{id: queue, summary: Waits 40 minutes while the water runs}]
                        research: {id: claimants, count: 9, of: 14}
              - id: claim-damage-next
                name: Claims a water damage, and somebody comes
                state: future
                based_on: claim-damage
                stages: [{id: report, name: Report, emotion: 1}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a journey, with what is assumed."""
        for journey in workspace.survey.living:
            every = [] if journey.is_future else list(claims(journey))
            assumed = [claim for claim in every if not claim.support]
            if assumed:
                message = (
                    f"{len(assumed)} of {counted(len(every), 'claim')} in `{journey.value.id}` rest on no research: "
                    f"{_named(assumed)}"
                )
                yield self.found(journey.path, journey.pointer, message)


def _named(assumed: list[Claim]) -> str:
    emotions = [claim.id for claim in assumed if claim.kind == EMOTION]
    pains = [claim.id for claim in assumed if claim.kind == PAIN]
    parts = []
    if emotions:
        parts.append(f"the emotion at {listed(emotions)}")
    if pains:
        parts.append(f"the pain point{'' if len(pains) == 1 else 's'} {listed(pains)}")
    return "; ".join(parts)
