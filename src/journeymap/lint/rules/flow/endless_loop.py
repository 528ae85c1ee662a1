"""JM303."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Related, Severity
from journeymap.lint.rule import Bad, Good, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic, Pointer
    from journeymap.workspace.flow import Flow
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace


class EndlessLoop(Rule):
    """Touchpoints lead round in a circle, and no way leads out of it.

    A customer who gets in is sent from one to the next for ever: between the help page and the form, between two
    departments. In truth people do leave such a circle, by giving up, and the map hides how many.

    A circle with a way out, such as trying again until it works, is none. One finding stands for the whole circle.
    """

    fault = Fault("JM303", "endless-loop", Severity.WARNING)
    since = "0.1"
    mend = "Add the way out, if only `{to: end, outcome: Gives up}`."
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
                      - {id: call, name: Calls the insurer}
                      - {id: form, name: Fills in the form}
                      - {id: letter, name: Is told that a paper is missing, next: [{to: form}]}
            """,
            line=11,
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
                      - {id: form, name: Fills in the form}
                      - id: check
                        name: Learns whether all is there
                        next: [{to: form, when: A paper is missing, share: 0.4}, {to: end, outcome: It is paid}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every circle that can be entered and not left."""
        for journey in workspace.survey.living:
            base = workspace.survey.base(journey)
            known = _circles(base.flow) if base else set()
            for circle in sorted(_circles(journey.flow) - known, key=lambda names: journey.by_id[names[0]].number):
                places = [journey.by_id[name] for name in circle]
                names = ", ".join(f"`{place.label}`" for place in places)
                yield self.found(
                    journey.path,
                    _way_back(journey, circle),
                    f"a circle that no way leads out of: {names}",
                    related=tuple(Related("in the circle", place.path, place.pointer / "id") for place in places),
                )


def _circles(flow: Flow) -> set[tuple[str, ...]]:
    return {trap for trap in flow.traps if len(trap) > 1} if flow.whole else set()


def _way_back(journey: JourneyPlace, circle: tuple[str, ...]) -> Pointer:
    """The last way in the circle that leads back; there is one, since the order of the list only leads on."""
    for name in reversed(circle):
        for way in reversed(journey.flow.ways[name]):
            target = journey.by_id.get(way.target or "")
            if target is not None and target.number <= journey.by_id[name].number:
                pointer = journey.by_id[name].pointer
                return pointer if way.position is None else pointer / "next" / way.position
    return journey.by_id[circle[-1]].pointer / "id"
