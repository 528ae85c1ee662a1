"""`python -m journeymap` and the `journeymap` script."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Runs the command line; a bare `--version` is answered without loading it."""
    if sys.argv[1:] == ["--version"]:
        from journeymap import __version__  # noqa: PLC0415  # the quickest answer

        sys.stdout.write(f"journeymap {__version__}\n")
        return
    gc.disable()  # a run is short and makes few circles: searching for them costs a tenth of it
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # none is used, and looking for them takes time
    from journeymap.cli.app import run  # noqa: PLC0415

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
