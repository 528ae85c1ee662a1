"""JM414."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.experience.lived import is_inside_out, writes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace


class InsideOutTouchpoint(Rule):
    """A touchpoint has only work behind the scenes, and nothing that the customer does or sees.

    It is a step of the house's own process. Customers do not live through it, and a map of such steps shows how busy
    the teams are and not what it is like to wait for them. Anything of the customer's counts: an action, a channel, a
    wait, a thought, an emotion, a pain. Journeys of employees are not asked: work is what they live.
    """

    fault = Fault("JM414", "inside-out-touchpoint", Severity.WARNING)
    since = "0.1"
    mend = "Say what the customer does, sees or waits for meanwhile, or move the work to the touchpoint that it serves."
    bad = (
        Bad(
            """
            journeymap: 1
            teams: [{id: underwriting, name: Underwriting}]
            journeys:
              - id: insure-a-boat
                name: Insures a boat
                goal: Sail on Saturday
                stages:
                  - id: apply
                    name: Apply
                    touchpoints:
                      - {id: form, name: Fills in the form, channel: web, emotion: 0}
                      - id: risk-check
                        name: Risk check
                        backstage: [{do: Looks up the boat's age, by: underwriting}]
            """,
            line=12,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            teams: [{id: underwriting, name: Underwriting}]
            journeys:
              - id: insure-a-boat
                name: Insures a boat
                goal: Sail on Saturday
                stages:
                  - id: apply
                    name: Apply
                    touchpoints:
                      - {id: form, name: Fills in the form, channel: web, emotion: 0}
                      - id: risk-check
                        name: Hears that a person looks at it
                        actions: [Looks for a mail twice a day]
                        backstage: [{do: Looks up the boat's age, by: underwriting}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each touchpoint."""
        survey = workspace.survey
        for journey in survey.living:
            for place in journey.touchpoints:
                if is_inside_out(place, survey) and writes(place, survey, "backstage", "support"):
                    message = (
                        f"`{place.value.id}` is work behind the scenes only, nothing that the customer does or sees"
                    )
                    yield self.found(place.path, place.pointer / "id", message)
