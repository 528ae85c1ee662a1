"""Changes in words: one sentence for each, with names and not ids, and values as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.table import Compared
from journeymap.diff.values import Fact, Verb
from journeymap.model import durations

if TYPE_CHECKING:
    from journeymap.diff.sides import Side
    from journeymap.diff.table import Row
    from journeymap.diff.values import Entity, Plain

_MINUS = "\N{MINUS SIGN}"
_ARROW = "\N{RIGHTWARDS ARROW}"
_LONG = 60
"""Letters after which a text is cut in a message; the whole of it is in the change."""


def message(fact: Fact, row: Row, base: Side, head: Side) -> str:
    """A difference in one sentence, without a full stop."""
    side = head if fact.head else base
    subject = _subject(fact, side)
    if fact.field and fact.verb not in {Verb.RENAMED, Verb.MOVED, Verb.REORDERED}:
        return f"{subject}: {row.words} {_values(fact, row, base, head)}"
    return _of_object(fact, row, base, head)


def _of_object(fact: Fact, row: Row, base: Side, head: Side) -> str:
    what = f"{row.words} {quoted(_called(fact.entity, head if fact.head else base))}"
    if fact.verb is Verb.RENAMED:
        perhaps = "seems to be" if fact.proposed else "is"
        return f"{what} {perhaps} renamed: {fact.before} {_ARROW} {fact.after}"
    if fact.verb is Verb.MOVED:
        return f"{what} moved from {_place(str(fact.before), base)} to {_place(str(fact.after), head)}"
    if fact.verb is Verb.REORDERED:
        return (
            f"{row.words} of {quoted(fact.entity.label)} in another order: {quoted_list(fact.field.split(', '))} moved"
        )
    where = _where(fact, head if fact.head else base)
    return f"{what} {fact.verb}{where}{_held(fact.entity, head if fact.head else base)}"


def _called(entity: Entity, side: Side) -> str:
    """What an object without a name of its own is called: the way by its target, the voice by its persona."""
    if entity.kind in {"way", "voice", "measure", "evidence", "expected-move"}:
        key = entity.name.rpartition("/")[2].partition("#")[0]
        return "the end" if entity.kind == "way" and key == "end" else side.label(key, entity.journey)
    if entity.kind == "hand-off":
        return side.label(str(entity.fields.get("to") or ""), entity.journey)
    return entity.label


def _where(fact: Fact, side: Side) -> str:
    """The stage or touchpoint that an object lies in."""
    above = side.entities.get(fact.entity.parent)
    while above is not None and above.kind in {"way", "hand-off"}:
        above = side.entities.get(above.parent)
    return f" at {quoted(above.label)}" if above is not None else ""


def _place(name: str, side: Side) -> str:
    found = side.entities.get(name)
    return quoted(found.label) if found else name


def _held(entity: Entity, side: Side) -> str:
    """What went or came with a stage or touchpoint: its emotion, its pains and gains."""
    if entity.kind not in {"stage", "touchpoint", "journey"}:
        return ""
    within = [one for one in side.entities.values() if _inside(one, entity, side)]
    told = []
    if entity.fields.get("emotion") is not None:
        told.append(f"emotion {value_text(entity.fields['emotion'], signed=True)}")
    if entity.fields.get("moment_of_truth"):
        told.append("moment of truth")
    for kind, words in (("touchpoint", "touchpoint"), ("pain-point", "pain"), ("gain", "gain")):
        count = sum(one.kind == kind for one in within)
        if count:
            told.append(f"{count} {words}{'' if count == 1 else 's'}")
    return f" ({', '.join(told)})" if told else ""


def _inside(one: Entity, outer: Entity, side: Side) -> bool:
    above = side.entities.get(one.parent)
    while above is not None:
        if above.name == outer.name:
            return True
        above = side.entities.get(above.parent)
    return False


def _subject(fact: Fact, side: Side) -> str:
    """The object that a field belongs to, with what it stands in where it has no name of its own."""
    entity = fact.entity
    holder = side.entities.get(entity.parent)
    if (
        entity.kind in {"voice", "measure", "way", "hand-off", "evidence", "expected-move", "profile", "rice"}
        and holder
    ):
        above = holder
        while above.kind in {"way", "hand-off"} and above.parent in side.entities:
            above = side.entities[above.parent]
        known = _called(entity, side)
        link = {
            "way": "way to",
            "voice": "for",
            "measure": "measure",
            "hand-off": "hand-off to",
            "evidence": "research",
        }
        words = link.get(entity.kind, "")
        own = f"{words} {quoted(known)}".strip() if words else ""
        return f"{quoted(above.label)}, {own}" if own else quoted(above.label)
    return quoted(entity.label)


def _values(fact: Fact, row: Row, base: Side, head: Side) -> str:
    signed = row.noun == "emotion"
    duration = row.compared is Compared.DURATION
    before = value_text(fact.before, base, fact.entity.journey, signed=signed, duration=duration, refers=row.refers)
    after = value_text(fact.after, head, fact.entity.journey, signed=signed, duration=duration, refers=row.refers)
    if fact.verb is Verb.ADDED:
        return "added" if fact.after is True else f"added: {after}"
    if fact.verb is Verb.REMOVED:
        return "removed" if fact.before is True else f"removed: {before}"
    return f"{before} {_ARROW} {after}"


def value_text(
    value: Plain,
    side: Side | None = None,
    journey: str = "",
    *,
    signed: bool = False,
    duration: bool = False,
    refers: bool = False,
) -> str:
    """A value as it is shown: names for ids, a real minus sign, durations in words, long texts cut."""
    if isinstance(value, tuple):
        return quoted_list([side.label(item, journey) if side and refers else item for item in value])
    if isinstance(value, str):
        return durations.words(value) if duration else _text(side.label(value, journey) if side and refers else value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return (f"{value:+g}" if signed and value else f"{value:g}").replace("-", _MINUS)
    return "none" if value is None else value.isoformat()


def _text(text: str) -> str:
    """A text in quotes where it is more than a word."""
    return quoted(text) if " " in text else text


def quoted(text: str) -> str:
    """A text in quotes on one line, cut where it is long."""
    line = " ".join(text.split())
    return (
        f"\N{LEFT DOUBLE QUOTATION MARK}{line[: _LONG - 1]}…\N{RIGHT DOUBLE QUOTATION MARK}"
        if len(line) > _LONG
        else (f"\N{LEFT DOUBLE QUOTATION MARK}{line}\N{RIGHT DOUBLE QUOTATION MARK}")
    )


def quoted_list(texts: list[str] | tuple[str, ...]) -> str:
    """Texts in quotes, with commas."""
    return ", ".join(quoted(text) for text in texts)
