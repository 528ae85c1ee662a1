"""By what the cases of a question are counted apart: a column of the log, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.evidence.statement import parse
from journeymap.model.measurement import Dimension

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlglot import exp

_COLUMNS: Mapping[Dimension | None, str] = {
    None: "0",
    Dimension.PERSONA: "persona",
    Dimension.CHANNEL: "entry_channel",
    Dimension.MONTH: "month",
}


def parted(question: str, by: Dimension | None) -> exp.Query:
    """A question on `scoped`, which is the log with the column `part`.

    Args:
        question: Portable SQL with fixed names that reads `scoped`.
        by: By what cases are counted apart; None counts all together, as part 0.
    """
    scoped = (
        f"WITH scoped AS (SELECT case_id, customer, ord, moment, step, main, source, event, channel, "  # noqa: S608
        f"{_COLUMNS[by]} AS part FROM log) "
    )
    text = question.strip()
    return parse(scoped.rstrip() + (", " + text[4:].lstrip() if text[:4].upper() == "WITH" else " " + text))
