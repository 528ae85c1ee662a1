"""What came of making something: what a command tells."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from journeymap.workspace.paths import shown_path


@dataclass(frozen=True)
class Outcome:
    """Files that were made.

    Attributes:
        written: The files, as they are shown.
        notes: Sentences on what is worth knowing about them.
        commands: What to type next.
    """

    written: tuple[str, ...]
    notes: tuple[str, ...]
    commands: tuple[str, ...]


def command(*arguments: str, workspace: Path | None = None, option: str = "") -> str:
    """A command line to type in a POSIX shell.

    Args:
        arguments: The command with its arguments.
        workspace: The folder it is about, if it is not the one that one stands in.
        option: The option that takes the folder; none where it is an argument.
    """
    here = workspace is None or workspace == Path.cwd()
    tail = [] if here or workspace is None else [*([option] if option else []), typed(workspace)]
    return shlex.join(["python", "-m", "journeymap", *arguments, *tail])


def typed(path: Path) -> str:
    """A path as an argument: one that begins like an option gets `./` before it."""
    text = shown_path(path)
    return f"./{text}" if text.startswith("-") else text
