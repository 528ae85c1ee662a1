"""The commands with their arguments and options, read from the command line's own definition."""

from __future__ import annotations

import inspect
import typing
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer.main

from generating.markdown import code, page, prose, table
from journeymap.cli.app import application

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_OF_THE_SHELL = {"install_completion", "show_completion"}
"""Options that differ with the shells that are installed; the page speaks of them in its own words."""


def commands() -> str:
    """Each command: what it does, its arguments, its options."""
    group: Any = typer.main.get_command(application())
    callbacks = _callbacks()
    blocks = ["## Options of `journeymap` itself", *_options(group, _hints(application().registered_callback))]
    for name, command in group.commands.items():
        blocks += [f"## `journeymap {name}`", *_command(name, command, callbacks[name])]
    return page(*blocks)


def _callbacks() -> dict[str, Mapping[str, Any]]:
    return {str(info.name): _hints(info) for info in application().registered_commands}


def _hints(info: Any) -> Mapping[str, Any]:
    """The types of a command's parameters, with what typer is told of each, by name."""
    callback: Callable[..., Any] = info.callback
    return typing.get_type_hints(callback, include_extras=True)


def _command(name: str, command: Any, hints: Mapping[str, Any]) -> Iterator[str]:
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    yield "\n\n".join(prose(paragraph) for paragraph in inspect.cleandoc(command.help).split("\n\n"))
    usage = " ".join(["journeymap", name, "[OPTIONS]", *(_usage(argument) for argument in arguments)])
    yield f"```text\n{usage}\n```"
    if arguments:
        rows = [[code(_placeholder(it)), _holds(it, hints), _told(it, hints)] for it in arguments]
        yield table(["argument", "holds", "what it is"], rows)
    yield from _options(command, hints)


def _options(command: Any, hints: Mapping[str, Any]) -> Iterator[str]:
    options = [it for it in command.params if it.param_type_name == "option" and it.name not in _OF_THE_SHELL]
    rows = [[_names(it), _holds(it, hints), _told(it, hints)] for it in options]
    if rows:
        yield table(["option", "holds", "what it does"], rows)


def _names(option: Any) -> str:
    return ", ".join(code(name) for name in (*option.opts, *option.secondary_opts))


def _placeholder(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper()).strip("[]")


def _usage(argument: Any) -> str:
    name = _placeholder(argument)
    shown = name if argument.required else f"[{name}]"
    return f"{shown}…" if argument.nargs == -1 else shown


def _holds(parameter: Any, hints: Mapping[str, Any]) -> str:
    """What may be written for a parameter; nothing for a switch."""
    types = _leaves(hints.get(parameter.name, bool))
    choices = [kind for kind in types if isinstance(kind, type) and issubclass(kind, Enum)]
    if choices:
        return ", ".join(code(str(member.value)) for member in choices[0])
    if bool in types:
        return ""
    if parameter.param_type_name == "option" and parameter.metavar:
        return str(parameter.metavar).lower()
    return "path" if Path in types else "whole number" if int in types else "text"


def _leaves(hint: Any) -> list[Any]:
    """The types in a type, whatever lists and unions they are wrapped in."""
    inner = typing.get_args(hint)
    return [leaf for part in inner for leaf in _leaves(part)] if inner else [hint]


def _told(parameter: Any, hints: Mapping[str, Any]) -> str:
    """The help of a parameter, and its default where the help does not say it."""
    told = prose(hints[parameter.name].__metadata__[0].help or "")
    default = parameter.default
    if isinstance(default, Enum):
        told += f" Default: {code(str(default.value))}."
    elif isinstance(default, Path):
        told += "" if "default" in told else " Default: here."
    elif isinstance(default, int | str) and not isinstance(default, bool) and default != "":
        told += f" Default: {code(str(default))}."
    return told
