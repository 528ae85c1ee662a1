"""`journeymap measure`."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from journeymap.cli.options import Colour, ColourWhen, Memory, OneWorkspace, OutputFile, Since, Today, Until
from journeymap.reporters.measurements import MeasureFormat


class Cases(StrEnum):
    """What one path through a journey is."""

    CUSTOMER = "customer"
    SESSION = "session"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("measure")(measure)


def measure(
    journeys: Annotated[
        list[str] | None,
        typer.Argument(metavar="JOURNEY", help="Ids of journeys; default all current ones.", show_default=False),
    ] = None,
    workspace: OneWorkspace = None,
    since: Since = None,
    until: Until = None,
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="LIST", help="Split by persona, channel, month; commas between.", show_default=False
        ),
    ] = "",
    cases: Annotated[
        Cases | None,
        typer.Option("--cases", help="What one path is; default `workspace.measure.cases`, else customer."),
    ] = None,
    steps: Annotated[
        str,
        typer.Option(
            "--steps", metavar="LIST", help="A funnel of these touchpoints, in this order.", show_default=False
        ),
    ] = "",
    window: Annotated[
        str | None,
        typer.Option("--window", metavar="DURATION", help="How long the whole funnel may take at most, such as 7d."),
    ] = None,
    goal: Annotated[
        str | None,
        typer.Option(
            "--goal", metavar="TOUCHPOINT", help="What completes the journey; default `workspace.measure.goals`."
        ),
    ] = None,
    compare: Annotated[
        str | None,
        typer.Option(
            "--compare",
            metavar="A..B",
            help="A period before (2024-01-01..2024-01-31), or two parts (persona:new..loyal).",
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Exit with 1 when a target is missed, and say which.")] = False,
    save: Annotated[
        bool, typer.Option("--save/--no-save", help="Keep what comes out in measurements/, beside the map.")
    ] = True,
    memory: Memory = None,
    output_format: Annotated[
        MeasureFormat, typer.Option("--output-format", help="How it is written.")
    ] = MeasureFormat.TABLE,
    output_file: OutputFile = None,
    today: Today = None,
    colour: Colour = ColourWhen.AUTO,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing but which targets are missed: no tables.")
    ] = False,
) -> None:
    """Hold journeys against data: who takes which step, where they leave, how they feel, what it is worth.

    Needs the `measure` extra. What comes out is kept in measurements/JOURNEY.json; report, lint and show read it.
    """
    from journeymap.api import measuring
    from journeymap.cli.measuring import deliver, request_of, verdict
    from journeymap.cli.progress import telling

    request = request_of(
        cases=cases, since=since, until=until, by=by, steps=steps, window=window, goal=goal, compare=compare
    )
    with telling("Measuring", quiet=quiet) as progress:
        found = measuring.measure(
            [workspace] if workspace else [],
            journeys or [],
            request=request,
            on=today,
            memory=memory,
            progress=progress,
        )
    for one in found:
        if save and not one.measurement.is_empty:
            measuring.keep(one)
    coloured = output_file is None and colour.holds_for(sys.stdout)
    deliver(found, output_format, output_file, colour=coloured, quiet=quiet)
    if save and not quiet:
        for one in found:
            done = "Not kept, for no row lies in the period:" if one.measurement.is_empty else "Kept in"
            typer.echo(f"{done} {one.path}", err=True)
    sys.stdout.flush()
    raise typer.Exit(verdict(found, check=check, quiet=quiet))
