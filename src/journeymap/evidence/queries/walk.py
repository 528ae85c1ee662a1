"""The walk of each case over the touchpoints: the log without what belongs to none, with what came before and after.

It is staged under the name `walk`. Columns as in the log, and

- `before`: the touchpoint that the case was at before, -1 at its first one; the same one again is no other
- `following`: the touchpoint that it was at next, -1 at its last one
- `took`: microseconds since the event before

These three tell something of rows with `main` 1 only: an event that several touchpoints are bound to is one event of a
path, at the first of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.evidence.log import under, whose
from journeymap.evidence.statement import Statement, parse

if TYPE_CHECKING:
    from journeymap.evidence.log import Scope

_WALK = """
SELECT case_id, {customer}, turn, moment, step, main, {parts},
    COALESCE(LAG(step) OVER (PARTITION BY case_id, main ORDER BY ord), -1) AS before,
    COALESCE(LEAD(step) OVER (PARTITION BY case_id, main ORDER BY ord), -1) AS following,
    moment - LAG(moment) OVER (PARTITION BY case_id, main ORDER BY ord) AS took
FROM log
WHERE step >= 0
"""


def walk(scope: Scope) -> Statement:
    """The walk, from the log that is staged for a scope.

    Args:
        scope: The scope.
    """
    return Statement(parse(_WALK.format(customer=whose(scope), parts=under(scope))))
