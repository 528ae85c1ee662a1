"""`journeymap render`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli.options import Quiet, Today
from journeymap.render.drawing import VIEWS, formats

View = StrEnum("View", {name.upper(): name for name in VIEWS})  # type: ignore[misc]  # the table is the authority
ImageFormat = StrEnum("ImageFormat", {name.upper(): name for name in formats()})  # type: ignore[misc]
_MAP = View("map")


class EngineName(StrEnum):
    """Who lays out graphs."""

    EMBEDDED = "embedded"
    DOT = "dot"


class Audience(StrEnum):
    """For whom a picture is made."""

    INTERNAL = "internal"
    PUBLIC = "public"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("render")(render)


def render(
    journeys: Annotated[
        list[str] | None,
        typer.Argument(help="Ids of journeys, or paths of files and folders with journeys; default all journeys here."),
    ] = None,
    view: Annotated[
        View, typer.Option("--view", help="What to draw; `lifecycle` and those after it are of the whole workspace.")
    ] = _MAP,
    image_format: Annotated[
        ImageFormat | None,
        typer.Option(
            "--format", help="Default what --output ends in, else the view's first; not each suits each view."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="A file, or a folder for several, or `-` for stdout; default ID-VIEW.EXT here."
        ),
    ] = None,
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="The workspace of the ids; default the folder here.")
    ] = None,
    engine: Annotated[
        EngineName, typer.Option("--engine", help="embedded needs nothing; dot uses Graphviz's program on PATH.")
    ] = EngineName.EMBEDDED,
    browser: Annotated[
        Path | None, typer.Option("--browser", help="The Chromium or Chrome for PNG and PDF of pages; default found.")
    ] = None,
    audience: Annotated[
        Audience, typer.Option("--audience", help="public leaves out what is marked confidential.")
    ] = Audience.INTERNAL,
    today: Today = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open the first one when it is done.")] = False,
    quiet: Quiet = False,
) -> None:
    """Draw journeys, or the whole workspace, as pictures, pages or tables.

    Prints the path of each file that it has written.
    """
    from journeymap import api
    from journeymap.cli.drawings import deliver, format_for, ids_and_paths
    from journeymap.cli.remarks import tell
    from journeymap.render.options import Options

    ids, paths = ids_and_paths(journeys or [], workspace)
    made = api.render_told(
        ids,
        paths=paths,
        view=view.value,
        image_format=format_for(view.value, image_format.value if image_format else None, output),
        options=Options(engine.value, browser),
        public=audience is Audience.PUBLIC,
        on=today,
    )
    tell(made.remarks)
    deliver(made.drawn, output, quiet=quiet, open_it=open_it)
