"""What sqlglot makes of its own output."""

from __future__ import annotations

import sqlglot
from sqlglot import exp


def parsed_again(text: str, dialect: str) -> exp.Expr:
    """The tree of a text in a dialect; no SQL of the dialect is an error."""
    tree: exp.Expr = sqlglot.parse_one(text, read=dialect)
    return tree
