"""Runs a headless browser once for one page, with a profile that is thrown away, and nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import EngineError
from journeymap.render.browser_program import find_browser, working_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMEOUT = 120.0
"""Seconds that one run may take."""

_DEEP = "page/of/a/journey"
_FLAGS = (
    "--headless",
    "--disable-gpu",  # drawn by the processor: no limit by the size of a texture, the same everywhere
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",  # nobody listens there: no request leaves the machine
)
_NOTHING_AT_HOME = {"GSETTINGS_BACKEND": "memory"}
_SAID = re.compile(r"^\[[^\]]*:(?:ERROR|FATAL):[^\]]*\]\s*")
_NO_SANDBOX = "No usable sandbox"


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser and the folder in which it works."""

    program: Path
    folder: Path

    @property
    def pages(self) -> Path:
        """The folder for pages, so deep that a relative link of a page does not leave the folder."""
        return self.folder / _DEEP

    def run(self, page: Path, *options: str) -> bytes:
        """Opens a page with these options, and waits for the end; what the browser writes to stdout.

        `--no-sandbox` is added for root alone, as in a container: Chromium refuses to start otherwise.

        Raises:
            EngineError: It cannot be started, takes too long, or ends with an error.
        """
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        flags = (*_FLAGS, f"--user-data-dir={self.folder / 'profile'}", *(("--no-sandbox",) if root else ()))
        with (self.folder / "out").open("w+b") as out, (self.folder / "err").open("w+b") as err:
            try:
                code = _ended(
                    [str(self.program), *flags, *options, page.as_uri()], self.folder, out.fileno(), err.fileno()
                )
            except OSError as error:
                raise EngineError(f"{self.program} cannot be started: {error.strerror}", "Name another.") from error
            if code != 0:
                raise self.failure(f"exit code {code}")
            out.seek(0)
            return out.read()

    def failure(self, otherwise: str) -> EngineError:
        """Why the last run failed: the browser's last error, in one line."""
        said = (self.folder / "err").read_text(encoding="utf-8", errors="replace")
        if _NO_SANDBOX in said:
            return EngineError(
                f"{self.program.name} cannot set up its sandbox here",
                "In a container, run as root or allow user namespaces; else name another browser by `--browser`.",
            )
        errors = [_SAID.sub("", line).strip() for line in said.splitlines() if _SAID.match(line)]
        reason = errors[-1] if errors else otherwise
        return EngineError(f"{self.program.name} could not draw the page: {reason}", "Try another by `--browser PATH`.")


@contextmanager
def opened(named: Path | None) -> Iterator[Browser]:
    """A browser with an empty profile, in a folder of its own that is gone afterwards.

    Raises:
        EngineError: There is no browser.
    """
    program = find_browser(named)
    place = working_folder(program)
    with tempfile.TemporaryDirectory(prefix="journeymap-", dir=place, ignore_cleanup_errors=True) as folder:
        browser = Browser(program, Path(folder).resolve())
        browser.pages.mkdir(parents=True)
        yield browser


def _ended(command: list[str], folder: Path, out: int, err: int) -> int:
    """Runs a program to its end; it and all that it has started are gone afterwards, whatever happens."""
    own_group = sys.platform != "win32"
    environment = os.environ | _NOTHING_AT_HOME | {"CHROME_CONFIG_HOME": str(folder)}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=err,
        env=environment,
        start_new_session=own_group,
    )
    try:
        return process.wait(TIMEOUT)
    except subprocess.TimeoutExpired:
        message = f"{Path(command[0]).name} did not finish in {TIMEOUT:.0f} seconds"
        raise EngineError(message, "Try another by `--browser PATH`.") from None
    finally:
        _end_all(process)


def _end_all(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        if process.poll() is None:
            tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(tree, capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
