"""Words of a comment: text from files as text, names instead of ids, lists and counts as people write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.render.markdown_text import line
from journeymap.render.review_headline import Pen
from journeymap.render.review_ranking import parts
from journeymap.render.text_width import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.diff.values import Change, Plain
    from journeymap.render.review_view import ReviewView

LONGEST = 160
"""Characters of one text in a comment; the whole of it stands in the files."""
_WORD_JOINER = "\u2060"
_TICKET = re.compile(r"(?i)(?<![\w-])([a-z][a-z0-9_]*-)(?=\d)")
"""What GitHub and GitLab may link as the number of an issue elsewhere, such as `GH-12`."""
_SHORTCODE = re.compile(r":(?=[\w+-]+(?::|&#58;))")
"""What both would show as a picture, such as `:x:`."""
_COMMIT = re.compile(r"(?i)\b(?=[0-9a-f]*\d)([0-9a-f]{6})(?=[0-9a-f]{1,34}\b)")
"""What both would link as a commit."""
_CODE = re.compile(r"&#96;(?! )([\w./: -]+)(?<! )&#96;")
"""A name in a message, which may be code: it holds nothing that ends it or that anybody reads as a mention."""
_MINUS = "\N{MINUS SIGN}"


def said(text: str, longest: int = LONGEST) -> str:
    """Text from files as text: no markup, no link, nobody is mentioned, no issue or commit is linked."""
    short = plain(text)
    short = short if len(short) <= longest else short[: longest - 1].rstrip() + "…"
    apart = _COMMIT.sub(rf"\1{_WORD_JOINER}", short)
    apart = _TICKET.sub(rf"\1{_WORD_JOINER}", apart)
    return line(_SHORTCODE.sub(f":{_WORD_JOINER}", apart)) or "…"


def coded(message: str) -> str:
    """The message of a finding, with the names in it as code."""
    return _CODE.sub(r"`\1`", said(message, 240))


def stressed(text: str) -> str:
    """Text from files in italics: what an object is called."""
    return f"*{said(text, 80)}*"


def listed(items: Sequence[str], most: int = 3, comma: str = ", ") -> str:
    """`A, B and C`, and how many more there are than `most`; items with commas of their own need another `comma`."""
    if len(items) > most:
        return f"{comma.join(items[:most])} and {len(items) - most} more"
    last = " and " if comma == ", " else comma
    return last.join(filter(None, (comma.join(items[:-1]), items[-1] if items else "")))


def counted(number: int, one: str, many: str = "") -> str:
    """`1 change`, `2 changes`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def signed(value: float) -> str:
    """An emotion with its sign: `+1.5`, `0`, or a minus sign and 2."""
    return f"{value:+g}".replace("-", _MINUS) if value else "0"


def scores(before: Plain, after: Plain) -> str:
    """An emotion before and after, each with its sign."""
    return " → ".join(signed(one) if isinstance(one, int | float) else "not known" for one in (before, after))


def names(section: str, ids: Iterable[str], view: ReviewView) -> list[str]:
    """What people call the objects of a section, as text; those that the view must not name are left out."""
    return [said(view.labels[f"{section}:{one}"], 60) for one in ids if f"{section}:{one}" in view.labels]


def people(ids: Iterable[str], view: ReviewView) -> list[str]:
    """The names of personas as text, without what stands behind a comma: "Margit, who waits" is Margit."""
    return [
        said(view.labels[f"personas:{one}"].partition(",")[0], 40) for one in ids if f"personas:{one}" in view.labels
    ]


def told(change: Change) -> tuple[str, str]:
    """The message of a change as text: what it is about, and what happened; the second is empty where one says both."""
    subject, rest = parts(change)
    return said(subject, 240), said(rest, 240) if rest else ""


PEN = Pen(name=stressed, person=lambda text: said(text, 60), english=lambda text: said(text, 240))
"""How the first line of a comment writes text from files."""
