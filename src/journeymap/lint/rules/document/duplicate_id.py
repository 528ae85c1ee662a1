"""JM107."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import DUPLICATE_ID, Related
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace


class DuplicateId(Rule):
    """Two objects have the same id, in one file or in two.

    Whoever refers to it reaches one of them, and nobody can tell which. Stages, touchpoints, pain points, gains and
    opportunities of a journey share one set of ids; every other section has its own across the workspace.
    """

    fault = DUPLICATE_ID
    since = "0.1"
    mend = "Give one of them another id, and mend what refers to it."
    bad = (
        Bad(
            """
            journeymap: 1
            teams:
              - {id: sales, name: Sales}
              - {id: sales, name: Field sales}
            """,
            line=4,
        ),
        Bad(
            """
            journeymap: 1
            journeys:
              - id: buy
                name: Buys a bicycle
                stages:
                  - id: choose
                    name: Choose
                    touchpoints: [{id: choose, name: Tries two}]
            """,
            line=8,
        ),
        Bad(
            """
            journeymap: 1
            teams: [{id: sales, name: Sales}]
            """,
            line=2,
            file="more.yaml",
            others={"first.yaml": "journeymap: 1\nteams: [{id: sales, name: Sales}]\n"},
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            teams: [{id: sales, name: Sales}]
            personas: [{id: sales, name: Sally the seller}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every id that is taken already, with the place that took it."""
        for first, later in workspace.index.duplicates():
            if later.path is None or first.path is None:
                continue
            kinds = "" if first.kind is later.kind else f" by a {first.kind.value}"
            place = "lifecycle" if later.kind is Kind.LIFECYCLE_STAGE else "journey"
            owner = f" in {place} `{later.owner}`" if later.owner else ""
            yield self.fault.found(
                later.path,
                f"the {later.kind.value} id `{later.id}` is taken{kinds}{owner}",
                pointer=later.pointer / "id",
                related=(Related("it is taken here", first.path, first.pointer / "id"),),
                help_line=self.mend,
            )
