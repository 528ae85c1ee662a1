"""Journeys as the first page and the page about health show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render.building.feelings import emotion
from journeymap.render.building.workspace_names import unnamed
from journeymap.render.site import contents
from journeymap.render.site.overview_view import (
    ChargeView,
    FeltView,
    JourneyRow,
    LineView,
    MomentView,
    PartView,
    Place,
    Proof,
    ScoreView,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.health.values import ChargeHealth, Evidence, Felt, HealthPart, JourneyHealth, Source
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.view import CurveView, JourneyView
    from journeymap.render.wording import Words


@dataclass(frozen=True)
class Reader:
    """A journey and its health, and the words to tell of them."""

    view: JourneyView
    health: JourneyHealth
    words: Words

    @property
    def page(self) -> str:
        """The name of the journey's map."""
        return f"journeys/{self.view.id}"

    @property
    def place(self) -> Place:
        """The journey itself."""
        return Place(self.view.name, self.page)

    def at(self, stage: str, touchpoint: str | None) -> tuple[int | None, Place]:
        """The number of a touchpoint, and where it is; a stage has no number."""
        for card in self.view.cards:
            if card.id == touchpoint:
                return card.number, Place(card.name, self.page, card.anchor)
        found = next(item for item in self.view.stages if item.id == stage)
        return None, Place(found.name, self.page, found.anchor)

    def proof(self, evidence: Evidence) -> Proof:
        """What something rests on, such as "11 of 18 interviews"."""
        if not evidence.sources:
            return Proof(self.words(unnamed(evidence.strength)), evidence.strength)
        text = ", ".join(dict.fromkeys(map(self._source, evidence.sources)))
        shown = self.words("report.proof.journey", text=text) if evidence.of_journey else text
        return Proof(shown, evidence.strength)

    def _source(self, source: Source) -> str:
        words = self.words
        kind = words.choice("research", source.kind or "other")
        if source.count is None:
            return kind
        if source.of is None:
            return words("report.proof.count", count=words.number(source.count), kind=kind)
        return words("report.proof.of", count=words.number(source.count), of=words.number(source.of), kind=kind)

    def felt(self, felt: Iterable[Felt]) -> tuple[FeltView, ...]:
        """Scores with their personas."""
        people = {persona.id: persona for persona in self.view.personas}
        pairs = ((item.persona, emotion(self.words, item.score)) for item in felt)
        return tuple(FeltView(people.get(who or ""), shown) for who, shown in pairs if shown)


def readers(gathered: Gathered) -> tuple[Reader, ...]:
    """All journeys: future ones behind the current one that they are based on, retired ones last."""
    views, health = gathered.journeys, gathered.health
    order = list(views)
    key = {
        name: (
            health[name].status == "retired",
            order.index(view.base.id if view.base and view.base.id in views else name),
            view.future,
        )
        for name, view in views.items()
    }
    return tuple(
        Reader(views[name], health[name], gathered.words) for name in sorted(order, key=lambda name: key[name])
    )


def row(reader: Reader, journeys: Sequence[str]) -> JourneyRow:
    """A journey as a row."""
    view, health = reader.view, reader.health
    return JourneyRow(
        id=view.id,
        name=view.name,
        language=view.language,
        direction=view.direction,
        page=reader.page,
        future=view.future,
        retired=health.status == "retired",
        base=view.base,
        owner=view.owner,
        status_word=view.status_word,
        review=view.review,
        personas=view.personas,
        lines=tuple(map(_line, view.curves)),
        curve_text=_curve_text(reader),
        score=score(reader),
        worst=_worst(reader),
        moments=_moments(reader),
        views=tuple(
            Place(reader.words(f"report.tabs.{name}"), contents.journey_page(view.id, name, journeys))
            for name in contents.JOURNEY_VIEWS
        ),
    )


def _line(curve: CurveView) -> LineView:
    dots = "".join(f"M{point.x:g},{point.y:g}h.01" for point in curve.points) if curve.kind != "base" else ""
    return LineView(curve.kind, curve.dash, curve.path, curve.gaps, dots)


def _curve_text(reader: Reader) -> str:
    """The curve in words: its lowest and its highest point."""
    points = [point for curve in reader.view.curves if curve.kind != "base" for point in curve.points]
    if not points:
        return reader.words("curve.empty")
    low, high = max(points, key=lambda point: point.y), min(points, key=lambda point: point.y)
    return reader.words(
        "report.curve", low=low.emotion.text, low_name=low.name, high=high.emotion.text, high_name=high.name
    )


def _worst(reader: Reader) -> tuple[MomentView, ...]:
    """The worst moment of each persona; those who share one stand together."""
    from journeymap.health.values import Felt as Feeling  # noqa: PLC0415  # health is only loaded for a report

    found: dict[tuple[str, str | None], list[Feeling]] = {}
    proofs = {}
    for moment in reader.health.worst:
        place = (moment.stage, moment.touchpoint)
        found.setdefault(place, []).append(Feeling(moment.persona, moment.score))
        proofs[place] = moment.evidence
    return tuple(
        MomentView(*reader.at(*place), reader.felt(felt), reader.proof(proofs[place])) for place, felt in found.items()
    )


def _moments(reader: Reader) -> tuple[MomentView, ...]:
    return tuple(
        MomentView(*reader.at(item.stage, item.touchpoint), reader.felt(item.felt), reader.proof(item.evidence))
        for item in reader.health.moments_of_truth
    )


def score(reader: Reader) -> ScoreView:
    """The score and its parts."""
    health, words = reader.health, reader.words
    if health.score is None:
        return ScoreView(None, words(f"report.health.unscored.{health.unscored}"), ())
    return ScoreView(health.score, words.number(health.score), tuple(_part(part, words) for part in health.parts))


def _part(part: HealthPart, words: Words) -> PartView:
    return PartView(
        key=part.key,
        name=words(f"report.health.part.{part.key}"),
        lost=part.lost,
        lost_text=words.number(-part.lost),
        cap=part.cap,
        is_capped=part.is_capped,
        not_asked=words(f"report.health.notasked.{part.not_asked}") if part.not_asked else "",
        charges=tuple(_charge(part.key, item, words) for item in part.charges if item.count),
    )


def _charge(part: str, charge: ChargeHealth, words: Words) -> ChargeView:
    count = words.number(charge.count)
    if charge.of is not None:
        count = words("report.health.share", n=count, of=words.number(charge.of))
    return ChargeView(words(f"report.health.charge.{part}.{charge.key}"), count, words.number(-charge.lost))
