"""`journeymap serve`."""

from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli.commands.render import Audience
from journeymap.cli.options import Today

PORT = 8000


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("serve")(serve)


def serve(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="The workspace, or any path in it; default the folder here.", show_default=False),
    ] = None,
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="The port; 0 for any free one.")] = PORT,
    open_it: Annotated[bool, typer.Option("--open", help="Open the first page in the browser.")] = False,
    audience: Annotated[
        Audience, typer.Option("--audience", help="public shows the report without what is marked confidential.")
    ] = Audience.INTERNAL,
    today: Today = None,
) -> None:
    """Show the report in the browser, live: a page is drawn anew as soon as a file is saved.

    For this machine only. Prints the address; Ctrl+C stops it.
    """
    from journeymap.preview.serving import serve as preview

    def announce(address: str) -> None:
        typer.echo(address)
        typer.echo("The report is live; Ctrl+C stops it.", err=True)
        if open_it:
            typer.launch(address)

    try:
        preview(paths or [], port=port, announce=announce, public=audience is Audience.PUBLIC, on=today)
    except KeyboardInterrupt:
        typer.echo("", err=True)
