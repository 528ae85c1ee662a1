"""What customers said of touchpoints, as marks beside the curve of emotion.

What was measured of personas stands for itself, and then the number over all of them is not drawn: it would be their
average. Where answers cannot be told by persona, there is one mark for all who answered, and it says so.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render.building.feelings import height
from journeymap.render.building.measures import amount, interval, tidy
from journeymap.render.view_measured import FeltMark
from journeymap.workspace.felt import measured_emotion, measured_interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.model.measurement import Measurement
    from journeymap.render.building.context import Context
    from journeymap.render.view import CardView, StageView
    from journeymap.render.view_parts import PersonaView
    from journeymap.render.wording import Words
    from journeymap.workspace.catalogue import Catalogue


@dataclass(frozen=True)
class _Heard:
    """What was said of a place, on the scale of emotions."""

    at: str
    what: str
    persona: str
    score: float
    ends: tuple[float, float] | None
    n: int
    value: str
    interval: str


def felt_marks(context: Context, stages: Sequence[StageView], personas: Sequence[PersonaView]) -> tuple[FeltMark, ...]:
    """All that was said, from left to right; nothing where nothing was measured that tells how customers feel."""
    if context.measurement is None:
        return ()
    heard: dict[str, list[_Heard]] = defaultdict(list)
    for item in _apart(tuple(_heard(context, context.measurement))):
        heard[item.at].append(item)
    people = {persona.id: persona for persona in personas}
    return tuple(
        mark
        for stage in stages
        for card in stage.cards
        for mark in _marks(context, card, heard.get(card.id, []), people)
    )


def _heard(context: Context, found: Measurement) -> Iterator[_Heard]:
    words, known = context.words, context.catalogue.metrics
    for item in found.metrics:
        metric = known.get(item.metric)
        score = measured_emotion(metric, item) if metric else None
        if metric is not None and score is not None and item.at:
            ends = measured_interval(metric, item)
            value = amount(words, metric, tidy(item.value))
            told = interval(words, metric, item.low, item.high)
            yield _Heard(item.at, metric.name, item.persona or "", score, ends, item.n, value, told)
    for text in found.sentiment:
        if text.at:
            both = None if text.low is None or text.high is None else (text.low, text.high)
            told = interval(words, None, *(round(end, 2) for end in both)) if both else ""
            what = texts_of(words, context.catalogue, text.source)
            yield _Heard(
                text.at, what, text.persona or "", text.mean, both, text.n, words.signed(round(text.mean, 2)), told
            )


def texts_of(words: Words, catalogue: Catalogue, source: str) -> str:
    """Free text, and where it is from; a source that must not be named has no id."""
    known = catalogue.sources.get(source)
    return words("measured.texts.of", source=known.name or known.id) if known else words("measured.texts")


def _apart(heard: Sequence[_Heard]) -> tuple[_Heard, ...]:
    """What was said, without what was measured over all where the same is known of personas."""
    by_persona = {(item.at, item.what) for item in heard if item.persona}
    return tuple(item for item in heard if item.persona or (item.at, item.what) not in by_persona)


def _marks(
    context: Context, card: CardView, heard: Sequence[_Heard], people: Mapping[str, PersonaView]
) -> Iterator[FeltMark]:
    words = context.words
    for item in heard:
        if item.persona and not context.personas([item.persona]):
            continue
        who = people.get(item.persona)
        name = who.name if who else context.personas([item.persona])[0].name if item.persona else ""
        score = round(item.score, 2)
        low, high = (None, None) if item.ends is None else (height(end) for end in item.ends)
        told = {
            "what": item.what,
            "value": item.value,
            "score": words.signed(score),
            "rest": _rest(context, item, name),
        }
        yield FeltMark(
            card=card.id,
            number=card.number,
            name=card.name,
            what=item.what,
            persona=item.persona,
            who=name or words("measured.everybody"),
            mark=who.mark if who else "",
            score=score,
            score_text=words.signed(score),
            n=item.n,
            n_text=words.number(item.n),
            y=round(height(item.score), 2),
            low_y=None if low is None else round(low, 2),
            high_y=None if high is None else round(high, 2),
            value_text=item.value,
            interval_text=item.interval,
            told=words("measured.felt.part", **told),
            text=words("measured.felt", number=card.number, name=card.name, **told),
        )


def _rest(context: Context, item: _Heard, who: str) -> str:
    """What a number rests on, and whose it is."""
    words = context.words
    n = words("measure.n", n=words.number(item.n))
    return words("measured.comma").join(text for text in (item.interval, n, who or words("measured.everybody")) if text)
