"""A program that has loaded what commands load, and forks itself for each: a process as fresh as a new one, but sooner.

It is told over a socket what to run; `tests.commands` is the other side. Nothing but modules is shared, and only those
that every command loads anyway or that stand outside journeymap: an import that is forgotten is still missed.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import runpy
import socket
import sys
import threading
import traceback
from pathlib import Path

SHARED = (
    *("journeymap.cli.app", "journeymap.cli.options", "journeymap.api", "journeymap.model.document"),
    *("duckdb", "graphviz", "jinja2", "markdown_it", "multiprocessing", "pathspec", "pydantic", "pygraphviz"),
    *("rapidfuzz.process", "rich.console", "rich.table", "ruamel.yaml", "ryaml", "sqlglot", "sqlglot.dialects.duckdb"),
    *("sqlglot.optimizer", "sqlite3", "typer", "vaderSentiment.vaderSentiment"),
)


def serve(channel: socket.socket) -> list[str] | None:
    """Forks for each request; in the fork, which has its folder, files and no socket, gives what to run.

    Returns:
        The arguments, in a fork; `None` in the server, when nobody asks any more.
    """
    while True:
        message, files, _, _ = socket.recv_fds(channel, 1 << 20, 3)
        if not message:
            return None
        request = json.loads(message)
        pid = os.fork()
        if pid == 0:
            channel.close()
            for number, file in enumerate(files):
                os.dup2(file, number)
                os.close(file)
            os.chdir(request["folder"])
            sys.path.insert(0, str(Path.cwd()))
            return [str(word) for word in request["arguments"]]
        for file in files:
            os.close(file)
        channel.sendall(b"%d\n" % pid)
        channel.sendall(b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def ended(arguments: list[str]) -> int:
    """Runs the command to the end of its process; gives its exit code, as Python would."""
    sys.argv = ["-m", *arguments]
    try:
        runpy.run_module("journeymap", run_name="__main__", alter_sys=True)
    except SystemExit as error:
        if isinstance(error.code, str):
            sys.stderr.write(f"{error.code}\n")
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:  # noqa: BLE001  # told as Python tells what nobody caught
        traceback.print_exc()
        code = 1
    else:
        code = 0
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    return code


if __name__ == "__main__":
    del sys.path[0]  # the folder of this file, where `python -m journeymap` has the one that it is run in
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # as the command itself does before it loads it
    for name in SHARED:
        with contextlib.suppress(ImportError):  # what is not there is not shared
            importlib.import_module(name)
    gc.freeze()
    asked = serve(socket.socket(fileno=int(sys.argv[1])))
    if asked is not None:
        os._exit(ended(asked))  # to take all modules down again takes longer than most commands
    gc.unfreeze()
