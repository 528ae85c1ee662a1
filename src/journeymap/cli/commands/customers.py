"""`journeymap customers`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli.options import Colour, ColourWhen, Memory, OneWorkspace, Quiet, Since, Today, Until


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("customers")(customers)


def customers(
    workspace: OneWorkspace = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write a row for each customer, with the id: .csv or .parquet."
        ),
    ] = None,
    lifecycle: Annotated[
        str | None, typer.Option("--lifecycle", metavar="ID", help="Whose stages; default the workspace's lifecycle.")
    ] = None,
    hash_ids: Annotated[
        bool, typer.Option("--hash-ids", help="Replace ids with keyed hashes; the key is in JOURNEYMAP_HASH_KEY.")
    ] = False,
    since: Since = None,
    until: Until = None,
    memory: Memory = None,
    today: Today = None,
    colour: Colour = ColourWhen.AUTO,
    quiet: Quiet = False,
) -> None:
    """Tell which customers are in which stage of their lifecycle now, and which plays apply to them.

    Prints how many are in each stage, and how many moved. With --output it writes rows of customers, the only command
    that does: keep such a file as carefully as the data that it is from.
    """
    from journeymap.api import peopling
    from journeymap.cli.peopling import summary
    from journeymap.cli.progress import telling

    if output is not None:
        peopling.check_target(output)
    with telling("Customers:", quiet=quiet) as progress:
        found = peopling.customers(
            [workspace] if workspace else [],
            lifecycle=lifecycle,
            since=since,
            until=until,
            hash_ids=hash_ids,
            on=today,
            memory=memory,
            progress=progress,
        )
    if output is not None:
        peopling.write(found, output)
    if not quiet:
        summary(found, sys.stdout, colour=colour.holds_for(sys.stdout))
    if output is not None:
        ids = "hashed ids" if hash_ids else "the ids that the data has"
        typer.echo(
            f"{output} holds a row for each of {len(found.customers)} customers, with {ids}: keep it safe.", err=True
        )
