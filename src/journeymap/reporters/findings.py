"""The shape of findings for programs, as models: the JSON output and its published schema are made from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from journeymap.diagnostics import Position, Severity, Span
from journeymap.reporters.shapes import Shape, schema_of

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic, Edit, Fix, Related, Report

FORMAT_VERSION = 1
RULE_PAGES = "https://journeymap.readthedocs.io/en/latest/rules"
OWN_RULES = "https://journeymap.readthedocs.io/en/latest/custom-rules/"
_NOWHERE = Span(Position(1, 1), Position(1, 1))


class Location(Shape):
    """A place in a file."""

    row: int = Field(ge=1, description="The line, from 1.")
    column: int = Field(ge=1, description="The column, from 1, in code points.")


class RelatedPlace(Shape):
    """Another place that belongs to a finding."""

    message: str = Field(description="What it has to do with the finding.")
    path: str = Field(description="The file.")
    pointer: str = Field(description="The value, as a JSON Pointer (RFC 6901).")
    location: Location = Field(description="Where it begins.")
    end_location: Location = Field(description="Where it ends; the column is the first behind it.")


class TextEdit(Shape):
    """A stretch of text that is replaced."""

    location: Location = Field(description="Where the old text begins.")
    end_location: Location = Field(description="Where the old text ends; the column is the first behind it.")
    content: str = Field(description="The new text.")


class SuggestedFix(Shape):
    """What would mend a finding."""

    message: str = Field(description="What it does.")
    applicability: Literal["safe", "unsafe"] = Field(description="`safe` keeps the meaning, `unsafe` may change it.")
    edits: list[TextEdit] = Field(description="Edits of the file of the finding.")


class Finding(Shape):
    """One finding."""

    code: str = Field(
        pattern="^(JM[0-9]{3}|X(-[A-Z0-9]+)+|[A-Z]{2,10}[0-9]{1,4})$",
        description="The code of the rule: JM… of journeymap, X-… of the workspace's own, others of plug-ins.",
    )
    name: str = Field(description="The name of the rule.")
    severity: Literal["error", "warning", "info"] = Field(description="How much it matters.")
    message: str = Field(description="What is wrong.")
    help: str = Field(description="What to do about it; may be empty.")
    url: str = Field(description="The page of the rule.")
    path: str = Field(description="The file, relative to the working directory, with slashes.")
    pointer: str = Field(description="The value that is meant, as a JSON Pointer (RFC 6901); empty for the document.")
    location: Location = Field(description="Where it begins.")
    end_location: Location = Field(description="Where it ends; the column is the first behind it.")
    related: list[RelatedPlace] = Field(description="Other places that belong to it.")
    fix: SuggestedFix | None = Field(description="What would mend it, if a program can say.")


class Summary(Shape):
    """How much was checked, and how much found."""

    checked: int = Field(ge=0, description="Documents that were checked.")
    errors: int = Field(ge=0, description="Findings that must be mended.")
    warnings: int = Field(ge=0, description="Findings that should be mended.")
    infos: int = Field(ge=0, description="Findings worth a thought.")


class Findings(Shape):
    """The output of `--output-format json`."""

    format_version: Literal[1] = Field(description="The version of this format.")
    findings: list[Finding] = Field(description="What was found, by file and line.")
    summary: Summary = Field(description="How much was checked, and how much found.")


def findings(report: Report) -> Findings:
    """A report in the shape for programs; it holds nothing that changes from run to run."""
    return Findings(
        format_version=FORMAT_VERSION,
        findings=[finding(item) for item in report.findings],
        summary=Summary(
            checked=report.checked,
            errors=report.count(Severity.ERROR),
            warnings=report.count(Severity.WARNING),
            infos=report.count(Severity.INFO),
        ),
    )


def finding(diagnostic: Diagnostic) -> Finding:
    """One finding in the shape for programs."""
    span = diagnostic.span or _NOWHERE
    return Finding(
        code=diagnostic.code,
        name=diagnostic.name,
        severity=diagnostic.severity.value,
        message=diagnostic.message,
        help=diagnostic.help,
        url=page_of(diagnostic),
        path=diagnostic.path,
        pointer=str(diagnostic.pointer),
        location=location(span.start),
        end_location=location(span.end),
        related=[_related(item) for item in diagnostic.related],
        fix=_fix(diagnostic.fix) if diagnostic.fix else None,
    )


def page_of(diagnostic: Diagnostic) -> str:
    """The address of the page that explains a finding; rules of a team's own share one."""
    return rule_page(diagnostic.name) if diagnostic.code.startswith("JM") else OWN_RULES


def rule_page(name: str) -> str:
    """The address of the page of a rule."""
    return f"{RULE_PAGES}/{name}/"


def location(position: Position) -> Location:
    """A position in the shape for programs."""
    return Location(row=position.line, column=position.column)


def _related(related: Related) -> RelatedPlace:
    span = related.span or _NOWHERE
    return RelatedPlace(
        message=related.message,
        path=related.path,
        pointer=str(related.pointer),
        location=location(span.start),
        end_location=location(span.end),
    )


def _fix(fix: Fix) -> SuggestedFix:
    return SuggestedFix(
        message=fix.message, applicability=fix.applicability.value, edits=[_edit(edit) for edit in fix.edits]
    )


def _edit(edit: Edit) -> TextEdit:
    span = edit.span or _NOWHERE
    return TextEdit(location=location(span.start), end_location=location(span.end), content=edit.text)


def schema_text() -> str:
    """The JSON Schema of the output, as indented text."""
    return schema_of(Findings)
