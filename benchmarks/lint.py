"""`journeymap lint` with every rule against `journeymap validate`, and with a warm cache against a cold one."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from processes import in_turn, table
from workspaces import make


def main() -> None:
    """Measures each size and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 2000])
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for size in arguments.sizes:
            folder = Path(place) / str(size)
            make(folder, size)
            lint = [sys.executable, "-m", "journeymap", "lint", "--quiet", "--today", "2026-11-22", str(folder)]
            commands = {
                "validate, cold": [
                    sys.executable,
                    "-m",
                    "journeymap",
                    "validate",
                    "--quiet",
                    "--no-cache",
                    str(folder),
                ],
                "lint, cold": [*lint, "--no-cache"],
                "lint, warm": lint,
            }
            print(table(f"{size} files", in_turn(commands, arguments.runs), "validate, cold"))


if __name__ == "__main__":
    main()
