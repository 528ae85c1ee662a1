"""The `workspace` settings of the root file `journeymap.yaml`."""

from typing import Annotated, Any, Self

from pydantic import Field, Strict, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from journeymap.diagnostics import Severity
from journeymap.model.base import FormatObject
from journeymap.model.custom_rule import CustomRules
from journeymap.model.values import Choice, Duration, LanguageTag, LifecycleId, OneOrMore, PlacedTouchpoint, Text, Word

FontName = Annotated[str, StringConstraints(pattern=r"^[\w][\w .-]{0,63}$")]


class Gate(Choice):
    """Which changes a pull request must not bring unseen."""

    BREAKING = "breaking", "Changes that break references."
    WORSE = "worse", "Changes that make it worse for a customer."
    NOTABLE = "notable", "Changes worth a look."
    ANY = "any", "Every change."
    REFERENCE = "reference", "An id that others link to vanishes."
    STRUCTURE = "structure", "Stages, touchpoints, order, branches."
    EXPERIENCE = "experience", "Emotion, pains, moments of truth, feelings, duration."
    ACCOUNTABILITY = "accountability", "Owners, hand-offs, promises between teams."
    MEASUREMENT = "measurement", "Metrics, targets, bindings."
    PERSONALIZATION = "personalization", "Plays and personas."
    EVIDENCE = "evidence", "Research behind a claim."
    TEXT = "text", "Words."


class LintSettings(FormatObject):
    """Which rules run, how bad their findings are, and with what options."""

    select: OneOrMore[Word] = Field(
        default=(), description="Codes, prefixes or names of the rules to run; default all."
    )
    ignore: OneOrMore[Word] = Field(default=(), description="Codes, prefixes or names of the rules to leave out.")
    severity: dict[Word, Severity] = Field(default={}, description="Severity by code or name: error, warning or info.")
    options: dict[Word, dict[str, Any]] = Field(default={}, description="Options by code or name of a rule.")
    per_file_ignores: dict[Word, OneOrMore[Word]] = Field(
        default={}, alias="per-file-ignores", description="Glob of paths to the rules that are left out there."
    )
    custom: CustomRules = Field(default=(), description="Rules of your own, as assertions.")


class DiffSettings(FormatObject):
    """What a pull request must not bring unseen."""

    gate: OneOrMore[Gate] = Field(default=(), description="breaking, worse, notable, any, or a category.")


class Theme(Choice):
    """The colours that a page begins with."""

    AUTO = "auto", "Light or dark, as the reader's system is."
    LIGHT = "light", "Dark text on light ground."
    DARK = "dark", "Light text on dark ground."
    CONTRAST = "contrast", "High contrast."


class ReportSettings(FormatObject):
    """How maps and reports look."""

    title: Text | None = Field(default=None, description="The title of the report; else the workspace's name.")
    logo: Text | None = Field(default=None, description="A picture, as a path inside the workspace.")
    accent: Annotated[str, Field(pattern="^#[0-9A-Fa-f]{6}$")] | None = Field(
        default=None, description="The accent colour, such as '#3448c5'."
    )
    font: OneOrMore[FontName] = Field(
        default=(), description="Names of fonts, the first one first; where a reader has none of them, the usual ones."
    )
    font_file: Text | None = Field(
        default=None, description="A file of the first font, as a path inside the workspace; embedded in each page."
    )
    theme: Theme = Field(
        default=Theme.AUTO, description="The colours that a page begins with; a reader can change them."
    )

    @model_validator(mode="after")
    def _font_file_has_a_name(self) -> Self:
        if self.font_file and not self.font:
            raise PydanticCustomError("font_without_name", "`font_file` names the first font: give `font`")
        return self


class CaseKind(Choice):
    """What one path through a journey is in data."""

    CUSTOMER = "customer", "All that a customer did."
    SESSION = "session", "One visit: a session that the data names, or events without a long pause between them."


class MeasureSettings(FormatObject):
    """How data is read against the map."""

    min_group: Annotated[int, Strict(), Field(ge=1)] = Field(
        default=10, description="Groups smaller than this are not shown, for privacy."
    )
    session_gap: Duration | None = Field(default=None, description="The pause after which a new session begins.")
    cases: CaseKind = Field(default=CaseKind.CUSTOMER, description="What one path is, where `--cases` does not say it.")
    goals: OneOrMore[PlacedTouchpoint] = Field(
        default=(),
        description="The touchpoint that completes a journey, as journey/touchpoint; default its last bound one.",
    )


class Settings(FormatObject):
    """Settings of the whole workspace; only in `journeymap.yaml`."""

    name: Text | None = Field(default=None, description="What people call the workspace.")
    language: LanguageTag = Field(default="en", description="The language of its text (BCP 47), such as en or sv-SE.")
    include: OneOrMore[Word] = Field(
        default=(), description="Globs of the files that belong to it; default all YAML files."
    )
    exclude: OneOrMore[Word] = Field(default=(), description="Globs of the files that do not.")
    lifecycle: LifecycleId = Field(default="clm", description="The lifecycle of journeys that name none.")
    lint: LintSettings = Field(default_factory=LintSettings, description="Rules, severities and options.")
    diff: DiffSettings = Field(default_factory=DiffSettings, description="Gates for pull requests.")
    report: ReportSettings = Field(default_factory=ReportSettings, description="How maps and reports look.")
    measure: MeasureSettings = Field(default_factory=MeasureSettings, description="How data is read.")
