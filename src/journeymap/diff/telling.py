"""Changes in words: one sentence for each, with names and not ids, and values as people write them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from journeymap.diff.conditions import in_words
from journeymap.diff.entities import END
from journeymap.diff.table import Compared
from journeymap.diff.values import Fact, Verb
from journeymap.model import durations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diff.sides import Side
    from journeymap.diff.table import Row
    from journeymap.diff.values import Entity, Plain

_MINUS = "\N{MINUS SIGN}"
_ARROW = "\N{RIGHTWARDS ARROW}"
_LONG = 60
"""Letters after which a text is cut in a message; the whole of it is in the change."""
_MANY = 6
"""Items of a list that are named in a message."""


def message(fact: Fact, row: Row, base: Side, head: Side) -> str:
    """A difference in one sentence, without a full stop."""
    side = head if fact.head else base
    if fact.entity.kind == "way" and fact.field == "to":
        return _leads_elsewhere(fact, base, head)
    if fact.field and fact.verb is Verb.REORDERED:
        shown = [head.label(item, fact.entity, fact.field) if row.refers else item for item in fact.shifted]
        return f"{_subject(fact, side)}: {row.words} in another order: {quoted_list(shown)}"
    if fact.field and fact.verb is not Verb.RENAMED:
        return f"{_subject_and_words(fact, row, side)} {_values(fact, row, base, head)}"
    return _of_object(fact, row, base, head)


def _leads_elsewhere(fact: Fact, base: Side, head: Side) -> str:
    """A way with another target, by what tells it from the others."""
    before, after = _named(str(fact.before), _seen(fact, base, head)), _named(str(fact.after), _seen(fact, head, base))
    fields = fact.entity.fields
    which = "a way"
    if "when" in fields:
        which = f"the way {quoted(str(fields['when']))}"
    elif "share" in fields:
        which = f"the way with a share of {value_text(fields['share'])}"
    above = head.entities[fact.entity.parent]
    return f"{quoted(above.label)}: {which} leads to {quoted(after)} instead of {quoted(before)}"


def _of_object(fact: Fact, row: Row, base: Side, head: Side) -> str:
    side = head if fact.head else base
    what = f"{_AS_LINK.get(fact.noun, row.words)} {quoted(_called(fact.entity, side))}"
    if fact.noun == "recovery":
        now = "a way back from this low again" if fact.verb is Verb.ADDED else "no way back from this low any more"
        return f"{quoted(fact.entity.label)}: {now}"
    if fact.verb is Verb.RENAMED:
        return _renamed(fact, what, base, head)
    if fact.verb is Verb.MOVED and fact.base and fact.head:
        perhaps = "seems to have " if fact.proposed else ""
        return f"{what} {perhaps}moved from {_place_of(fact.base, base)} to {_place_of(fact.head, head, fact.base)}"
    if fact.verb is Verb.REORDERED:
        is_ways = fact.noun == "ways"
        shifted = [side.label(item, fact.entity, "next") for item in fact.shifted] if is_ways else fact.shifted
        between = "out of" if is_ways else "of"
        return f"{row.words} {between} {quoted(fact.entity.label)} in another order: {quoted_list(shifted)} moved"
    return f"{what} {fact.verb}{_where(fact, side)}{_held(fact)}"


def _renamed(fact: Fact, what: str, base: Side, head: Side) -> str:
    """An object under another id; in another journey of the workspace it replaces the one it is matched with."""
    if head.only is not None and fact.base and not fact.proposed:
        return f"{what} replaces {quoted(_called(fact.base, base))}"
    perhaps = "seems to be" if fact.proposed else "is"
    return f"{what} {perhaps} renamed: {fact.before} {_ARROW} {fact.after}"


def _place_of(entity: Entity, side: Side, other: Entity | None = None) -> str:
    """What an object stands in, with its journey where that is another one than that of the `other` object."""
    above = side.entities.get(entity.parent)
    place = quoted(above.label) if above else "the workspace"
    if other is not None and other.journey != entity.journey:
        return f"{place} in {quoted(side.called(f'journeys:{entity.journey}'))}"
    return place


def _called(entity: Entity, side: Side) -> str:
    """What an object without a name of its own is called: the way by its target, the voice by its persona."""
    if entity.kind in _NAMED_BY:
        if entity.kind == "way" and entity.key == END:
            return "the end"
        return side.called(f"{_NAMED_BY[entity.kind] or entity.journey + '/'}{entity.key}")
    if entity.kind == "hand-off":
        return side.called(f"teams:{entity.fields.get('to')}")
    return entity.label


_NAMED_BY = {
    "way": "",
    "voice": "personas:",
    "measure": "metrics:",
    "evidence": "research:",
    "expected-move": "metrics:",
}
"""Kinds that are called as what they are about, and how its name begins; a way is called as its target."""


def _where(fact: Fact, side: Side) -> str:
    """The stage or touchpoint that an object lies in."""
    above = side.entities.get(fact.entity.parent)
    while above is not None and above.kind in {"way", "hand-off"}:
        above = side.entities.get(above.parent)
    return f" at {quoted(above.label)}" if above is not None else ""


def _held(fact: Fact) -> str:
    """What went or came with a stage or touchpoint: its emotion, its pains and gains."""
    entity = fact.entity
    if entity.kind not in {"stage", "touchpoint", "journey"}:
        return ""
    counts = Counter(fact.along)
    told = []
    if entity.fields.get("emotion") is not None:
        told.append(f"emotion {value_text(entity.fields['emotion'], signed=True)}")
    if entity.fields.get("moment_of_truth"):
        told.append("moment of truth")
    for kind, words in (("touchpoint", "touchpoint"), ("pain-point", "pain"), ("gain", "gain")):
        if counts[kind]:
            told.append(f"{counts[kind]} {words}{'' if counts[kind] == 1 else 's'}")
    return f" ({', '.join(told)})" if told else ""


_AS_LINK = {"way": "way to", "hand-off": "hand-off to", "voice": "voice of", "expected-move": "expected move of"}
"""What begins the sentence where an object is called after another one."""
_LINKS = {
    "way": "way to",
    "voice": "for",
    "measure": "measure",
    "hand-off": "hand-off to",
    "evidence": "research",
    "expected-move": "expected move of",
    "pain-point": "pain",
    "gain": "gain",
    "opportunity": "opportunity",
    "frontstage": "frontstage work",
    "backstage": "backstage work",
    "support": "support work",
    "quote": "quote",
    "decision": "decision",
    "profile": "",
    "rice": "",
    "columns": "",
}
"""What leads from an object to one that stands in it; nothing where the field says enough."""


def _subject_and_words(fact: Fact, row: Row, side: Side) -> str:
    """The object and its field; a reworded text is that field itself."""
    holder = side.entities.get(fact.entity.parent)
    if fact.entity.kind in _WORDED and fact.field in {"do", "text"} and holder is not None:
        return f"{quoted(_called(holder, side))}: {_LINKS[fact.entity.kind]}"
    return f"{_subject(fact, side)}: {fact.field if row.noun == 'free-key' else row.words}"


_WORDED = frozenset({"frontstage", "backstage", "support", "quote", "decision"})
"""Kinds that are what their text says."""


def _subject(fact: Fact, side: Side) -> str:
    """The object that a field belongs to, behind what it stands in where it means little by itself."""
    entity = fact.entity
    holder = side.entities.get(entity.parent)
    if entity.kind not in _LINKS or holder is None:
        return quoted(entity.label)
    while holder.kind in {"way", "hand-off"} and holder.parent in side.entities:
        holder = side.entities[holder.parent]
    words = _LINKS[entity.kind]
    place = quoted(_called(holder, side))
    return f"{place}, {words} {quoted(_called(entity, side))}" if words else place


def _values(fact: Fact, row: Row, base: Side, head: Side) -> str:
    before = _shown(fact.before, row, _seen(fact, base, head))
    after = _shown(fact.after, row, _seen(fact, head, base))
    if fact.verb is Verb.ADDED:
        return "added" if fact.after is True else f"added: {after}"
    if fact.verb is Verb.REMOVED:
        return "removed" if fact.before is True else f"removed: {before}"
    return f"{before} {_ARROW} {after}"


_Seen = list[tuple["Side", "Entity", str]]
"""Sides with the object there and its field, in the order in which they are asked for names."""


def _seen(fact: Fact, *sides: Side) -> _Seen:
    both = [one for one in (fact.base, fact.head) if one]
    return [(side, one, fact.field) for side in sides for one in both if side.entities.get(one.name) is one]


def _shown(value: Plain, row: Row, seen: _Seen) -> str:
    """A value of a field: names for ids, durations and conditions in words."""
    if row.refers and isinstance(value, str | tuple):
        texts = value if isinstance(value, tuple) else (value,)
        return quoted_list([_named(text, seen) for text in texts])
    if row.noun in _WITH_CONDITIONS and isinstance(value, str | tuple):
        return value_text(in_words(value) if isinstance(value, str) else tuple(map(in_words, value)))
    if isinstance(value, str) and row.compared is Compared.DURATION:
        return durations.words(value)
    return value_text(value, signed=row.noun == "emotion")


_WITH_CONDITIONS = frozenset({"events", "segment", "numerator", "denominator", "where", "free-key"})
"""Nouns of fields that may hold objects."""


def _named(text: str, seen: _Seen) -> str:
    """What people call what an id names, on the first of the sides that knows it."""
    return next((name for side, entity, key in seen if (name := side.label(text, entity, key)) != text), text)


def value_text(value: Plain, *, signed: bool = False) -> str:
    """A value as it is shown: a real minus sign, long texts cut."""
    if isinstance(value, tuple):
        return quoted_list(value)
    if isinstance(value, str):
        return _text(value)
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


def quoted_list(texts: Sequence[str]) -> str:
    """Texts in quotes, with commas; of many only the first."""
    more = f" and {len(texts) - _MANY} more" if len(texts) > _MANY + 1 else ""
    return ", ".join(quoted(text) for text in (texts[:_MANY] if more else texts)) + more
