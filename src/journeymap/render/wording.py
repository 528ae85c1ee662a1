"""The fixed words of pictures and pages, in one place; English now, other languages join as further tables.

A renderer asks `Words` for a key and never writes a word itself.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from journeymap.model import durations

if TYPE_CHECKING:
    import datetime

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})
MINUS = "\N{MINUS SIGN}"


class Words:
    """The words of one language.

    Args:
        table: Key to text; `{name}` stands for a value.
    """

    def __init__(self, table: dict[str, str]) -> None:
        self._table = table

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key; `KeyError` for a key that no table has."""
        text = self._table[key]
        return text.format(**values) if values else text

    def count(self, key: str, n: int) -> str:
        """The text for a number of things: `key.one` or `key.many`."""
        return self(f"{key}.{'one' if n == 1 else 'many'}", n=n)

    def choice(self, group: str, value: str | None) -> str:
        """The word for a member of an enumeration, such as `severity`, `high`; empty for none."""
        return self(f"{group}.{value}") if value else ""

    def duration(self, text: str | None) -> str:
        """A duration such as `6w` in words; empty for none."""
        if not text:
            return ""
        amount, unit = durations.parts(text)
        return self(f"duration.{unit}.{'one' if amount == 1 else 'many'}", n=number(amount))

    def date(self, day: datetime.date | None) -> str:
        """A date as it is shown; empty for none."""
        return day.isoformat() if day else ""


def number(value: float) -> str:
    """A number as it is shown: thin groups of thousands, no idle zeros, a real minus sign."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return text.replace(",", "\N{NARROW NO-BREAK SPACE}").replace("-", MINUS)


def percent(share: float) -> str:
    """A share of 0 to 1 as per cent."""
    return f"{number(round(share * 100, 1))}\N{NO-BREAK SPACE}%"


def signed(score: float) -> str:
    """An emotion with its sign: `+1.5`, `0`, or a minus sign and 2."""
    return f"{score:+g}".replace("-", MINUS) if score else "0"


def direction(language: str) -> str:
    """`rtl` for languages that are written from right to left, else `ltr`."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in RIGHT_TO_LEFT else "ltr"


@cache
def words_for(language: str) -> Words:
    """The words for a language (BCP 47); English where there is no table for it."""
    tables = files("journeymap.render") / "words"
    table = tables / f"{language.split('-', maxsplit=1)[0].lower()}.json"
    source = table if table.is_file() else tables / "en.json"
    loaded: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    return Words(loaded)
