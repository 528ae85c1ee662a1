"""Parts that are not installed with the rest: one clear sentence that says how to get them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from journeymap.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Turns a missing package of an extra into an error that names the command that installs it.

    Raises:
        EngineError: A package is not there.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "journeymap":
            raise
        raise EngineError(
            f"this needs the packages of the extra `{extra}`, and {error.name.partition('.')[0]} is not installed",
            f"Run: python -m pip install 'journeymap[{extra}]' (in a copy of the source: '.[{extra}]').",
        ) from None
