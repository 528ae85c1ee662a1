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
from journeymap.render.pages.environment import asset, symbols, template
from journeymap.render.pages.shell import Page, document, stylesheet
from journeymap.render.view_parts import Look
from journeymap.render.wording import direction, words_for

if TYPE_CHECKING:
    from journeymap.preview.edition import Edition
    from journeymap.preview.live import Answer
    from journeymap.render.wording import Words


BEGIN, END = "preview_begin.js", "preview.js"
"""The scripts before and after those of a page; the three together can be run again when the page is put in anew."""


def page_document(answer: Answer, name: str) -> bytes:
    """The document of a page as it can be shown now."""
    words = _words(answer.edition)
    page = _shown(answer, name, words)
    body = template("preview_page.html.j2").render(
        body=page.body, name=name, digest=_digest(answer), revision=answer.revision, dock=_dock(answer, name), w=words
    )
    whole = replace(page, body=Markup(body))  # noqa: S704 made by an escaping template
    return document(whole, connects=True).encode("utf-8", errors="replace")


def state_document(answer: Answer, name: str, seen: str = "") -> bytes:
    """What the script of a page asks for after a change: its findings now, and the page where it is another one.

    Args:
        answer: What there is to show.
        name: The page.
        seen: The digest of the page that the browser shows; empty if it wants the findings only.
    """
    state: dict[str, object] = {
        "revision": answer.revision,
        "digest": _digest(answer),
        "dock": _dock(answer, name),
    }
    if seen and seen != state["digest"]:
        state["page"] = _parts(_shown(answer, name, _words(answer.edition)))
    return json.dumps(state).encode()


def _shown(answer: Answer, name: str, words: Words) -> Page:
    """The page, or the one that says why there is none, with the look and the scripts of the preview."""
    page = answer.drawn.page if answer.drawn else _empty(answer, name, words)
    return replace(page, styles=(*page.styles, "preview.css"), scripts=(BEGIN, *page.scripts, END))


def _parts(page: Page) -> dict[str, str]:
    """What a browser puts in place of another version of a page, or holds against it."""
    return {
        "title": page.title,
        "language": page.language,
        "direction": page.direction,
        "theme": page.look.theme,
        "style": stylesheet(page.look, page.styles) + page.rules,
        "script": "".join(map(asset, page.scripts)),
        "symbols": symbols(page.scenes),
        "body": page.body,
    }


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
