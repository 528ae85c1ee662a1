"""Pictures on their way out: which journeys are meant, and where the files go."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from journeymap.errors import SettingError
from journeymap.files import write_whole
from journeymap.render.drawing import VIEWS, formats, suffix_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.api import Drawn


_FORMAT_OF = {f".{suffix_of(name)}": name for name in formats()} | {".htm": "html", ".markdown": "markdown"}
"""The format of a file, by how its name ends."""


def ids_and_paths(arguments: Sequence[str], workspace: Path | None) -> tuple[list[str], list[Path]]:
    """Splits arguments into ids of journeys and paths that exist.

    Raises:
        SettingError: Paths and `--workspace` are given together, or ids beside paths.
    """
    paths = [Path(text) for text in arguments if _is_path(text)]
    ids = [text for text in arguments if not _is_path(text)]
    if paths and workspace is not None:
        raise SettingError("--workspace stands beside paths", "Give ids with --workspace, or paths without it.")
    if paths and ids:
        raise SettingError(f"`{ids[0]}` is no path, and stands beside paths", "Give ids, or paths that exist.")
    return ids, [workspace] if workspace is not None else paths


def _is_path(text: str) -> bool:
    """Whether an argument is meant as a path: an id has neither slashes nor dots."""
    return any(mark in text for mark in "/\\.") or Path(text).is_dir()


def format_for(view: str, asked: str | None, output: Path | None) -> str | None:
    """The format to draw in: the one asked for, else the one that the ending of the file means; None for the default.

    Raises:
        SettingError: The file would end otherwise than the format does, or the view has no such format.
    """
    if output is None or output.is_dir():
        return asked
    ending = _FORMAT_OF.get(output.suffix.lower())
    if ending is None or ending == asked:
        return asked
    if asked is not None:
        raise SettingError(
            f"--format {asked} stands beside --output {output}",
            f"Leave --format out, or end the name in .{suffix_of(asked)}.",
        )
    if ending not in VIEWS[view].formats:
        raise SettingError(
            f"--output {output} asks for {ending}, and --view {view} cannot be had as that",
            f"It comes as {', '.join(VIEWS[view].formats)}.",
        )
    return ending


def deliver(drawn: Sequence[Drawn], output: Path | None, *, quiet: bool, open_it: bool) -> None:
    """Writes drawings to stdout, a file or a folder, and prints the paths.

    Raises:
        SettingError: Several drawings and one file.
        TargetError: A file cannot be written.
    """
    if output == Path("-"):
        if len(drawn) > 1:
            raise SettingError(f"{len(drawn)} drawings do not fit on stdout", "Name one journey, or a folder.")
        sys.stdout.buffer.write(drawn[0].content)
        return
    targets = _targets(drawn, output)
    for item, target in zip(drawn, targets, strict=True):
        write_whole(target, item.content)
        if not quiet:
            sys.stdout.write(f"{target}\n")
    if open_it:
        typer.launch(targets[0].absolute().as_uri())


def _targets(drawn: Sequence[Drawn], output: Path | None) -> list[Path]:
    if output is None:
        return [Path(item.file_name) for item in drawn]
    if len(drawn) == 1 and not output.is_dir() and output.suffix:
        return [output]
    if output.is_file() or (len(drawn) > 1 and output.suffix.lower() in _FORMAT_OF and not output.is_dir()):
        raise SettingError(f"{output} is one file, and there are {len(drawn)} drawings", "Name a folder.")
    return [output / item.file_name for item in drawn]
