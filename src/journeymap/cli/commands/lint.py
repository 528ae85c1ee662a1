"""`journeymap lint`."""

from typing import Annotated

import typer

from journeymap.cli.options import Colour, ColourWhen, FailOn, Format, OutputFile, Paths, Quiet, StdinFilename, Today


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("lint")(lint)


def lint(
    paths: Paths = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", help="Run only these rules: codes, prefixes or names, or ALL.")
    ] = None,
    extend_select: Annotated[list[str] | None, typer.Option("--extend-select", help="Run these rules too.")] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", help="Do not run these rules.")] = None,
    output_format: Format = None,
    output_file: OutputFile = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="From which severity on the run fails.")
    ] = FailOn.WARNING,
    today: Today = None,
    stdin_filename: StdinFilename = None,
    colour: Colour = ColourWhen.AUTO,
    quiet: Quiet = False,
) -> None:
    """Check journeys for structure, flow, experience, teams, research and metrics.

    Exits with 0 when nothing is found, 1 when something is, 2 when the check could not be made.
    """
    from journeymap import api
    from journeymap.cli.options import separated, stdin_document
    from journeymap.cli.reporting import report_findings

    named, unsaved = stdin_document(paths or [], stdin_filename)
    report = api.lint(
        named,
        select=separated(select),
        extend_select=separated(extend_select),
        ignore=separated(ignore),
        on=today,
        unsaved=unsaved,
    )
    raise typer.Exit(
        report_findings(
            report,
            output_format=output_format,
            output_file=output_file,
            fail_on=fail_on,
            colour=colour,
            quiet=quiet,
        )
    )
