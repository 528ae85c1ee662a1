"""Pages of the preview as documents: a page of the report with what the preview adds, or why there is none."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.errors import ContentError
from journeymap.preview.dock import dock_of
from journeymap.render import colour
from journeymap.render.look import look_of
from journeymap.render.pages.environment import template
from journeymap.render.pages.shell import Page, document
from journeymap.render.view_parts import Look
from journeymap.render.wording import direction, words_for

if TYPE_CHECKING:
    from journeymap.preview.edition import Edition
    from journeymap.preview.live import Answer
    from journeymap.render.wording import Words


def page_document(answer: Answer, name: str) -> bytes:
    """The document of a page as it can be shown now."""
    words = _words(answer.edition)
    page = answer.drawn.page if answer.drawn else _empty(answer, name, words)
    body = template("preview_page.html.j2").render(
        body=page.body, name=name, digest=_digest(answer), revision=answer.revision, dock=_dock(answer, name), w=words
    )
    shown = replace(
        page,
        body=Markup(body),  # noqa: S704 made by an escaping template
        styles=(*page.styles, "preview.css"),
        scripts=(*page.scripts, "preview.js"),
    )
    return document(shown, connects=True).encode("utf-8", errors="replace")


def state_document(answer: Answer, name: str) -> bytes:
    """What the script of a page asks for after a change: whether the page is another one, and its findings now."""
    state = {"revision": answer.revision, "digest": _digest(answer), "dock": _dock(answer, name)}
    return json.dumps(state).encode()


def _dock(answer: Answer, name: str) -> Markup:
    words = _words(answer.edition)
    dock = dock_of(answer, name, words)
    return Markup(template("preview.html.j2").render(dock=dock, w=words))  # noqa: S704 made by an escaping template


def _digest(answer: Answer) -> str:
    """Names the version of the page that is shown; the pages that say why there is none have names of their own."""
    if answer.drawn:
        return answer.drawn.digest
    return "missing" if answer.missing else "nothing"


def _words(edition: Edition) -> Words:
    return words_for(edition.reading.shown.settings.language)


def _empty(answer: Answer, name: str, words: Words) -> Page:
    key = "preview.missing" if answer.missing else "preview.nothing"
    title, text = words(f"{key}.title"), words("preview.missing", name=name) if answer.missing else words(key)
    body = template("preview_empty.html.j2").render(title=title, text=text, first=answer.missing, w=words)
    language = answer.edition.reading.shown.settings.language
    return Page(
        name=name,
        title=title,
        language=language,
        direction=direction(language),
        look=_look(answer.edition),
        body=Markup(body),  # noqa: S704 made by an escaping template
    )


def _look(edition: Edition) -> Look:
    """The look of the workspace; the usual one where its font cannot be used."""
    try:
        return look_of(edition.reading.shown.catalogue)
    except ContentError:
        return Look(accent=colour.accents(colour.ACCENT))
