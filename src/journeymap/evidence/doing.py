"""What a run is at, told while it lasts: the data that is read, the questions that are asked, and how far each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Doing:
    """What is done now.

    Args:
        told: Is told what is done, and how far its statement is, from 0 to 1; it may be called by another thread.
    """

    def __init__(self, told: Callable[[str, float], None]) -> None:
        self._told = told
        self._what = ""

    def begin(self, what: str) -> None:
        """Something else is done from now on."""
        self._what = what
        self._told(what, 0.0)

    def part(self, share: float) -> None:
        """How far a statement of it is, from 0 to 1."""
        self._told(self._what, share)


def silent() -> Doing:
    """One that tells nobody."""
    return Doing(lambda _what, _share: None)
