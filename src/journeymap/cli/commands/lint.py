"""`journeymap lint`."""

from functools import partial
from pathlib import Path
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
    app.command("lint")(lint)


def lint(
    paths: Paths = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", help="Run only these rules: codes, prefixes or names, or ALL.")
    ] = None,
    extend_select: Annotated[list[str] | None, typer.Option("--extend-select", help="Run these rules too.")] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", help="Do not run these rules.")] = None,
    severity: Annotated[
        list[str] | None, typer.Option("--severity", metavar="RULE=SEVERITY", help="How bad a rule's findings are.")
    ] = None,
    per_file_ignore: Annotated[
        list[str] | None,
        typer.Option("--per-file-ignore", metavar="GLOB=RULE", help="Leave out a rule in some files."),
    ] = None,
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
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Write how often each rule found something, and not the findings.")
    ] = False,
    profile: Annotated[
        bool,
        typer.Option("--profile", help="Write how long each rule took, to stderr; nothing is taken from the cache."),
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file is saved.")] = False,
    no_cache: NoCache = False,
    output_format: Format = None,
    output_file: OutputFile = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="From which severity on the run fails.")
    ] = FailOn.WARNING,
    today: Today = None,
    stdin_filename: StdinFilename = None,
    only_documents: OnlyDocuments = False,
    colour: Colour = ColourWhen.AUTO,
    quiet: Quiet = False,
) -> None:
    """Check journeys for structure, flow, experience, teams, research and metrics.

    Exits with 0 when nothing is found, 1 when something is, 2 when the check could not be made.
    """
    from journeymap.cli.baselines import held_against, write_baseline_file
    from journeymap.cli.fixing import show_fixes, write_fixes
    from journeymap.cli.linting import Lint
    from journeymap.cli.options import refuse_together, separated, stdin_document
    from journeymap.cli.reporting import report_findings
    from journeymap.cli.targets import settled
    from journeymap.cli.watching import watch_files
    from journeymap.lint.wishes import Wishes

    fixing = fix or unsafe_fixes or show_diff
    targets = settled(output_format, output_file, statistics=statistics)
    named, unsaved = stdin_document(paths or [], stdin_filename)
    refuse_together(("--fix", fixing), ("`-`", unsaved is not None), ("--watch", watch))
    refuse_together(("--write-baseline", write_baseline is not None), ("--watch", watch))
    run = Lint(
        named,
        unsaved,
        Wishes(*map(separated, (select, extend_select, ignore, severity, per_file_ignore))),
        today,
        only_documents,
        cached=not (no_cache or profile or watch),
    )
    if fixing:
        fixed = run.fixed(unsafe=unsafe_fixes)
        if show_diff:
            show_fixes(fixed)
            raise typer.Exit(1 if fixed.changed else 0)
        write_fixes(fixed, quiet=quiet)
    if write_baseline is not None:
        write_baseline_file(run.findings(), write_baseline, quiet=quiet)
        raise typer.Exit(0)
    known = held_against(baseline, quiet=quiet)
    tell = partial(
        report_findings,
        targets=targets,
        fail_on=fail_on,
        colour=colour,
        quiet=quiet,
        statistics=statistics,
        profile=profile,
    )
    if watch:
        watch_files(named, lambda memory: tell(known(run.findings(memory))))
        raise typer.Exit(0)
    raise typer.Exit(tell(known(run.findings())))
