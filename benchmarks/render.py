"""`journeymap render` of a journey of 30 touchpoints, cold; beside Mermaid's command line where it is installed."""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from pathlib import Path

from processes import in_turn, table
from workspaces import TEAMS, sentence, touchpoint

MERMAID = "journey\n  title Benchmark\n"


def make(folder: Path, touchpoints: int) -> None:
    """Writes a workspace with one journey of so many touchpoints in six stages, and the same for Mermaid."""
    rng = random.Random(1)
    teams = "".join(f"  - {{id: {team}, name: {team.capitalize()}}}\n" for team in TEAMS)
    lines = [f"journeymap: 1\nteams:\n{teams}journeys:\n  - id: journey\n    name: Benchmark\n    stages:"]
    mermaid = MERMAID
    for stage in range(6):
        lines.append(f"      - id: stage-{stage}\n        name: {sentence(rng, 2)}\n        touchpoints:")
        mermaid += f"  section Stage {stage}\n"
        for step in range(touchpoints // 6):
            lines += touchpoint(rng, f"step-{stage}-{step}")
            mermaid += f"    {sentence(rng, 4)}: {rng.randint(1, 5)}: Me\n"
    (folder / "journeymap.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "journey.mmd").write_text(mermaid, encoding="utf-8")


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--touchpoints", type=int, default=30)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make(folder, arguments.touchpoints)
        render = [sys.executable, "-m", "journeymap", "render", "journey", "--workspace", place, "--quiet"]
        commands = {
            "flow (svg)": [*render, "--view", "flow", "--output", str(folder / "flow.svg")],
            "map (html)": [*render, "--view", "map", "--output", str(folder / "map.html")],
        }
        mermaid = shutil.which("mmdc")
        if mermaid:
            commands["mermaid-cli"] = [mermaid, "-q", "-i", str(folder / "journey.mmd"), "-o", str(folder / "m.svg")]
        title = f"{arguments.touchpoints} touchpoints"
        print(table(title, in_turn(commands, arguments.runs), "flow (svg)"))
        size = (folder / "map.html").stat().st_size / 1024
        print(f"  the map has {size:.0f} KB")
    if not mermaid:
        print("  mmdc is not on PATH, so Mermaid was not measured")


if __name__ == "__main__":
    main()
