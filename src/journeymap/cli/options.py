"""Options that several commands share."""

from __future__ import annotations

import datetime
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer

from journeymap.cli.targets import Target, parse_target
from journeymap.diagnostics import Report, Severity
from journeymap.errors import SettingError
from journeymap.reporters import OutputFormat


class FailOn(StrEnum):
    """From which severity on a run fails."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"

    def is_reached(self, report: Report) -> bool:
        """Whether the findings are bad enough to fail."""
        return self is not FailOn.NEVER and report.reaches(Severity(self.value))


class ColourWhen(StrEnum):
    """When to use colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"

    def holds_for(self, stream: TextIO) -> bool:
        """Whether a stream is to be coloured: `NO_COLOR` and `FORCE_COLOR` count, then whether it is a terminal."""
        if self is not ColourWhen.AUTO:
            return self is ColourWhen.ALWAYS
        if os.environ.get("NO_COLOR"):
            return False
        return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def day(text: str) -> datetime.date:
    """The day that an option names."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write it as 2026-03-31") from None


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Files and folders; default the folder here. `-` reads one document from stdin.", show_default=False
    ),
]
Format = Annotated[
    list[Target] | None,
    typer.Option(
        "--output-format",
        parser=parse_target,
        metavar="FORMAT[:FILE]",
        help="How findings are written; default full on a terminal, else concise. Again for one more, with its file.",
    ),
]
OutputFile = Annotated[Path | None, typer.Option("--output-file", "-o", help="Write to this file and not to stdout.")]
Today = Annotated[
    datetime.date | None,
    typer.Option(
        "--today",
        parser=day,
        metavar="DATE",
        help="The day to hold dates against; default SOURCE_DATE_EPOCH or today.",
    ),
]
StdinFilename = Annotated[
    Path | None,
    typer.Option("--stdin-filename", help="The file that stdin stands for, so that its workspace is found."),
]
Colour = Annotated[ColourWhen, typer.Option("--color", help="When to use colours.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Check everything anew, and keep nothing for the next run.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but findings.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more on stderr.")]
OnlyDocuments = Annotated[
    bool,
    typer.Option(
        "--only-documents", help="Pass over named files that are no documents of a workspace, as hooks name them."
    ),
]
WorkspacePath = Annotated[
    Path, typer.Option("--workspace", "-w", help="The workspace: its folder, or any path in it.", show_default="here")
]


def chosen_format(asked: OutputFormat | None, stream: TextIO) -> OutputFormat:
    """The format asked for; else `full` for a person at a terminal and `concise` for a program."""
    return asked or (OutputFormat.FULL if stream.isatty() else OutputFormat.CONCISE)


def refuse_together(*options: tuple[str, bool]) -> None:
    """Refuses options that do not go together.

    Raises:
        SettingError: More than one of them is given.
    """
    given = [name for name, wanted in options if wanted]
    if len(given) > 1:
        raise SettingError(f"{' and '.join(given)} do not go together", "Leave one of them out.")


def separated(words: list[str] | None) -> tuple[str, ...]:
    """The words of an option that may be repeated, and may hold several with commas between."""
    return tuple(word.strip() for text in words or [] for word in text.split(",") if word.strip())


def stdin_document(paths: list[Path], filename: Path | None) -> tuple[list[Path], tuple[Path, bytes] | None]:
    """The paths without `-`, and the document on stdin where `-` is among them.

    Raises:
        SettingError: `-` beside other paths, or `--stdin-filename` without it.
    """
    if Path("-") not in paths:
        if filename is not None:
            raise SettingError("--stdin-filename is given, and stdin is not read", "Add `-` as the path.")
        return paths, None
    if len(paths) > 1:
        raise SettingError("`-` stands beside other paths", "Read stdin alone, or name files only.")
    return [], (filename or Path("stdin.yaml"), sys.stdin.buffer.read())


Since = Annotated[
    datetime.date | None, typer.Option("--since", parser=day, metavar="DATE", help="The first day that counts.")
]
Until = Annotated[
    datetime.date | None, typer.Option("--until", parser=day, metavar="DATE", help="The last day that counts.")
]
Memory = Annotated[
    str | None,
    typer.Option(
        "--memory",
        metavar="SIZE",
        help="About how much memory to take at most, such as 2GB.",
    ),
]
OneWorkspace = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="The workspace; default the folder here.", show_default=False),
]
