"""Reviews on their way out: formats and files, the exit code, and what is said on stderr."""

from __future__ import annotations

import io
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from journeymap.cli import exit_codes
from journeymap.errors import SettingError
from journeymap.files import write_whole
from journeymap.reporters.reviews import FORMS, ReviewFormat, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.api.diffs import Compared
    from journeymap.cli.options import ColourWhen
    from journeymap.diagnostics import Severity
    from journeymap.render.review_view import ReviewView

_SUFFIXES = {".json": "json", ".md": "markdown", ".html": "html", ".svg": "svg", ".sarif": "sarif", ".xml": "junit"}
"""The formats that the name of a file stands for, where none is asked for."""


@dataclass(frozen=True)
class ReviewTarget:
    """A format, and the file that it goes to; None for stdout."""

    review_format: ReviewFormat
    file: Path | None = None


def parse_review_target(text: str) -> ReviewTarget:
    """Reads `FORMAT` or `FORMAT:FILE`; the file `-` is stdout.

    Raises:
        typer.BadParameter: There is no such format, or no file behind the colon.
    """
    word, colon, name = text.partition(":")
    if word not in list(ReviewFormat):
        raise typer.BadParameter(f"{word!r} is not one of {', '.join(ReviewFormat)}; write FORMAT or FORMAT:FILE")
    if colon and not name:
        raise typer.BadParameter(f"there is no file behind {text!r}; write FORMAT or FORMAT:FILE")
    return ReviewTarget(ReviewFormat(word), None if name in {"", "-"} else Path(name))


def settled_reviews(asked: Sequence[ReviewTarget] | None, output_file: Path | None) -> list[ReviewTarget]:
    """The targets that options mean together; where they name none, text goes to stdout.

    Raises:
        SettingError: Two targets would be mixed up in one place.
    """
    targets = list(asked or [])
    if output_file is not None:
        if len(targets) > 1 or (targets and targets[0].file is not None):
            raise SettingError(
                "--output-file goes with one format without a file of its own",
                "Write each as `--output-format FORMAT:FILE`.",
            )
        named = ReviewFormat(_SUFFIXES.get(output_file.suffix.lower(), "text"))
        targets = [ReviewTarget(targets[0].review_format if targets else named, output_file)]
    targets = targets or [ReviewTarget(ReviewFormat.TEXT)]
    place, times = Counter(target.file and target.file.resolve() for target in targets).most_common(1)[0]
    if times > 1:
        raise SettingError(
            f"{times} formats would be mixed in {place or 'stdout'}",
            "Give each its own file: `--output-format FORMAT:FILE`.",
        )
    return targets


def deliver_reviews(
    compared: Sequence[Compared],
    targets: Sequence[ReviewTarget],
    *,
    gates: Sequence[str],
    public: bool,
    colour: ColourWhen,
) -> None:
    """Writes the review of each workspace where it is wanted, to files first.

    Raises:
        TargetError: A file cannot be written.
    """
    made: dict[tuple[bool, bool], list[ReviewView]] = {}
    for target in sorted(targets, key=lambda target: target.file is None):
        form = FORMS[target.review_format]
        key = (public or form.public, form.maps)
        if key not in made:
            made[key] = [one.review(gates, public=key[0], maps=key[1]) for one in compared]
        if target.file is None:
            write(made[key], target.review_format, sys.stdout, colour=colour.holds_for(sys.stdout))
            sys.stdout.flush()
        else:
            stream = io.StringIO()
            write(made[key], target.review_format, stream)
            write_whole(target.file, stream.getvalue().encode("utf-8", "backslashreplace"))


def verdict(compared: Sequence[Compared], *, gates: Sequence[str], introduced: Severity | None, quiet: bool) -> int:
    """The exit code; why it is not 0 is said on stderr.

    Args:
        compared: The workspaces on both sides.
        gates: Gates that hold changes up; none means those of the settings.
        introduced: From which severity on a finding that came fails the run; None for none.
        quiet: Say nothing.
    """
    held = [change for one in compared for change in one.stopped(gates)]
    came = [finding for one in compared for finding in one.comparison.findings.introduced]
    bad = [finding for finding in came if introduced is not None and finding.severity.at_least(introduced)]
    unread = [item for one in compared for item in one.comparison.unreadable if item.side == "head"]
    names = sorted({*gates, *(gate for one in compared for gate in one.gates if not gates)})
    told = (
        (len(held), "change", f"held up by the gate{'' if len(names) == 1 else 's'} {', '.join(names)}"),
        (len(bad), "finding", f"introduced at {introduced} or above"),
        (len(unread), "object or file", "not to be read in the head"),
    )
    lines = [f"{number} {noun}{'' if number == 1 else 's'} {what}." for number, noun, what in told if number]
    if not quiet:
        sys.stderr.writelines(f"{line}\n" for line in lines)
    return exit_codes.FINDINGS if lines else exit_codes.CLEAN
