"""JM601."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.model import durations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace


class ReviewOverdue(Rule):
    """A journey was to be reviewed by a day that has passed.

    A map that nobody has held against reality since then is still believed, by those who decide with it. A future
    journey is an intention and has no reality to be held against.
    """

    fault = Fault("JM601", "review-overdue", Severity.WARNING)
    since = "0.1"
    mend = "Go through the journey with those who serve it, and set `reviewed` to that day."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: move-house
                name: Takes the electricity along to a new home
                reviewed: 2024-01-31
                review_every: 6mo
                stages: [{id: tell, name: Tell us}]
            """,
            line=5,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: move-house
                name: Takes the electricity along to a new home
                reviewed: 2026-09-30
                review_every: 6mo
                stages: [{id: tell, name: Tell us}]
              - id: move-house-1990
                name: Takes the electricity along, by letter
                status: retired
                reviewed: 2020-01-31
                review_every: 1y
                stages: [{id: write, name: Write to us}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every journey as it is today whose next review lies before today."""
        for journey in workspace.survey.living:
            reviewed, interval = journey.value.reviewed, journey.value.review_every
            if journey.is_future or reviewed is None or interval is None:
                continue
            due = durations.after(reviewed, interval)
            if due < workspace.today:
                message = (
                    f"the review of `{journey.value.id}` was due on {due}: "
                    f"it was last reviewed on {reviewed}, to be repeated after {durations.words(interval)}"
                )
                yield self.found(journey.path, journey.pointer / "reviewed", message)
