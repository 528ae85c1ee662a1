"""What walking the folder of rules must not lose."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections import Counter

from journeymap.lint import registry, rules
from journeymap.lint.rule import Rule


def test_no_rule_is_lost_to_another_with_its_code() -> None:
    written = [
        member.fault.code
        for module in pkgutil.walk_packages(rules.__path__, rules.__name__ + ".")
        for _, member in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
        if issubclass(member, Rule) and member.__module__ == module.name
    ]
    assert [code for code, times in Counter(written).items() if times > 1] == []
    assert set(written) == set(registry.rules())
