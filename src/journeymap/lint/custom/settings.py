"""The rules of a workspace's own, from its root file alone: nothing else has to be read to list or to try them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.errors import ContentError, InputMissingError
from journeymap.source import read
from journeymap.source.limits import ROOT_FILE
from journeymap.source.validation import validate
from journeymap.workspace import discovery
from journeymap.workspace.paths import full_path, shown_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from journeymap.model.custom_rule import CustomRule


def own_rules(place: Path) -> Sequence[CustomRule]:
    """The assertions of the workspace that a path lies in; none where it lies in no workspace.

    Raises:
        ContentError: The root file has faults.
        InputMissingError: The path does not exist, or the root file cannot be opened.
    """
    if not place.exists():
        raise InputMissingError(f"{place} does not exist", "Name a workspace, or any path in it.")
    root = discovery.find_root(full_path(place))
    if root is None:
        return ()
    path = root / ROOT_FILE
    try:
        document = read(shown_path(path), path.read_bytes())
    except OSError as error:
        raise InputMissingError(f"{path} cannot be opened: {error.strerror}", "Check its rights.") from None
    content, _ = validate(document)
    if content is None:
        raise ContentError(f"{document.path} has faults", "`journeymap validate` says where.")
    return content.workspace.lint.custom if content.workspace else ()
