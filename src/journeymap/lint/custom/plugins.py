"""Rules that other Python packages bring, by the entry point group `journeymap.rules`."""

from __future__ import annotations

import inspect
import re
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any

from journeymap.errors import SettingError
from journeymap.lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

GROUP = "journeymap.rules"
_CODE = re.compile(r"(?!JM)[A-Z]{2,10}[0-9]{1,4}")
_SAYS = ("fault", "since", "bad", "good")
"""What every rule has to say of itself."""


@cache
def plugin_rules() -> Mapping[str, type[Rule]]:
    """The rules of all installed packages, by code.

    Raises:
        SettingError: A package cannot be loaded, or brings something that is no proper rule.
    """
    found: dict[str, type[Rule]] = {}
    bringer: dict[str, str] = {}
    for entry in sorted(metadata.entry_points(group=GROUP), key=lambda entry: entry.name):
        package = entry.dist.name if entry.dist else entry.value
        for rule in _rules(entry, package):
            code = rule.fault.code
            if found.get(code, rule) is not rule:
                raise SettingError(f"`{bringer[code]}` and `{package}` both bring a rule {code}", _UNINSTALL)
            found[code], bringer[code] = rule, package
    return found


_UNINSTALL = "Codes belong to one package: mend or uninstall one of them."


def _rules(entry: metadata.EntryPoint, package: str) -> Iterator[type[Rule]]:
    loaded = _loaded(entry, package)
    classes: list[type[Rule]] = []
    if inspect.isclass(loaded) and issubclass(loaded, Rule):
        classes = [loaded]
    elif inspect.ismodule(loaded):
        classes = _of_module(loaded)
    if not classes:
        raise SettingError(
            f"plug-in `{package}`: `{entry.value}` is no rule, and no module with rules",
            "An entry point names a class derived from `journeymap.lint.rule.Rule`, or a module that has some.",
        )
    for rule in classes:
        _check(rule, package)
        yield rule


def _loaded(entry: metadata.EntryPoint, package: str) -> Any:
    try:
        return entry.load()
    except Exception as error:  # whatever another package's import raises
        raise SettingError(
            f"plug-in `{package}` cannot be loaded from `{entry.value}`: {type(error).__name__}: {error}",
            f"Mend the package, or uninstall it: `pip uninstall {package}`.",
        ) from error


def _of_module(module: ModuleType) -> list[type[Rule]]:
    """The rules of a module, or of a package that gathers them from its own modules."""
    return [
        member
        for _, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, Rule)
        and not inspect.isabstract(member)
        and f"{member.__module__}.".startswith(f"{module.__name__}.")
    ]


def _check(rule: type[Rule], package: str) -> None:
    missing = [name for name in _SAYS if not hasattr(rule, name)]
    if missing:
        listed = ", ".join(f"`{name}`" for name in missing)
        raise SettingError(f"plug-in `{package}`: rule {rule.__name__} has no {listed}", "Every rule says these.")
    if not _CODE.fullmatch(rule.fault.code):
        raise SettingError(
            f"plug-in `{package}`: the code `{rule.fault.code}` of rule {rule.__name__} cannot be used",
            "Codes of plug-ins are 2 to 10 capitals and 1 to 4 digits, such as ACME101, and do not begin with JM.",
        )
