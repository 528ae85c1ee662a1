"""`journeymap log`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli.options import Colour, ColourWhen, OutputFile, Quiet, Today
from journeymap.reporters.histories import LogFormat


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("log")(log)


def log(
    span: Annotated[
        str,
        typer.Argument(help="A revision, or a range such as v1..v2.", metavar="RANGE", show_default=True),
    ] = "HEAD",
    journey: Annotated[
        str, typer.Option("--journey", metavar="ID", help="Tell of this journey alone.", show_default=False)
    ] = "",
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", "-w", help="The workspace; default the folder here.", show_default=False),
    ] = None,
    output_format: Annotated[
        LogFormat, typer.Option("--output-format", help="How it is written; svg draws the health of journeys.")
    ] = LogFormat.TEXT,
    output_file: OutputFile = None,
    max_count: Annotated[
        int | None, typer.Option("--max-count", "-n", min=1, help="At most so many commits, the newest.")
    ] = None,
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="Only commits from this day on.", show_default=False)
    ] = "",
    public: Annotated[bool, typer.Option("--public", help="Leave out what is marked confidential.")] = False,
    today: Today = None,
    colour: Colour = ColourWhen.AUTO,
    quiet: Quiet = False,
) -> None:
    """Tell what each commit changed for customers and teams, and how healthy journeys were.

    Follows first parents. Dates are held against the day of each commit, so that the past stays as it was.
    """
    del today  # the past has days of its own; the option is there as everywhere
    from journeymap.api import histories
    from journeymap.cli.histories import deliver_history
    from journeymap.cli.progress import telling

    with telling("Reading commits", quiet=quiet) as progress:
        past = histories.log(
            span, here=workspace, journey=journey, most=max_count, since=since, public=public, progress=progress
        )
    deliver_history(past, output_format, output_file, colour=output_file is None and colour.holds_for(sys.stdout))
