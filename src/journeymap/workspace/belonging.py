"""To whom something belongs: what is of confidential personas alone is confidential with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.experience import Voice
from journeymap.model.journey import Journey
from journeymap.model.play import Play
from journeymap.model.touchpoint import Touchpoint
from journeymap.model.transition import Transition

if TYPE_CHECKING:
    from collections.abc import Collection

    from journeymap.model.base import FormatObject


def belongs_to(value: FormatObject) -> tuple[str, ...]:
    """The personas to whom something belongs; empty where it is everybody's."""
    if isinstance(value, Voice):
        return (value.persona,)
    if isinstance(value, Journey | Touchpoint):
        return value.personas
    return value.for_ if isinstance(value, Play | Transition) else ()


def is_confidential(value: FormatObject, personas: Collection[str]) -> bool:
    """Whether something is marked, or belongs to confidential personas alone.

    Args:
        value: The object.
        personas: The ids of the personas that are confidential.
    """
    whose = belongs_to(value)
    return value.confidential or bool(whose and all(persona in personas for persona in whose))
