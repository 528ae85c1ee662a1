"""What a rule is: a fault with its documentation, its examples, its options, and a search for it."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from pydantic import BaseModel, ConfigDict

from journeymap.diagnostics import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.diagnostics import Diagnostic, Fault, Fix, Pointer, Related
    from journeymap.workspace.loader import Workspace


class RuleOptions(BaseModel):
    """The options of a rule: fields with defaults and descriptions."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Bad:
    """A document in which a rule must fire, on the line given (from 1).

    Args:
        text: The document; bytes where it is no text.
        line: Where the finding must stand.
        file: The name of the file, where that matters.
        others: More files of the workspace, by name.
    """

    text: str | bytes
    line: int
    file: str = "journeymap.yaml"
    others: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Good:
    """A document in which a rule must say nothing; `others` are more files of the workspace, by name."""

    text: str | bytes
    file: str = "journeymap.yaml"
    others: Mapping[str, str] | None = None


class Rule(ABC):
    """A fault that can be found in a workspace.

    The first paragraph of a rule's docstring says what it finds, the others why that hurts. Pages, `journeymap rules`
    and tests are made from docstring and examples.
    """

    fault: ClassVar[Fault]
    since: ClassVar[str]
    """The version of journeymap that first had the rule."""
    bad: ClassVar[tuple[Bad, ...]]
    good: ClassVar[tuple[Good, ...]]
    mend: ClassVar[str] = ""
    """How to mend it, in a sentence."""
    fixable: ClassVar[bool] = False
    """Whether some findings carry a fix."""
    off: ClassVar[str] = ""
    """Why the rule only runs where it is selected; empty for one that always runs."""
    aliases: ClassVar[tuple[str, ...]] = ()
    """Names that it had before."""

    class Options(RuleOptions):
        """No options."""

    def __init__(self, options: RuleOptions | None = None) -> None:
        self.options = options or self.Options()

    @abstractmethod
    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """The findings in a workspace, as pointers; positions are resolved by the runner."""

    def found(
        self,
        path: str,
        pointer: Pointer,
        message: str,
        *,
        part: Part = Part.VALUE,
        related: tuple[Related, ...] = (),
        help_line: str | None = None,
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A finding at a place; what to do about it is `mend` unless something better is known."""
        return self.fault.found(
            path,
            message,
            pointer=pointer,
            part=part,
            related=related,
            help_line=self.mend if help_line is None else help_line,
            fix=fix,
        )

    @classmethod
    def what(cls) -> str:
        """What the rule finds, in a sentence."""
        return cls._documentation().partition("\n\n")[0].replace("\n", " ")

    @classmethod
    def why(cls) -> str:
        """Why that hurts a customer or a team."""
        return cls._documentation().partition("\n\n")[2]

    @classmethod
    def _documentation(cls) -> str:
        return inspect.cleandoc(cls.__doc__ or "")


class ReadingRule(Rule):
    """A fault that is found while a document is read and validated; this class documents it."""

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """The faults of this kind that reading found."""
        measured = (file.fault for file in workspace.measured if file.wanted)
        for faults in (*(loaded.faults for loaded in workspace.documents), filter(None, measured)):
            yield from (fault for fault in faults if fault.code == self.fault.code)


class RunnerRule(Rule):
    """A fault of what a run as a whole has shown; the runner finds it, and this class documents it."""

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Nothing: see `journeymap.lint.runner`."""
        del workspace
        yield from ()
