"""`journeymap rules`."""

from enum import StrEnum
from typing import Annotated

import typer


class RulesFormat(StrEnum):
    """How rules are told."""

    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("rules")(rules)


def rules(
    rule: Annotated[
        str | None, typer.Argument(help="A code or a name; default all rules.", metavar="[CODE|NAME]")
    ] = None,
    output_format: Annotated[RulesFormat, typer.Option("--output-format", help="text or json.")] = RulesFormat.TEXT,
) -> None:
    """List the rules, or explain one: what it finds, why that hurts, a bad and a good example."""
    import json

    from journeymap import api

    pages = api.rules(rule)
    if output_format is RulesFormat.JSON:
        typer.echo(json.dumps(pages if rule is None else pages[0], indent=2, ensure_ascii=False))
    elif rule is None:
        for page in pages:
            typer.echo(f"{page['code']}  {page['name']:<24} {page['severity']:<8} {page['what']}")
    else:
        typer.echo(api.rule_text(pages[0]), nl=False)
