"""JM301."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.flow import Flow
    from journeymap.workspace.loader import Workspace


class UnreachableTouchpoint(Rule):
    """No way leads from the start of the journey to a touchpoint.

    No customer ever comes there, though somebody describes it, measures it and pays for it. Usually the touchpoint
    before it got a `next` that leads past it.

    Where several touchpoints hang together, only the first of them is reported. Nothing is said of a journey in which
    a way leads to a touchpoint that is not there: JM201 tells that, and what is reachable shows when it is mended.
    """

    fault = Fault("JM301", "unreachable-touchpoint", Severity.WARNING)
    since = "0.1"
    mend = "Lead to it from the `next` of a touchpoint before it, or take it out."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: claim
                name: Reports water damage
                stages:
                  - id: report
                    name: Report
                    touchpoints:
                      - {id: call, name: Calls the insurer, next: [{to: visit}]}
                      - {id: photos, name: Sends photographs}
                      - {id: visit, name: Shows the damage to a surveyor}
            """,
            line=10,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: claim
                name: Reports water damage
                stages:
                  - id: report
                    name: Report
                    touchpoints:
                      - id: call
                        name: Calls the insurer
                        next:
                          - {to: visit, when: It is a large damage, share: 0.3}
                          - {to: photos, when: It is a small damage}
                      - {id: photos, name: Sends photographs}
                      - {id: visit, name: Shows the damage to a surveyor}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """The first of each group of touchpoints that hang together and cannot be reached."""
        for journey in workspace.survey.living:
            base = workspace.survey.base(journey)
            known = _lost_steps(base.flow) if base else {}
            for name, followers in _lost_steps(journey.flow).items():
                if name in known:
                    continue  # the journey it is based on has the same fault
                place = journey.by_id[name]
                more = f", nor to the {len(followers)} that only follow from it" if followers else ""
                yield self.found(
                    place.path, place.pointer / "id", f"no way leads from the start to `{place.label}`{more}"
                )


def _lost_steps(flow: Flow) -> dict[str, frozenset[str]]:
    """The first unreachable touchpoint of each group, and those that are only reached from it."""
    if not flow.whole:
        return {}
    lost = [name for name in flow.order if name not in flow.reachable]
    after = {name: flow.after(name) for name in lost}
    found: dict[str, frozenset[str]] = {}
    for name in lost:
        before = [other for other in lost if name in after[other]]
        if all(other in after[name] for other in before) and not any(other in found for other in before):
            found[name] = after[name] - flow.reachable - {name}
    return found
