"""The preview from beginning to end: read, listen, watch, until the user stops it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from journeymap.errors import SettingError
from journeymap.preview.live import Live
from journeymap.preview.loading import Reader
from journeymap.preview.server import LOOPBACK, listening
from journeymap.preview.watching import changes, look
from journeymap.workspace import discovery

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from journeymap.workspace.discovery import Selection


def serve(
    paths: Sequence[Path],
    *,
    port: int,
    announce: Callable[[str], object],
    public: bool = False,
    on: datetime.date | None = None,
) -> None:
    """Shows the report of a workspace, as its files are, until a KeyboardInterrupt.

    Args:
        paths: The workspace, or any path in it; none means the folder one stands in.
        port: Where on the loopback addresses; 0 for any free port.
        announce: Is told the address, once it can be opened.
        public: Show what a public audience sees.
        on: The day to hold dates against; default the day it is when files are read.

    Raises:
        InputMissingError: A path or documents are missing.
        SettingError: The paths mean several workspaces, or the port cannot be used.
    """
    selection = _one(discovery.select(paths))
    seen = look(selection.root)
    live = Live(Reader(selection, on), public=public)
    with listening(live, port) as chosen:
        threading.Thread(target=live.check, daemon=True).start()
        announce(f"http://{LOOPBACK}:{chosen}/")
        for change in changes(selection.root, seen, live.pause):
            live.refresh(change)


def _one(selections: Sequence[Selection]) -> Selection:
    if len(selections) != 1:
        roots = ", ".join(str(selection.root) for selection in selections)
        raise SettingError(f"a preview is of one workspace, and there are several: {roots}", "Name one of them.")
    return selections[0]
