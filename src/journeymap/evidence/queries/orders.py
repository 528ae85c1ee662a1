"""What customers paid: totals of groups, amounts of orders, and who orders again in which month after the first.

The questions read the staged `orders` (`customer`, `amount`, `month`, `persona`, `stage`, and `everyone`, which is 0).
An order of nothing or less, such as a refund, lowers the revenue and is no order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.recognising import number
from journeymap.evidence.statement import Statement, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

_GROUPS = frozenset({"persona", "stage", "everyone"})

_PEOPLE = """
SELECT customer, part, SUM(CASE WHEN amount > 0 THEN 1 ELSE 0 END) AS bought, SUM(amount) AS paid,
    SUM(CASE WHEN amount <> 0 THEN 1 ELSE 0 END) AS moved
FROM parted GROUP BY customer, part
"""
_TOTALS = """
SELECT part, SUM(CASE WHEN bought > 0 THEN 1 ELSE 0 END) AS buyers, SUM(bought) AS times, SUM(paid) AS revenue,
    SUM(CASE WHEN bought > 1 THEN 1 ELSE 0 END) AS repeated, SUM(CASE WHEN moved > 0 THEN 1 ELSE 0 END) AS paying
FROM people GROUP BY part ORDER BY part
"""


def totals(group: str, apart: Sequence[int] | None = None) -> Statement:
    """A row a part: its number, customers with an order, orders, revenue, customers with two or more, all who paid.

    Those who paid are customers with an amount that is not nothing, refunds among them: all who the revenue is of. A
    customer of several parts is one in each of them.

    Args:
        group: `persona`, `stage`, or `everyone`.
        apart: The numbers of the group that are parts of their own, told by their places here; all others are one part,
            whose number follows. None tells all, each by its number.
    """
    assert group in _GROUPS, "fixed names only"
    parted = exp.select("customer", "amount", _part(group, apart).as_("part")).from_("orders")
    return Statement(parse(_TOTALS).with_("parted", as_=parted).with_("people", as_=parse(_PEOPLE)))


def _part(group: str, apart: Sequence[int] | None) -> exp.Expr:
    if apart is None:
        return exp.column(group)
    rest = exp.Literal.number(len(apart))
    cases = exp.Case()
    for place, value in enumerate(apart):
        cases = cases.when(exp.EQ(this=exp.column(group), expression=number(value)), exp.Literal.number(place))
    return cases.else_(rest) if apart else rest


_AMOUNTS = "SELECT persona, amount, COUNT(*) AS times FROM orders WHERE amount > 0 GROUP BY persona, amount"


def amounts() -> Statement:
    """A row a persona and amount: how many orders."""
    return Statement(parse(_AMOUNTS))


_COHORTS = """
WITH bought AS (SELECT DISTINCT customer, month FROM orders WHERE amount > 0),
began AS (SELECT customer, MIN(month) AS cohort FROM bought GROUP BY customer)
SELECT began.cohort AS cohort, bought.month AS month, COUNT(*) AS customers
FROM bought JOIN began ON began.customer = bought.customer
GROUP BY began.cohort, bought.month ORDER BY began.cohort, bought.month
"""


def cohorts() -> Statement:
    """A row a cohort and month: the month of the first order, a month with an order, how many customers."""
    return Statement(parse(_COHORTS))
