"""The real command in a process of its own, with nothing of the developer's environment but PATH."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120
"""Seconds after which a command is thought to hang."""


@dataclass(frozen=True)
class Outcome:
    """How a run of the real command ended."""

    code: int
    out: str
    err: str


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a command knows of the one that runs it, and the day on which it runs."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "HOME") if name in os.environ}
    return {**kept, "SOURCE_DATE_EPOCH": "1795305600", **(more or {})}


def started(arguments: Sequence[str], folder: Path, stdin: bytes, env: Mapping[str, str] | None = None) -> Outcome:
    """Starts Python for one command."""
    done = subprocess.run(
        [sys.executable, "-m", "journeymap", *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        env=environment(env),
        timeout=PATIENCE,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


class Server:
    """`tests/command_server.py`, and what is asked of it."""

    def __init__(self) -> None:
        self.channel, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.channel.settimeout(PATIENCE)
        with far:
            self.process = subprocess.Popen(
                [sys.executable, str(Path(__file__).with_name("command_server.py")), str(far.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment(),
                pass_fds=[far.fileno()],
            )
        self.answers = self.channel.makefile("rb")

    def run(self, arguments: Sequence[str], folder: Path, stdin: bytes) -> Outcome:
        """Runs a command in a fork of the server."""
        pipes = [os.pipe() for _ in range(3)]
        (its_in, mine_in), (mine_out, its_out), (mine_err, its_err) = pipes
        request = json.dumps({"arguments": list(arguments), "folder": str(folder)}).encode()
        socket.send_fds(self.channel, [request], [its_in, its_out, its_err])
        for file in (its_in, its_out, its_err):
            os.close(file)
        told: dict[int, bytes] = {}
        readers = [threading.Thread(target=_read, args=(file, told)) for file in (mine_out, mine_err)]
        for reader in readers:
            reader.start()
        with contextlib.suppress(BrokenPipeError), os.fdopen(mine_in, "wb") as given:
            given.write(stdin)
        code = self._code()
        for reader in readers:
            reader.join(PATIENCE)
        return Outcome(code, told[mine_out].decode(), told[mine_err].decode())

    def _code(self) -> int:
        pid = self.answers.readline()
        assert pid, self.process.communicate()
        try:
            return int(self.answers.readline())
        except TimeoutError:
            os.kill(int(pid), signal.SIGKILL)
            raise

    def close(self) -> None:
        """Ends the server, which has nothing to say."""
        self.answers.close()
        self.channel.close()
        out, err = self.process.communicate(timeout=PATIENCE)
        assert (self.process.returncode, out, err) == (0, b"", b"")


def _read(file: int, told: dict[int, bytes]) -> None:
    with os.fdopen(file, "rb") as stream:
        told[file] = stream.read()
