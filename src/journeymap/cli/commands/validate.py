"""`journeymap validate`."""

from typing import Annotated

import typer

from journeymap.cli.options import (
    Colour,
    ColourWhen,
    FailOn,
    Format,
    NoCache,
    OnlyDocuments,
    OutputFile,
    Paths,
    Quiet,
    StdinFilename,
    Today,
)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("validate")(validate)


def validate(
    paths: Paths = None,
    output_format: Format = None,
    output_file: OutputFile = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="From which severity on the run fails.")] = FailOn.ERROR,
    today: Today = None,
    stdin_filename: StdinFilename = None,
    only_documents: OnlyDocuments = False,
    no_cache: NoCache = False,
    colour: Colour = ColourWhen.AUTO,
    quiet: Quiet = False,
) -> None:
    """Check the structure of journeys: YAML, keys, values, ids, references and dates.

    Exits with 0 when nothing is found, 1 when something is, 2 when the check could not be made.
    """
    from journeymap import api
    from journeymap.cli.options import stdin_document
    from journeymap.cli.reporting import report_findings
    from journeymap.cli.targets import settled

    targets = settled(output_format, output_file)
    named, unsaved = stdin_document(paths or [], stdin_filename)
    report = api.validate(named, on=today, unsaved=unsaved, cached=not no_cache, only_documents=only_documents)
    raise typer.Exit(
        report_findings(
            report,
            targets=targets,
            fail_on=fail_on,
            colour=colour,
            quiet=quiet,
        )
    )
