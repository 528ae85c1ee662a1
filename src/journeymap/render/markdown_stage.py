"""A stage of the journey in Markdown: a table of its touchpoints, and lists of what hurts, delights and is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.markdown_tables import row_of
from journeymap.render.markdown_text import line, phrase, quotation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.render.view import CardView, StageView
    from journeymap.render.view_measured import UseView
    from journeymap.render.view_parts import (
        EmotionView,
        MeasureView,
        OpportunityView,
        PainView,
        PlayView,
        ThoughtView,
        WorkView,
    )
    from journeymap.render.view_ways import EdgeView
    from journeymap.render.wording import Words


def stage_lines(stage: StageView, words: Words) -> Iterator[str]:
    """The whole section of a stage, from its heading on."""
    yield from (f"## {stage.number} · {line(stage.name)}", "")
    if stage.description:
        yield from (quotation(stage.description), "")
    yield from facts(_facts(stage, words))
    if stage.cards:
        yield from _cards(stage, words)
    for title, items in _lanes(stage, words):
        found = list(items)
        if found:
            yield from (f"**{line(words(title))}**", "", *(f"- {item}" for item in found), "")


def facts(items: Iterable[tuple[str, str]]) -> list[str]:
    """Labels with their values, which are Markdown already, as a list; those without a value are left away."""
    found = [f"- **{line(label)}:** {value}" for label, value in items if value]
    return [*found, ""] if found else []


def feeling(emotion: EmotionView, words: Words) -> str:
    """An emotion as a face, a number and a word."""
    return f"{words(f'mark.face.{emotion.face}')} {line(emotion.text)} {line(emotion.word)}"


def at(number: int | None, words: Words) -> str:
    """Where a claim stands: the number of its touchpoint, or the whole stage."""
    return f"{number} · " if number is not None else f"{line(words('card.stage'))} · "


def bracketed(*parts: str) -> str:
    """Remarks behind a text, as text; nothing where there are none."""
    said = " · ".join(line(part) for part in parts if part)
    return f" ({said})" if said else ""


def _facts(stage: StageView, words: Words) -> Iterator[tuple[str, str]]:
    yield words("column.when"), line(stage.when)
    yield words("fact.goal"), line(stage.goal)
    yield words("fact.owner"), line(stage.owner.name) if stage.owner else ""
    yield words("fact.lifecycle"), ", ".join(line(item.name) for item in stage.lifecycle)
    yield words("column.emotion"), feeling(stage.emotion, words) if stage.emotion else ""
    for fact in stage.extras:
        yield fact.label, ", ".join(line(value) for value in fact.values)


def _cards(stage: StageView, words: Words) -> Iterator[str]:
    keys = ("number", "touchpoint", "channel", "does", "emotion", "owner", "time")
    heads = ("column.number", "column.touchpoint", "fact.channels", "fact.actions", "column.emotion", "fact.owner")
    yield row_of([line(words(key)) for key in (*heads, "column.duration")])
    yield row_of(["---:", *["---"] * (len(keys) - 1)])
    for card in stage.cards:
        yield row_of(list(_card(card, words)))
    yield ""


def _card(card: CardView, words: Words) -> Iterator[str]:
    yield str(card.number)
    yield "<br>".join(_name(card, words))
    yield line(", ".join(one.name for one in card.channels))
    yield "<br>".join(line(action) for action in card.actions)
    yield feeling(card.emotion, words) if card.emotion else line(words("card.unscored"))
    yield line(card.owner.name if card.owner else words("owner.none"))
    wait = words("card.wait", duration=card.wait) if card.wait else ""
    yield "<br>".join(line(text) for text in (card.duration, wait) if text)


def _name(card: CardView, words: Words) -> Iterator[str]:
    yield f"**{line(card.name)}**"
    if card.moment_of_truth:
        yield f"{words('mark.truth')} {line(words('card.mot'))}"
    if card.description:
        yield phrase(card.description)
    if card.personas:
        yield line(words("card.only", names=", ".join(one.name for one in card.personas)))
    if card.sub_journey:
        yield line(words("flow.journey", name=card.sub_journey.name))
    if card.change_word:
        yield line(card.change_word)


def _lanes(stage: StageView, words: Words) -> Iterator[tuple[str, Iterable[str]]]:
    yield "lane.think", (_thought(said, words) for said in stage.all_thoughts)
    yield "lane.goals", (_goal(stage, words))
    yield "lane.pains", (_pain(item, words) for item in stage.all_pains)
    yield "lane.gains", (f"{at(one.at, words)}{phrase(one.summary)}" for one in stage.all_gains)
    yield "lane.opps", (_opportunity(item, words) for item in stage.all_opportunities)
    yield "lane.use", (_use(use, words) for use in stage.all_uses)
    yield "way.all", (_way(edge, words) for card in stage.cards for edge in card.ways if edge.is_told)
    yield "lane.plays", (_play(item, words) for item in stage.all_plays)
    yield "lane.proof", (f"{card.number} · {line(text)}" for card in stage.cards for text in card.artifacts)
    yield "lane.front", (_work(item, words) for item in stage.all_frontstage)
    yield "lane.back", (_work(item, words) for item in stage.all_backstage)
    yield "lane.sup", (_work(item, words) for item in stage.all_support)
    yield "lane.kpi", (_measure(item, words) for item in stage.all_measures)


def _thought(said: ThoughtView, words: Words) -> str:
    who = f"{line(said.persona)}: " if said.persona else ""
    texts = " ".join(f"“{line(text)}”" for text in said.texts)
    felt = bracketed(*said.feelings, said.expectation, said.emotion.text if said.emotion else "")
    return f"{at(said.at, words)}{who}{texts}{felt}"


def _goal(stage: StageView, words: Words) -> Iterator[str]:
    for goal in stage.all_goals:
        yield f"{at(goal.at, words)}{line(goal.text)}{bracketed(goal.met_word, goal.expectation)}"


def _pain(pain: PainView, words: Words) -> str:
    owner = pain.owner.name if pain.owner else words("owner.none")
    said = bracketed(pain.severity_word, pain.share, pain.status_word, owner, pain.evidence.text)
    cause = f" {line(words('fact.root_cause'))}: {line(pain.root_cause)}" if pain.root_cause else ""
    return f"{at(pain.at, words)}{phrase(pain.summary)}{said}{cause}"


def _opportunity(item: OpportunityView, words: Words) -> str:
    impact = f"{words('opportunity.impact')}: {item.impact_word}" if item.impact else ""
    effort = f"{words('opportunity.effort')}: {item.effort_word}" if item.effort else ""
    owner = item.owner.name if item.owner else words("owner.none")
    return f"{at(item.at, words)}{phrase(item.summary)}{bracketed(impact, effort, item.status_word, owner)}"


def _way(edge: EdgeView, words: Words) -> str:
    measured = words("measured.way.label", text=edge.measured.text) if edge.measured else ""
    return f"{edge.source_number} {line(edge.text)}{bracketed(edge.channel_switch, edge.evidence.text, measured)}"


def _use(use: UseView, words: Words) -> str:
    told = (use.reach_text, use.drop_text, use.next_text, use.took_text, use.goal_text, use.returns_text)
    return f"{at(use.number, words)}{line(use.cases_text)}{bracketed(*told)}"


def _play(play: PlayView, words: Words) -> str:
    who = words("play.to", names=", ".join(one.name for one in play.personas)) if play.personas else ""
    where = ", ".join(one.name for one in play.channels)
    said = f": {phrase(play.message)}" if play.message else ""
    return f"{at(play.at, words)}{line(play.name)}{bracketed(who, where, play.offer)}{said}"


def _work(work: WorkView, words: Words) -> str:
    by = words("work.by", team=work.by.name) if work.by else ""
    using = words("work.using", systems=", ".join(one.name for one in work.using)) if work.using else ""
    fails = words("work.fails", text=work.fails) if work.fails else ""
    return f"{at(work.at, words)}{line(work.text)}{bracketed(by, using, fails)}"


def _measure(item: MeasureView, words: Words) -> str:
    intervals = (one.interval for one in item.measured[:1])
    said = bracketed(item.target, item.warn, item.state_word, item.as_of, item.n, *intervals)
    return f"{at(item.at, words)}{line(item.name)}: {line(item.value)}{said}"
