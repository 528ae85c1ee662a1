"""How much memory a run may take, and how much of it a database may count as its own."""

from __future__ import annotations

import re

from journeymap.errors import SettingError

_WRITTEN = re.compile(r"([0-9]+(?:[.][0-9]+)?) ?([KMGT])(i?)B", re.IGNORECASE)
_MOST = 1e15
_COUNTED = 0.7
"""How much of the memory that a run may take DuckDB may count as its own: the rest is for what it does not count (lists
of values in aggregates, for one) and for Python. Measured on 50 million events."""


def counted(memory: str) -> int:
    """What DuckDB may count of an amount of memory, in bytes.

    Args:
        memory: The most that the run may take, such as `2GB`.

    Raises:
        SettingError: It is no amount of memory.
    """
    written = _WRITTEN.fullmatch(memory)
    if written is None:
        raise SettingError(f"`{memory}` is no amount of memory", "Write it as 2GB or 500MB.")
    number, unit, binary = written.groups()
    size = float(number) * (1024 if binary else 1000) ** ("KMGT".index(unit.upper()) + 1)
    if not size < _MOST:
        raise SettingError(f"`{memory}` is more memory than a machine has", "Write it as 2GB or 500MB.")
    return int(size * _COUNTED)
