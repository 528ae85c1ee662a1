"""Wrong command lines: what the parser has to say about one, as one line and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from journeymap.source.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

_PROGRAM = "journeymap"
_SHOULD = re.compile(r"^(?:Value error, )?Input should be (.*?)(?:, unable to .*)?$")


def told(error: Any, commands: Sequence[str]) -> tuple[str, str]:
    """What is wrong with a command line, and what to do.

    Args:
        error: A usage error of the parser.
        commands: The names of all commands.
    """
    name, where = type(error).__name__, _where(error.ctx)
    if name == "NoSuchOption":
        return f"`{where}` has no option `{error.option_name}`", _meant(error) or f"`{where} -h` lists them."
    if name == "BadOptionUsage":
        return _begun_small(error.message.replace("'", "`").rstrip(".")), ""
    if name == "MissingParameter":
        return f"`{where}` needs {_called(error.param)}", _choices(error.param) or f"`{where} -h` says more."
    if name == "BadParameter" and error.param is not None:
        return _refused(error)
    unknown = re.match(r"No such command '(.*?)'\.", error.message)
    if unknown:
        return f"there is no command `{unknown[1]}`", did_you_mean(unknown[1], commands) or f"`{where} -h` lists them."
    surplus = re.match(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", error.message)
    said = f"`{where}` does not take `{surplus[1]}`" if surplus else _begun_small(error.message.rstrip("."))
    return said, f"`{where} -h` says what it takes."


def _meant(error: Any) -> str:
    """The option that was probably meant: the program's own one, the nearest one, or one whose name holds the word."""
    if error.ctx is not None and error.ctx.parent is not None and error.option_name in _options(error.ctx.parent):
        return f"Write it before the command: `{_PROGRAM} {error.option_name} {error.ctx.info_name}`."
    options = _options(error.ctx)
    holding = [option for option in options if option.endswith(f"-{error.option_name.lstrip('-')}")]
    return did_you_mean(error.option_name, options) or (f"Did you mean `{holding[0]}`?" if holding else "")


def _options(context: Any) -> list[str]:
    """The long options of a command."""
    parameters = context.command.get_params(context) if context else ()
    return [option for parameter in parameters for option in parameter.opts if option.startswith("--")]


def _where(context: Any) -> str:
    """The command that was called, by the name that people know it by."""
    return _PROGRAM if context is None or context.parent is None else f"{_PROGRAM} {context.info_name}"


def _refused(error: Any) -> tuple[str, str]:
    """A value that a parameter does not take."""
    called, given = _called(error.param), _given(error)
    choices = _values(error.param)
    if given is not None and choices:
        return f"{called} cannot be `{given}`", did_you_mean(given, choices) or _choices(error.param)
    should = _SHOULD.match(error.message)
    if given is not None and should:
        return f"{called} cannot be `{given}`", f"It should be {should[1].rstrip('.')}."
    message, _, hint = error.message.removeprefix("Value error, ").partition("; ")
    return f"{called}: {message.rstrip('.')}", f"{hint[:1].upper()}{hint[1:].rstrip('.')}." if hint else ""


def _given(error: Any) -> str | None:
    """The value as it was written, where the check that refused it tells."""
    faults = getattr(error.__cause__, "errors", None)
    return str(faults(include_url=False)[0]["input"]) if faults else None


def _called(parameter: Any) -> str:
    """The name of an option as it is written, or of an argument as help shows it."""
    options = [option for option in parameter.opts if option.startswith("--")]
    return options[0] if options else str(parameter.metavar or parameter.name).upper()


def _values(parameter: Any) -> list[str]:
    return [str(getattr(choice, "value", choice)) for choice in parameter.type_descriptor.choices or ()]


def _choices(parameter: Any) -> str:
    values = _values(parameter)
    return f"It can be {', '.join(values[:-1])} or {values[-1]}." if len(values) > 1 else ""


def _begun_small(text: str) -> str:
    return text[:1].lower() + text[1:]
