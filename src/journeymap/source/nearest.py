"""What the author probably meant: the nearest of the words that are allowed."""

from collections.abc import Iterable
from functools import lru_cache

CLOSE = 74
"""Similarity, of 100, from which a word is worth suggesting; one slip in four letters is 75."""
LONGEST = 200
"""Longer words are compared with nothing: they are texts, and no slips of an id."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word` (normalised indel similarity), or None where none is close."""
    if len(word) > LONGEST:
        return None
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only needed when something is wrong

    choices, folded = _folded(tuple(candidates))
    found = process.extractOne(_fold(word.strip()), folded, scorer=fuzz.ratio, score_cutoff=CLOSE)
    return choices[found[2]] if found else None


@lru_cache(maxsize=32)
def _folded(candidates: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The candidates in order, each once, and as they are compared; the same ones are asked for again and again."""
    choices = sorted(set(candidates))
    return choices, [_fold(choice) for choice in choices]


def _fold(text: str) -> str:
    return text.casefold().replace("_", "-").replace(" ", "-")


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """A question that names the nearest candidate, or nothing."""
    found = nearest(word, candidates)
    return f"Did you mean `{found}`?" if found else ""
