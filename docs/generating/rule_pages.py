"""The catalogue of rules, and a page for each, from what the rules say of themselves."""

from __future__ import annotations

import importlib
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generating.markdown import code, fence, page, prose, table
from journeymap.diagnostics import Severity
from journeymap.lint import registry
from journeymap.lint.page import page as page_of

if TYPE_CHECKING:
    from journeymap.lint.rule import Rule

_INTRODUCTION = """
# Rules

Made from the rules by `python docs/generate.py`; `journeymap rules` prints the same in the terminal.

Each rule has a code, which stays as it is, and a name, which states the fault. Either can be named in a
[suppression](../format.md#suppressions). An `error` must be mended, a `warning` should be, an `info` is worth a
thought.
"""


def rule_pages() -> dict[str, str]:
    """The pages by the name of their file."""
    rules = list(registry.rules().values())
    return {"index.md": _index(rules), **{f"{rule.fault.name}.md": _rule(page_of(rule)) for rule in rules}}


def _index(rules: list[type[Rule]]) -> str:
    blocks = [_INTRODUCTION]
    for package, members in groupby(sorted(rules, key=lambda rule: (_package(rule), rule.fault.code)), key=_package):
        name = package.rpartition(".")[2]
        blocks.append(f"## {name.capitalize()}")
        blocks.append(prose(_about(package)))
        rows = [_row(page_of(rule)) for rule in members]
        blocks.append(table(["code", "rule", "severity", "fix", "finds"], rows))
    return page(*blocks)


def _package(rule: type[Rule]) -> str:
    return rule.__module__.rpartition(".")[0]


def _about(package: str) -> str:
    """What the docstring of a group of rules says, as a sentence."""
    said = (importlib.import_module(package).__doc__ or "").partition(":")[2].strip()
    return said[:1].upper() + said[1:]


def _row(about: dict[str, Any]) -> list[str]:
    name = about["name"]
    fix = "some" if about["fixable"] else ""
    return [about["code"], f"[{name}]({name}.md)", about["severity"], fix, prose(about["what"])]


def _rule(about: dict[str, Any]) -> str:
    facts = [code(about["code"]), about["severity"], f"since {about['since']}"]
    if about["code"] in registry.STRUCTURE:
        facts.append("checked by `journeymap validate`")
    if about["fixable"]:
        facts.append("some findings carry a fix")
    blocks = [f"# {about['name']}", " · ".join(facts), prose(about["what"])]
    blocks += ["## Why it matters", *(prose(paragraph) for paragraph in about["why"].split("\n\n"))]
    blocks += ["## How to mend it", prose(about["mend"])]
    if about["off"]:
        blocks += ["## Off by default", prose(about["off"])]
    if about["options"]:
        rows = [
            [code(item["name"]), code(str(item["default"])), prose(item["description"])] for item in about["options"]
        ]
        blocks += ["## Options", table(["option", "default", "what it does"], rows)]
    blocks += ["## Found", *(block for bad in about["bad"] for block in _bad(bad))]
    blocks += ["## Not found", *(block for good in about["good"] for block in _good(good))]
    if about["severity"] != Severity.ERROR:
        blocks += ["## Where it is meant so", _suppression(about)]
    return page(*blocks)


def _bad(example: dict[str, Any]) -> list[str]:
    intro = f"In {code(example['file'])}, line {example['line']}:"
    return [intro, fence(example["text"], "yaml", example["line"]), *_beside(example)]


def _good(example: dict[str, Any]) -> list[str]:
    return [fence(example["text"], "yaml"), *_beside(example)]


def _beside(example: dict[str, Any]) -> list[str]:
    """The other files of an example's workspace."""
    return [
        block
        for name, text in example["others"].items()
        for block in (f"Beside it, {code(name)}:", fence(text, name.rpartition(".")[2]))
    ]


def _suppression(about: dict[str, Any]) -> str:
    asked = f"# journeymap: ignore[{about['code']}] the reason"
    return f"Write the comment {code(asked)} on the line, or on a line of its own above it."
