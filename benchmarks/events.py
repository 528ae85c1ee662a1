"""Makes logs of events for benchmarks: 20 kinds of events, paths whose lengths follow a power law, in order of time.

    python benchmarks/events.py 10 events.parquet     # about ten million events

Every value is a hash of its place, so the same size gives the same rows on every machine and number of threads.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

KINDS = 20
MEAN_LENGTH = 19.7
"""Of a path: 7 times a Pareto variable with exponent 1.5, whose mean is 3; at most 2,000."""

_ROWS = """
COPY (
    WITH people AS (
        SELECT person, hash(person * 104729) % 15552000 AS begun,
            CAST(least(2000, 7 * power((hash(person * 7919) % 1000003 + 1) / 1000003.0, -1 / 1.5)) AS INT) AS n
        FROM range($people) AS made(person)
    ),
    steps AS (SELECT person, begun, unnest(range(n)) AS step FROM people),
    drawn AS (
        SELECT person, begun * 1000000 + step * 400000000 + hash(person * 31 + step) % 300000000 AS later,
            CAST(floor(power((hash(person * 613 + step * 17) % 1000003) / 1000003.0, 2) * $kinds) AS INT) AS kind
        FROM steps
    )
    SELECT 'customer_' || person AS customer,
        make_timestamp(CAST(1704067200000000 + later AS BIGINT)) AS moment,
        'event_' || lpad(CAST(kind AS VARCHAR), 2, '0') AS event,
        ['web', 'app', 'email', 'shop'][CAST(hash(person * 11) % 4 AS INT) + 1] AS channel
    FROM drawn ORDER BY moment, customer
) TO '{path}' (FORMAT parquet)
"""


def make(millions: float, path: Path) -> int:
    """Writes a log of about so many million events as Parquet; returns how many there are."""
    people = round(millions * 1_000_000 / MEAN_LENGTH)
    with duckdb.connect() as connection:
        target = str(path).replace("'", "''")
        connection.execute(_ROWS.format(path=target), {"people": people, "kinds": KINDS})
        found = connection.execute("SELECT count(*) FROM read_parquet($path)", {"path": str(path)}).fetchone()
    return int(found[0]) if found else 0


if __name__ == "__main__":
    print(f"{make(float(sys.argv[1]), Path(sys.argv[2])):,} events in {sys.argv[2]}")
