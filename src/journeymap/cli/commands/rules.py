"""`journeymap rules`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.lint.custom.trials import Trial


class RulesFormat(StrEnum):
    """How rules are told."""

    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("rules")(rules)


def rules(
    rule: Annotated[
        str | None,
        typer.Argument(help="A code or a name; default all rules. With --test a path.", metavar="[CODE|NAME|PATH]"),
    ] = None,
    test: Annotated[
        bool, typer.Option("--test", help="Run the examples of the workspace's own rules and of plug-ins.")
    ] = False,
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", "-w", help="The workspace whose own rules are meant too; default the one here."),
    ] = None,
    output_format: Annotated[RulesFormat, typer.Option("--output-format", help="text or json.")] = RulesFormat.TEXT,
) -> None:
    """List the rules, or explain one: what it finds, why that hurts, a bad and a good example.

    With --test it exits with 0 when every example goes as it should, and with 1 when one does not.
    """
    import json

    from journeymap import api
    from journeymap.errors import SettingError
    from journeymap.render.seen import json_visible

    if test:
        if rule is not None and workspace is not None:
            raise SettingError("--test is given two workspaces", "Name it once, as `journeymap rules --test PATH`.")
        raise typer.Exit(_tested(workspace or Path(rule or "."), output_format))
    pages = _pages(rule, workspace)
    if output_format is RulesFormat.JSON:
        typer.echo(json_visible(json.dumps(pages if rule is None else pages[0], indent=2, ensure_ascii=False)))
    elif rule is None:
        for page in pages:
            typer.echo(_visible(f"{page['code']}  {page['name']:<24} {page['severity']:<8} {page['what']}"))
    else:
        typer.echo("\n".join(map(_visible, api.rule_text(pages[0]).splitlines())))


def _pages(rule: str | None, workspace: Path | None) -> list[dict[str, Any]]:
    """The rules with the workspace's own; whoever asks what a finding in a faulty workspace means is still told."""
    from journeymap import api
    from journeymap.errors import ContentError

    try:
        return api.rules(rule, workspace or Path())
    except ContentError as error:
        if workspace is not None:
            raise
        typer.echo(f"note: {error.message}, so its own rules are not known here. {error.help_line}", err=True)
        return api.rules(rule)


def _tested(workspace: Path, output_format: RulesFormat) -> int:
    import json
    from dataclasses import asdict

    from journeymap import api
    from journeymap.render.seen import json_visible

    trials = api.rule_trials(workspace)
    failed = sum(not trial.passed for of_rule in trials.values() for trial in of_rule)
    if output_format is RulesFormat.JSON:
        made = [{**asdict(trial), "passed": trial.passed} for of_rule in trials.values() for trial in of_rule]
        typer.echo(json_visible(json.dumps(made, indent=2, ensure_ascii=False)))
    else:
        _tell(trials)
        count = sum(map(len, trials.values()))
        typer.echo(f"{count - failed} of {count} examples of {len(trials)} rules go as they should.", err=True)
    return 1 if failed else 0


def _tell(trials: Mapping[str, Sequence[Trial]]) -> None:
    """A line an example, and one for a rule that has none."""
    for code, of_rule in trials.items():
        if not of_rule:
            typer.echo(f"none  {code} has no examples")
        for trial in of_rule:
            told = f": {trial.told}" if trial.told else ""
            typer.echo(_visible(f"{'pass' if trial.passed else 'FAIL'}  {code} {trial.kind} {trial.number}{told}"))


def _visible(text: str) -> str:
    """Text that others wrote, without what would steer a terminal."""
    from journeymap.reporters.visible import visible

    return visible(text)
