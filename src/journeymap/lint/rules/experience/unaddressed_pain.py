"""JM403."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.experience.addressed import addressed_pains, is_bad_and_open
from journeymap.lint.rules.experience.lived import inner_journey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.pain import PainPoint
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import Survey, Within


class UnaddressedPain(Rule):
    """A pain of high or critical severity is open, and no opportunity or initiative addresses it.

    Customers think of leaving, and the map shows that nobody means to do anything about it. What was dropped does not
    count; what was shipped does. Drafts are not asked, and a pain at a touchpoint whose journey inside has
    opportunities is answered there.
    """

    fault = Fault("JM403", "unaddressed-pain", Severity.WARNING)
    since = "0.1"
    mend = "Write an opportunity or an initiative that `addresses` it, or set its `status` to accepted and say why."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: move-house
                name: Moves the contract to a new flat
                stages:
                  - id: tell-us
                    name: Tells us
                    touchpoints:
                      - id: form
                        name: Fills in the form
                        emotion: -1
                        pain_points:
                          - {id: no-old-number, summary: Nobody has the old meter's number at hand, severity: high}
            initiatives:
              - {id: photo, name: Photograph of the meter, addresses: move-house/no-old-number, status: dropped}
            """,
            line=13,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: move-house
                name: Moves the contract to a new flat
                stages:
                  - id: tell-us
                    name: Tells us
                    touchpoints:
                      - id: form
                        name: Fills in the form
                        emotion: -1
                        pain_points:
                          - {id: no-old-number, summary: Nobody has the old meter's number at hand, severity: high}
                        opportunities:
                          - {id: look-it-up, summary: Find the meter by its address, addresses: no-old-number}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each pain, where it is written."""
        survey = workspace.survey
        addressed = addressed_pains(survey)
        for journey in survey.living:
            if journey.is_draft:
                continue
            base = survey.journey(journey.value.based_on)
            known = {pain.value.id for pain in base.pains} if base else set()
            for pain in journey.pains:
                if not is_bad_and_open(pain.value) or pain.name in addressed or pain.value.id in known:
                    continue
                if not _is_answered_inside(pain, survey, addressed):
                    yield self.found(pain.path, pain.pointer / "severity", _message(pain))


def _is_answered_inside(pain: Within[PainPoint], survey: Survey, addressed: frozenset[str]) -> bool:
    inner = inner_journey(pain.touchpoint, survey) if pain.touchpoint else None
    return inner is not None and any(item.name in addressed for item in inner.pains)


def _message(pain: Within[PainPoint]) -> str:
    return f"`{pain.value.id}` is open and {pain.value.severity}, and no opportunity or initiative addresses it"
