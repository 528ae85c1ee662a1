"""`journeymap serve` as a command: it prints its address, follows what is saved, and ends when it is told to."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.preview.workspaces import BROKEN, FILES, journey

Write = Callable[..., Path]
Start = Callable[..., tuple[subprocess.Popen[str], str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the real command, and sees that it is gone afterwards."""
    begun: list[subprocess.Popen[str]] = []

    def command(folder: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
        heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # who ignores it, hands that on
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "journeymap",
                "serve",
                str(folder),
                "--port",
                "0",
                "--today",
                "2026-11-22",
                *options,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        signal.signal(signal.SIGINT, heard)
        begun.append(process)
        return process, process.stdout.readline().strip()

    yield command
    for process in begun:
        if process.poll() is None:
            process.kill()
        process.communicate()


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return str(answer.read(), "utf-8")


def wait_for(address: str, text: str, *, gone: bool = False) -> str:
    for _ in range(300):
        body = get(address)
        if (text in body) != gone:
            return body
        time.sleep(0.05)
    raise AssertionError(f"{text!r} did not {'go' if gone else 'come'}")


def interrupt(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGINT)


interrupted = pytest.mark.skipif(sys.platform == "win32", reason="no other process can send Ctrl+C there")


@interrupted
def test_follows_the_files_and_ends_cleanly(start: Start, write: Write) -> None:
    """A save, a save by rename, a broken file, a new and a deleted one: each is seen; Ctrl+C is exit 0, silent."""
    folder = write(FILES)
    process, address = start(folder)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
    page = address + "journeys/buy.html"
    assert "Buying" in get(page)
    (folder / "journeys/buy.yaml").write_text(journey("buy", "Bought"))
    wait_for(page, "Bought")
    other = folder / "journeys/buy.yaml~"
    other.write_text(journey("buy", "Purchased"))
    other.replace(folder / "journeys/buy.yaml")
    wait_for(page, "Purchased")
    (folder / "journeys/buy.yaml").write_text(BROKEN)
    assert "Purchased" in wait_for(page, "A file is broken")
    (folder / "journeys/buy.yaml").write_text(journey("buy", "Mended"))
    wait_for(page, "A file is broken", gone=True)
    (folder / "journeys/new.yaml").write_text(journey("new", "Brand new"))
    wait_for(address, "Brand new")
    (folder / "journeys/new.yaml").unlink()
    wait_for(address, "Brand new", gone=True)
    interrupt(process)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err
    assert "Ctrl+C" in err


@interrupted
def test_ends_also_while_tabs_listen(start: Start, write: Write) -> None:
    """Open connections of browsers do not hold up the end."""
    process, address = start(write(FILES))
    with urllib.request.urlopen(address + "-/events", timeout=30) as events:
        events.readline()
        interrupt(process)
        assert process.wait(20) == 0


def test_a_port_that_is_taken(run: Run, write: Write) -> None:
    """One sentence and exit 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        outcome = run("serve", write(FILES), "--port", str(port))
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines() == [
        f"error: port {port} is in use by another program. Take another by `--port`, or any free one by `--port 0`."
    ]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"notes.txt": "x"}, "there are no journeymap documents"),
        ({"a/journeymap.yaml": FILES["journeymap.yaml"], "b/journeymap.yaml": FILES["journeymap.yaml"]}, "of one workspace"),
    ],
    ids=["nothing", "several"],
)  # fmt: skip
def test_what_cannot_be_shown(run: Run, write: Write, files: dict[str, str], message: str) -> None:
    """Nothing to show, or too much, is told before anything is served."""
    outcome = run("serve", write(files), "--port", "0")
    assert outcome.code == 2
    assert message in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_audience(start: Start, write: Write) -> None:
    """`--audience public` leaves out what is confidential."""
    folder = write({**FILES, "journeys/buy.yaml": journey("buy", "Secret buying", more="    confidential: true\n")})
    _, address = start(folder, "--audience", "public")
    body = get(address)
    assert "Returning" in body
    assert "Secret buying" not in body
    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(address + "journeys/buy.html")


def test_starts_without_what_it_does_not_use() -> None:
    """The command line knows `serve` without loading a server or a template engine."""
    code = (
        "import journeymap.cli.commands.serve, sys; print([m for m in ('http.server', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ), check=True
    )
    assert done.stdout.strip() == "[]"
