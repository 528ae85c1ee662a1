"""JM506."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.wording import counted
from journeymap.model.initiative import InitiativeStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace

_DONE = frozenset({InitiativeStatus.SHIPPED, InitiativeStatus.DROPPED})


class OverdueInitiative(Rule):
    """The day on which an initiative shall be there has passed, and it is neither shipped nor dropped.

    Everybody who reads the map believes that the pain is about to go, and the customer still has it.
    """

    fault = Fault("JM506", "overdue-initiative", Severity.WARNING)
    since = "0.1"
    mend = "Set `status: shipped` or `dropped`, or a `due` that somebody stands by."
    bad = (
        Bad(
            """
            journeymap: 1
            teams:
              - {id: billing, name: Billing}
            initiatives:
              - id: plain-invoice
                name: An invoice that can be read
                owner: billing
                status: doing
                due: 2024-06-30
            """,
            line=9,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            teams:
              - {id: billing, name: Billing}
            initiatives:
              - {id: plain-invoice, name: An invoice that can be read, owner: billing, status: shipped, due: 2024-06-30}
              - {id: pay-by-phone, name: Pay by phone, owner: billing, status: planned, due: 2999-06-30}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every initiative that was due before today."""
        for placed in workspace.survey.initiatives:
            item = placed.value
            if item.due is None or item.due >= workspace.today or item.status in _DONE:
                continue
            late = counted((workspace.today - item.due).days, "day")
            status = f"is still `{item.status}`" if item.status else "does not say that it shipped"
            message = f"`{item.id}` was due on {item.due}, {late} ago, and {status}"
            yield self.found(placed.path, placed.pointer / "due", message)
