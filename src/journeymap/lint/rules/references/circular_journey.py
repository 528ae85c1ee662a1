"""JM203."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Related, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.index import Reference
    from journeymap.workspace.loader import Workspace


class CircularJourney(Rule):
    """A journey contains itself, as a sub-journey or through `based_on`, directly or by way of others.

    Such a map has no end for a reader, and no current state that a future one could start from.
    """

    fault = Fault("JM203", "circular-journey", Severity.ERROR)
    since = "0.1"
    mend = "Take one of the links out."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: buy
                name: Buys a bicycle
                stages:
                  - id: service
                    name: Service
                    touchpoints:
                      - {id: repair, name: Has it repaired, journey: repair}
              - id: repair
                name: Has a bicycle repaired
                stages:
                  - id: replace
                    name: Replace
                    touchpoints:
                      - {id: new, name: Buys a new one, journey: buy}
            """,
            line=9,
        ),
        Bad(
            """
            journeymap: 1
            journeys:
              - {id: buy, name: Buys a bicycle, state: future, based_on: buy, stages: [{id: choose, name: Choose}]}
            """,
            line=3,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: buy
                name: Buys a bicycle
                stages: [{id: use, name: Use, touchpoints: [{id: fix, name: Has it repaired, journey: repair}]}]
              - {id: repair, name: Has a bicycle repaired, stages: [{id: hand-in, name: Hand in}]}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a circle, at its first link."""
        links: dict[str, list[Reference]] = defaultdict(list)
        for reference in workspace.index.references:
            if reference.ref.kinds == (Kind.JOURNEY,) and reference.home and reference.home.journey:
                links[reference.home.journey].append(reference)
        for circle in _circles(links):
            names = " > ".join(f"`{link.home.journey}`" for link in circle if link.home)
            first, *others = circle
            yield self.fault.found(
                first.path,
                f"journeys in a circle: {names} > `{circle[-1].text}`",
                pointer=first.pointer,
                related=tuple(Related(f"leads on to `{link.text}`", link.path, link.pointer) for link in others),
                help_line=self.mend,
            )


def _circles(links: Mapping[str, list[Reference]]) -> Iterator[list[Reference]]:
    """Each circle once, as the links that make it, found by depth-first search without recursion."""
    done: set[str] = set()
    for start in links:
        path: list[Reference] = []
        on_path = {start: 0}
        pending = [iter(links[start])] if start not in done else []
        while pending:
            link = next(pending[-1], None)
            if link is None:
                pending.pop()
                left = path.pop().text if path else start
                on_path.pop(left, None)
                done.add(left)
            elif link.text in on_path:
                yield [*path[on_path[link.text] :], link]
            elif link.text in links and link.text not in done:
                path.append(link)
                on_path[link.text] = len(path)
                pending.append(iter(links[link.text]))
