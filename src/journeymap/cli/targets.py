"""Where findings go: in which format, to stdout or to a file; several at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from journeymap.errors import SettingError
from journeymap.reporters import OutputFormat

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Target:
    """A format, and the file that it goes to.

    Attributes:
        output_format: None for what suits a person or a program.
        file: None for stdout.
    """

    output_format: OutputFormat | None = None
    file: Path | None = None


def parse_target(text: str) -> Target:
    """Reads `FORMAT` or `FORMAT:FILE`; the file `-` is stdout.

    Raises:
        typer.BadParameter: There is no such format, or no file behind the colon.
    """
    word, colon, name = text.partition(":")
    if word not in list(OutputFormat):
        formats = ", ".join(OutputFormat)
        raise typer.BadParameter(f"{word!r} is not one of {formats}; write FORMAT or FORMAT:FILE")
    if colon and not name:
        raise typer.BadParameter(f"there is no file behind {text!r}; write FORMAT or FORMAT:FILE")
    return Target(OutputFormat(word), None if name in {"", "-"} else Path(name))


def settled(
    asked: Sequence[Target] | None, output_file: Path | None = None, *, statistics: bool = False
) -> list[Target]:
    """The targets that options mean together; where they name none, findings go to stdout as suits it.

    Args:
        asked: What `--output-format` says, each time that it is given.
        output_file: What `--output-file` says, for the one format there is.
        statistics: Whether counts are written in place of findings, where no format is asked for.

    Raises:
        SettingError: Two targets would be mixed up in one place.
    """
    targets = list(asked or [Target()])
    if statistics and asked and all(target.file for target in targets):
        targets.append(Target())
    if output_file is not None:
        if len(targets) > 1 or targets[0].file is not None:
            raise SettingError(
                "--output-file goes with one format without a file of its own",
                "Write each as `--output-format FORMAT:FILE`.",
            )
        targets = [Target(targets[0].output_format, output_file)]
    _refuse_mixed(targets, statistics=statistics)
    return targets


def _refuse_mixed(targets: Sequence[Target], *, statistics: bool) -> None:
    place, times = Counter(target.file and target.file.resolve() for target in targets).most_common(1)[0]
    if times > 1:
        where = place or "stdout"
        raise SettingError(
            f"{times} formats would be mixed in {where}", "Give each its own file: `--output-format FORMAT:FILE`."
        )
    shown = next((target.output_format for target in targets if target.file is None), None)
    if statistics and shown is not None:
        raise SettingError(
            f"--statistics stands in place of findings, and `{shown}` would write them to stdout",
            f"Give them a file: `--output-format {shown}:FILE`.",
        )
