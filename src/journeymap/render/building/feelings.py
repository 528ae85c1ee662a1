"""Emotions: scores as text, word and face."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from journeymap.render.view_parts import EmotionView

if TYPE_CHECKING:
    from journeymap.render.wording import Words

HIGHEST = 2
NEUTRAL_FACE = 3


def emotion(words: Words, score: float | None) -> EmotionView | None:
    """An emotion ready to be shown; None for none."""
    if score is None:
        return None
    return EmotionView(score=score, text=words.signed(score), word=_word(words, score), face=face(score))


def face(score: float) -> int:
    """The face for a score: a half step takes the face that lies further from neutral, so that none looks neutral."""
    further = math.copysign(math.ceil(abs(score)), score)
    return NEUTRAL_FACE + int(further)


def _word(words: Words, score: float) -> str:
    if score == int(score):
        return words(f"emotion.{int(score)}")
    low, high = words(f"emotion.{math.floor(score)}"), words(f"emotion.{math.ceil(score)}")
    return words("emotion.between", low=low, high=high)


def height(score: float) -> float:
    """The place of a score in a drawing, in per cent from the top: 2 is 0, -2 is 100."""
    return (HIGHEST - score) / (2 * HIGHEST) * 100
