"""JM603."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Related, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from journeymap.lint.wording import counted, listed
from journeymap.model import durations
from journeymap.model.values import Duration  # noqa: TC001  # a field's type
from journeymap.workspace.claims import claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.claims import Claim
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace


class StaleResearch(Rule):
    """Emotions or pain points of a journey rest on nothing but old research.

    What customers met two years ago is not what they meet today: prices, screens and people have changed. Old
    research beside newer, or without a date, is not asked about.
    """

    fault = Fault("JM603", "stale-research", Severity.WARNING)
    since = "0.1"
    mend = "Ask customers again, or look at what has come in since, and name it beside the old."
    bad = (
        Bad(
            """
            journeymap: 1
            research:
              - {id: diary, title: Diaries of commuters, kind: interview, date: 2022-05-31, n: 12}
            journeys:
              - id: commute
                name: Goes to work by train
                stages:
                  - id: wait
                    name: Wait
                    touchpoints:
                      - {id: platform, name: Waits on the platform, emotion: -0.5, research: diary}
            """,
            line=5,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            research:
              - {id: diary, title: Diaries of commuters, kind: interview, date: 2022-05-31, n: 12}
              - {id: app-survey, title: Survey in the app, kind: survey, date: 2026-08-31, n: 640}
            journeys:
              - id: commute
                name: Goes to work by train
                stages:
                  - id: wait
                    name: Wait
                    touchpoints:
                      - {id: platform, name: Waits on the platform, emotion: -0.5, research: [diary, app-survey]}
            """
        ),
    )

    class Options(RuleOptions):
        """From when research is old."""

        age: Duration = Field(default="18mo", description="The age from which research is old, such as 18mo or 2y.")

    options: Options

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a journey, with the claims and the research."""
        old = self._old_research(workspace)
        for journey in workspace.survey.living:
            every = [] if journey.is_future or not old else list(claims(journey))
            resting = [claim for claim in every if claim.support and all(item.id in old for item in claim.support)]
            if resting:
                yield self._finding(journey, resting, workspace)

    def _old_research(self, workspace: Workspace) -> frozenset[str]:
        return frozenset(
            item.id
            for item in workspace.catalogue.research.values()
            if item.date is not None and durations.after(item.date, self.options.age) < workspace.today
        )

    def _finding(self, journey: JourneyPlace, resting: list[Claim], workspace: Workspace) -> Diagnostic:
        used = {item.id for claim in resting for item in claim.support}
        items = [placed for placed in workspace.survey.research if placed.value.id in used]
        rest = "rests" if len(resting) == 1 else "rest"
        at = list(dict.fromkeys(claim.id for claim in resting))
        message = (
            f"{counted(len(resting), 'claim')} in `{journey.value.id}` {rest} on nothing newer than "
            f"{durations.words(self.options.age)}: {listed(at)} (research {listed([item.value.id for item in items])})"
        )
        others = tuple(Related(f"this is from {item.value.date}", item.path, item.pointer) for item in items)
        return self.found(journey.path, journey.pointer, message, related=others)
