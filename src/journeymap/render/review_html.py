"""The review of a change as one HTML page: both maps in one, both curves, every change linked to its place and back.

The page is whole without its script, which only filters, and asks nothing of a network.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.diff.values import Category, Direction, Level
from journeymap.render import colour
from journeymap.render.building.feelings import HIGHEST
from journeymap.render.pages.addresses import Alone
from journeymap.render.pages.environment import template
from journeymap.render.pages.shell import Page, document
from journeymap.render.review_page import Review, build
from journeymap.render.view_parts import Look
from journeymap.render.wording import Words, direction, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.review_page import JourneyReview
    from journeymap.render.review_view import ReviewView
    from journeymap.render.view import JourneyView

_PHONE_MARK = 27
"""Pixels that a mark on the curve needs on a phone."""


@dataclass(frozen=True)
class Choice:
    """A filter: its name in the address, what it is called, and what can be chosen."""

    name: str
    label: str
    all: str
    options: tuple[tuple[str, str], ...]


def draw_html(views: Sequence[ReviewView]) -> bytes:
    """The review of all workspaces that were compared, as a self-contained page.

    Args:
        views: The review of each workspace.
    """
    return document(review_page(views)).encode()


def review_page(views: Sequence[ReviewView]) -> Page:
    """The review as a page.

    It speaks the language of the first journey, and looks like its workspace; changes are told in English, as
    everywhere.
    """
    maps = [side for view in views for pair in view.journeys for side in (pair.head, pair.base) if side]
    language = maps[0].language if maps else "en"
    words = words_for(language)
    reviews = tuple(build(view, words, number) for number, view in enumerate(views, 1))
    base, head = (views[0].comparison.base, views[0].comparison.head) if views else ("", "")
    return Page(
        name="review",
        title=words("review.title", base=base, head=head),
        language=language,
        direction=direction(language),
        look=_look(maps),
        body=Markup(_body(reviews, words, language, (base, head))),  # noqa: S704 made by an escaping template
        styles=("review.css",),
        rules="\n".join(_rules(reviews)),
        scripts=("theme.js", "review.js"),
    )


def _look(maps: Sequence[JourneyView]) -> Look:
    return maps[0].look if maps else Look(accent=colour.accents(colour.ACCENT))


def _body(reviews: Sequence[Review], words: Words, language: str, refs: tuple[str, str]) -> str:
    return template("review.html.j2").render(
        reviews=reviews,
        w=words,
        on=Alone(),
        base=refs[0],
        head=refs[1],
        marks={},
        choices=tuple(choice for choice in _choices(reviews, words) if len(choice.options) > 1),
        total=sum(len(review.view.comparison.changes) for review in reviews),
        axis=[(y, words.signed(score)) for y, score in ((0, HIGHEST), (4, 0), (8, -HIGHEST))],
        lowest=words.signed(-HIGHEST),
        highest=words.signed(HIGHEST),
        language=language,
    )


def _choices(reviews: Sequence[Review], words: Words) -> Iterator[Choice]:
    """The filters, each with what occurs."""
    changes = [change for review in reviews for change in review.view.comparison.changes]
    groups = (
        ("direction", list(Direction), {change.direction for change in changes}),
        ("level", list(Level), {change.level for change in changes}),
        ("category", list(Category), {change.category for change in changes}),
    )
    for name, order, there in groups:
        options = tuple((one.value, words(f"review.{name}.{one.value}")) for one in order if one in there)
        yield _choice(words, name, options)
    names = {
        persona: review.view.labels.get(f"personas:{persona}", persona)
        for review in reviews
        for change in review.view.comparison.changes
        for persona in change.impact.personas
    }
    yield _choice(words, "persona", tuple(sorted(names.items(), key=lambda item: (item[1], item[0]))))


def _choice(words: Words, name: str, options: tuple[tuple[str, str], ...]) -> Choice:
    return Choice(name, words(f"review.filter.{name}"), words(f"review.filter.{name}.all"), options)


def _rules(reviews: Sequence[Review]) -> Iterator[str]:
    """Columns of each map, and where the marks of its curves lie: no `style` attributes are allowed."""
    yield from (f".rv-y{n}{{top:{12.5 * n:g}%}}" for n in range(2 * HIGHEST * 2 + 1))
    for journey in (journey for review in reviews for journey in review.journeys if journey.stages):
        yield from _grid_rules(journey)


def _grid_rules(journey: JourneyReview) -> Iterator[str]:
    name = f".rv-{journey.anchor}"
    tracks = " ".join(f"minmax({weight}px,{weight}fr)" for weight in journey.weights)
    yield f"@media screen and (min-width:761px){{{name}{{grid-template-columns:34px {tracks}}}}}"
    yield f"@media print{{{name}{{grid-template-columns:34px {' '.join(f'{n}fr' for n in journey.weights)}}}}}"
    yield from (f"{name} .rv-c{n}{{grid-column:{n + 1}}}" for n in range(1, len(journey.weights) + 1))
    slot = min(weight / max(1, len(stage.cells)) for weight, stage in zip(journey.weights, journey.stages, strict=True))
    yield f"{name} .rv-plot{{min-width:{_PHONE_MARK * sum(journey.weights) / slot:.0f}px}}"
    places = {place.mark: place.x for one in journey.figures for place in one.plot.places}
    yield from (f"{name} .rv-x{mark}{{inset-inline-start:{x:g}%}}" for mark, x in places.items())
