"""Style sheets of single pages made to hold for these pages alone, so that all can stand in one document.

Reads the project's own style sheets, which hold no braces in strings and no comments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_DOCUMENT = re.compile(r"\s*(:root|html|body)\b")
_GROUP = ("@media", "@supports")


def confined(style: str, kind: str) -> str:
    """A style sheet that holds inside of elements with a class.

    Rules for the document (`:root`, `html`, `body`) are left as they are; those for paper (`@page`) become rules of a
    named page, which these elements ask for.

    Args:
        style: The style sheet.
        kind: The class.
    """
    on_paper = f".{kind}{{page:{kind}}}\n" if "@page" in style else ""
    return on_paper + _confined(style, kind)


def _confined(style: str, kind: str) -> str:
    kept, inside = [], []
    for head, body in _rules(style):
        if head.startswith(_GROUP):
            kept.append(f"{head}{{{_confined(body, kind)}}}")
        elif head.startswith("@page"):
            kept.append(f"@page {kind}{{{body}}}")
        elif _OF_DOCUMENT.match(head) or head.startswith("@"):
            kept.append(f"{head}{{{body}}}")
        else:
            inside.append((len(kept), f"{head}{{{body}}}"))
    return _in_order(kept, inside, kind)


def _in_order(kept: list[str], inside: list[tuple[int, str]], kind: str) -> str:
    """All rules in the order in which they were; neighbours that are confined share one block."""
    parts = []
    for position in range(len(kept) + 1):
        block = "".join(rule for at, rule in inside if at == position)
        parts += [f".{kind}{{{block}}}\n"] if block else []
        parts += kept[position : position + 1]
    return "".join(parts)


def _rules(style: str) -> Iterator[tuple[str, str]]:
    """The rules at the top, as what stands before and between their braces."""
    depth = begin = opened = 0
    for mark in re.finditer("[{}]", style):
        if mark[0] == "{":
            opened = mark.start() if depth == 0 else opened
            depth += 1
            continue
        depth -= 1
        if depth == 0:
            yield style[begin:opened].strip(), style[opened + 1 : mark.start()]
            begin = mark.end()
