"""An assertion of a workspace as a rule like any other: with code, name, severity, examples and findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar

from journeymap.diagnostics import Fault, Pointer
from journeymap.lint.custom.conditions import Clause, Compiler, plain
from journeymap.lint.custom.subjects import held
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.model.custom_rule import OF_EVERY_OBJECT, PLACEHOLDER, CustomRule, placeholders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from journeymap.diagnostics import Diagnostic
    from journeymap.lint.custom.subjects import Held
    from journeymap.workspace.loader import Workspace

_CALLED = ("name", "title", "summary", "do", "text", "metric", "persona", "to", "id")
"""Fields that say what an object is called, the best first."""
_LONGEST = 80
_UNKNOWN_LINE = 0


class AssertionRule(Rule):
    """What all assertions have in common; `rule_class` makes a class of each."""

    assertion: ClassVar[CustomRule]
    since = ""

    @classmethod
    def what(cls) -> str:
        """Its message, as it is written."""
        return " ".join(cls.assertion.message.split())

    @classmethod
    def why(cls) -> str:
        """Why the team made it."""
        return cls.assertion.why or ""

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """A finding for each object that breaks the rule, at the field that breaks it."""
        judge = _Judge(self.assertion, Compiler(self.assertion.model, workspace.catalogue, workspace.today))
        faulty = [(item, fields) for item in held(workspace, self.assertion.model) if (fields := judge.fields(item))]
        told = {item.identity for item, _ in faulty}
        for item, fields in faulty:
            data = workspace.by_path[item.path].source.data
            place = _written(item.pointer, fields, data)
            if item.origin in told and len(place) <= len(_existing(item.pointer, data)) and item.origin is not None:
                continue  # kept from the current journey, where it is told
            yield self.found(item.path, place, judge.message(item, fields))


class _Judge:
    """An assertion, made into functions for one run."""

    def __init__(self, rule: CustomRule, compiler: Compiler) -> None:
        self.text = rule.message
        self.where = compiler.clauses(rule.where)
        self.unless = compiler.clauses(rule.unless)
        self.require = compiler.clauses(rule.require)
        self.forbid = compiler.clauses(rule.forbid)
        self.fillings: Mapping[str, Callable[[Held], Any]] = {
            name: compiler.values(name) for name in placeholders(rule.message) if name not in OF_EVERY_OBJECT
        }

    def fields(self, item: Held) -> list[str]:
        """The fields by which an object breaks the rule; none where it does not."""
        if self.where and not _one_holds(self.where, item):
            return []
        if _one_holds(self.unless, item):
            return []
        if self.require and not _one_holds(self.require, item):
            return self.require[0].broken(item)
        return next(([path for path, _ in clause.parts] for clause in self.forbid if clause.holds(item)), [])

    def message(self, item: Held, fields: list[str]) -> str:
        """The message for an object."""

        def filled(found: Any) -> str:
            name = found[1]
            if name == "field":
                return ", ".join(fields)
            if name in OF_EVERY_OBJECT:
                return _shown([getattr(item.value, "id", None) or _called(item) if name == "id" else _called(item)])
            return _shown(self.fillings[name](item))

        return " ".join(PLACEHOLDER.sub(filled, self.text).split()).removesuffix(".")


def _one_holds(clauses: tuple[Clause, ...], item: Held) -> bool:
    return any(clause.holds(item) for clause in clauses)


def _called(item: Held) -> Any:
    return next((found for key in _CALLED if (found := getattr(item.value, key, None))), "this")


def _shown(values: Any) -> str:
    """Values in a message; what a person has written is never read as a placeholder again."""
    words = [f"{value:g}" if isinstance(value, float) else str(plain(value)) for value in values if value is not None]
    text = ", ".join(words) or "nothing"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _written(pointer: Pointer, fields: list[str], data: Any) -> Pointer:
    """The field at fault that is written, else the object; what is inherited stands elsewhere."""
    keys = (field.split(".") for field in fields)
    return max((_existing(Pointer((*pointer, *path)), data) for path in keys), key=len, default=pointer)


def _existing(pointer: Pointer, data: Any) -> Pointer:
    """As much of a place as is there in the document."""
    for depth, part in enumerate(pointer):
        there = part in data if isinstance(data, dict) else _is_position(part, data)
        if not there:
            return Pointer(pointer[:depth])
        data = data[part]
    return pointer


def _is_position(part: str | int, data: Any) -> bool:
    return isinstance(part, int) and isinstance(data, list) and part < len(data)


def rule_class(assertion: CustomRule) -> type[AssertionRule]:
    """The rule that an assertion is."""
    examples = assertion.examples
    return type(
        "".join(word.capitalize() for word in assertion.label.split("-")),
        (AssertionRule,),
        {
            "assertion": assertion,
            "fault": Fault(assertion.code, assertion.label, assertion.severity),
            "mend": assertion.mend or "",
            "bad": tuple(Bad(_text(example), _UNKNOWN_LINE) for example in examples.bad),
            "good": tuple(Good(_text(example)) for example in examples.good),
        },
    )


def _text(example: str | Mapping[str, Any]) -> str:
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=2)
