"""JM604."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from journeymap.model.pain import PainSeverity
from journeymap.workspace.claims import nearest_support

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.pain import PainPoint
    from journeymap.model.research import ResearchReference
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace

_GRAVE = frozenset({PainSeverity.HIGH, PainSeverity.CRITICAL})


class SmallSample(Rule):
    """A share, or a high or critical severity, rests on very few people or cases.

    Two of three is not two thirds of all customers. A few talks show that a pain exists, and not how many it hurts;
    work is ranked by such numbers as if they were counted. Where it is unknown on how many a claim rests, nothing
    is said.
    """

    fault = Fault("JM604", "small-sample", Severity.WARNING)
    since = "0.1"
    mend = "Ask more people or count cases; until then leave the share out, or the severity lower."
    bad = (
        Bad(
            """
            journeymap: 1
            research:
              - {id: first-talks, title: First talks, kind: interview, date: 2026-09-30, n: 3}
            journeys:
              - id: hire
                name: Hires a van
                stages:
                  - id: collect
                    name: Collect
                    touchpoints:
                      - id: desk
                        name: Stands at the desk
                        pain_points:
                          - id: deposit
                            summary: Did not know of the deposit
                            share_affected: 0.67
                            research: {id: first-talks, count: 2, of: 3}
            """,
            line=16,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            research:
              - {id: first-talks, title: First talks, kind: interview, date: 2026-09-30, n: 3}
              - {id: desk-log, title: Log at the desk, kind: analytics, date: 2026-10-31, n: 212}
            journeys:
              - id: hire
                name: Hires a van
                stages:
                  - id: collect
                    name: Collect
                    touchpoints:
                      - id: desk
                        name: Stands at the desk
                        pain_points:
                          - {id: deposit, summary: Did not know of the deposit, severity: medium, research: first-talks}
                          - {id: queue, summary: Waits, share_affected: 0.4, research: [first-talks, desk-log]}
            """
        ),
    )

    class Options(RuleOptions):
        """How many are few."""

        n: int = Field(default=5, ge=1, description="The number of people or cases below which a sample is small.")

    options: Options

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every share and every grave severity of a current journey on a small sample."""
        for journey in workspace.survey.living:
            if not journey.is_future:
                yield from self._pains(journey, workspace)
                yield from self._ways(journey, workspace)

    def _pains(self, journey: JourneyPlace, workspace: Workspace) -> Iterator[Diagnostic]:
        for pain in journey.pains:
            weight = _weight(pain.value)
            n = _sample(nearest_support(pain), workspace)
            if weight and n is not None and n < self.options.n:
                key, words = weight
                message = f"the pain point `{pain.value.id}` {words}, and rests on n = {n}"
                yield self.found(pain.path, pain.pointer / key, message)

    def _ways(self, journey: JourneyPlace, workspace: Workspace) -> Iterator[Diagnostic]:
        for place in journey.touchpoints:
            for position, way in enumerate(place.value.next or ()):
                n = _sample(way.research, workspace)
                if way.share is not None and n is not None and n < self.options.n:
                    message = f"the share of {way.share:g} from `{place.value.id}` to `{way.to}` rests on n = {n}"
                    yield self.found(place.path, place.pointer / "next" / position / "share", message)


def _weight(pain: PainPoint) -> tuple[str, str] | None:
    """What of a pain point needs a sample, as its key and in words; the share before the severity."""
    if pain.share_affected is not None:
        return "share_affected", f"is said to hurt a share of {pain.share_affected:g}"
    if pain.severity in _GRAVE:
        return "severity", f"is said to be {pain.severity}"
    return None


def _sample(references: Iterable[ResearchReference], workspace: Workspace) -> int | None:
    """On how many people or cases references rest together; None where one of them does not say."""
    known = workspace.catalogue.research
    numbers: dict[str, int] = {}
    for reference in references:
        item = known.get(reference.id)
        n = reference.of if reference.of is not None else item.n if item else None
        if n is None:
            return None
        numbers[reference.id] = max(n, numbers.get(reference.id, 0))
    return sum(numbers.values()) if numbers else None
