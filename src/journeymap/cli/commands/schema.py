"""`journeymap schema`."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("schema")(schema)


def schema(
    path: Annotated[
        Path | None, typer.Argument(help="The workspace that --workspace means; default the folder here.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A folder to write all schemas to; default: the format's to stdout."),
    ] = None,
    workspace: Annotated[
        bool, typer.Option("--workspace", "-w", help="Also make one in which references are the ids of the workspace.")
    ] = False,
) -> None:
    """Write the JSON Schema of the format, for editors and other tools."""
    from journeymap import api
    from journeymap.errors import SettingError
    from journeymap.files import write_whole

    if path is not None and not workspace:
        raise SettingError(f"{path} is named, and no schema of a workspace is asked for", "Add --workspace.")
    schemas = api.schemas((path or Path()) if workspace else None)
    if output is None:
        wanted = api.WORKSPACE_SCHEMA if workspace else api.FORMAT_SCHEMA
        typer.echo(schemas[wanted], nl=False)
        return
    for name, text in schemas.items():
        write_whole(output / name, text)
        typer.echo(str(output / name))
