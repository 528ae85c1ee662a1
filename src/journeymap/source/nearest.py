"""What the author probably meant: the nearest of the words that are allowed."""

from collections.abc import Iterable

CLOSE = 74
"""Similarity, of 100, from which a word is worth suggesting; one slip in four letters is 75."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word` (normalised indel similarity), or None where none is close."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only needed when something is wrong

    choices = sorted(set(candidates))
    folded = word.strip().casefold().replace("_", "-").replace(" ", "-")
    found = process.extractOne(
        folded, choices, scorer=fuzz.ratio, processor=lambda text: text.casefold().replace("_", "-"), score_cutoff=CLOSE
    )
    return found[0] if found else None


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """A question that names the nearest candidate, or nothing."""
    found = nearest(word, candidates)
    return f"Did you mean `{found}`?" if found else ""
