"""What customers paid: totals of groups, and who orders again in which month after the first.

The questions read the staged `orders` (`customer`, `amount`, `month`, `persona`, `stage`, and `everyone`, which is 0).
An order of nothing or less, such as a refund, lowers the revenue and is no order.
"""

from __future__ import annotations

from journeymap.evidence.statement import Statement, parse

_TOTALS = """
WITH people AS (
    SELECT customer, {group} AS part, SUM(CASE WHEN amount > 0 THEN 1 ELSE 0 END) AS bought, SUM(amount) AS paid
    FROM orders GROUP BY customer, {group}
)
SELECT part, SUM(CASE WHEN bought > 0 THEN 1 ELSE 0 END) AS buyers, SUM(bought) AS times, SUM(paid) AS revenue,
    SUM(CASE WHEN bought > 1 THEN 1 ELSE 0 END) AS repeated
FROM people GROUP BY part ORDER BY part
"""


def totals(group: str) -> Statement:
    """A row a group: part, customers with an order, orders, revenue, customers with two or more.

    Args:
        group: `persona`, `stage`, or `everyone`.
    """
    assert group in {"persona", "stage", "everyone"}, "fixed names only"
    return Statement(parse(_TOTALS.format(group=group)))


COHORTS = """
WITH bought AS (SELECT DISTINCT customer, month FROM orders WHERE amount > 0),
began AS (SELECT customer, MIN(month) AS cohort FROM bought GROUP BY customer)
SELECT began.cohort AS cohort, bought.month AS month, COUNT(*) AS customers
FROM bought JOIN began ON began.customer = bought.customer
GROUP BY began.cohort, bought.month ORDER BY began.cohort, bought.month
"""


def cohorts() -> Statement:
    """A row a cohort and month: the month of the first order, a month with an order, how many customers."""
    return Statement(parse(COHORTS))
