"""`journeymap schema`."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("schema")(schema)


def schema(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A folder to write all schemas to; default: the format's to stdout."),
    ] = None,
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", "-w", help="Also make one in which references are the ids of this workspace."),
    ] = None,
) -> None:
    """Write the JSON Schema of the format, for editors and other tools."""
    from journeymap import api
    from journeymap.files import write_whole

    schemas = api.schemas(workspace)
    if output is None:
        wanted = api.WORKSPACE_SCHEMA if workspace is not None else api.FORMAT_SCHEMA
        typer.echo(schemas[wanted], nl=False)
        return
    for name, text in schemas.items():
        write_whole(output / name, text)
        typer.echo(str(output / name))
