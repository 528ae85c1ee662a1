"""`journeymap lint`."""

from pathlib import Path
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
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely, in the files.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Mend also where that may change the meaning.")
    ] = False,
    show_diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change and write nothing; 1 if anything would.")
    ] = False,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Leave out the findings that this file knows.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option("--write-baseline", metavar="FILE", help="Write the findings to this file.")
    ] = None,
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
    from journeymap.cli.baselines import held_against, write_baseline_file
    from journeymap.cli.fixing import show_fixes, write_fixes
    from journeymap.cli.options import refuse_together, separated, stdin_document
    from journeymap.cli.reporting import report_findings

    named, unsaved = stdin_document(paths or [], stdin_filename)
    wishes = {"select": separated(select), "extend_select": separated(extend_select), "ignore": separated(ignore)}
    if fix or unsafe_fixes or show_diff:
        refuse_together(("--fix", True), ("`-`", unsaved is not None))
        fixed = api.fix(named, **wishes, unsafe=unsafe_fixes, on=today)
        if show_diff:
            show_fixes(fixed)
            raise typer.Exit(1 if fixed.changed else 0)
        write_fixes(fixed, quiet=quiet)
        report = fixed.report
    else:
        report = api.lint(named, **wishes, on=today, unsaved=unsaved)
    if write_baseline is not None:
        write_baseline_file(report, write_baseline, quiet=quiet)
        raise typer.Exit(0)
    if baseline is not None:
        report = held_against(report, baseline, quiet=quiet)
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
