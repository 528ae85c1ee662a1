"""What the format and the rules say of themselves: schemas, rules, and trials of a team's own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.errors import InputMissingError

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from journeymap.lint.custom.trials import Trial
from journeymap.api.checks import load, today

FORMAT_SCHEMA = "journeymap.schema.json"
FINDINGS_SCHEMA = "findings.schema.json"
DIFF_SCHEMA = "diff.schema.json"
LOG_SCHEMA = "log.schema.json"
MEASUREMENT_SCHEMA = "measurement.schema.json"
WORKSPACE_SCHEMA = "workspace.schema.json"


def schemas(workspace: Path | None = None) -> dict[str, str]:
    """The published JSON Schemas by file name: of the format and of all outputs, and of a workspace's own ids.

    Args:
        workspace: A path in the workspace whose ids the last schema shall name; None leaves it out.
    """
    from journeymap.model import measurement, schema  # noqa: PLC0415  # loaded when it is used
    from journeymap.reporters import findings  # noqa: PLC0415
    from journeymap.reporters.histories import shapes as histories  # noqa: PLC0415
    from journeymap.reporters.reviews import shapes  # noqa: PLC0415

    made = {
        FORMAT_SCHEMA: schema.text(),
        FINDINGS_SCHEMA: findings.schema_text(),
        DIFF_SCHEMA: shapes.schema_text(),
        LOG_SCHEMA: histories.schema_text(),
        MEASUREMENT_SCHEMA: measurement.schema_text(),
    }
    if workspace is not None:
        made[WORKSPACE_SCHEMA] = schema.text(load([workspace])[0].index.names)
    return made


def rules(code_or_name: str | None = None, workspace: Path | None = None) -> list[dict[str, Any]]:
    """What the rules say of themselves: all, or the one with a code or a name.

    Args:
        code_or_name: A code or a name; None means all.
        workspace: A path in the workspace whose own rules shall be among them.

    Raises:
        ContentError: The workspace's settings have faults.
        InputMissingError: The path does not exist.
        SettingError: A plug-in cannot be used, or two rules have the same code or name.
        UnknownObjectError: There is no such rule.
    """
    from journeymap.lint import registry  # noqa: PLC0415  # loaded when it is used
    from journeymap.lint.custom.settings import own_rules  # noqa: PLC0415
    from journeymap.lint.page import page  # noqa: PLC0415

    known = registry.known(own_rules(workspace) if workspace is not None else ())
    found = known.values() if code_or_name is None else [registry.rule(code_or_name, known)]
    return [page(rule) for rule in found]


def rule_trials(workspace: Path, *, on: datetime.date | None = None) -> dict[str, list[Trial]]:
    """Runs the examples of a team's own rules, those of its plug-ins among them: each rule's, by its code.

    Args:
        workspace: A path in the workspace.
        on: The day to hold dates against; default today.

    Raises:
        ContentError: The workspace's settings have faults.
        InputMissingError: The path does not exist, or there are no rules of a team's own.
        SettingError: A plug-in cannot be used, or two rules have the same code or name.
    """
    from journeymap.lint import registry  # noqa: PLC0415  # loaded when it is used
    from journeymap.lint.custom.settings import own_rules  # noqa: PLC0415
    from journeymap.lint.custom.trials import trials  # noqa: PLC0415

    known = registry.known(own_rules(workspace))
    own = [rule for code, rule in known.items() if code not in registry.rules()]
    if not own:
        raise InputMissingError(
            f"no rules of its own are known in {workspace}", "Write them under `workspace.lint.custom`."
        )
    day = on or today()
    return {rule.fault.code: list(trials(rule, day)) for rule in own}


def rule_text(about: dict[str, Any]) -> str:
    """What a rule says of itself, for the terminal."""
    from journeymap.lint.page import as_text  # noqa: PLC0415  # loaded when it is used

    return as_text(about)
