"""Who each customer is now: persona, stage and since when, last touchpoint; and who moves between stages, per month.

All questions read the staged `marks`, see `journeymap.evidence.lifecycle`. Names in the pieces are fixed; only how many
stages there are varies.
"""

from __future__ import annotations

from journeymap.evidence.statement import Statement, parse


def _states(stages: int) -> str:
    """Per customer and month with events: the furthest stage that is open at its end, and the furthest ever."""
    most = ", ".join(f"MAX(in{i}) AS in{i}, MAX(out{i}) AS out{i}" for i in range(stages))
    running = ", ".join(
        f"MAX({side}{i}) OVER (PARTITION BY customer ORDER BY month ROWS UNBOUNDED PRECEDING) AS {side}{i}"
        for i in range(stages)
        for side in ("in", "out")
    )
    furthest = " ".join(
        f"WHEN in{i} IS NOT NULL AND (out{i} IS NULL OR in{i} > out{i}) THEN {i}" for i in reversed(range(stages))
    )
    reached = " ".join(f"WHEN in{i} IS NOT NULL THEN {i}" for i in reversed(range(stages)))
    kept = ", ".join(f"in{i}, out{i}" for i in range(stages))
    return f"""
    monthly AS (SELECT customer, month, {most} FROM marks GROUP BY customer, month),
    running AS (SELECT customer, month, {running} FROM monthly),
    states AS (
        SELECT customer, month, {kept},
            CASE {furthest} ELSE -1 END AS state,
            CASE {reached} ELSE -1 END AS reached
        FROM running
    )
    """  # noqa: S608  # fixed names and numbers only


def now(stages: int) -> Statement:
    """A row a customer: customer, state, reached, since, persona, touch, touched, first, last, events.

    `state` is -1 for who has left or was never in a stage; `reached` is the furthest stage ever entered. `since` is the
    first entry into the stage after its last exit, in microseconds; null without a stage.
    """
    since = " ".join(
        f"WHEN n.state = {i} AND m.in{i} IS NOT NULL AND (n.out{i} IS NULL OR m.in{i} > n.out{i}) THEN m.in{i}"
        for i in range(stages)
    )
    return Statement(
        parse(
            f"""
    WITH {_states(stages)},
    latest AS (SELECT customer, MAX(month) AS month FROM states GROUP BY customer),
    n AS (
        SELECT states.* FROM states
        JOIN latest ON latest.customer = states.customer AND latest.month = states.month
    ),
    opened AS (
        SELECT m.customer, MIN(CASE {since} END) AS since
        FROM marks AS m JOIN n ON n.customer = m.customer GROUP BY m.customer
    ),
    ranked AS (
        SELECT customer, touch, moment,
            ROW_NUMBER() OVER (PARTITION BY customer ORDER BY moment, source, tie, touch) AS place
        FROM marks WHERE touch >= 0
    ),
    final AS (SELECT customer, MAX(place) AS place FROM ranked GROUP BY customer),
    touched AS (
        SELECT ranked.customer, ranked.touch, ranked.moment FROM ranked
        JOIN final ON final.customer = ranked.customer AND final.place = ranked.place
    ),
    worn AS (
        SELECT customer, persona,
            ROW_NUMBER() OVER (PARTITION BY customer ORDER BY moment, source, tie, persona) AS place
        FROM marks WHERE persona >= 0
    ),
    newest AS (SELECT customer, MAX(place) AS place FROM worn GROUP BY customer),
    known AS (
        SELECT worn.customer, worn.persona FROM worn
        JOIN newest ON newest.customer = worn.customer AND newest.place = worn.place
    ),
    span AS (
        SELECT customer, MIN(moment) AS first_seen, MAX(moment) AS last_seen, COUNT(*) AS events
        FROM marks GROUP BY customer
    )
    SELECT n.customer, n.state, n.reached, opened.since, COALESCE(known.persona, -1) AS persona,
        COALESCE(touched.touch, -1) AS touch, touched.moment AS touched, span.first_seen, span.last_seen, span.events
    FROM n
    JOIN opened ON opened.customer = n.customer
    JOIN span ON span.customer = n.customer
    LEFT JOIN known ON known.customer = n.customer
    LEFT JOIN touched ON touched.customer = n.customer
    ORDER BY n.customer
    """  # noqa: S608  # fixed names and numbers only
        )
    )


def flows(stages: int) -> Statement:
    """Who moved: month, stage before, stage after (-1: none), how many customers."""
    return Statement(
        parse(
            f"""
    WITH {_states(stages)},
    moves AS (
        SELECT customer, month, state,
            LAG(state) OVER (PARTITION BY customer ORDER BY month) AS earlier
        FROM states
    )
    SELECT month, COALESCE(earlier, -1) AS before, state AS after, COUNT(*) AS customers
    FROM moves WHERE COALESCE(earlier, -1) <> state
    GROUP BY month, COALESCE(earlier, -1), state
    ORDER BY month, before, after
    """  # noqa: S608  # fixed names and numbers only
        )
    )


FOLLOWING = """
WITH seen AS (
    SELECT customer, touch, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY moment, source, tie, touch) AS place
    FROM marks WHERE touch >= 0
),
pairs AS (
    SELECT touch, LEAD(touch) OVER (PARTITION BY customer ORDER BY place) AS following FROM seen
)
SELECT touch, following, COUNT(*) AS times FROM pairs
WHERE following IS NOT NULL AND following <> touch
GROUP BY touch, following ORDER BY touch, times DESC, following
"""
"""How often each touchpoint is followed by each other one: touch, following, times; most often first."""


def following() -> Statement:
    """See `FOLLOWING`."""
    return Statement(parse(FOLLOWING))
