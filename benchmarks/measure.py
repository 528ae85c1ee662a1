"""Measures a log of events: a funnel, transitions with medians, and variants, beside what others need for the same.

    python benchmarks/measure.py 1 10          # million events; needs the `bench` extra

Whole processes, reading of the file among it: wall, CPU, peak memory, and as multiples of the best SQL that was written
by hand for DuckDB. With `--ours` only this project runs, as for 50 million events.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from events import make
from processes import Cost, cost

HERE = Path(__file__).parent
PEERS = ("sql", "journeymap", "pandas", "retentioneering", "pm4py")


def main() -> None:
    """Runs each peer on each size and prints what it took."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("millions", type=float, nargs="+")
    options.add_argument("--ours", action="store_true", help="leave the others out")
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    for millions in chosen.millions:
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "events.parquet"
            print(f"\n{make(millions, log):,} events, {log.stat().st_size / 1e6:.0f} MB of Parquet")
            costs: dict[str, Cost] = {}
            for name in ("journeymap",) if chosen.ours else PEERS:
                costs[name] = best([sys.executable, str(HERE / "measure_peers.py"), name, str(log)], chosen.runs)
                print(line(name, costs[name], costs.get("sql")), flush=True)
            if not chosen.ours:
                for name in costs:
                    answers(name, log)


def best(command: list[str], runs: int) -> Cost:
    """The run with the least wall time: the one that was disturbed least."""
    return min((cost(command) for _ in range(runs)), key=lambda item: item.wall)


def line(name: str, took: Cost, base: Cost | None) -> str:
    """What a peer took, and how many times the hand-written SQL."""
    ratio = f"  {took.wall / base.wall:5.1f} x wall {took.cpu / base.cpu:5.1f} x CPU" if base else ""
    return f"  {name:<16} {took.wall:7.2f} s wall {took.cpu:7.2f} s CPU {took.memory:7.0f} MB{ratio}"


def answers(name: str, log: Path) -> None:
    """Prints the seconds of each question and what was found, so that a fast wrong answer is seen."""
    done = subprocess.run(
        [sys.executable, str(HERE / "measure_peers.py"), name, str(log)], capture_output=True, text=True, check=True
    )
    told = [text for text in done.stdout.splitlines() if text.startswith(("funnel", "transitions", "variants"))]
    print("\n".join([f"  {name}", *(f"    {text}" for text in told)]))


if __name__ == "__main__":
    main()
