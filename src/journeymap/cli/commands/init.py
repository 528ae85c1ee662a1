"""`journeymap init`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli.options import Today
from journeymap.scaffold.templates import Template

if TYPE_CHECKING:
    from journeymap.scaffold.outcome import Outcome


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("init")(init)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make it in; default here.")] = Path(),
    template: Annotated[Template, typer.Option("--template", "-t", help="What to begin with.")] = Template.MINIMAL,
    today: Today = None,
) -> None:
    """Make a workspace that can be validated and drawn at once; nothing that is there is overwritten."""
    from journeymap import api
    from journeymap.scaffold import workspaces

    tell(workspaces.start(folder, template, today or api.today()))


def tell(outcome: "Outcome") -> None:
    """Writes the paths to stdout; notes and what to type next to stderr."""
    from journeymap.reporters.visible import visible

    for path in outcome.written:
        typer.echo(visible(path))
    for note in outcome.notes:
        typer.echo(f"note: {visible(note)}", err=True)
    typer.echo("next:", err=True)
    for command in outcome.commands:
        typer.echo(f"  {visible(command)}", err=True)
