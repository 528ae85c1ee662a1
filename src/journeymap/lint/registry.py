"""All rules, by code, found by walking the folder they live in."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

from journeymap.errors import SettingError, UnknownObjectError
from journeymap.lint import rules as rules_package
from journeymap.lint.rule import Rule
from journeymap.source.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.model.custom_rule import CustomRule

STRUCTURE = frozenset({*(f"JM{number}" for number in range(101, 113)), "JM201", "JM203", "JM606"})
"""The codes that `validate` checks: what a team never lets through."""


_STRUCTURE_MODULES = (
    "document",
    "references.unresolved_reference",
    "references.circular_journey",
    "research.future_date",
)
"""Where the rules of `validate` stand, so that it loads no others: a module, or a package with all its modules."""


@cache
def rules() -> Mapping[str, type[Rule]]:
    """Every rule by its code, in the order of the codes."""
    return _gathered(rules_package.__name__)


def _gathered(*names: str) -> Mapping[str, type[Rule]]:
    """The rules of modules and of all modules below packages, by code."""
    found: dict[str, type[Rule]] = {}
    for name in names:
        for _, member in inspect.getmembers(importlib.import_module(name), inspect.isclass):
            if issubclass(member, Rule) and member.__module__ == name:
                _add(found, member)
        for below in pkgutil.iter_modules(getattr(importlib.import_module(name), "__path__", ())):
            for rule_below in _gathered(f"{name}.{below.name}").values():
                _add(found, rule_below)
    return dict(sorted(found.items()))


def _add(found: dict[str, type[Rule]], rule: type[Rule]) -> None:
    """Adds a rule; two with one code are a fault of whoever wrote the second."""
    other = found.setdefault(rule.fault.code, rule)
    if other is not rule:
        raise ValueError(f"{other.__module__} and {rule.__module__} both have the code {rule.fault.code}")


def known(custom: Sequence[CustomRule] = ()) -> Mapping[str, type[Rule]]:
    """Every rule by its code: those of the package, of plug-ins, and of a workspace's own.

    Args:
        custom: `workspace.lint.custom`.

    Raises:
        SettingError: A plug-in cannot be used, or two rules have the same code or name.
    """
    from journeymap.lint.custom.assertion import rule_class  # noqa: PLC0415  # `validate` needs none of this
    from journeymap.lint.custom.plugins import plugin_rules  # noqa: PLC0415

    found = {**rules(), **plugin_rules()}
    for made in map(rule_class, custom):
        found[made.fault.code] = made
    names: dict[str, type[Rule]] = {}
    for code, item in found.items():
        other = names.setdefault(item.fault.name, item)
        if other is not item:
            raise SettingError(
                f"rules {other.fault.code} and {code} are both called `{item.fault.name}`", "Rename one of them."
            )
    return found


def structure() -> tuple[Rule, ...]:
    """The rules of `validate`: structure only."""
    found = _gathered(*(f"{rules_package.__name__}.{name}" for name in _STRUCTURE_MODULES))
    return tuple(rule() for rule in found.values())


def rule(code_or_name: str, among: Mapping[str, type[Rule]] | None = None) -> type[Rule]:
    """The rule with a code or a name.

    Args:
        code_or_name: Which.
        among: The rules there are, by code; default those of the package.

    Raises:
        UnknownObjectError: There is none.
    """
    by_code = rules() if among is None else among
    by_name = {item.fault.name: item for item in by_code.values()}
    found = by_code.get(code_or_name.upper()) or by_name.get(code_or_name.lower())
    if found is None:
        hint = did_you_mean(code_or_name, [*by_code, *by_name]) or "`journeymap rules` lists all."
        raise UnknownObjectError(f"there is no rule `{code_or_name}`", hint)
    return found
