"""How far a long run has come, shown on stderr where a person sits at a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


class Told(Protocol):
    """Is told how much is done, and of how much."""

    def __call__(self, done: int, of: int, what: str = "", /) -> None:
        """Shows it, and what is being done now."""


@contextmanager
def telling(doing: str, *, quiet: bool) -> Iterator[Told | None]:
    """Shows a bar that goes away in the end; gives None where nobody looks.

    Args:
        doing: What is done, as it stands before the bar.
        quiet: Nothing is to be said.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415  # only for a person
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=None)

        def told(done: int, of: int, what: str = "", /) -> None:
            bar.update(task, description=f"{doing} {what}".rstrip(), completed=done, total=of)

        yield told
