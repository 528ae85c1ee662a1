"""Values that fit on one line: `[a, b]`, `{to: pay, share: 0.4}`, and plain scalars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.formatting import layout_scalars

if TYPE_CHECKING:
    from journeymap.formatting.layout_source import Entry, Written
    from journeymap.formatting.layout_style import Place


def one_line(node: Written, place: Place, room: int) -> str | None:
    """A list or an object in brackets, if it may stand so and fits; None where it has to be a block.

    Args:
        node: The list or object.
        place: Where it stands.
        room: How many columns there are.
    """
    if node.fixed == "line" or node.entries == []:
        return in_brackets(node, place)
    if node.fixed == "block" or not _may_stand_on_a_line(node, place):
        return None
    line = in_brackets(node, place)
    return line if len(line) <= room else None


def in_brackets(node: Written, place: Place) -> str:
    """A value as it stands in brackets, with its anchor."""
    anchor = f"&{node.anchor} " if node.anchor else ""
    if node.alias:
        return f"*{node.text}"
    if node.entries is None:
        return anchor + layout_scalars.in_line(node, brackets=True, spoken=place.spoken)
    if not node.mapping:
        return f"{anchor}[{', '.join(in_brackets(entry.value, place) for entry in node.entries)}]"
    entries = place.ordered(node.entries, keep_first=False)
    return f"{anchor}{{{', '.join(f'{head_of(entry, place)} {_value(entry, place)}' for entry in entries)}}}"


def head_of(entry: Entry, place: Place) -> str:
    """What an entry begins with: the dash of an item, or a key with its colon.

    Keys of the format are written as the format has them; others stand without quotes where they could in brackets.
    A repeated key has a blank before its colon, since its name could hold one.

    Args:
        entry: The entry.
        place: Where the list or object stands.
    """
    key = entry.key
    if key is None:
        return "-"
    if key.alias:
        return f"*{key.text} :"
    text = key.text if place.knows(key.text) else layout_scalars.in_line(key, brackets=True)
    return f"&{key.anchor} {text}:" if key.anchor else f"{text}:"


def _value(entry: Entry, place: Place) -> str:
    return in_brackets(entry.value, place.under(entry.key.text if entry.key else ""))


def _may_stand_on_a_line(node: Written, place: Place) -> bool:
    entries = node.entries or []
    if node.mapping:
        return place.on_a_line and _holds_only_short(node, place)
    scalars = all(entry.value.entries is None for entry in entries)
    if scalars and not place.spoken and any(layout_scalars.reads_better_alone(entry.value) for entry in entries):
        return False
    several = len(entries) > 1 and not place.reference
    if (several or place.records) and any(entry.value.mapping for entry in entries):
        return False
    return _holds_only_short(node, place)


def _holds_only_short(node: Written, place: Place) -> bool:
    """Whether nothing in a list or an object needs lines of its own: no comments, line breaks, or large objects."""
    if node.entries is None:
        return node.alias or not (node.empty or "\n" in node.text)
    if node.below or (node.mapping and not place.on_a_line):
        return False
    return all(_is_short(entry, place if entry.key is None else place.under(entry.key.text)) for entry in node.entries)


def _is_short(entry: Entry, place: Place) -> bool:
    commented = bool(entry.above or entry.beside)
    return not commented and entry.value.fixed != "block" and _holds_only_short(entry.value, place)
