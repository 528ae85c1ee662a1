"""What a rule says of itself, as a plain value and as text; pages and `journeymap rules` are made from it."""

from __future__ import annotations

import inspect
import textwrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.lint.rule import Rule

_WIDTH = 100
_LONGEST = 2_000


def page(rule: type[Rule]) -> dict[str, Any]:
    """Code, name, severity, what, why, how to mend, and the examples as text."""
    return {
        "code": rule.fault.code,
        "name": rule.fault.name,
        "severity": rule.fault.severity.value,
        "since": rule.since,
        "fixable": rule.fixable,
        "off": rule.off,
        "options": [
            {"name": name, "default": option.default, "description": option.description}
            for name, option in rule.Options.model_fields.items()
        ],
        "what": rule.what(),
        "why": rule.why(),
        "mend": rule.mend,
        "bad": [
            {"file": bad.file, "text": shown(bad.text), "line": bad.line, "others": _beside(bad.others)}
            for bad in rule.bad
        ],
        "good": [{"file": good.file, "text": shown(good.text), "others": _beside(good.others)} for good in rule.good],
    }


def _beside(others: Mapping[str, str] | None) -> dict[str, str]:
    """The other files of an example's workspace, as they can be shown."""
    return {name: shown(text) for name, text in (others or {}).items()}


def shown(text: str | bytes) -> str:
    """An example as it can be shown: bytes that are no text by their escapes, a very long one cut."""
    plain = (
        text.decode("utf-8", errors="backslashreplace") if isinstance(text, bytes) else inspect.cleandoc(text) + "\n"
    )
    return plain if len(plain) <= _LONGEST else plain[:60] + "… (and so on)\n"


def as_text(about: dict[str, Any]) -> str:
    """A page for the terminal."""
    since = f", since {about['since']}" if about["since"] else ""
    lines = [f"{about['code']} {about['name']} ({about['severity']}{since})", ""]
    for paragraph in filter(None, (about["what"], *about["why"].split("\n\n"))):
        lines += [*textwrap.wrap(paragraph, _WIDTH), ""]
    if about["mend"]:
        lines += [f"To mend: {about['mend']}"]
    if about["fixable"]:
        lines += ["Some findings carry a fix."]
    if about["off"]:
        lines += [f"It only runs where it is selected: {about['off']}"]
    for option in about["options"]:
        lines += [f"Option `{option['name']}` (default {option['default']}): {option['description']}"]
    for title, examples in (("Bad", about["bad"]), ("Good", about["good"])):
        for example in examples:
            where = f" (found in line {example['line']})" if example.get("line") else ""
            lines += ["", f"{title}{where}:", ""]
            for number, line in enumerate(example["text"].splitlines(), 1):
                mark = ">" if number == example.get("line") else " "
                lines.append(f"  {mark} {line}")
            for name, text in example["others"].items():
                lines += ["", f"  Beside it, {name}:", "", *(f"    {line}" for line in text.splitlines())]
    return "\n".join(lines) + "\n"
