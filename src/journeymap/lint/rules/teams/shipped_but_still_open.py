"""JM507."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Related, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.wording import listed
from journeymap.model.initiative import InitiativeStatus
from journeymap.model.journey import JourneyStatus
from journeymap.model.pain import PainStatus
from journeymap.workspace.claims import all_support

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.initiative import Initiative
    from journeymap.model.pain import PainPoint
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, Survey, Within

_ACTIVE = frozenset({InitiativeStatus.PLANNED, InitiativeStatus.DOING})


class ShippedButStillOpen(Rule):
    """An initiative has shipped, a pain that it addresses is still open, and nobody has looked since.

    Either the customer is helped and the map does not know it, or the work did not help and nobody knows it. A pain
    with research after the day on which it shipped (`due`), or with other work under way, is not asked about.
    """

    fault = Fault("JM507", "shipped-but-still-open", Severity.WARNING)
    since = "0.1"
    mend = "Ask customers again: set the pain to `status: addressed`, or name research from after the change."
    bad = (
        Bad(
            """
            journeymap: 1
            teams:
              - {id: billing, name: Billing}
            research:
              - {id: calls, title: Calls about invoices, kind: support-tickets, date: 2024-01-31, n: 80}
            journeys:
              - id: pay
                name: Pays the invoice
                owner: billing
                stages:
                  - id: read
                    name: Read
                    touchpoints:
                      - id: invoice
                        name: Reads the invoice
                        pain_points:
                          - {id: unreadable, summary: Cannot tell what it is for, research: calls}
            initiatives:
              - id: plain-invoice
                name: An invoice that can be read
                owner: billing
                addresses: pay/unreadable
                status: shipped
                due: 2024-06-30
            """,
            line=23,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            teams:
              - {id: billing, name: Billing}
            research:
              - {id: calls, title: Calls about invoices, kind: support-tickets, date: 2024-12-31, n: 80}
            journeys:
              - id: pay
                name: Pays the invoice
                owner: billing
                stages:
                  - id: read
                    name: Read
                    touchpoints:
                      - id: invoice
                        name: Reads the invoice
                        pain_points:
                          - {id: unreadable, summary: Cannot tell what it is for, status: addressed}
                          - {id: too-late, summary: Comes after the due day, research: calls}
            initiatives:
              - id: plain-invoice
                name: An invoice that can be read
                owner: billing
                addresses: [pay/unreadable, pay/too-late]
                status: shipped
                due: 2024-06-30
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding an initiative, with the pains that are open."""
        survey = workspace.survey
        worked_on = {
            pain.name
            for placed in survey.initiatives
            if placed.value.status in _ACTIVE
            for pain in _pains_of(placed.value, survey)
        }
        for placed in survey.initiatives:
            if placed.value.status is not InitiativeStatus.SHIPPED:
                continue
            left = [
                pain
                for pain in _pains_of(placed.value, survey)
                if pain.value.status is PainStatus.OPEN
                and pain.name not in worked_on
                and not _looked_at_since(pain, placed.value, workspace)
            ]
            if left:
                names = listed([pain.name for pain in left])
                is_open = "is" if len(left) == 1 else "are"
                message = f"`{placed.value.id}` has shipped, {names} {is_open} still open, and no research is newer"
                others = tuple(Related("this pain point is open", pain.path, pain.pointer) for pain in left)
                yield self.found(placed.path, placed.pointer / "status", message, related=others)


def _pains_of(initiative: Initiative, survey: Survey) -> list[Within[PainPoint]]:
    """The pains that an initiative addresses, also by way of an opportunity, each once, retired journeys left out."""
    found: dict[str, Within[PainPoint]] = {}
    for name in initiative.addresses:
        journey, _, claim = name.partition("/")
        for place in _journeys_that_may_have(journey, survey):
            taken_up = [item.value.addresses for item in place.opportunities if item.value.id == claim]
            ids = {claim, *(pain.rpartition("/")[2] for pains in taken_up for pain in pains)}
            found.update({pain.name: pain for pain in place.pains if pain.value.id in ids})
    return list(found.values())


def _journeys_that_may_have(name: str, survey: Survey) -> Iterator[JourneyPlace]:
    """The journey, or for what a future one has from the current one, that one."""
    journey = survey.journey(name)
    base = survey.journey(journey.value.based_on) if journey else None
    for place in (journey, base):
        if place and not place.is_future and place.value.status is not JourneyStatus.RETIRED:
            yield place


def _looked_at_since(pain: Within[PainPoint], initiative: Initiative, workspace: Workspace) -> bool:
    """Whether research behind the pain is from after the day on which the initiative shipped, as far as it is known."""
    if initiative.due is None or initiative.due > workspace.today:
        return False
    known = workspace.catalogue.research
    dates = [known[item.id].date for item in all_support(pain) if item.id in known]
    return any(date is not None and date > initiative.due for date in dates)
