"""What customers answered and wrote of a journey: its metrics that customers are asked for, and how free text sounds.

Rows say themselves what they are about (columns `metric` and `touchpoint`), or their source does. A bare id of a
touchpoint is that of the one journey that has it; where several have it, it has to be written as journey/touchpoint. A
row without a touchpoint is about the place at which the workspace has its metric, where there is one only, else about
the journey as a whole. Answers of one customer count each, as if several had given them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeymap.evidence.answers import Reading, names_in, scores, stage, sums, texts
from journeymap.evidence.held import held
from journeymap.evidence.intervals import tidy
from journeymap.evidence.places import Places
from journeymap.evidence.plan import plan
from journeymap.evidence.scoring import ASKED, UnsaidError, scoring
from journeymap.evidence.sentiment import judge_of, judged, sound
from journeymap.evidence.suppression import ALL, told
from journeymap.model.measurement import MetricMeasured, SentimentMeasured
from journeymap.model.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.evidence.answers import Named
    from journeymap.evidence.data import Data, Staged
    from journeymap.evidence.log import Scope
    from journeymap.evidence.scoring import Scoring
    from journeymap.evidence.sentiment import Judge, Sound
    from journeymap.evidence.suppression import Field
    from journeymap.model.journey import Journey
    from journeymap.model.measurement import SourceRead
    from journeymap.model.source import Source

KINDS = frozenset({SourceKind.FEEDBACK, SourceKind.SOCIAL})
"""The sources that are read here."""

_NAMED = 3
_LONGEST = 40


@dataclass(frozen=True)
class Answered:
    """What customers answered and wrote of a journey.

    Attributes:
        metrics: The metrics that they were asked for, of everybody and of each persona; without targets.
        sentiment: How their texts sound.
        sources: What was read.
        remarks: What did not count, and why, in sentences.
    """

    metrics: tuple[MetricMeasured, ...] = ()
    sentiment: tuple[SentimentMeasured, ...] = ()
    sources: tuple[SourceRead, ...] = ()
    remarks: tuple[str, ...] = ()


def feedback(data: Data, journey: Journey, scope: Scope, min_group: int) -> Answered:
    """What customers answered and wrote of a journey.

    Args:
        data: The workspace's sources, opened.
        journey: One of its journeys.
        scope: The period that counts.
        min_group: Groups of fewer people are left out.

    Raises:
        EngineError: There are texts, and what judges them is not installed.
        InputMissingError: A source's file or table is not there.
        SettingError: A source cannot be read.
    """
    places = Places(data.catalogue, journey)
    parts = [
        _Answers(data, places, source, scope, min_group).all()
        for source in data.catalogue.sources.values()
        if source.kind in KINDS and places.may_have(source)
    ]
    return Answered(
        metrics=tuple(item for part in parts for item in part.metrics),
        sentiment=tuple(item for part in parts for item in part.sentiment),
        sources=tuple(item for part in parts for item in part.sources),
        remarks=tuple(item for part in parts for item in part.remarks),
    )


@dataclass
class _Stray:
    """Names that the workspace does not have: how many rows have each, and how many people at least."""

    rows: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, item: Named) -> None:
        """Counts rows; the same people may be in further ones, so the most at once is what is sure."""
        self.rows[name] += item.rows
        self.people[name] = max(self.people[name], item.people)


@dataclass
class _Answers:
    """What one source says of a journey."""

    data: Data
    places: Places
    source: Source
    scope: Scope
    min_group: int
    remarks: list[str] = field(default_factory=list)

    def all(self) -> Answered:
        staged = self.data.staged(self.source)
        named = names_in(self.data, staged, self.scope)
        reading = self._reading(staged, named)
        self._strangers(reading, named)
        name = stage(self.data, reading, self.scope)
        metrics = tuple(self._metrics(reading, name))
        sentiment = tuple(self._sentiment(reading, name))
        is_told = bool(metrics or sentiment or self.remarks)
        return Answered(metrics, sentiment, (staged.read,) if is_told else (), tuple(self.remarks))

    def _reading(self, staged: Staged, named: Sequence[Named]) -> Reading:
        catalogue = self.data.catalogue
        fixed = self.source.metric or self._only_metric()
        found = {item.metric or fixed for item in named}
        return Reading(
            staged=staged,
            metrics={name: _scoring(self, name) for name in catalogue.metrics if name in found},
            touchpoints=self.places.written,
            homes=self.places.homes,
            named=frozenset(self.places.asked),
            metric=fixed,
            touchpoint=self.source.touchpoint,
            segments=plan(catalogue, self.places.journey).segments,
        )

    def _only_metric(self) -> str | None:
        """The one metric that names the source as where it comes from."""
        metrics = self.data.catalogue.metrics.values()
        those = [item.id for item in metrics if item.source == self.source.id and item.kind in ASKED]
        return those[0] if len(those) == 1 else None

    def _strangers(self, reading: Reading, named: Sequence[Named]) -> None:
        """Says which rows are about nothing that the workspace knows."""
        metricless = 0
        metrics, touchpoints, unclear = _Stray(), _Stray(), _Stray()
        for item in named:
            metric, touchpoint = item.metric or reading.metric, item.touchpoint or reading.touchpoint
            if metric is None:
                metricless += item.scores
            elif metric not in self.data.catalogue.metrics:
                metrics.add(metric, item)
            if touchpoint is not None and not self.places.is_known(touchpoint):
                touchpoints.add(touchpoint, item)
            elif touchpoint is not None and self.places.is_ambiguous(touchpoint):
                unclear.add(touchpoint, item)
        if metricless:
            self._remark(metricless, "score", "names no metric", "name no metric", "")
        self._stray(metrics, "a metric that the workspace does not have")
        self._stray(touchpoints, "a touchpoint that the workspace does not have")
        self._stray(unclear, "a touchpoint that several journeys have, without the journey")

    def _stray(self, names: _Stray, what: str) -> None:
        if not names.rows:
            return
        often = sorted(names.rows, key=lambda name: (-names.rows[name], name))
        shown = ", ".join(
            _shown(name) for name in [one for one in often if names.people[one] >= self.min_group][:_NAMED]
        )
        more = f": {shown}{', …' if len(often) > _NAMED else ''}" if shown else ""
        self._remark(sum(names.rows.values()), "row", f"names {what}", f"name {what}", more)

    def _remark(self, n: int, thing: str, one: str, many: str, more: str) -> None:
        subject, verb = (f"1 {thing}", one) if n == 1 else (f"{n:,} {thing}s", many)
        self.remarks.append(f"{subject} in source `{self.source.id}` {verb}{more}.")

    def _metrics(self, reading: Reading, name: str) -> Iterator[MetricMeasured]:
        ids = tuple(reading.metrics)
        for number, said in scores(self.data, name).items():
            metric, scored = self.data.catalogue.metrics[ids[number]], reading.metrics[ids[number]]
            if isinstance(scored, str):
                lost = f"to `{metric.id}`, which is not measured: {scored}"
                self._remark(said.refused, "answer", f"is {lost}", f"are {lost}", "")
                continue
            if said.refused:
                scale = f"the scale of `{metric.id}`, {metric.scale or '0-10'}"
                self._remark(said.refused, "answer", f"is not on {scale}", f"are not on {scale}", "; left out")
            for field_, counts in _telling(said.scores, said.people, self.min_group):
                yield self._metric(metric.id, field_, counts, scored, reading)

    def _metric(
        self, name: str, at: Field, counts: Mapping[float, int], scored: Scoring, reading: Reading
    ) -> MetricMeasured:
        persona = reading.segments[at[1]].persona if at[1] >= 0 else None
        return held(name, self.places.name(at[0]), persona, scored.score(counts), self.source.id)

    def _sentiment(self, reading: Reading, name: str) -> Iterator[SentimentMeasured]:
        said = texts(self.data, name)
        if not said.texts:
            return
        language = self.places.journey.language or self.data.catalogue.settings.language
        judge = judge_of(language)
        if judge is None:
            why = f"not judged: nothing here judges the language `{language}`"
            written = sum(times for texts_ in said.texts.values() for times in texts_.values())
            self._remark(written, "text", f"is {why}", f"are {why}", "")
            return
        heard = _judged(said.texts, judge)
        for at, tally in _telling(heard, said.people, self.min_group):
            found = sound(tally, judge)
            if found is not None and found.n >= self.min_group:
                yield self._heard(at, found, reading)
        self._unknown(sound(heard[ALL, ALL], judge), judge)

    def _unknown(self, found: Sound | None, judge: Judge) -> None:
        """Says where most texts have nothing that the judge could go by."""
        if found is not None and found.unknown * 2 > found.n >= self.min_group:
            known = f"of {found.n} with nothing that {judge.name} knows"
            self._remark(found.unknown, "text", f"{known}; it counts as 0", f"{known}; they count as 0", "")

    def _heard(self, at: Field, heard: Sound, reading: Reading) -> SentimentMeasured:
        return SentimentMeasured(
            source=self.source.id,
            at=self.places.name(at[0]),
            persona=reading.segments[at[1]].persona if at[1] >= 0 else None,
            n=heard.n,
            mean=tidy(heard.mean),
            low=None if heard.ends is None else tidy(heard.ends.low),
            high=None if heard.ends is None else tidy(heard.ends.high),
            positive=tidy(heard.positive / heard.n),
            negative=tidy(heard.negative / heard.n),
            method=heard.method,
        )


def _scoring(answers: _Answers, name: str) -> Scoring | str:
    try:
        return scoring(answers.data.catalogue.metrics[name])
    except UnsaidError as error:
        return str(error)


def _judged(texts_: Mapping[Field, Mapping[str, int]], judge: Judge) -> Mapping[Field, Counter[float]]:
    """How often texts sounded how, in each field and in sums."""
    found: dict[Field, Counter[float]] = defaultdict(Counter)
    for at, written in texts_.items():
        tally = judged(written, judge)
        for field_ in sums(at):
            found[field_].update(tally)
    return found


def _telling(
    counts: Mapping[Field, Counter[float]], people: Mapping[Field, int], least: int
) -> Iterator[tuple[Field, Counter[float]]]:
    """The fields that may be told of, sums first; where all is about one place, its sum is not told twice."""
    shown = told({at: people.get(at, 0) for at in counts}, least)
    places = {place for place, _ in counts if place != ALL}
    left_out = ALL if len(places) == 1 and min(places) >= 0 else None
    yield from ((at, counts[at]) for at in sorted(shown) if at[0] != left_out)


def _shown(name: str) -> str:
    """A name out of data, short and in visible letters."""
    visible = "".join(letter if letter.isprintable() and letter != "`" else "?" for letter in name[:_LONGEST])
    return f"`{visible}{'…' if len(name) > _LONGEST else ''}`"
