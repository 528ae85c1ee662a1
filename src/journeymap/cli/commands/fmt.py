"""`journeymap fmt`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import exit_codes
from journeymap.cli.options import OnlyDocuments, Paths, Quiet, StdinFilename

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.errors import JourneymapError
    from journeymap.formatting.layout_files import Layout


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("fmt")(fmt)


def fmt(
    paths: Paths = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; name what would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    only_documents: OnlyDocuments = False,
    stdin_filename: StdinFilename = None,
    quiet: Quiet = False,
) -> None:
    """Lay documents out in the one canonical way; data and comments stay.

    Exits with 0 when all is laid out, 1 when something would change (`--check`, `--diff`) or a document cannot be
    read, 2 when it could not be done.
    """
    from journeymap.cli.options import stdin_document
    from journeymap.formatting import layout_files
    from journeymap.source import read

    named, unsaved = stdin_document(paths or [], stdin_filename)
    if unsaved:
        layouts = [layout_files.lay_out(read(str(unsaved[0]), unsaved[1]), unsaved[1])]
    else:
        documents = layout_files.documents(named, only_documents=only_documents)
        layouts = [layout_files.lay_out(document) for document in documents]
    changing = [layout for layout in layouts if layout.changes]
    problems: list[JourneymapError] = []
    if diff:
        _write_out(line for layout in changing for line in layout.diff())
    elif check:
        _name(changing)
    elif unsaved:
        _write_out(layout.after for layout in layouts if not layout.problem)
    else:
        problems = layout_files.write(changing)
    _tell([*(layout.problem for layout in layouts if layout.problem), *problems])
    if not (quiet or unsaved):
        typer.echo(_summary(layouts, len(problems), would=check or diff), err=True)
    raise typer.Exit(_exit_code(layouts, problems, asked=check or diff))


def _write_out(texts: "Iterable[str]") -> None:
    """Writes text to stdout with its own line ends."""
    sys.stdout.flush()
    for text in texts:
        sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _name(changing: "list[Layout]") -> None:
    from journeymap.reporters.visible import visible

    for layout in changing:
        typer.echo(visible(layout.path))


def _tell(problems: "Iterable[JourneymapError]") -> None:
    """Writes to stderr what was left alone, and why."""
    from journeymap.reporters.visible import visible

    for problem in problems:
        typer.echo(visible(f"error: {problem.message}. {problem.help_line}"), err=True)


def _summary(layouts: "list[Layout]", failed: int, *, would: bool) -> str:
    changed = sum(layout.changes for layout in layouts) - failed
    left = failed + sum(layout.problem is not None for layout in layouts)
    kept = len(layouts) - changed - left
    noun = "document" if changed == 1 else "documents"
    done = "would change" if would else "changed"
    return f"{changed} {noun} {done}, {kept} already in order{f', {left} left alone' if left else ''}."


def _exit_code(layouts: "list[Layout]", problems: "list[JourneymapError]", *, asked: bool) -> int:
    """Faults of content are 1, as for `validate`; what we could not do, or not write, is 2."""
    if problems or any(layout.problem and layout.sound for layout in layouts):
        return exit_codes.FAILED
    if any(layout.problem or (asked and layout.changes) for layout in layouts):
        return exit_codes.FINDINGS
    return exit_codes.CLEAN
