"""The reports that the browser tests walk through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.reports import ROOTS, Report

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Report]:
    """Gives the report of a workspace by its name; its pages are drawn when somebody goes there."""
    made: dict[str, Report] = {}

    def of(name: str) -> Report:
        if name not in made:
            made[name] = Report(ROOTS[name], tmp_path_factory.mktemp(name))
        return made[name]

    return of
