"""`new`: one more journey or persona, in a file of its own, made to fit the workspace."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import InputMissingError, SettingError, TargetError
from journeymap.model.kinds import Kind
from journeymap.model.persona import PersonaKind
from journeymap.model.values import ID_LENGTH, ID_PATTERN
from journeymap.scaffold.outcome import Outcome, command
from journeymap.scaffold.placeholders import fill
from journeymap.scaffold.scalars import one_line
from journeymap.scaffold.templates import skeleton
from journeymap.scaffold.workspaces import SCHEMA_FILE, notes_on_unread
from journeymap.scaffold.writing import write_all
from journeymap.source.limits import ROOT_FILE
from journeymap.source.wording import shown, slug
from journeymap.workspace.paths import shown_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.workspace.catalogue import Catalogue
    from journeymap.workspace.loader import Workspace

_MODELINE = re.compile(r"^# yaml-language-server: \$schema=(\S+)[ \t]*$", re.MULTILINE)
_LISTED = 3
"""How many workspaces a message names."""
_STAGES = ("first_stage", "middle_stage", "last_stage")


def new_journey(workspaces: Sequence[Workspace], journey: str, name: str | None = None) -> Outcome:
    """Writes `journeys/ID.yaml`: three stages for the workspace's first persona, owned by its first team.

    Args:
        workspaces: The workspace, as it was loaded.
        journey: The new id.
        name: What people call it; default made from the id.

    Raises:
        SettingError: The id is malformed, the name is empty, or it is not clear which workspace is meant.
        TargetError: The id is taken, or the file is there or cannot be written.
        InputMissingError: There is no workspace.
    """
    workspace = _only(workspaces)
    _check_id(workspace, Kind.JOURNEY, journey)
    catalogue = workspace.catalogue
    values = {
        "id": journey,
        "name": _name(name, journey),
        "persona": next(
            (key for key, it in catalogue.personas.items() if it.kind is not PersonaKind.ANTI_PERSONA), None
        ),
        "team": next(iter(catalogue.teams), None),
        **_lifecycle_stages(catalogue),
    }
    written, notes = _write(workspace, "journey", journey, values)
    return Outcome(
        (written,),
        notes,
        (
            command("validate", workspace=workspace.root),
            command("render", journey, workspace=workspace.root, option="--workspace"),
        ),
    )


def new_persona(workspaces: Sequence[Workspace], persona: str, name: str | None = None) -> Outcome:
    """Writes `personas/ID.yaml`: a profile, and a first play for it.

    Args:
        workspaces: The workspace, as it was loaded.
        persona: The new id.
        name: What people call it; default made from the id.

    Raises:
        SettingError: The id is malformed, the name is empty, or it is not clear which workspace is meant.
        TargetError: The id is taken, or the file is there or cannot be written.
        InputMissingError: There is no workspace.
    """
    workspace = _only(workspaces)
    _check_id(workspace, Kind.PERSONA, persona)
    catalogue = workspace.catalogue
    lifecycle, stage = catalogue.settings.lifecycle, _lifecycle_stages(catalogue)["first_stage"]
    values = {
        "id": persona,
        "name": _name(name, persona),
        "play": _free_id(workspace, Kind.PLAY, f"welcome-{persona}"),
        "place": f"{lifecycle}:{stage}" if stage else None,
        "team": next(iter(catalogue.teams), None),
    }
    written, notes = _write(workspace, "persona", persona, values)
    return Outcome(
        (written,),
        (*notes, f"no journey is {shown(persona)}'s yet: name it under `personas` of one."),
        (
            command("validate", workspace=workspace.root),
            command("show", persona, workspace=workspace.root, option="--workspace"),
        ),
    )


def _only(workspaces: Sequence[Workspace]) -> Workspace:
    if len(workspaces) > 1:
        roots = [shown_path(workspace.root) for workspace in workspaces]
        listed = ", ".join(roots[:_LISTED]) + (" and others" if len(roots) > _LISTED else "")
        raise SettingError(f"there are several workspaces: {listed}", "Name one by `--workspace`.")
    if not workspaces[0].documents:
        raise InputMissingError(
            f"there is no workspace in {shown_path(workspaces[0].root)}", "`journeymap init` makes one."
        )
    return workspaces[0]


def _check_id(workspace: Workspace, kind: Kind, name: str) -> None:
    if not re.fullmatch(ID_PATTERN.strip("^$"), name) or len(name) > ID_LENGTH:
        near = slug(name)
        help_line = (
            f"Write `{near}`." if near else "Ids are small Latin letters, digits and hyphens, such as `book-a-visit`."
        )
        raise SettingError(f"{shown(name)} cannot be the id of a {kind}", help_line)
    taken = workspace.index.symbols.get((kind, None), {}).get(name)
    if taken:
        raise TargetError(f"there is a {kind} `{name}` already, in {taken[0].path}", "Choose another id.")


def _name(name: str | None, identity: str) -> str:
    return one_line(name) if name is not None else identity.replace("-", " ").capitalize()


def _free_id(workspace: Workspace, kind: Kind, wanted: str) -> str:
    """The id, cut to its length, or the next one with a number that nothing has."""
    taken = workspace.index.symbols.get((kind, None), {})
    candidates = [wanted[:ID_LENGTH].rstrip("-")]
    while candidates[-1] in taken:
        ending = f"-{len(candidates) + 1}"
        candidates.append(wanted[: ID_LENGTH - len(ending)].rstrip("-") + ending)
    return candidates[-1]


def _lifecycle_stages(catalogue: Catalogue) -> dict[str, str | None]:
    """The first, the middle and the last stage of the workspace's lifecycle; none where that is not known."""
    lifecycle = catalogue.lifecycles.get(catalogue.settings.lifecycle)
    if lifecycle is None:
        return dict.fromkeys(_STAGES)
    stages = lifecycle.stages
    return dict(zip(_STAGES, (stages[0].id, stages[len(stages) // 2].id, stages[-1].id), strict=True))


def _write(workspace: Workspace, kind: str, name: str, values: Mapping[str, str | None]) -> tuple[str, tuple[str, ...]]:
    """Writes the file; its path as it is shown, and what is worth knowing of it."""
    path = workspace.root / f"{kind}s" / f"{name}.yaml"
    write_all({path: _modeline(workspace) + fill(skeleton(kind), values)})
    return shown_path(path), tuple(notes_on_unread(workspace.root, [path], workspace.settings))


def _modeline(workspace: Workspace) -> str:
    """The editor's line for a file one folder below the root: the root file's schema, else the one beside it."""
    root = workspace.root
    place = next(
        (_MODELINE.search(it.source.text) for it in workspace.documents if Path(it.path).name == ROOT_FILE), None
    )
    schema = place[1] if place else f"./{SCHEMA_FILE}" if (root / SCHEMA_FILE).is_file() else ""
    if not schema:
        return ""
    if "://" not in schema and not os.path.isabs(schema):  # noqa: PTH117  # a text of the file, not a path yet
        schema = os.path.normpath(f"../{schema}").replace(os.sep, "/")
    return f"# yaml-language-server: $schema={schema}\n"
