"""`journeymap report` of a workspace of many journeys: seconds, memory and size, as a site and as one file."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from processes import in_turn, table
from workspaces import LIFECYCLE, ROOT, TEAMS, sentence, touchpoint

STAGES = 5
_HANDED_OVER = 4


def journey(rng: random.Random, number: int, touchpoints: int) -> str:
    """A document with one journey of so many touchpoints, with moments of truth, hand-offs and opportunities."""
    lines = [
        *("journeymap: 1", "journeys:", f"  - id: journey-{number}", f"    name: {sentence(rng, 4)}"),
        *("    personas: [pat]", f"    owner: {rng.choice(TEAMS)}", "    status: live", "    reviewed: 2026-05-01"),
        *("    review_every: 6mo", f"    goal: {sentence(rng, 8)}", "    stages:"),
    ]
    for stage in range(STAGES):
        lines += [f"      - id: stage-{stage}", f"        name: {sentence(rng, 2)}"]
        lines += [f"        lifecycle_stage: {LIFECYCLE[stage]}", "        touchpoints:"]
        for step in range(stage, touchpoints, STAGES):
            name = f"step-{step}"
            lines += touchpoint(rng, name)
            lines += [f"            opportunities: [{{id: {name}-idea, summary: {sentence(rng, 5)}, impact: high}}]"]
            if step % _HANDED_OVER == 0:
                lines += [
                    "            moment_of_truth: true",
                    f"            handoff: {{to: {rng.choice(TEAMS)}, sla: 1d}}",
                ]
    return "\n".join(lines) + "\n"


def make(folder: Path, journeys: int, touchpoints: int) -> None:
    """Writes a workspace with so many journeys of so many touchpoints."""
    rng = random.Random(1)
    folder.mkdir(parents=True, exist_ok=True)
    teams = "".join(f"  - {{id: {team}, name: {team.capitalize()}, function: {team}}}\n" for team in TEAMS)
    (folder / "journeymap.yaml").write_text(f"{ROOT}teams:\n{teams}", encoding="utf-8")
    for number in range(journeys):
        text = journey(rng, number, touchpoints)
        (folder / f"journey-{number:04d}.yaml").write_text(text, encoding="utf-8")


def main() -> None:
    """Measures each size and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--journeys", type=int, nargs="+", default=[3, 100])
    parser.add_argument("--touchpoints", type=int, default=22)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for journeys in arguments.journeys:
            folder = Path(place) / str(journeys)
            make(folder / "workspace", journeys, arguments.touchpoints)
            report = [sys.executable, "-m", "journeymap", "report", str(folder / "workspace"), "--quiet"]
            report += ["--today", "2026-11-22", "--output"]
            began = time.perf_counter()
            commands = {
                "a site": [*report, str(folder / "report")],
                "one file": [*report, str(folder / "report.html"), "--single-file"],
            }
            title = f"{journeys} journeys of {arguments.touchpoints} touchpoints"
            print(table(title, in_turn(commands, arguments.runs), "a site"))
            files = [path for path in (folder / "report").rglob("*") if path.is_file()]
            size = sum(path.stat().st_size for path in files) / 1e6
            single = (folder / "report.html").stat().st_size / 1e6
            took = time.perf_counter() - began
            print(f"  {len(files)} files of {size:.1f} MB, one file of {single:.1f} MB; measured in {took:.0f} s")


if __name__ == "__main__":
    main()
