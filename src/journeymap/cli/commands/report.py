"""`journeymap report`."""

from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli.commands.render import Audience
from journeymap.cli.options import Quiet, Today


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("report")(report)


def report(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="The workspace, or any path in it; default the folder here.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The folder, or the file; default `report`, or `report.html`, here."),
    ] = None,
    single_file: Annotated[bool, typer.Option("--single-file", help="Put the whole report into one file.")] = False,
    audience: Annotated[
        Audience, typer.Option("--audience", help="public leaves out what is marked confidential, and findings.")
    ] = Audience.INTERNAL,
    today: Today = None,
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="The workspace, as an option.", show_default=False)
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open the first page when it is done.")] = False,
    quiet: Quiet = False,
) -> None:
    """Write the whole workspace as one static site, or as one self-contained file.

    Prints the path of the first page. Journeys with faults are left out, and named on stderr.
    """
    from journeymap import api
    from journeymap.cli.progress import telling
    from journeymap.cli.remarks import tell
    from journeymap.cli.reports import one_place, processors, wrong_kind

    target = output or Path("report.html" if single_file else "report")
    wrong_kind(target, single_file=single_file)
    with telling("Drawing", quiet=quiet or single_file) as progress:
        made = api.report(
            one_place(paths or [], workspace),
            output=target,
            single_file=single_file,
            public=audience is Audience.PUBLIC,
            on=today,
            workers=processors(),
            progress=progress,
        )
    first = target if single_file else target / "index.html"
    tell(made.remarks)
    if not quiet:
        typer.echo(str(first))
        typer.echo(f"{made.pages} pages.", err=True)
    if open_it:
        typer.launch(first.absolute().as_uri())
