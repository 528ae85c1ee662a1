"""A journey as a Markdown document for wikis: what its map says, in headings, tables and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.markdown_curve import curve_lines
from journeymap.render.markdown_stage import bracketed, facts, stage_lines
from journeymap.render.markdown_tables import row_of
from journeymap.render.markdown_text import line, phrase, quotation
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.options import Options
    from journeymap.render.view import JourneyView
    from journeymap.render.view_parts import PersonaView, ResearchView
    from journeymap.render.view_ways import HandoffView
    from journeymap.render.wording import Words


def draw_markdown(view: JourneyView, options: Options) -> bytes:
    """The journey as GitHub flavoured Markdown.

    Text of the workspace stays text: no HTML, mention or reference in it takes effect. Where the format lets fields
    hold Markdown, it stays, without HTML and pictures.
    """
    del options  # nothing is laid out
    words = words_for(view.language)
    lines: list[str] = []
    for part in (_head, _personas, _curve, _stages, _handoffs, _initiatives, _metrics, _decisions, _research):
        lines += part(view, words)
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _head(view: JourneyView, words: Words) -> Iterator[str]:
    yield from (f"# {line(view.name)}", "")
    if view.public:
        yield from (line(words("map.public")), "")
    if view.summary:
        yield from (quotation(view.summary), "")
    yield from facts(_facts(view, words))
    if view.tiles:
        yield from (*(f"- **{line(tile.value)}** {line(tile.text)}" for tile in view.tiles), "")


def _facts(view: JourneyView, words: Words) -> Iterator[tuple[str, str]]:
    for key in ("scenario", "goal", "trigger"):
        yield words(f"fact.{key}"), line(getattr(view, key))
    yield words("fact.owner"), line(view.owner.name if view.owner else words("owner.none"))
    yield words("fact.status"), line(f"{view.status_word}, {view.state_word}" if view.status_word else view.state_word)
    overdue = bracketed(words("fact.overdue")) if view.review.overdue else ""
    yield words("fact.reviewed"), line(view.review.reviewed)
    yield words("fact.next_review"), line(view.review.next) + overdue if view.review.next else ""
    yield words("fact.lifecycle"), line(view.lifecycle)
    yield words("fact.based_on"), line(view.base.name) if view.base else ""
    yield words("fact.dropped"), line(", ".join(item.name for item in view.dropped))
    yield words("fact.evidence"), line(view.evidence.text)
    for text in (view.measured.about, view.measured.stale, *view.measured.lead) if view.measured else ():
        yield words("measured.head"), line(text)
    yield words("fact.tags"), line(", ".join(view.tags))
    yield words("fact.workspace"), line(view.workspace)
    for fact in view.extras:
        yield fact.label, line(", ".join(fact.values))


def _personas(view: JourneyView, words: Words) -> Iterator[str]:
    if view.personas:
        yield from (f"## {line(words('head.personas'))}", "")
    for persona in view.personas:
        yield from _persona(persona, words)


def _persona(persona: PersonaView, words: Words) -> Iterator[str]:
    yield from (f"### {line(persona.name)}", "")
    about = " · ".join(line(text) for text in (persona.kind_word, persona.role, persona.evidence.text) if text)
    if about:
        yield from (about, "")
    if persona.summary:
        yield from (quotation(persona.summary), "")
    quotes = ("column.quotes", persona.quotes)
    groups = (quotes, ("fact.goals", persona.goals), ("fact.needs", persona.challenges))
    told = [(words(key), "; ".join(line(text) for text in texts)) for key, texts in groups]
    yield from facts([*told, *((fact.label, line(", ".join(fact.values))) for fact in persona.facts)])


def _curve(view: JourneyView, words: Words) -> Iterator[str]:
    yield from (f"## {line(words('lane.feel'))}", "")
    yield from (line(words("curve.table")), "", *curve_lines(view, words), "")


def _stages(view: JourneyView, words: Words) -> Iterator[str]:
    for stage in view.stages:
        yield from stage_lines(stage, words)


def _handoffs(view: JourneyView, words: Words) -> Iterator[str]:
    found = [(edge, edge.handoff) for edge in view.edges if edge.handoff]
    if not found:
        return
    yield from (f"## {line(words('tables.handoffs'))}", "")
    keys = ("column.from", "column.to", "column.giver", "column.taker", "column.sla", "fact.criteria", "fact.on_reject")
    yield row_of([line(words(key)) for key in keys])
    yield row_of(["---:", "---:", *["---"] * 5])
    for edge, agreed in found:
        numbers = [str(number) if number else "" for number in (edge.source_number, edge.target_number)]
        yield row_of([*numbers, *_terms(agreed, words)])
    yield ""


def _terms(agreed: HandoffView, words: Words) -> Iterator[str]:
    yield line(agreed.giver.name) if agreed.giver else ""
    yield line(agreed.to.name)
    yield line(agreed.sla or words("handoff.nosla"))
    yield "<br>".join(line(text) for text in agreed.criteria)
    yield line(agreed.on_reject)


def _initiatives(view: JourneyView, words: Words) -> Iterator[str]:
    if view.initiatives:
        yield from (f"## {line(words('foot.initiatives'))}", "")
    for item in view.initiatives:
        owner = item.owner.name if item.owner else words("owner.none")
        due = f"{words('fact.due')}: {item.due}" if item.due else ""
        late = words("fact.overdue") if item.overdue else ""
        summary = f": {phrase(item.summary)}" if item.summary else ""
        yield f"- **{line(item.name)}**{bracketed(item.status_word, owner, due, late, *item.expects)}{summary}"
    if view.initiatives:
        yield ""


def _metrics(view: JourneyView, words: Words) -> Iterator[str]:
    if view.metrics:
        yield from (f"## {line(words('foot.metrics'))}", "")
    for metric in view.metrics:
        told = "; ".join(f"{line(fact.label)}: {line(', '.join(fact.values))}" for fact in metric.facts)
        yield f"- **{line(metric.name)}:** {told}"
    if view.metrics:
        yield ""


def _decisions(view: JourneyView, words: Words) -> Iterator[str]:
    if view.decisions:
        yield from (f"## {line(words('foot.decisions'))}", "")
    for item in view.decisions:
        by = words("foot.by", name=item.by) if item.by else ""
        yield f"- **{line(item.date)}** {line(item.text)}{bracketed(by)}"
    if view.decisions:
        yield ""


def _research(view: JourneyView, words: Words) -> Iterator[str]:
    if view.research:
        yield from (f"## {line(words('foot.research'))}", "")
    for item in view.research:
        yield f"- {_title(item)}{bracketed(item.kind, item.date, item.n, item.author)}"


def _title(item: ResearchView) -> str:
    """The title, as a link where the address is a safe one and whole: it is Markdown's own form of a link."""
    return f"[{line(item.title)}](<{item.url}>)" if item.url.startswith(("https://", "http://")) else line(item.title)
