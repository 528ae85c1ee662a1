"""`journeymap new`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli.options import WorkspacePath


class Made(StrEnum):
    """What can be made."""

    JOURNEY = "journey"
    PERSONA = "persona"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("new")(new)


def new(
    kind: Annotated[Made, typer.Argument(help="What to make.", show_default=False)],
    identity: Annotated[str, typer.Argument(metavar="ID", help="Its id, such as book-a-visit.", show_default=False)],
    name: Annotated[str | None, typer.Option("--name", help="What people call it; default made from the id.")] = None,
    workspace: WorkspacePath = Path(),
) -> None:
    """Make a journey or a persona in a file of its own; nothing that is there is overwritten."""
    from journeymap import api
    from journeymap.cli.commands.init import tell
    from journeymap.scaffold import objects

    make = objects.new_journey if kind is Made.JOURNEY else objects.new_persona
    folder = workspace.parent if workspace.is_file() else workspace
    tell(make(api.load([folder]), identity, name))
