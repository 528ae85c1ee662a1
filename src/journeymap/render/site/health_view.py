"""How health is reckoned, as a view: made from the one table of weights, so that the page cannot say anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.health.formula import START, formula
from journeymap.render.site.journey_rows import readers, row
from journeymap.render.site.overview_view import FormulaCharge, FormulaPart, HealthView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.health.formula import Charge, Part
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.wording import Words


def health_view(gathered: Gathered) -> HealthView:
    """The formula, and each journey held against it."""
    words = gathered.words
    return HealthView(
        heading=gathered.heading(words("report.health.title")),
        intro=" ".join(_intro(gathered)),
        parts=tuple(_part(part, words) for part in formula()),
        journeys=tuple(row(reader, tuple(gathered.journeys)) for reader in readers(gathered)),
    )


def _intro(gathered: Gathered) -> Iterator[str]:
    yield gathered.words("report.health.intro", start=gathered.words.number(START))
    if gathered.public:
        yield gathered.words("report.health.public")


def _part(part: Part, words: Words) -> FormulaPart:
    not_asked = [key for key, asked in (("draft", part.asked_of_drafts), ("future", part.asked_of_future)) if not asked]
    return FormulaPart(
        key=part.key,
        name=words(f"report.health.part.{part.key}"),
        cap=part.cap,
        reason=words(f"report.health.reason.{part.key}"),
        not_asked=" ".join(words(f"report.health.notasked.{key}") for key in not_asked),
        charges=tuple(_charge(part, charge, words) for charge in part.charges),
    )


def _charge(part: Part, charge: Charge, words: Words) -> FormulaCharge:
    key = "report.health.points.share" if charge.is_share else "report.health.points"
    return FormulaCharge(
        words(f"report.health.charge.{part.key}.{charge.key}"), words(key, n=words.number(charge.points))
    )
