"""Who each customer is now: persona, stage and since when, last touchpoint; and who moves between stages, per month.

All questions read the staged `marks`, see `journeymap.evidence.lifecycle`. Names in the pieces are fixed; only how many
stages there are varies. What LAG and LEAD give where there is no row is written out: to ClickHouse it is 0, not null.
"""

from __future__ import annotations

from journeymap.evidence.statement import Statement, parse


def _sides(stages: int) -> list[str]:
    return [f"{side}{place}" for place in range(stages) for side in ("in", "out")]


def _furthest(stages: int) -> str:
    """The furthest stage that is open, from the last entries and exits; -1 for none."""
    whens = " ".join(
        f"WHEN in{i} IS NOT NULL AND (out{i} IS NULL OR in{i} > out{i}) THEN {i}" for i in reversed(range(stages))
    )
    return f"CASE {whens} ELSE -1 END"


def now(stages: int) -> Statement:
    """A row a customer: customer, state, reached, since, persona, touch, last_seen.

    `state` is the furthest open stage, -1 for who has left or was never in a stage; `reached` the furthest ever
    entered; `since` the first entry into the stage after its last exit, in microseconds, null without a stage;
    `persona` that of the latest event which tells one; `touch` the last touchpoint, -1 for none.
    """
    last = ", ".join(f"MAX({side}) AS {side}" for side in _sides(stages))
    reached = " ".join(f"WHEN in{i} IS NOT NULL THEN {i}" for i in reversed(range(stages)))
    kept = ", ".join(f"out{i}" for i in range(stages))
    opened = " ".join(
        f"WHEN n.state = {i} AND m.in{i} IS NOT NULL AND (n.out{i} IS NULL OR m.in{i} > n.out{i}) THEN m.moment"
        for i in range(stages)
    )
    return Statement(
        parse(
            f"""
    WITH ends AS (
        SELECT customer, {last}, MAX(moment) AS last_seen,
            MAX(CASE WHEN persona >= 0 THEN place END) AS told, MAX(CASE WHEN touch >= 0 THEN place END) AS touched
        FROM marks GROUP BY customer
    ),
    n AS (
        SELECT customer, {kept}, last_seen, told, touched,
            {_furthest(stages)} AS state, CASE {reached} ELSE -1 END AS reached
        FROM ends
    )
    SELECT n.customer AS customer, n.state AS state, n.reached AS reached, MIN(CASE {opened} END) AS since,
        COALESCE(MAX(CASE WHEN m.place = n.told THEN m.persona END), -1) AS persona,
        COALESCE(MAX(CASE WHEN m.place = n.touched THEN m.touch END), -1) AS touch, n.last_seen AS last_seen
    FROM n JOIN marks AS m ON m.customer = n.customer
    GROUP BY n.customer, n.state, n.reached, n.last_seen
    """  # noqa: S608  # fixed names and numbers only
        )
    )


def flows(stages: int) -> Statement:
    """Who moved: month, stage before, stage after (-1: none), how many customers.

    A customer's stage in a month is that at its end; who moves there and back within one has not moved.
    """
    last = ", ".join(f"MAX({side}) AS {side}" for side in _sides(stages))
    running = ", ".join(
        f"MAX({side}) OVER (PARTITION BY customer ORDER BY month ROWS UNBOUNDED PRECEDING) AS {side}"
        for side in _sides(stages)
    )
    return Statement(
        parse(
            f"""
    WITH monthly AS (SELECT customer, month, {last} FROM marks GROUP BY customer, month),
    running AS (SELECT customer, month, {running} FROM monthly),
    states AS (SELECT customer, month, {_furthest(stages)} AS state FROM running),
    moves AS (
        SELECT month, state, LAG(state, 1, -1) OVER (PARTITION BY customer ORDER BY month) AS earlier
        FROM states
    )
    SELECT month, earlier AS before, state AS after, COUNT(*) AS customers
    FROM moves WHERE earlier <> state
    GROUP BY month, earlier, state
    ORDER BY month, before, after
    """  # noqa: S608  # fixed names and numbers only
        )
    )


def following() -> Statement:
    """How often each touchpoint is followed by each other one: touch, following, times; most often first."""
    return Statement(
        parse(
            """
    WITH pairs AS (
        SELECT touch, LEAD(touch, 1, -1) OVER (PARTITION BY customer ORDER BY place) AS following
        FROM marks WHERE touch >= 0
    )
    SELECT touch, following, COUNT(*) AS times FROM pairs
    WHERE following >= 0 AND following <> touch
    GROUP BY touch, following ORDER BY touch, times DESC, following
    """
        )
    )
