"""The one table of what an unquoted value means: the YAML 1.2 core schema, and where other readers differ.

Everything that is not listed here is text: dates, times, `yes`, `1_000`. Nothing here knows of documents.
"""

from __future__ import annotations

import math
import re
from typing import Final

LONGEST_NUMBER: Final = 1_000
"""A number of more characters is text: no reader would agree on it, and Python refuses to print it."""
LONGEST_AMBIGUOUS: Final = 64
"""Longer unquoted scalars are not looked at: nobody mistakes them."""

_WORDS: Final[dict[str, bool | float | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((sign + word for sign in ("", "+") for word in (".inf", ".Inf", ".INF")), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_NUMBER: Final = re.compile(
    r"(?P<decimal>[-+]?[0-9]+)"
    r"|0o(?P<octal>[0-7]+)"
    r"|0x(?P<hexadecimal>[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)
_BASES: Final = {"decimal": 10, "octal": 8, "hexadecimal": 16}
_TEXT_STARTS_OTHERWISE: Final = frozenset("0123456789+-.~nNtTfF").union([""])


def plain_value(source: str) -> str | bool | int | float | None:
    """What an unquoted scalar means.

    Args:
        source: Its text as YAML folds it, without surrounding blanks.
    """
    if source[:1] not in _TEXT_STARTS_OTHERWISE:
        return source
    if source in _WORDS:
        return _WORDS[source]
    if len(source) > LONGEST_NUMBER or (number := _NUMBER.fullmatch(source)) is None:
        return source
    kind = number.lastgroup
    if kind is None or kind == "float":
        return float(source)
    return int(number[kind], _BASES[kind])


# YAML 1.1, chapter "Language-Independent Types" (https://yaml.org/type/): bool, int, float.
_OTHER_READINGS: Final = (
    (re.compile(r"yes|Yes|YES|on|On|ON|y|Y"), "the truth value true"),
    (re.compile(r"no|No|NO|off|Off|OFF|n|N"), "the truth value false"),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"), "a number in base 60"),
    (re.compile(r"[-+]?0[0-7_]+"), "a number in base 8"),
    (re.compile(r"0o[0-7]+"), "text, not a number in base 8"),
    (re.compile(r"[-+]?0b[01_]+"), "a number in base 2"),
    (re.compile(r"[-+]?(?:[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?|[0-9]+\.[0-9_]*_[0-9_]*)"), "a number without the _"),
    (re.compile(r"[-+]?0x[0-9a-fA-F_]*_[0-9a-fA-F_]*"), "a number in base 16"),
)


def other_reading(source: str) -> str:
    """How readers of YAML 1.1 take an unquoted scalar that YAML 1.2 takes otherwise; "" where all agree.

    >>> other_reading("no"), other_reading("2024-05-01")
    ('the truth value false', '')
    """
    if len(source) > LONGEST_AMBIGUOUS:
        return ""
    return next((reading for pattern, reading in _OTHER_READINGS if pattern.fullmatch(source)), "")


# A value begins behind a mark of YAML, not amid a sentence. The bound keeps hostile text from slowing the search.
_BEGINS: Final = r"(?:(?<=[:\-?,\[{\s][ \t].)|(?<=[\[{,:\r\n\t\x85\u2028\u2029].)|(?<=\A.))"
_WORD: Final = r"[^\s,\[\]{}#]{0,63}+(?=[ \t]{0,63}+(?:[,\]}\r\n\x85\u2028\u2029#]|\Z))"
_CANDIDATE: Final = re.compile(r"[yYnNoO0-9+\-]" + _BEGINS + _WORD)
_CANDIDATE_ANYWHERE: Final = re.compile(r"[yYnNoO0-9+\-](?:(?<![^\s\[{,:].))" + _WORD)
_PROPERTY: Final = re.compile(r"[&!](?<![^\s\[{,:].)")


def may_hold_ambiguous(text: str) -> bool:
    """Whether an unquoted value somewhere in a document may have an `other_reading`; errs towards True."""
    candidate = _CANDIDATE_ANYWHERE if _PROPERTY.search(text) else _CANDIDATE
    return any(other_reading(found[0]) for found in candidate.finditer(text))
