"""JM606."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace


class FutureDate(Rule):
    """Something that has happened, such as an interview or a review, is dated in the future.

    A slip in a year makes stale research look fresh, and an overdue review look done.
    """

    fault = Fault("JM606", "future-date", Severity.ERROR)
    since = "0.1"
    mend = "Correct the date; what is planned belongs to `review_every` or to an initiative's `due`."
    bad = (
        Bad(
            """
            journeymap: 1
            research:
              - id: talks
                title: Talks with new customers
                date: 2999-03-31
            """,
            line=5,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            research:
              - {id: talks, title: Talks with new customers, date: 2024-03-31}
            initiatives:
              - {id: faster, name: Answer faster, due: 2999-01-01}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every date that cannot lie after today, and does."""
        for dated in workspace.index.dates:
            try:
                day = datetime.date.fromisoformat(dated.text)
            except ValueError:
                continue  # no date at all is JM105
            if day > workspace.today:
                key = next(part for part in reversed(dated.pointer) if isinstance(part, str))
                yield self.fault.found(
                    dated.path,
                    f"`{key}` lies in the future: {day} is after today, {workspace.today}",
                    pointer=dated.pointer,
                    help_line=self.mend,
                )
