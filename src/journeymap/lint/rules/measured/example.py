"""The measurements beside the examples of these rules. No rule stands here."""

from __future__ import annotations

import inspect

_HEAD = """{{
 "format_version": 1,
 "journey": "{journey}",
 "map_digest": "{digest}",
 "measured": "2026-11-20",
 "as_of": "2026-11-19",
 "asked": {{"cases": "customer", "min_group": 10}},
"""


def measurement(journey: str, numbers: str, digest: str = "sha256:c5e7") -> dict[str, str]:
    """The file of a measurement by its name, as `journeymap measure` writes it.

    Args:
        journey: The journey.
        numbers: Keys and values that follow the head, as they stand in JSON.
        digest: Of the map; where a rule asks for it, that of the example.
    """
    body = "".join(f" {line}\n" for line in inspect.cleandoc(numbers).splitlines())
    return {f"measurements/{journey}.json": f"{_HEAD.format(journey=journey, digest=digest)}{body}}}\n"}
