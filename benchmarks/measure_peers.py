"""The same three questions asked by other means: a funnel, transitions with medians, variants of a Parquet log.

    python benchmarks/measure_peers.py sql|pandas|pm4py|retentioneering LOG

Each prints what it found, so that a fast wrong answer is seen. `sql` is the best that was written by hand for DuckDB.
pm4py has no ordered funnel and retentioneering no variants; they answer the other two questions.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = tuple(f"event_{number:02d}" for number in range(6))


def sql(path: str) -> dict[str, Any]:
    """DuckDB, by hand: customers and events as integers, a chain of joins, one window, one ordered aggregate."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(
            """
            CREATE TEMP TABLE people AS
            SELECT customer, CAST(row_number() OVER () AS INTEGER) AS c
            FROM (SELECT DISTINCT customer FROM read_parquet($path))
            """,
            {"path": path},
        )
        connection.execute(
            """
            CREATE TEMP TABLE log AS
            SELECT c, epoch_us(moment) AS t, CAST(right(event, 2) AS TINYINT) AS e
            FROM read_parquet($path) AS rows JOIN people ON people.customer = rows.customer
            """,
            {"path": path},
        )
        return _timed(
            {
                "funnel": lambda: connection.execute(_joins()).fetchall(),
                "transitions": lambda: len(connection.execute(_TRANSITIONS).fetchall()),
                "variants": lambda: connection.execute(_VARIANTS).fetchone(),
            }
        )


def _joins() -> str:
    pieces = ["f0 AS (SELECT c, min(t) AS t FROM log WHERE e = 0 GROUP BY c)"]
    pieces += [
        f"f{n} AS (SELECT f.c, min(l.t) AS t FROM f{n - 1} AS f JOIN log AS l ON l.c = f.c AND l.e = {n} AND l.t > f.t"
        f" GROUP BY f.c)"
        for n in range(1, len(STEPS))
    ]
    counts = ", ".join(f"(SELECT count(*) FROM f{n})" for n in range(len(STEPS)))
    waits = ", ".join(
        f"(SELECT median(b.t - a.t) FROM f{n - 1} AS a JOIN f{n} AS b ON a.c = b.c)" for n in range(1, len(STEPS))
    )
    return f"WITH {', '.join(pieces)} SELECT {counts}, {waits}"


_TRANSITIONS = """
SELECT e, following, count(*) AS times, median(wait) AS wait FROM (
    SELECT e, lead(e) OVER w AS following, lead(t) OVER w - t AS wait FROM log WINDOW w AS (PARTITION BY c ORDER BY t)
) WHERE following IS NOT NULL AND following <> e GROUP BY ALL
"""
_VARIANTS = """
SELECT count(*), max(n) FROM (
    SELECT path, count(*) AS n FROM (SELECT c, list(e ORDER BY t) AS path FROM log GROUP BY c) GROUP BY path
)
"""


def pandas(path: str) -> dict[str, Any]:
    """pandas: a sort, shifts, and groups."""
    import pandas as pd

    log = pd.read_parquet(path).sort_values(["customer", "moment"], kind="stable")

    def funnel() -> list[int]:
        reached = log[log["event"] == STEPS[0]].groupby("customer")["moment"].min()
        counts = [len(reached)]
        for step in STEPS[1:]:
            rows = log[log["event"] == step].merge(reached.rename("before"), left_on="customer", right_index=True)
            reached = rows[rows["moment"] > rows["before"]].groupby("customer")["moment"].min()
            counts.append(len(reached))
        return counts

    def transitions() -> int:
        groups = log.groupby("customer", sort=False)
        pairs = log.assign(following=groups["event"].shift(-1), wait=groups["moment"].shift(-1) - log["moment"])
        pairs = pairs[pairs["following"].notna() & (pairs["following"] != pairs["event"])]
        return len(pairs.groupby(["event", "following"])["wait"].agg(["size", "median"]))

    def variants() -> int:
        return int(log.groupby("customer", sort=False)["event"].agg(tuple).nunique())

    return _timed({"funnel": funnel, "transitions": transitions, "variants": variants})


def pm4py(path: str) -> dict[str, Any]:
    """pm4py: the graph of what directly follows, with its times, and the variants."""
    import pandas as pd
    import pm4py as miner

    named = {"customer": "case:concept:name", "event": "concept:name", "moment": "time:timestamp"}
    log = miner.format_dataframe(pd.read_parquet(path).rename(columns=named))
    return _timed(
        {
            "transitions": lambda: len(miner.discover_performance_dfg(log)[0]),
            "variants": lambda: len(miner.get_variants(log)),
        }
    )


def retentioneering(path: str) -> dict[str, Any]:
    """retentioneering: its funnel, and the median times of its transition graph."""
    import pandas as pd
    from retentioneering import Eventstream

    schema = {"path_cols": ["customer"], "event_col": "event", "timestamp_col": "moment"}
    stream = Eventstream(pd.read_parquet(path), schema=schema)
    return _timed(
        {
            "funnel": lambda: [step["unique_paths"] for step in stream.funnel_data(steps=list(STEPS))["steps"]],
            "transitions": lambda: stream.transition_graph_data(edge_weight="time_median").shape,
        }
    )


def journeymap(path: str) -> dict[str, Any]:
    """This project: the log staged, and the same three questions as `measure` asks them."""
    from measure_own import ask

    return _timed(ask(path, STEPS))


def _timed(questions: dict[str, Callable[[], Any]]) -> dict[str, Any]:
    found = {}
    for name, ask in questions.items():
        began = time.perf_counter()
        answer = ask()
        found[name] = {"seconds": round(time.perf_counter() - began, 2), "answer": str(answer)[:160]}
    return found


PEERS = {"sql": sql, "pandas": pandas, "pm4py": pm4py, "retentioneering": retentioneering, "journeymap": journeymap}

if __name__ == "__main__":
    for question, told in PEERS[sys.argv[1]](sys.argv[2]).items():
        print(f"{question:<12} {told['seconds']:8.2f} s  {told['answer']}")
