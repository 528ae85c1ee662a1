"""Evidence: references to research as the words that stand behind a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.journey import JourneyState
from journeymap.model.research import ResearchKind
from journeymap.render.links import safe_url
from journeymap.render.view_parts import EvidenceView, ResearchView, SourceView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.model.research import Research, ResearchReference
    from journeymap.render.building.context import Context
    from journeymap.render.view_parts import Strength


def evidence(context: Context, references: Sequence[ResearchReference], *, quiet: bool = False) -> EvidenceView:
    """What a claim rests on; "assumption" when nothing is named, and no word at all when `quiet`."""
    known = context.catalogue.research
    shown = [item for item in references if item.id in known or item.id not in context.hidden]
    if not shown:
        return _unproven(context, quiet=quiet or len(references) > 0)
    sources = tuple(_source(context, item) for item in shown)
    kinds = {getattr(context.catalogue.research.get(item.id), "kind", None) for item in shown}
    strength: Strength = "weak" if kinds == {ResearchKind.WORKSHOP} else "strong"
    text = ", ".join(dict.fromkeys(source.summary for source in sources))
    return EvidenceView(text, strength, sources)


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
