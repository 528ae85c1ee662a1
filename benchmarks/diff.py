"""`journeymap diff` of two workspaces against `journeymap validate` of both: CPU of whole processes, as ratios."""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from pathlib import Path

from processes import in_turn, table
from workspaces import make

BUSY = 0.2
"""The share of journeys that a change touches."""


def edit(text: str, rng: random.Random) -> str:
    """A journey after some work on it: emotions, words, a pain, another order, a touchpoint less."""
    text = text.replace("emotion: 0.5", "emotion: -0.5", rng.randint(0, 3))
    text = text.replace("name: ", "name: New ", rng.randint(1, 3))
    text = text.replace("severity: low", "severity: high", 1)
    head, mark, rest = text.partition("          - id: step-1-0\n")
    gone, second, tail = rest.partition("          - id: step-1-1\n")
    return head + second + tail if rng.random() < 0.5 and second else head + mark + gone + second + tail


def revise(base: Path, head: Path, seed: int = 2) -> None:
    """Writes the second workspace: the first one, with a change in some journeys, and a renamed and a new one."""
    rng = random.Random(seed)
    shutil.copytree(base, head)
    files = sorted(head.glob("journey-*.yaml"))
    for path in rng.sample(files, max(1, int(len(files) * BUSY))):
        path.write_text(edit(path.read_text(encoding="utf-8"), rng), encoding="utf-8")
    renamed = files[0].read_text(encoding="utf-8").replace("id: journey-0\n", "id: journey-zero\n")
    files[0].write_text(renamed, encoding="utf-8")


def main() -> None:
    """Measures each size and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[20, 200])
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for size in arguments.sizes:
            base, head = Path(place) / f"{size}-base", Path(place) / f"{size}-head"
            make(base, size)
            revise(base, head)
            tool = [sys.executable, "-m", "journeymap"]
            both = "import subprocess, sys; [subprocess.run([sys.executable, '-m', 'journeymap', 'validate', '-q', "
            both += f"'--no-cache', folder], check=False) for folder in ({str(base)!r}, {str(head)!r})]"
            commands = {
                "validate both": [sys.executable, "-c", both],
                "diff, text": [*tool, "diff", "--quiet", str(base), str(head)],
                "diff, json": [*tool, "diff", "--quiet", "--output-format", "json", str(base), str(head)],
                "diff, equal": [*tool, "diff", "--quiet", str(base), str(base)],
            }
            print(table(f"2 x {size} journeys", in_turn(commands, arguments.runs), "validate both"))


if __name__ == "__main__":
    main()
