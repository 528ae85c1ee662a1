"""The preview as it is now, for all who look at it: what is saved goes in, pages come out, waiting ends on a change.

One thread watches and reads, one runs the rules, and each request has its own; they meet here.
"""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from journeymap.errors import JourneymapError
from journeymap.lint import runner
from journeymap.lint.checking import planned
from journeymap.lint.wishes import Wishes
from journeymap.preview.edition import Drawn, Edition
from journeymap.preview.gathering import gather

if TYPE_CHECKING:
    from journeymap.preview.loading import Reader, Reading
    from journeymap.preview.watching import Change

QUIET = 0.4
"""Seconds without a change before the rules run: the page comes first."""


@dataclass(frozen=True)
class Answer:
    """What there is to show for a page: how it looks, or looked when it last could be drawn; None where never.

    `missing` says that there is no such page, `trouble` why it cannot be drawn as it is now.
    """

    edition: Edition
    revision: str
    drawn: Drawn | None
    missing: bool = False
    trouble: str = ""


class Live:
    """The preview of one workspace.

    Args:
        reader: Reads the workspace.
        public: Show what a public audience sees.

    Raises:
        InputMissingError: There is no document, or one cannot be opened.
    """

    def __init__(self, reader: Reader, *, public: bool = False) -> None:
        self._reader = reader
        self._public = public
        self._run = secrets.token_hex(4)
        self._number = 0
        self._changed = threading.Condition()
        self._drawing = threading.Lock()
        self._last: dict[str, Drawn] = {}
        self._stopped = False
        self._unchecked = True
        reading = reader.read()
        self._edition = Edition(reading, gather(reading.shown, (), public=public))

    @property
    def revision(self) -> str:
        """Names the present state; another run of the preview has other names."""
        return f"{self._run}.{self._number}"

    @property
    def stopped(self) -> bool:
        """Whether the preview is over."""
        return self._stopped

    def stop(self) -> None:
        """Ends all waiting."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def pause(self, seconds: float) -> bool:
        """Waits; whether the preview is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped, seconds)
        return self._stopped

    def wait(self, revision: str, seconds: float) -> str:
        """Waits for another state than this, at most so long; the state there is then."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self.revision != revision, seconds)
            return self.revision

    def refresh(self, change: Change) -> None:
        """Reads what has changed; what cannot be read is told on the pages, and they stay as they were."""
        before = self._edition
        try:
            reading = self._reader.read()
        except Exception as error:  # noqa: BLE001  # a fault of ours is told on the page, and does not end the preview
            self._publish(replace(before, trouble=_told(error)))
            return
        if change.only_documents and _same(reading, before.reading) and not before.trouble:
            return
        known = before.gathered if change.only_documents else None
        gathered = gather(reading.shown, before.findings or (), public=self._public, before=known)
        self._publish(Edition(reading, gathered, before.findings), unchecked=True)

    def check(self) -> None:
        """Runs the rules whenever files have changed and then been left alone, until the preview is over."""
        while self._wait_for_work():
            edition = self._edition
            try:
                workspace = edition.reading.saved
                found = tuple(runner.run(workspace, planned(workspace, Wishes())).findings)
            except JourneymapError as error:
                self._publish(replace(edition, trouble=_told(error)), over=edition)
                continue
            if found == edition.findings and not edition.trouble:
                continue
            shown = edition.reading.shown
            gathered = gather(shown, found, public=self._public, before=edition.gathered)
            self._publish(Edition(edition.reading, gathered, found), over=edition)

    def answer(self, name: str) -> Answer:
        """What there is to show for a page now."""
        with self._drawing:
            edition, revision = self._edition, self.revision
            try:
                drawn = edition.page(name) if name in edition.names else None
            except Exception as error:  # noqa: BLE001  # as above
                return Answer(edition, revision, self._last.get(name), trouble=_told(error))
            if drawn is not None:
                self._last[name] = drawn
            return Answer(edition, revision, drawn, missing=drawn is None)

    def file(self, name: str) -> bytes | None:
        """A file of the report that is no page; None where there is none, or it cannot be made."""
        with self._drawing:
            site = self._edition.site
            try:
                return site.file(name) if name in site.file_names and not name.endswith(".html") else None
            except JourneymapError:
                return None

    def _publish(self, edition: Edition, *, over: Edition | None = None, unchecked: bool = False) -> None:
        """Makes an edition the present one, unless it was to follow another than the present."""
        with self._changed:
            if over is None or self._edition is over:
                self._edition = edition
                self._number += 1
                self._unchecked = self._unchecked or unchecked
                self._changed.notify_all()

    def _wait_for_work(self) -> bool:
        """Waits until there is a state that no rule has seen, and that has stayed for a while; False at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._unchecked)
            while not self._stopped and self._changed.wait(QUIET):
                pass  # there was another change
            self._unchecked = False
        with self._drawing:
            return not self._stopped


def _told(error: Exception) -> str:
    """What is wrong, in one sentence, and what to do about it."""
    if isinstance(error, JourneymapError):
        return f"{error.message}. {error.help_line}" if error.help_line else f"{error.message}."
    return f"Internal error: {type(error).__name__}: {error}. This is a fault of journeymap; please report it."


def _same(now: Reading, before: Reading) -> bool:
    """Whether the documents are the very same, and what was measured is too."""
    same = [id(item) for item in now.saved.documents] == [id(item) for item in before.saved.documents]
    return same and now.saved.measured == before.saved.measured
