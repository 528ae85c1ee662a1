"""What the command line says of rules; nothing else, so that a run that remembers loads nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wishes:
    """Codes, prefixes or names of rules; they go before the settings of the workspace."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
