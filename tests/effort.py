"""How hard the tests try: all of it with `--all`, less where somebody waits for the answer."""

from __future__ import annotations

from hypothesis import settings

THOROUGH = 100
"""Examples of a property with `--all`, as Hypothesis has it, unless the test names its own number."""
QUICK = 40
"""The same without `--all`."""


def choose(*, thorough: bool) -> None:
    """Makes the examples as many as they shall be, with all else as Hypothesis has it here."""
    settings.register_profile("journeymap", parent=settings(), max_examples=THOROUGH if thorough else QUICK)
    settings.load_profile("journeymap")


def tries(thorough: int) -> int:
    """How many examples to try of a property whose examples are expensive, given their number with `--all`."""
    return max(4, thorough * settings().max_examples // THOROUGH)
