"""Changes as a page tells them: in words, with what they touch, and short where their object is named already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.diff.table import row_for
from journeymap.diff.telling import quoted
from journeymap.diff.values import Direction, Level
from journeymap.render.view_parts import Fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diff.values import Change, Plain
    from journeymap.render.review_view import ReviewView
    from journeymap.render.wording import Words

SIGNS = {"breaking": "✖", "worse": "▼", "better": "▲", "neutral": "•"}
_ARROW = " \N{RIGHTWARDS ARROW} "
_TOUCHED = ("personas", "journeys", "initiatives", "plays", "metrics", "teams")
_CUT = 60
"""Letters from which a text is cut in a message."""


@dataclass(frozen=True)
class Short:
    """A change where its object stands above it: `words`, and the two values where they are told apart."""

    words: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class ToldChange:
    """A change, ready to be shown.

    `anchor` is its id on the page, `cell` that of its place on the map, empty where it has none. `tone` is `breaking`,
    or its direction, and `spoken` the word for that; `direction` is empty for what breaks and is neither better nor
    worse. `before` and `after` are whole texts that the message cuts short. `acceptance` says who accepted it and why.
    """

    change: Change
    anchor: str
    cell: str
    sign: str
    tone: str
    spoken: str
    direction: str
    level: str
    category: str
    short: Short
    before: str
    after: str
    stopped: bool
    touched: tuple[Fact, ...]
    acceptance: str

    @property
    def is_minor(self) -> bool:
        """Whether it is folded away where there are many."""
        return self.change.level is Level.MINOR

    @property
    def personas(self) -> str:
        """The ids of the personas that it touches, with blanks between."""
        return " ".join(self.change.impact.personas)


class Teller:
    """Tells the changes of one review.

    Args:
        view: The review.
        words: The words of the page.
        prefix: What the ids of its changes begin with.
    """

    def __init__(self, view: ReviewView, words: Words, prefix: str) -> None:
        self.view = view
        self.words = words
        self.prefix = prefix
        self.numbers = {id(change): n for n, change in enumerate(view.comparison.changes, 1)}
        self.stopped = {id(change) for change in view.stopped}

    def anchor(self, change: Change) -> str:
        """The id of a change on the page."""
        return f"{self.prefix}change-{self.numbers[id(change)]}"

    def told(self, change: Change, cell: str = "", name: str = "", outer: str = "") -> ToldChange:
        """A change, ready to be shown.

        Args:
            change: The change.
            cell: The id of its place on the map.
            name: What is named there already.
            outer: The stage that is named above it.
        """
        say = self.words
        before, after = _whole(change)
        level = say.choice("review.level", change.level.value)
        direction = say.choice("review.direction", change.direction.value)
        breaks = change.level is Level.BREAKING
        tone = Level.BREAKING.value if breaks else change.direction.value
        return ToldChange(
            change=change,
            anchor=self.anchor(change),
            cell=cell,
            sign=SIGNS[tone],
            tone=tone,
            spoken=level if breaks else direction,
            direction="" if breaks and change.direction is Direction.NEUTRAL else direction,
            level=level,
            category=say.choice("review.category", change.category.value),
            short=short(change, name, outer),
            before=before,
            after=after,
            stopped=id(change) in self.stopped,
            touched=tuple(self._touched(change)),
            acceptance=self._acceptance(change),
        )

    def name(self, section: str, key: str) -> str:
        """What people call an object of the workspace."""
        return self.view.labels.get(f"{section}:{key}", key)

    def _touched(self, change: Change) -> list[Fact]:
        found = [(section, getattr(change.impact, section)) for section in _TOUCHED]
        return [
            Fact(self.words(f"review.impact.{section}"), tuple(self.name(section, key) for key in keys))
            for section, keys in found
            if keys and not (section == "journeys" and keys == (change.journey,))
        ]

    def _acceptance(self, change: Change) -> str:
        accepted = change.accepted
        if accepted is None:
            return ""
        text = self.words("review.accepted", author=accepted.author, reason=accepted.reason)
        if accepted.expires is None:
            return text
        key = "review.accepted.expired" if accepted.expired else "review.accepted.until"
        return f"{text} ({self.words(key, day=self.words.date(accepted.expires))})"


def short(change: Change, name: str, outer: str = "") -> Short:
    """What a change says where the names of its touchpoint and stage stand above it."""
    text = change.message
    called = quoted(name)
    for lead in (f"{called}: ", f"{called}, ", f"{change.object_kind} {called} "):
        text = text.removeprefix(lead)
    text = text.replace(f" at {called}", "", 1).replace(f" at {quoted(outer)}", "", 1)
    if not change.field or text.count(_ARROW) > 1:
        return Short(text)
    words = row_for(change.object_kind, change.field).words if _is_field(change) else ""
    lead, found, values = text.rpartition(f"{words} ") if words else ("", "", "")
    if not found:
        return Short(text)
    lead = f"{lead}{words}"
    if _ARROW in values:
        before, _, after = values.partition(_ARROW)
        return Short(lead, before, after)
    return Short(text)


def _is_field(change: Change) -> bool:
    verb = change.kind.rpartition("-")[2]
    return verb in {"raised", "lowered", "changed"}


def _whole(change: Change) -> tuple[str, str]:
    """Both texts where at least one of them is cut in the message."""
    texts = _text(change.before), _text(change.after)
    return texts if _is_field(change) and max(map(len, texts)) > _CUT else ("", "")


def _text(value: Plain) -> str:
    return value if isinstance(value, str) else ""


def listed(names: Sequence[str], words: Words) -> str:
    """Names with commas, and the word for "and" before the last."""
    if len(names) < 2:  # noqa: PLR2004  # one name, or none
        return "".join(names)
    return words("review.and", names=", ".join(names[:-1]), last=names[-1])
