"""JM306."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.transition import Transition
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace

_ROUNDING = 0.005
"""What a share can be off by where it was rounded to a whole percent."""


class SharesExceedOne(Rule):
    """The shares of the ways out of a touchpoint sum to more than all customers.

    A number on the map is wrong, and with it every figure that is reckoned from it: how many drop out, how many a
    mended pain would help. Shares that sum to less than one are no fault: they leave the rest unknown.

    Ways with `also` stand outside the shares. Where ways are `for` certain personas the sum is taken for each of them.
    Half a percent for each share is put down to rounding, so 0.34, 0.33 and 0.34 may stand.
    """

    fault = Fault("JM306", "shares-exceed-one", Severity.ERROR)
    since = "0.1"
    mend = "Correct the shares, or mark a way that is taken beside the others with `also: true`."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: join
                name: Joins the gym
                stages:
                  - id: sign
                    name: Signs
                    touchpoints:
                      - id: form
                        name: Fills in the form
                        next:
                          - {to: pay, share: 0.7}
                          - {to: end, share: 0.4, outcome: Gives up}
                      - {id: pay, name: Pays}
            """,
            line=12,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: join
                name: Joins the gym
                stages:
                  - id: sign
                    name: Signs
                    touchpoints:
                      - id: form
                        name: Fills in the form
                        next:
                          - {to: pay, share: 0.7}
                          - {to: tour, share: 0.5, also: true, when: Wants to see the hall first}
                          - {to: end, share: 0.2, outcome: Gives up}
                      - {id: tour, name: Is shown round}
                      - {id: pay, name: Pays}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every touchpoint whose ways out take more customers than there are."""
        for journey in workspace.survey.journeys:
            base = workspace.survey.base(journey)
            known = _sums(base) if base else {}
            for name, (total, people) in _sums(journey).items():
                if name in known:
                    continue  # kept: the journey it is based on has the same fault
                place = journey.by_id[name]
                who = f" for {workspace.survey.persona_names([people])}" if people else ""
                yield self.found(
                    place.path,
                    place.pointer / "next",
                    f"the shares of the ways out of `{place.label}` sum to {total:.4g}{who}",
                )


def _sums(journey: JourneyPlace) -> dict[str, tuple[float, str]]:
    """The touchpoints whose shares exceed one, each with the sum and the persona it holds for; "" is everyone."""
    found: dict[str, tuple[float, str]] = {}
    for place in journey.touchpoints:
        ways = [way for way in place.value.next or () if way.share is not None and not way.also]
        for persona in ("", *dict.fromkeys(name for way in ways for name in way.for_)):
            open_ways = [way for way in ways if not way.for_ or persona in way.for_]
            total = _total(open_ways)
            if total - 1 > _ROUNDING * len(open_ways) + 1e-9:
                found[place.value.id] = (total, persona)
                break
    return found


def _total(ways: Sequence[Transition]) -> float:
    return math.fsum(way.share for way in ways if way.share is not None)
