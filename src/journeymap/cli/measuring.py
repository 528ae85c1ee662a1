"""Measuring from the command line: from words to a request, and from results to streams and an exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from journeymap.api.extras import needing
from journeymap.errors import SettingError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from journeymap.evidence.asking import Request
    from journeymap.evidence.kept import Measured
    from journeymap.model.measurement import Dimension
    from journeymap.reporters.measurements import MeasureFormat


def request_of(
    *,
    cases: str | None,
    since: datetime.date | None,
    until: datetime.date | None,
    by: str,
    steps: str,
    window: str | None,
    goal: str | None,
    compare: str | None,
) -> Request:
    """What the options of `measure` ask for.

    Raises:
        EngineError: The packages that measure are not installed.
        SettingError: An option makes no sense.
    """
    with needing("measure"):
        from journeymap.evidence.asking import Request, against, period  # noqa: PLC0415  # loaded when it is used

    from journeymap.model.measurement import Dimension  # noqa: PLC0415
    from journeymap.model.settings import CaseKind  # noqa: PLC0415

    return Request(
        cases=next((kind for kind in CaseKind if kind.value == cases), None),
        period=period(since, until),
        window=window,
        steps=_listed(steps),
        goal=goal,
        by=tuple(dict.fromkeys(_dimension(word, Dimension) for word in _listed(by))),
        against=against(compare) if compare is not None else None,
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _dimension(word: str, dimensions: type[Dimension]) -> Dimension:
    try:
        return dimensions(word)
    except ValueError:
        raise SettingError(f"nothing can be split by `{word}`", "Split by persona, channel or month.") from None


def deliver(
    found: Sequence[Measured], form: MeasureFormat, target: Path | None, *, colour: bool, quiet: bool = False
) -> None:
    """Writes what was measured to stdout, or to a file.

    Args:
        found: What was measured.
        form: The format.
        target: The file; None is stdout.
        colour: Whether stdout shows colours.
        quiet: Leave out tables on stdout; what programs read and files are written all the same.

    Raises:
        TargetError: The file cannot be written.
    """
    import io  # noqa: PLC0415

    from journeymap.files import write_whole  # noqa: PLC0415  # loaded when it is used
    from journeymap.reporters.measurements import MeasureFormat, write  # noqa: PLC0415

    if quiet and target is None and form is MeasureFormat.TABLE:
        return
    if target is None:
        write(found, form, sys.stdout, colour=colour)
        return
    held = io.StringIO()
    write(found, form, held, colour=False)
    write_whole(target, held.getvalue())


def verdict(found: Sequence[Measured], *, check: bool, quiet: bool) -> int:
    """Says on stderr which targets are missed, and which journeys have no row; returns the exit code.

    Args:
        found: What was measured.
        check: Whether a missed target fails the run.
        quiet: Whether no table has said it.
    """
    from journeymap.cli import exit_codes  # noqa: PLC0415  # loaded when it is used
    from journeymap.reporters.measurements.standing import missed  # noqa: PLC0415

    if not check and not quiet:
        return exit_codes.CLEAN
    for one in found:
        if one.measurement.is_empty:
            sys.stderr.write(f"{one.journey.id}: {one.measurement.remarks[0]}\n")
    said = missed(found)
    if said:
        sys.stderr.write(f"{said}\n")
    return exit_codes.FINDINGS if check and said else exit_codes.CLEAN
