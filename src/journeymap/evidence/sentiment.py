"""How free text sounds, from -2 (very negative) to 2 (very positive), judged on this machine.

A judge is chosen by name; the default and only one so far is VADER (C. Hutto, E. Gilbert, VADER: a parsimonious
rule-based model for sentiment analysis of social media text. ICWSM 2014, 216-225): a lexicon and rules for English, in
a package that is MIT-licensed, pure Python and complete without a download. It has not changed since 2020, so the same
text has the same number next year.

Texts in languages that no judge can do are not judged.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol

from journeymap.errors import EngineError, SettingError
from journeymap.evidence.intervals import Interval, of_mean, sample
from journeymap.model.proportion import Ends

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST = 2.0
"""The most positive a text can sound."""

_REMEMBERED = 1 << 17
_LENGTH = 1000
_LOOKED_AT = 4 * _LENGTH
_EMOJI = 20
_CLEAR = 0.05


class Judge(Protocol):
    """Something that says how a text sounds."""

    name: str
    """What it is called, with its version: it stands beside every number."""
    languages: frozenset[str]
    """The languages it can do, by the first part of their tags."""
    clear: float
    """From which number on a text is called positive, and below its negative a negative one."""

    def judge(self, text: str) -> float:
        """How a text sounds, from -2 to 2; the same text always the same."""


class Vader:
    """VADER: its compound score, from -1 to 1, doubled.

    The first thousand characters and twenty emoji of a text are read: its work grows with their square, and a text of
    emoji alone can take it minutes. Curly apostrophes become straight ones, or it would not know `isn't`; characters
    that cannot be seen are left out.
    """

    languages = frozenset({"en"})
    clear = _CLEAR * MOST

    def __init__(self) -> None:
        from importlib.metadata import version  # noqa: PLC0415  # only where texts are judged

        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # type: ignore[import-untyped]  # noqa: PLC0415

        self.name = f"VADER {version('vaderSentiment')}"
        self._analyzer = SentimentIntensityAnalyzer()
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._judged)

    def judge(self, text: str) -> float:
        """How an English text sounds."""
        return self._remembered(text[:_LOOKED_AT])

    def _judged(self, text: str) -> float:
        return MOST * float(self._analyzer.polarity_scores(self._readable(text))["compound"])

    def _readable(self, text: str) -> str:
        seen = text.translate(_VISIBLE)[:_LENGTH]
        if seen.isascii():
            return seen
        emoji = 0
        kept = []
        for letter in seen:
            is_emoji = letter in self._analyzer.emojis
            emoji += is_emoji
            if not is_emoji or emoji <= _EMOJI:
                kept.append(letter)
        return "".join(kept)


class _Visible(dict[int, str]):
    """What each letter is read as: itself, a blank, or nothing; found out when it first comes."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        blank = category == "Cc" or category.startswith("Z")
        self[code] = " " if blank else "" if category in _UNSEEN else chr(code)
        return self[code]


_UNSEEN = frozenset({"Cf", "Cs", "Co", "Cn"})
_VISIBLE = _Visible({**dict.fromkeys((0x2019, 0x2018, 0x2BC, 0x60), "'"), 0xFE0E: "", 0xFE0F: ""})


JUDGES: Mapping[str, Callable[[], Judge]] = {"vader": Vader}
"""All judges, by name."""
DEFAULT = "vader"


def judge(name: str = DEFAULT) -> Judge:
    """A judge by its name.

    Raises:
        EngineError: Its package is not installed.
        SettingError: There is none of that name.
    """
    if name not in JUDGES:
        raise SettingError(f"nothing called `{name}` judges texts", f"There are: {', '.join(JUDGES)}.")
    return _opened(name)


@cache
def _opened(name: str) -> Judge:
    try:
        return JUDGES[name]()
    except ModuleNotFoundError as error:
        raise EngineError(
            f"judging texts needs the package {(error.name or name).partition('.')[0]}, which is not installed",
            "Run: pip install 'journeymap[measure]'",
        ) from None


def judge_of(language: str, name: str = DEFAULT) -> Judge | None:
    """The judge, where it can do a language; None where it cannot.

    Args:
        language: A tag such as en-GB.
        name: The judge's name.
    """
    found = judge(name)
    return found if language.partition("-")[0].lower() in found.languages else None


@dataclass(frozen=True, slots=True)
class Sound:
    """How some texts sound.

    Attributes:
        n: How many there are; those without a visible character do not count.
        mean: Their mean, from -2 to 2.
        ends: Its interval.
        positive: How many are positive.
        negative: How many are negative.
        unknown: In how many the judge found nothing to go by: they count as 0.
        method: What judged them, and how.
    """

    n: int
    mean: float
    ends: Ends | None
    positive: int
    negative: int
    unknown: int
    method: str


def judged(texts: Mapping[str, int], by: Judge) -> Counter[float]:
    """How often texts sounded how, each of which was written so many times; blank ones do not count."""
    tally = Counter[float]()
    for text, times in texts.items():
        if text[:_LOOKED_AT].translate(_VISIBLE).strip():
            tally[by.judge(text)] += times
    return tally


def sound(tally: Mapping[float, int], by: Judge) -> Sound | None:
    """How texts sound that were judged; None where there is none."""
    if not tally:
        return None
    known = sample(tally)
    ends = of_mean(known)
    return Sound(
        n=known.n,
        mean=max(-MOST, min(MOST, known.mean)),
        ends=None if ends is None else Ends(max(-MOST, ends.low), min(MOST, ends.high)),
        positive=sum(times for found, times in tally.items() if found >= by.clear),
        negative=sum(times for found, times in tally.items() if found <= -by.clear),
        unknown=tally.get(0.0, 0),
        method=f"Judged by {by.name}, times two; {Interval.NONE if ends is None else Interval.MEAN}",
    )
