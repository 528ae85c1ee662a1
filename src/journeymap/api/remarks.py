"""What the reader of a picture should be told beside it: what is not in it, and what was not heeded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.workspace.loader import Workspace


@dataclass(frozen=True, slots=True)
class Remarks:
    """What was left out or not heeded; all empty where everything was drawn as it was written.

    Attributes:
        left_out: Ids of journeys that have faults.
        faulty_settings: The root files whose settings have faults; defaults were used in their place.
        without_words: Languages of the content that have no fixed words; those are in English.
    """

    left_out: tuple[str, ...] = ()
    faulty_settings: tuple[str, ...] = ()
    without_words: tuple[str, ...] = ()


def remarks_on(workspaces: Sequence[Workspace], languages: Iterable[str], left_out: Iterable[str] = ()) -> Remarks:
    """What there is to say about drawings of workspaces.

    Args:
        workspaces: Where the drawings come from.
        languages: The languages (BCP 47) of what was drawn.
        left_out: Ids of journeys that have faults.
    """
    from journeymap.render.wording import has_words  # noqa: PLC0415  # loaded when it is used

    faulty = (path for workspace in workspaces for path in _faulty_settings(workspace))
    unknown = dict.fromkeys(language for language in languages if not has_words(language))
    return Remarks(tuple(dict.fromkeys(left_out)), tuple(faulty), tuple(unknown))


def left_out_of(workspace: Workspace) -> tuple[str, ...]:
    """The ids of journeys that are written down and have faults, so that they cannot be drawn."""
    from journeymap.model.kinds import Kind  # noqa: PLC0415  # loaded when it is used

    written = workspace.index.symbols.get((Kind.JOURNEY, None), {})
    return tuple(name for name in written if name not in workspace.catalogue.journeys)


def _faulty_settings(workspace: Workspace) -> tuple[str, ...]:
    """The root file, where a setting in it is refused and its default counts."""
    from pydantic import ValidationError  # noqa: PLC0415  # loaded when it is used

    from journeymap.model.settings import Settings  # noqa: PLC0415
    from journeymap.source.limits import ROOT_FILE  # noqa: PLC0415

    first = workspace.documents[0] if workspace.documents else None
    if first is None or workspace.relative(first.path) != ROOT_FILE or first.content is not None:
        return ()
    data = first.source.data
    try:
        Settings.model_validate(data.get("workspace", {}) if first.source.readable and isinstance(data, dict) else None)
    except ValidationError:
        return (first.path,)
    return ()
