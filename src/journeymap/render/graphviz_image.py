"""The seam to the drawing engines: DOT in, bytes out. What is drawn is decided elsewhere.

`embedded` is pygraphviz, whose wheel carries Graphviz; `dot` is Graphviz's own program on PATH.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Literal, get_args

from journeymap.errors import EngineError
from journeymap.render.options import Engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ImageFormat = Literal["json", "png", "pdf", "svg"]
Layout = Literal["dot", "nop2"]

_TIMEOUT = 120.0
# Sizes come from the project's own estimate, so neither a small cell nor a font without metrics changes the layout.
_HARMLESS = (
    "cell size too small for content",
    "table size too small for content",
    "no hard-coded metrics for",
    "no value for width of",
)


def draw(dot: str, image_format: ImageFormat, engine: Engine = "embedded", layout: Layout = "dot") -> bytes:
    """Draw `dot` with an engine.

    Args:
        dot: The graph, in the DOT language.
        image_format: `json` is the geometry (Graphviz's `json` output), the others are pictures.
        engine: `embedded` (pygraphviz) or `dot` (the program on PATH).
        layout: `dot` places the nodes; `nop2` takes the places that they have.

    Raises:
        EngineError: The engine is missing, fails, or complains about the graph.
    """
    if engine not in get_args(Engine):
        raise EngineError(f"There is no engine {engine!r}.", "The engines are: " + ", ".join(get_args(Engine)) + ".")
    output, messages = (_embedded if engine == "embedded" else _program)(dot, image_format, layout)
    complaints = _complaints(messages)
    if complaints:
        raise EngineError(f"Graphviz could not draw this without loss: {complaints[0]}", _help(engine))
    if not output:
        raise EngineError("Graphviz drew nothing, and did not say why.", _help(engine))
    return output


def _help(engine: Engine) -> str:
    other = "dot" if engine == "embedded" else "embedded"
    return f"Try the other engine (--engine {other}), and please report the journey if both fail."


def _complaints(messages: str) -> list[str]:
    """The lines in which Graphviz itself complains; fontconfig and Pango speak of the machine, not of the graph."""
    kept: list[str] = []
    ours = False
    for line in messages.splitlines():
        if line.startswith(("Warning:", "Error:")):
            ours = not any(harmless in line for harmless in _HARMLESS)
            kept += [line.partition(":")[2].strip()] if ours else []
        elif ours and line.startswith(("in ", "\t")):
            kept[-1] += " " + line.strip()
    return kept


def _embedded(dot: str, image_format: ImageFormat, layout: Layout) -> tuple[bytes, str]:
    try:
        import pygraphviz  # noqa: PLC0415 - 80 ms that only drawing should cost
    except ImportError as missing:
        raise EngineError(
            "The embedded engine, pygraphviz, cannot be loaded.",
            "Install it (pip install pygraphviz), or Graphviz itself and use --engine dot.",
        ) from missing
    with _captured_stderr() as read:
        try:
            output = pygraphviz.AGraph(string=dot).draw(format=image_format, prog=layout)
        except (pygraphviz.DotError, ValueError, OSError) as broken:
            messages = _complaints(read()) or [str(broken)]
            raise EngineError(f"Graphviz could not draw this: {messages[0]}", _help("embedded")) from broken
        return bytes(output or b""), read()


@contextmanager
def _captured_stderr() -> Iterator[Callable[[], str]]:
    """Catch what C code writes to file descriptor 2. For one thread at a time: the descriptor is the process's."""
    sys.stderr.flush()
    kept = os.dup(2)
    with tempfile.TemporaryFile() as caught:
        os.dup2(caught.fileno(), 2)
        try:
            yield lambda: _read(caught)
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def _read(caught: IO[bytes]) -> str:
    caught.seek(0)
    return caught.read().decode("utf-8", errors="replace")


def _program(dot: str, image_format: ImageFormat, layout: Layout) -> tuple[bytes, str]:
    try:
        done = subprocess.run(
            ["dot", f"-K{layout}", f"-T{image_format}"],
            input=dot.encode(),
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except FileNotFoundError as missing:
        raise EngineError(
            "There is no `dot` on PATH.", "Install Graphviz, or leave --engine out: the embedded one needs nothing."
        ) from missing
    except subprocess.TimeoutExpired as slow:
        raise EngineError(f"`dot` did not finish in {_TIMEOUT:.0f} seconds.", _help("dot")) from slow
    messages = done.stderr.decode("utf-8", errors="replace")
    if done.returncode:
        reasons = _complaints(messages) or [f"exit code {done.returncode}"]
        raise EngineError(f"`dot` could not draw this: {reasons[0]}", _help("dot"))
    return done.stdout, messages
