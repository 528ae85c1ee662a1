"""All rules, by code, found by walking the folder they live in."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

from journeymap.errors import UnknownObjectError
from journeymap.lint import rules as rules_package
from journeymap.lint.rule import Rule
from journeymap.source.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

STRUCTURE = frozenset({*(f"JM{number}" for number in range(101, 113)), "JM201", "JM203", "JM606"})
"""The codes that `validate` checks: what a team never lets through."""


@cache
def rules() -> Mapping[str, type[Rule]]:
    """Every rule by its code, in the order of the codes."""
    found: dict[str, type[Rule]] = {}
    for module in pkgutil.walk_packages(rules_package.__path__, rules_package.__name__ + "."):
        if module.ispkg:
            continue
        for _, member in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(member, Rule) and member.__module__ == module.name:
                found[member.fault.code] = member
    return dict(sorted(found.items()))


def structure() -> tuple[Rule, ...]:
    """The rules of `validate`: structure only."""
    return tuple(found() for code, found in rules().items() if code in STRUCTURE)


def rule(code_or_name: str) -> type[Rule]:
    """The rule with a code or a name.

    Raises:
        UnknownObjectError: There is none.
    """
    by_name = {item.fault.name: item for item in rules().values()}
    found = rules().get(code_or_name.upper()) or by_name.get(code_or_name.lower())
    if found is None:
        hint = did_you_mean(code_or_name, [*rules(), *by_name]) or "`journeymap rules` lists all."
        raise UnknownObjectError(f"there is no rule `{code_or_name}`", hint)
    return found
