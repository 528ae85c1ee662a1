"""The names of tables as a workspace writes them: `events`, `analytics.events`, `"odd.name"."my table"`."""

from __future__ import annotations

import re

from sqlglot import exp

from journeymap.errors import SettingError

_PART = re.compile(r'"((?:[^"]|"")+)"|([^".]+)')


def parts(name: str, where: str) -> tuple[str, ...]:
    """The parts of a table's name, the table last.

    Args:
        name: As written: parts with dots between, quoted where they hold dots or quotes themselves.
        where: Whose table it is, for messages.

    Raises:
        SettingError: It is no name.
    """
    found: list[str] = []
    place = 0
    while True:
        part = _PART.match(name, place)
        if part is None:
            break
        found.append(part[1].replace('""', '"') if part[1] is not None else part[2])
        place = part.end()
        if place == len(name):
            if len(found) <= 3:  # noqa: PLR2004  # catalogue, schema and table
                return tuple(found)
            break
        if name[place] != ".":
            break
        place += 1
    raise SettingError(f"`{name}` of {where} is no name of a table", 'It looks like events, shop.events or "my table".')


def table(path: tuple[str, ...]) -> exp.Table:
    """What stands behind FROM for a table, each part quoted."""
    quoted = [exp.to_identifier(item, quoted=True) for item in path]
    names = dict(zip(("this", "db", "catalog"), reversed(quoted), strict=False))
    return exp.Table(**names)
