"""`journeymap diff`."""

from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli.commands.render import Audience
from journeymap.cli.options import Colour, ColourWhen, OutputFile, Quiet, Today
from journeymap.cli.reviews import ReviewTarget, parse_review_target
from journeymap.diagnostics import Severity
from journeymap.diff.gates import GATES

_PAIR = 2


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("diff")(diff)


def _gate(text: str) -> str:
    if text not in GATES:
        raise typer.BadParameter(f"{text!r} is not one of {', '.join(GATES)}")
    return text


def diff(
    base: Annotated[
        str | None,
        typer.Argument(
            help="A revision, a range A..B or A...B (merge base), a folder, a file or REF:path; default HEAD.",
            show_default=False,
        ),
    ] = None,
    head: Annotated[
        str | None,
        typer.Argument(help="The same; default the working tree.", show_default=False),
    ] = None,
    journey: Annotated[
        list[str] | None,
        typer.Option("--journey", metavar="ID", help="Compare two journeys of one workspace: give it twice."),
    ] = None,
    gate: Annotated[
        list[str] | None,
        typer.Option(
            "--gate",
            parser=_gate,
            metavar="GATE",
            help="Fail on these changes: breaking, worse, notable, any, or a category. Again for more.",
        ),
    ] = None,
    fail_on_introduced: Annotated[
        Severity | None,
        typer.Option("--fail-on-introduced", help="Fail when lint finds something new that is so bad or worse."),
    ] = None,
    output_format: Annotated[
        list[ReviewTarget] | None,
        typer.Option(
            "--output-format",
            parser=parse_review_target,
            metavar="FORMAT[:FILE]",
            help="text, json, markdown, html, svg, github, gitlab, sarif or junit. Again for one more, with its file.",
        ),
    ] = None,
    output_file: OutputFile = None,
    audience: Annotated[
        Audience, typer.Option("--audience", help="public leaves out what is marked confidential.")
    ] = Audience.INTERNAL,
    today: Today = None,
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", "-w", help="The folder to compare; default the one here.", show_default=False),
    ] = None,
    colour: Colour = ColourWhen.AUTO,
    quiet: Quiet = False,
) -> None:
    """Tell what changes for customers and teams between two revisions, folders or files.

    Exits with 0, with 1 when a gate holds a change up or the head cannot be read, with 2 when nothing can be compared.
    """
    from journeymap.api import diffs
    from journeymap.cli.reviews import deliver_reviews, settled_reviews, verdict
    from journeymap.errors import SettingError

    targets = settled_reviews(output_format, output_file)
    revisions = [name for name in (base, head) if name is not None]
    if journey:
        if len(journey) != _PAIR or revisions:
            raise SettingError(
                "--journey compares two journeys of one workspace",
                "Give it twice, and no revisions: --journey now --journey next.",
            )
        compared = [diffs.diff_journeys(journey[0], journey[1], paths=[workspace] if workspace else [], on=today)]
    else:
        compared = diffs.diff(revisions, here=workspace, on=today)
    deliver_reviews(compared, targets, gates=gate or (), public=audience is Audience.PUBLIC, colour=colour)
    raise typer.Exit(verdict(compared, gates=gate or (), introduced=fail_on_introduced, quiet=quiet))
