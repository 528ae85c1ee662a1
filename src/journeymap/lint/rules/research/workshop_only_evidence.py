"""JM607."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.wording import listed
from journeymap.model.persona import PersonaKind
from journeymap.model.research import ResearchKind
from journeymap.workspace.claims import research_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace


class WorkshopOnlyEvidence(Rule):
    """All research of a journey is workshops: nobody asked a customer.

    Colleagues know what reaches them. They do not see those who gave up, and they feel their own pains strongest. A
    journey of employees, whom a workshop does ask, is another matter.
    """

    fault = Fault("JM607", "workshop-only-evidence", Severity.INFO)
    since = "0.1"
    mend = "Talk to five customers, or look at what they did, and name it as `research`."
    bad = (
        Bad(
            """
            journeymap: 1
            research:
              - {id: kick-off, title: Kick-off with the branches, kind: workshop, date: 2026-09-17, n: 11}
            journeys:
              - id: mortgage
                name: Takes out a mortgage
                research: kick-off
                stages:
                  - {id: ask, name: Ask, touchpoints: [{id: call, name: Calls the branch, emotion: -1}]}
            """,
            line=5,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            research:
              - {id: kick-off, title: Kick-off with the branches, kind: workshop, date: 2026-09-17, n: 11}
              - {id: buyers, title: Talks with first-time buyers, kind: interview, date: 2026-10-20, n: 6}
            journeys:
              - id: mortgage
                name: Takes out a mortgage
                research: kick-off
                stages:
                  - id: ask
                    name: Ask
                    touchpoints: [{id: call, name: Calls the branch, emotion: -1, research: buyers}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a current journey of customers."""
        for journey in workspace.survey.living:
            if journey.is_future or _is_of_employees(journey, workspace):
                continue
            used = research_of(journey)
            items = [workspace.catalogue.research.get(name) for name in sorted(used)]
            if used and all(item is not None and item.kind is ResearchKind.WORKSHOP for item in items):
                which = listed(sorted(used))
                message = f"`{journey.value.id}` rests on workshops alone ({which}): nobody asked a customer"
                yield self.found(journey.path, journey.pointer, message)


def _is_of_employees(journey: JourneyPlace, workspace: Workspace) -> bool:
    known = workspace.catalogue.personas
    kinds = [known[name].kind for name in journey.value.personas if name in known]
    return bool(kinds) and all(kind is PersonaKind.EMPLOYEE for kind in kinds)
