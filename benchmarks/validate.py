"""`journeymap validate` against check-jsonschema and yamllint: CPU of whole processes, as ratios."""

from __future__ import annotations

import argparse
import sys
import sysconfig
import tempfile
from pathlib import Path

from processes import in_turn, table
from workspaces import make

SCHEMA = Path(__file__).parent.parent / "schemas" / "journeymap.schema.json"
SCRIPTS = Path(sysconfig.get_path("scripts"))


def commands(folder: Path, files: list[Path]) -> dict[str, list[str]]:
    """The three commands over the same files."""
    names = [str(path) for path in files]
    return {
        "journeymap": [sys.executable, "-m", "journeymap", "validate", "--quiet", "--no-cache", str(folder)],
        "check-jsonschema": [str(SCRIPTS / "check-jsonschema"), "--schemafile", str(SCHEMA), *names],
        "yamllint": [str(SCRIPTS / "yamllint"), "-d", "relaxed", *names],
    }


def main() -> None:
    """Measures each size and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 200, 2000])
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for size in arguments.sizes:
            folder = Path(place) / str(size)
            files = make(folder, size)
            kilobytes = sum(path.stat().st_size for path in files) / 1024
            runs = max(1, arguments.runs if size < 1000 else arguments.runs // 3)
            print(table(f"{size} files, {kilobytes:.0f} KB", in_turn(commands(folder, files), runs), "journeymap"))


if __name__ == "__main__":
    main()
