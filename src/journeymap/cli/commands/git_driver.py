"""`journeymap git-driver`: what git runs in place of its own diff, one file at a time."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("git-driver")(git_driver)


def git_driver(
    path: Annotated[Path, typer.Argument(help="The path of the file in the repository.")],
    old_file: Annotated[Path | None, typer.Argument(help="A file with the one content, or /dev/null.")] = None,
    old_hex: Annotated[str, typer.Argument(help="Its object.")] = "",  # noqa: ARG001  # git gives it
    old_mode: Annotated[str, typer.Argument(help="Its mode.")] = "",
    new_file: Annotated[Path | None, typer.Argument(help="A file with the other content, or /dev/null.")] = None,
    new_hex: Annotated[str, typer.Argument(help="Its object.")] = "",  # noqa: ARG001
    new_mode: Annotated[str, typer.Argument(help="Its mode.")] = "",
    new_path: Annotated[Path | None, typer.Argument(help="The path that it was renamed to.")] = None,
    similarity: Annotated[str, typer.Argument(help="What git says of the rename.")] = "",  # noqa: ARG001
) -> None:
    """Say what changes in a document, for git's diff, show and log; git gives the arguments.

    A file that is no journeymap document, or cannot be read as one, is shown line by line. Always exits with 0.
    """
    from journeymap.cli.driving import Sides, told
    from journeymap.reporters.visible import visible

    if old_file is None or new_file is None:
        typer.echo(f"* Unmerged path {visible(str(path))}")
        return
    sides = Sides(path, new_path or path, _content(old_file, old_mode), _content(new_file, new_mode))
    _write("".join(f"{line}\n" for line in told(sides)))


def _write(text: str) -> None:
    """Writes for git's pager, which may have been left before all of it was read: git takes that for a failure."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _content(file: Path, mode: str) -> bytes | None:
    """A content; None where a side has none. git writes `.` as the mode of a side that has no file."""
    return None if mode == "." or str(file) in {"/dev/null", "nul"} else file.read_bytes()
