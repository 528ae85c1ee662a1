"""`journeymap serve`: how long after a save the browser shows it, and what that costs the server."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).parent.parent / "examples"
REST = 2.0
"""Seconds between two saves: by then the rules have run too."""
_NAME = re.compile(r"^(    name: ).*$", re.MULTILINE)
_FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """A preview of a workspace; gives its address and its process."""
    command = [sys.executable, "-m", "journeymap", "serve", str(folder), "--port", "0", "--today", "2026-11-22"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip(), process.pid
    finally:
        process.terminate()
        process.wait()


def cpu(process: int) -> float:
    """CPU seconds that a process has had so far, user and system, as Linux counts them."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def save(file: Path, name: str) -> None:
    """Gives the journey of a document another name."""
    file.write_text(_NAME.sub(rf"\g<1>{name}", file.read_text(encoding="utf-8"), count=1), encoding="utf-8")


def latencies(browser: Any, folder: Path, journey: str, runs: int) -> tuple[list[float], float]:
    """Seconds from each save until the page with the new name is drawn, and the server's CPU seconds for one save."""
    file = folder / f"journeys/{journey}.yaml"
    with served(folder) as (address, process):
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{address}journeys/{journey}.html")
        time.sleep(2 * REST)
        found, before = [], cpu(process)
        for turn in range(runs):
            began = time.perf_counter()
            save(file, f"Save {turn}.")
            page.wait_for_function(
                "name => document.querySelector('h1')?.textContent.includes(name)", arg=f"Save {turn}.", polling=5
            )
            page.evaluate(_FRAME)
            found.append(time.perf_counter() - began)
            time.sleep(REST)
        page.close()
        return found, (cpu(process) - before) / runs


def main() -> None:
    """Measures each example and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        print(f"from a save to the page, {arguments.runs} saves")
        for example, journey in (("saas", "shift-planning-adoption"), ("shop", "buy-online")):
            folder = shutil.copytree(EXAMPLES / example, Path(place) / example)
            found, used = latencies(browser, folder, journey, arguments.runs)
            took = f"{statistics.median(found):8.2f} s median {max(found):8.2f} s slowest"
            print(f"  {example:<18} {took} {used:8.2f} s CPU of the server, rules included")
        browser.close()


if __name__ == "__main__":
    main()
