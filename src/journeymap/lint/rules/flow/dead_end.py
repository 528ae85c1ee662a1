"""JM302."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace


class DeadEnd(Rule):
    """A touchpoint whose `next` leads nowhere: only back to itself, or only ways that are for other personas.

    The customer stands there and the map does not know what comes then. Often nobody does, and a colleague invents it
    each time.

    An end of the journey is no dead end: it is written as `to: end`, or as `next: []`. Several touchpoints that lead
    to each other without a way out are an endless loop, JM303.
    """

    fault = Fault("JM302", "dead-end", Severity.WARNING)
    since = "0.1"
    mend = "Add the way on to `next`, or `{to: end, outcome: …}` where the journey ends."
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
                      - id: call
                        name: Calls the insurer
                        next: [{to: call, when: The line is busy}]
                      - {id: visit, name: Shows the damage to a surveyor}
            """,
            line=11,
        ),
        Bad(
            """
            journeymap: 1
            personas:
              - {id: tenant, name: Tenant}
              - {id: owner, name: Owner of a house}
              - {id: caretaker, name: Caretaker}
            journeys:
              - id: claim
                name: Reports water damage
                personas: [tenant, owner, caretaker]
                stages:
                  - id: report
                    name: Report
                    touchpoints:
                      - id: call
                        name: Calls the insurer
                        next:
                          - {to: photos, for: tenant}
                          - {to: visit, for: owner}
                      - {id: photos, name: Sends photographs, next: []}
                      - {id: visit, name: Shows the damage to a surveyor}
            """,
            line=17,
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
                          - {to: call, when: The line is busy}
                          - {to: end, when: It is below the excess, outcome: Pays it without the insurer}
                          - {to: visit}
                      - {id: visit, name: Shows the damage to a surveyor, next: []}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Touchpoints without a way on, for everyone or for some of those who take part."""
        for journey in workspace.survey.living:
            base = workspace.survey.base(journey)
            known = _dead_ends(base) if base else {}
            for name, stranded in _dead_ends(journey).items():
                left = [persona for persona in stranded if persona not in known.get(name, ())]
                if not left:
                    continue  # the journey it is based on has the same fault
                place = journey.by_id[name]
                who = workspace.survey.persona_names(left)
                message = f"no way leads on from `{place.label}` for {who}" if who else _only_itself(place.label)
                yield self.found(place.path, place.pointer / "next", message)


def _only_itself(label: str) -> str:
    return f"`{label}` leads only to itself: no customer gets any further"


def _dead_ends(journey: JourneyPlace) -> dict[str, list[str]]:
    """The touchpoints without a way on, and the personas that are stranded there; "" is everyone."""
    flow = journey.flow
    if not flow.whole:
        return {}
    found = {trap[0]: [""] for trap in flow.traps if len(trap) == 1}
    for persona in dict.fromkeys(name for place in journey.touchpoints for name in place.people):
        reachable = flow.reachable_for(persona)
        for place in journey.touchpoints:
            name = place.value.id
            if persona not in place.people or name not in reachable or "" in found.get(name, ()):
                continue
            if not any(way.open_to(persona) for way in flow.ways[name]):
                found.setdefault(name, []).append(persona)
    return found
