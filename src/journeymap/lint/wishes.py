"""What the command line says of rules; nothing else, so that a run that remembers loads nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wishes:
    """Codes, prefixes or names of rules; they go before the settings of the workspace.

    Attributes:
        select: The only rules to run.
        extend_select: Rules to run beside those that the settings select.
        ignore: Rules not to run.
        severity: `RULE=SEVERITY`: how bad the findings of a rule are.
        per_file_ignores: `GLOB=RULE`: a rule that is not told of in some files.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    per_file_ignores: tuple[str, ...] = ()
