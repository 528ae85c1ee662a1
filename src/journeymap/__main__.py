"""`python -m journeymap` and the `journeymap` script."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line; a bare `--version` is answered without loading it."""
    if sys.argv[1:] == ["--version"]:
        from journeymap import __version__  # noqa: PLC0415  # the quickest answer

        sys.stdout.write(f"journeymap {__version__}\n")
        return
    from journeymap.cli.app import run  # noqa: PLC0415

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
