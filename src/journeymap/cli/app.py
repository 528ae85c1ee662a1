"""The command line's root: it knows the commands, and turns errors into one clear line."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from journeymap import __version__
from journeymap.cli import exit_codes
from journeymap.errors import JourneymapError
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    "init",
    "new",
    "validate",
    "lint",
    "fmt",
    "rules",
    "schema",
    "show",
    "render",
    "report",
    "serve",
    "diff",
    "git-driver",
    "log",
    "measure",
    "customers",
)
"""The commands, in the order in which help lists them; each is a module of its name, with `_` for `-`."""


def application(only: str | None = None) -> typer.Typer:
    """The command line: with every command, or with the one that is going to run.

    Making all of them takes longer than validating a hundred documents.
    """
    made = typer.Typer(
        name="journeymap",
        help="Customer journeys as code: validate, draw and show journeys that are written in YAML.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(root)
    for name in COMMANDS if only is None else (only,):
        importlib.import_module(f"journeymap.cli.commands.{name.replace('-', '_')}").register(made)
    return made


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"journeymap {__version__}")
        raise typer.Exit


def root(
    *,
    version: Annotated[  # noqa: ARG001  # handled by its callback
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    show_traceback: Annotated[bool, typer.Option("--traceback", help="Show where an error comes from.")] = False,
) -> None:
    """Customer journeys as code: validate, draw and show journeys that are written in YAML."""
    if show_traceback:
        os.environ["JOURNEYMAP_TRACEBACK"] = "1"


def run(arguments: Sequence[str]) -> int:
    """Runs one command line; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        first = next((word for word in arguments if not word.startswith("-")), None)
        code = application(first if first in COMMANDS else None)(list(arguments), standalone_mode=False)
    except TyperException as error:
        return _refused(error)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else exit_codes.FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exit_codes.CLEAN
    except (KeyboardInterrupt, typer.Abort):
        return exit_codes.INTERRUPTED
    except Exception as error:  # noqa: BLE001  # whatever it is, it is told in one line, with the trace on demand
        return _failed(error, *_told(error))
    return code if isinstance(code, int) else exit_codes.CLEAN


def _refused(error: TyperException) -> int:
    """A command line that the parser refuses; a bare `journeymap` is answered with help."""
    from journeymap.cli.usage import told  # noqa: PLC0415  # only when something is wrong

    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(f"{error.format_message()}\n")
        return exit_codes.FAILED
    message, help_line = told(error, COMMANDS)
    return _failed(error, f"error: {message}", help_line)


def _told(error: Exception) -> tuple[str, str]:
    """What an error says to the operator: what is wrong, and what to do."""
    if isinstance(error, JourneymapError):
        return f"error: {error.message}", error.help_line
    if isinstance(error, OSError):
        return f"error: a file cannot be read or written: {error.strerror}", "Is it there, and is there room?"
    message = f"internal error: {type(error).__name__}: {error}"
    return message, "This is a fault of journeymap; please report it. `journeymap --traceback …` shows where."


def _failed(error: BaseException, message: str, help_line: str) -> int:
    sys.stdout.flush()
    if os.environ.get("JOURNEYMAP_TRACEBACK"):
        traceback.print_exception(error)
    sys.stderr.write(visible(f"{message}. {help_line}" if help_line else message) + "\n")
    return exit_codes.FAILED
