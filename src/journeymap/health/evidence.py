"""What claims rest on: the strength of the evidence, and the assumption debt of a journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.health.values import Claims, ClaimsHealth, Evidence, Source
from journeymap.model.pain import PainStatus
from journeymap.model.persona import PersonaKind
from journeymap.model.research import ResearchKind
from journeymap.workspace.claims import EMOTION, PAIN, all_support, claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.health.known import Known
    from journeymap.health.values import Strength
    from journeymap.model.research import ResearchReference
    from journeymap.workspace.survey import JourneyPlace


def evidence(near: Sequence[ResearchReference], journey: JourneyPlace, known: Known) -> Evidence:
    """What something rests on, by the research at its place, else that of its journey."""
    behind = tuple(near) or journey.value.research
    research = known.catalogue.research
    shown = tuple(_source(item, known) for item in behind if item.id in research or item.id not in known.hidden)
    strength = _strength(behind, journey, known, is_shown=bool(shown))
    return Evidence(strength, shown, of_journey=bool(behind) and not near)


def of_feeling(near: Sequence[ResearchReference], journey: JourneyPlace, known: Known) -> Evidence:
    """What an emotion rests on: in a future journey it is an intention, whatever research stands at what it keeps."""
    return Evidence("intention") if journey.is_future else evidence(near, journey, known)


def _strength(behind: Sequence[ResearchReference], journey: JourneyPlace, known: Known, *, is_shown: bool) -> Strength:
    if journey.is_future:
        return "intention"
    if not behind:
        return "assumption"
    if not is_shown:
        return "withheld"
    return "weak" if _is_workshop_only(behind, journey, known) else "strong"


def _is_workshop_only(behind: Sequence[ResearchReference], journey: JourneyPlace, known: Known) -> bool:
    """Whether only colleagues were asked about a journey that is not theirs (the notion of JM607)."""
    research = known.catalogue.research
    kinds = {research[item.id].kind if item.id in research else None for item in behind}
    return kinds == {ResearchKind.WORKSHOP} and not _is_of_employees(journey, known)


def _is_of_employees(journey: JourneyPlace, known: Known) -> bool:
    personas = known.catalogue.personas
    kinds = [personas[name].kind for name in journey.value.personas if name in personas]
    return bool(kinds) and all(kind is PersonaKind.EMPLOYEE for kind in kinds)


def _source(reference: ResearchReference, known: Known) -> Source:
    research = known.catalogue.research.get(reference.id)
    kind = str(research.kind) if research and research.kind else ""
    return Source(reference.id, kind, reference.count, reference.of)


def claims_of(journey: JourneyPlace, known: Known) -> ClaimsHealth:
    """The claims of a journey by what they rest on; each emotion and each pain point is one."""
    counted = {EMOTION: Claims(), PAIN: Claims()}
    for claim in claims(journey):
        counted[claim.kind] += _one(claim.support, journey, known)
    whole = counted[EMOTION] + counted[PAIN]
    asked = whole.total > 0 and not journey.is_future
    return ClaimsHealth(
        emotions=counted[EMOTION],
        pains=counted[PAIN],
        assumed_pains=tuple(_assumed_open_pains(journey)),
        debt=whole.assumption / whole.total if asked else None,
        researched_share=whole.researched / whole.total if asked else None,
    )


def _assumed_open_pains(journey: JourneyPlace) -> Iterator[str]:
    for pain in journey.pains:
        if pain.value.status is PainStatus.OPEN and not all_support(pain):
            yield pain.value.id


def _one(behind: Sequence[ResearchReference], journey: JourneyPlace, known: Known) -> Claims:
    if not behind:
        return Claims(total=1, assumption=1)
    if _is_workshop_only(behind, journey, known):
        return Claims(total=1, workshop=1)
    return Claims(total=1, researched=1)
