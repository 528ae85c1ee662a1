"""One lint as it was asked for: it can be run once, again and again, or with fixes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap import api

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from journeymap.diagnostics import Report
    from journeymap.lint.checking import Memory
    from journeymap.lint.fixing import Fixed
    from journeymap.lint.wishes import Wishes


@dataclass(frozen=True)
class Lint:
    """What is linted, with which rules, on which day."""

    paths: list[Path]
    unsaved: tuple[Path, bytes] | None
    wishes: Wishes
    today: datetime.date | None
    only_documents: bool
    cached: bool

    def findings(self, memory: Memory | None = None) -> Report:
        """What is found; documents that have not changed since an earlier call are taken from memory."""
        return api.lint(
            self.paths,
            select=self.wishes.select,
            extend_select=self.wishes.extend_select,
            ignore=self.wishes.ignore,
            severity=self.wishes.severity,
            per_file_ignores=self.wishes.per_file_ignores,
            on=self.today,
            unsaved=self.unsaved,
            only_documents=self.only_documents,
            cached=self.cached,
            memory=memory,
        )

    def fixed(self, *, unsafe: bool) -> Fixed:
        """What fixes make of it."""
        return api.fix(
            self.paths,
            select=self.wishes.select,
            extend_select=self.wishes.extend_select,
            ignore=self.wishes.ignore,
            severity=self.wishes.severity,
            per_file_ignores=self.wishes.per_file_ignores,
            unsafe=unsafe,
            on=self.today,
            only_documents=self.only_documents,
        )
