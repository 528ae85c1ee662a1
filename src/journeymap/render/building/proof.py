"""Evidence: references to research as the words that stand behind a claim.

A claim rests on the research at its place, else on that of its journey (the notion of the rule JM602): where a journey
names research, nothing in it is an assumption. An emotion of a future journey is an intention, whatever it keeps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.journey import JourneyState
from journeymap.model.persona import PersonaKind
from journeymap.model.research import ResearchKind
from journeymap.render.links import safe_url
from journeymap.render.view_parts import EvidenceView, ResearchView, SourceView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.model.research import Research, ResearchReference
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.render.building.context import Context
    from journeymap.render.view_parts import Strength


def evidence(context: Context, references: Sequence[ResearchReference], *, quiet: bool = False) -> EvidenceView:
    """What something rests on; "assumption" when nothing is named, and no word at all when `quiet`."""
    known = context.catalogue.research
    shown = [item for item in references if item.id in known or item.id not in context.hidden]
    if not shown:
        return _withheld(context, quiet=quiet) if references else _unproven(context, quiet=quiet)
    sources = tuple(_source(context, item) for item in shown)
    text = ", ".join(dict.fromkeys(source.summary for source in sources))
    return EvidenceView(text, _strength(context, references), sources)


def of_feeling(context: Context, touchpoint: Touchpoint) -> EvidenceView:
    """What the emotion of a touchpoint rests on; an intention in a future journey."""
    if context.journey.state is JourneyState.FUTURE:
        return EvidenceView("", "intention")
    if touchpoint.emotion is None:
        return evidence(context, touchpoint.research, quiet=True)
    return of_claim(context, touchpoint.research)


def of_claim(context: Context, *near: Sequence[ResearchReference]) -> EvidenceView:
    """What a claim rests on: the first of the places near it that names research, else its journey's."""
    own = next((references for references in near if references), ())
    if own or not context.journey.research:
        return evidence(context, own)
    found = evidence(context, context.journey.research)
    if not found.sources:
        return found
    return EvidenceView(context.words("report.proof.journey", text=found.text), found.strength)


def rests_on_research(context: Context, references: Sequence[ResearchReference]) -> bool:
    """Whether there is more behind a claim than what colleagues believe of others (the notion of JM602 and JM607)."""
    return bool(references) and (_strength(context, references) == "strong" or _is_of_employees(context))


def _is_of_employees(context: Context) -> bool:
    known = context.catalogue.personas
    kinds = [known[name].kind for name in context.journey.personas if name in known]
    return bool(kinds) and all(kind is PersonaKind.EMPLOYEE for kind in kinds)


def _strength(context: Context, references: Sequence[ResearchReference]) -> Strength:
    kinds = {getattr(context.catalogue.research.get(item.id), "kind", None) for item in references}
    return "weak" if kinds == {ResearchKind.WORKSHOP} else "strong"


def _withheld(context: Context, *, quiet: bool) -> EvidenceView:
    """For a claim behind which there is research that must not be named."""
    return EvidenceView("" if quiet else context.words("public.withheld"), "withheld")


def _unproven(context: Context, *, quiet: bool) -> EvidenceView:
    if quiet:
        return EvidenceView("", "assumption")
    if context.journey.state is JourneyState.FUTURE:
        return EvidenceView("", "intention")
    return EvidenceView(context.words("evidence.assumption"), "assumption")


def _source(context: Context, reference: ResearchReference) -> SourceView:
    research = context.catalogue.research.get(reference.id)
    kind = context.words.choice("research", str(research.kind) if research and research.kind else "other")
    return SourceView(
        id=reference.id,
        title=research.title if research else reference.id,
        kind=kind,
        summary=_summary(context, reference, kind),
        quote=reference.quote or "",
    )


def _summary(context: Context, reference: ResearchReference, kind: str) -> str:
    if reference.count is None:
        return kind
    if reference.of is None:
        numbers = context.words("evidence.count", count=context.words.number(reference.count))
    else:
        count, of = context.words.number(reference.count), context.words.number(reference.of)
        numbers = context.words("evidence.of", count=count, of=of)
    return context.words("evidence.text", numbers=numbers, kind=kind)


def research_list(context: Context, ids: Sequence[str]) -> tuple[ResearchView, ...]:
    """The research items with these ids, each once, in the order of the catalogue."""
    wanted = set(ids)
    return tuple(_research(context, item) for item in context.catalogue.research.values() if item.id in wanted)


def _research(context: Context, item: Research) -> ResearchView:
    return ResearchView(
        id=item.id,
        title=item.title,
        kind=context.words.choice("research", item.kind),
        date=context.words.date(item.date),
        n="" if item.n is None else context.words("measure.n", n=context.words.number(item.n)),
        author=item.author or "",
        url=safe_url(item.url or ""),
        file=item.file or "",
    )
