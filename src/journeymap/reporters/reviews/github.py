"""Annotations of changes for GitHub Actions, at their places in the head; findings that came follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from journeymap.reporters import github
from journeymap.reporters.reviews.weighing import Gravity, accepted, encodable, gravity, spots, told, unreadable
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diff.values import Change
    from journeymap.render.review_view import ReviewView, Spot

_COMMANDS = {Gravity.ERROR: "error", Gravity.WARNING: "warning", Gravity.INFO: "notice"}


def write(views: Sequence[ReviewView], stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # as all
    """Writes an annotation a change, errors first, and says how many GitHub will not show."""
    made = sorted(_annotations(views), key=lambda item: list(Gravity).index(item[0]))
    stream.writelines(f"{line}\n" for _, line in made)
    for one in Gravity:
        hidden = sum(found is one for found, _ in made) - github.SHOWN_PER_KIND
        if hidden > 0:
            stream.write(
                f"GitHub shows {github.SHOWN_PER_KIND} {one} annotations per step; {hidden} more stand above.\n"
            )


def _annotations(views: Sequence[ReviewView]) -> Iterator[tuple[Gravity, str]]:
    for path, side, sentence in unreadable(views):
        grave = Gravity.ERROR if side == "head" else Gravity.WARNING
        message = f"{sentence}\nRun `journeymap validate` on it."
        yield grave, github.command(_COMMANDS[grave], path, None, "cannot be compared", message)
    for view in views:
        for change, spot in spots(view):
            grave = gravity(change)
            yield grave, _annotation(change, spot, _COMMANDS[grave])
        for finding in view.comparison.findings.introduced:
            yield Gravity(finding.severity.value), github.annotation(finding)


def _annotation(change: Change, spot: Spot | None, command: str) -> str:
    lines = "\n".join(visible(text) for text in (told(change), accepted(change)) if text)
    path = encodable(spot.path) if spot else None
    span = spot.span if spot and spot.in_head else None
    return github.command(command, path, span, f"{change.kind} ({change.category})", lines)
