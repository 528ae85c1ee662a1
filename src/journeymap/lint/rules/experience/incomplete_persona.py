"""JM407."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from journeymap.lint.rules.experience.profile import categories, has_goals
from journeymap.lint.wording import listed
from journeymap.model.persona import PersonaKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace


class IncompletePersona(Rule):
    """A persona lacks the data that makes a profile: goals or jobs, and at least two categories.

    Without it everybody imagines somebody else, and the map is drawn for nobody. The categories are demographic,
    firmographic, technographic, psychographic and behavioural data; a `segment` in data counts as one. Where only the
    goals are missing, `missing-goal` says so. Anti-personas are not asked.
    """

    class Options(RuleOptions):
        """What a profile needs."""

        categories: int = Field(default=2, ge=0, le=6, description="How many categories a profile needs.")

    options: Options
    fault = Fault("JM407", "incomplete-persona", Severity.WARNING)
    since = "0.1"
    mend = "Write what you know of them: goals or `jobs`, and two of the five categories of data."
    bad = (
        Bad(
            """
            journeymap: 1
            personas:
              - id: pat
                name: Pat, commuter
                summary: Rides to work all year round
            """,
            line=3,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            personas:
              - id: pat
                name: Pat, commuter
                jobs: [Get to work dry and on time]
                psychographic: {challenges: [No shower at work]}
                behavioural: {channels: [app], triggers: [The train is late again]}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each persona."""
        for placed in workspace.survey.personas:
            persona = placed.value
            known = categories(persona)
            if persona.kind is PersonaKind.ANTI_PERSONA or len(known) >= self.options.categories:
                continue  # goals alone are JM409
            kinds = f"no more than {listed(known)} data" if known else "no data"
            goals = "" if has_goals(persona) else ", and neither goals nor jobs"
            yield self.found(placed.path, placed.pointer / "id", f"the profile of `{persona.id}` has {kinds}{goals}")
