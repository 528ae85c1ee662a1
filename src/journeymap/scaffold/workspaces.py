"""`init`: a whole workspace from a template."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import TargetError
from journeymap.model import schema
from journeymap.model.settings import Settings
from journeymap.scaffold.outcome import Outcome, command
from journeymap.scaffold.placeholders import fill
from journeymap.scaffold.writing import is_taken, write_all
from journeymap.source.limits import ROOT_FILE
from journeymap.workspace import discovery
from journeymap.workspace.paths import shown_path

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from journeymap.scaffold.templates import Template

SCHEMA_FILE = "journeymap.schema.json"
"""Beside the root file; the editor's line at the top of every document names it by a relative path."""
_IGNORED = ".journeymap/"
_IGNORE_FILE = ".gitignore"


def start(folder: Path, template: Template, today: datetime.date) -> Outcome:
    """Writes a workspace that can be validated and drawn at once; never over a file that is there.

    Args:
        folder: Where; it is made if it is not there, and may hold other files.
        template: What it begins with.
        today: The day that the template's dates are reckoned from.

    Raises:
        TargetError: A file is there already or cannot be written; nothing was written then.
        SettingError: The day lies at the end of the calendar.
    """
    root = Path(os.path.abspath(folder))  # noqa: PTH100  # symbolic links keep the name that was typed
    if is_taken(root) and not root.is_dir():
        raise TargetError(f"{shown_path(root)} is a file, and a folder is needed there", "Name another place.")
    files = {root / path: fill(text, {}, today) for path, text in template.texts().items()}
    files[root / SCHEMA_FILE] = schema.text()
    ignore_file = root / _IGNORE_FILE
    notes = []
    if is_taken(ignore_file):
        notes += _note_on_ignore_file(ignore_file)
    else:
        files[ignore_file] = f"# What journeymap keeps to be quicker; safe to delete.\n{_IGNORED}\n"
    write_all(files)
    return Outcome(
        written=tuple(shown_path(path) for path in files),
        notes=(*notes, *_note_on_outer(root), *notes_on_unread(root, files)),
        commands=(
            command("validate", workspace=root),
            command("render", workspace=root),
            command("show", template.journey, workspace=root, option="--workspace"),
            command("new", "journey", "my-journey", workspace=root, option="--workspace"),
        ),
    )


def _note_on_ignore_file(path: Path) -> list[str]:
    """What to add to a `.gitignore` that was there before, if it lacks something."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    if {line.strip().strip("/") for line in lines} & {_IGNORED.strip("/")}:
        return []
    return [f"{shown_path(path)} was there and is left as it is; add the line `{_IGNORED}` to it."]


def _note_on_outer(root: Path) -> list[str]:
    outer = discovery.find_root(root.parent)
    if outer is None:
        return []
    names = f"{shown_path(root)} lies inside the workspace {shown_path(outer)}"
    return [f"{names}; it is one of its own, and neither reads the other."]


def notes_on_unread(root: Path, files: Iterable[Path], settings: Settings | None = None) -> list[str]:
    """What to say of documents that journeymap passes over, for git ignores them or the settings leave them out."""
    settings = settings or Settings()
    read = {root / ROOT_FILE, *discovery.files(root, settings.include, settings.exclude)}
    unread = [path for path in files if path.suffix in discovery.YAML_SUFFIXES and path not in read]
    return [
        f"{shown_path(path)} is not read: a .gitignore or `workspace.include` and `exclude` leave it out."
        for path in unread
    ]
