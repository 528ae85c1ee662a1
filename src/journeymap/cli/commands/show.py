"""`journeymap show`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli.options import Colour, ColourWhen, Today


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("show")(show)


def show(
    name: Annotated[str, typer.Argument(help="The id of a journey or a persona.", metavar="ID")],
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="The workspace; default the folder here.")
    ] = None,
    width: Annotated[
        int | None, typer.Option("--width", min=40, max=400, help="Columns; default the terminal's, 80 elsewhere.")
    ] = None,
    today: Today = None,
    colour: Colour = ColourWhen.AUTO,
) -> None:
    """Show a journey or a persona in the terminal: stages, the emotion curve, pains and owners."""
    from journeymap import api
    from journeymap.cli.terminal import terminal
    from journeymap.cli.terminal_journey import show_journey
    from journeymap.cli.terminal_persona import show_persona

    console = terminal(sys.stdout, colour=colour.holds_for(sys.stdout), width=width)
    found = api.find([workspace] if workspace else [], name, on=today)
    if found.persona is not None:
        show_persona(console, found.persona, found.views)
    else:
        show_journey(console, found.views[0])
