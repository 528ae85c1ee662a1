"""The fixed words of pictures and pages: English texts by key, and gettext catalogues for other languages.

A renderer asks `Words` for a key and never writes a word, a number or a date itself.
"""

from __future__ import annotations

import gettext
import json
import os
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from journeymap.errors import SettingError
from journeymap.model import durations

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})
MINUS = "\N{MINUS SIGN}"
_DOMAIN = "journeymap"
_SEVERAL = 2
"""What decides the form of a word behind a number that is not whole, in most languages."""
_BY_WHOLE = "whole"
"""Stands in a catalogue as `number.fraction` where the whole part of such a number decides, as in French."""


class Words:
    """The words of one language: the English ones, and what a gettext catalogue makes of them.

    Args:
        table: Key to English text; `{name}` stands for a value.
        catalogue: The translations; each text stands there under its key as context.
    """

    def __init__(self, table: Mapping[str, str], catalogue: gettext.NullTranslations | None = None) -> None:
        self._table = table
        self._catalogue = catalogue or gettext.NullTranslations()

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key; `KeyError` for a key that no table has."""
        english = self._table[key]
        return _filled(self._catalogue.pgettext(key, english), english, values)

    def count(self, key: str, how_many: int, **values: object) -> str:
        """The text for a number of things: `key.one` or `key.many` in English, the form that the language asks for."""
        one, many = self._table[f"{key}.one"], self._table[f"{key}.many"]
        text = self._catalogue.npgettext(key, one, many, how_many)
        return _filled(text, one if how_many == 1 else many, {"n": self.number(how_many), **values})

    def choice(self, group: str, value: str | None) -> str:
        """The word for a member of an enumeration, such as `severity`, `high`; empty for none."""
        return self(f"{group}.{value}") if value else ""

    def duration(self, text: str | None) -> str:
        """A duration such as `6w` in words; empty for none."""
        if not text:
            return ""
        amount, unit = durations.parts(text)
        by_whole = amount % 1 == 0 or self("number.fraction") == _BY_WHOLE
        return self.count(f"duration.{unit}", int(amount) if by_whole else _SEVERAL, n=self.number(amount))

    def date(self, day: datetime.date | None) -> str:
        """A date as it is shown; empty for none."""
        return day.isoformat() if day else ""

    def number(self, value: float) -> str:
        """A number as it is shown: grouped thousands, no idle zeros, a real minus sign, the language's decimal sign."""
        text = f"{value:,.4f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
        signs = {",": self("number.group"), ".": self("number.decimal"), "-": MINUS}
        return "".join(signs.get(sign, sign) for sign in text)

    def percent(self, share: float) -> str:
        """A share of 0 to 1 as per cent."""
        return self("number.percent", n=self.number(round(share * 100, 1)))

    def signed(self, score: float) -> str:
        """An emotion with its sign: `+1.5`, `0`, or a minus sign and 2."""
        if not score:
            return "0"
        return ("+" if score > 0 else "") + self.number(score)


def _filled(text: str, english: str, values: Mapping[str, object]) -> str:
    """A text with its values; a translation that names others than the English text does is passed over."""
    if not values:
        return text
    try:
        return text.format_map(values)
    except (KeyError, IndexError, ValueError, AttributeError):
        return english.format_map(values)


def direction(language: str) -> str:
    """`rtl` for languages that are written from right to left, else `ltr`."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in RIGHT_TO_LEFT else "ltr"


def has_words(language: str) -> bool:
    """Whether fixed words come in a language (BCP 47): English, or a catalogue that is shipped or the reader's own."""
    names = _names(language)
    if names[-1].lower() == "en":
        return True
    folders = (str(files("journeymap.render") / "words"), os.environ.get("TEXTDOMAINDIR"))
    return any(folder and gettext.find(_DOMAIN, folder, names) for folder in folders)


@cache
def words_for(language: str) -> Words:
    """The words for a language (BCP 47), as far as they are translated; English for the rest.

    Translations are gettext catalogues, in the usual folders `LANGUAGE/LC_MESSAGES/journeymap.mo`: first below the
    folder that `TEXTDOMAINDIR` names, then those that are shipped.
    """
    english: dict[str, str] = {}
    for part in sorted((files("journeymap.render") / "words" / "en").iterdir(), key=lambda item: item.name):
        english |= json.loads(part.read_text(encoding="utf-8"))
    return Words(english, _catalogue(_names(language)))


def _names(language: str) -> list[str]:
    """The names of a language's catalogues, as gettext writes them: the whole tag, then the language alone."""
    name = language.replace("-", "_")
    return [name, name.split("_", maxsplit=1)[0]]


def _catalogue(names: list[str]) -> gettext.NullTranslations:
    """The shipped catalogue of a language, behind one that the reader's system names; an empty one where there is none.

    Raises:
        SettingError: A catalogue below `TEXTDOMAINDIR` cannot be read.
    """
    shipped = _opened(names, str(files("journeymap.render") / "words"))
    own_folder = os.environ.get("TEXTDOMAINDIR")
    if not own_folder:
        return shipped
    own = _opened(names, own_folder)
    own.add_fallback(shipped)
    return own


def _opened(names: list[str], folder: str) -> gettext.NullTranslations:
    try:
        return gettext.translation(_DOMAIN, folder, names, fallback=True)
    except (OSError, ValueError, UnicodeDecodeError) as broken:
        raise SettingError(
            f"the translations for {names[0]} below {folder} cannot be read: {broken}",
            f"`msgfmt {_DOMAIN}.po -o {_DOMAIN}.mo` makes the file anew.",
        ) from broken
