"""What is known of a persona: what several rules of this group ask. No rule stands here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.model.base import FormatObject
    from journeymap.model.persona import Persona

_CATEGORIES = ("demographic", "firmographic", "technographic", "psychographic", "behavioural")


def categories(persona: Persona) -> tuple[str, ...]:
    """The categories of data that say something; how data recognises the persona (`segment`) counts as one."""
    known = tuple(name for name in _CATEGORIES if _says_something(getattr(persona, name)))
    return (*known, "segment") if persona.segment else known


def _says_something(category: FormatObject | None) -> bool:
    return category is not None and any(value for key, value in category if key != "confidential")


def has_goals(persona: Persona) -> bool:
    """Whether it is known what they want: goals, or jobs to be done."""
    return bool(persona.jobs or (persona.psychographic and persona.psychographic.goals))
