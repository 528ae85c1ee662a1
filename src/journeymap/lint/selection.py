"""Which rules run, how bad their findings are, and with what options: settings and command line put together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from journeymap.diagnostics import Severity
from journeymap.errors import SettingError
from journeymap.lint import registry
from journeymap.source.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pathspec import GitIgnoreSpec

    from journeymap.diagnostics import Diagnostic
    from journeymap.lint.rule import Rule
    from journeymap.lint.wishes import Wishes
    from journeymap.model.settings import LintSettings

ALL = "ALL"


@dataclass(frozen=True)
class Plan:
    """The rules of a run, in the order of their codes, and what is made of their findings."""

    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity] = field(default_factory=dict)
    ignored_in: tuple[tuple[GitIgnoreSpec, frozenset[str]], ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The codes that run."""
        return frozenset(rule.fault.code for rule in self.rules)

    def judged(self, finding: Diagnostic, relative: Callable[[str], str]) -> Diagnostic | None:
        """A finding as the team wants it: with its severity, or None where the file is spared the rule.

        Args:
            finding: The finding.
            relative: Gives a file relative to the root of the workspace, with slashes.
        """
        spared = (globs for globs, codes in self.ignored_in if finding.code in codes)
        if any(globs.match_file(relative(finding.path)) for globs in spared):
            return None
        severity = self.severities.get(finding.code)
        return finding if severity is None else replace(finding, severity=severity)


def plan(settings: LintSettings, wishes: Wishes, known: Mapping[str, type[Rule]] | None = None) -> Plan:
    """The rules that settings and command line ask for.

    Args:
        settings: `workspace.lint`.
        wishes: What the command line says; `select` replaces the settings', the others add to them.
        known: The rules there are, by code; default those of the package, of plug-ins and of `settings.custom`.

    Raises:
        SettingError: A code or name that does not exist, an option that a rule does not take, or a plug-in that
            cannot be used.
    """
    catalogue = known if known is not None else registry.known(settings.custom)
    where = "workspace.lint"
    if wishes.select:
        chosen = _codes(wishes.select, catalogue, "--select")
    elif settings.select:
        chosen = _codes(settings.select, catalogue, f"{where}.select")
    else:
        chosen = {code for code, rule in catalogue.items() if not rule.off}
    chosen |= _codes(wishes.extend_select, catalogue, "--extend-select")
    if not wishes.select:
        chosen -= _codes(settings.ignore, catalogue, f"{where}.ignore")
    chosen -= _codes(wishes.ignore, catalogue, "--ignore")
    options = _by_code(settings.options, catalogue, f"{where}.options")
    return Plan(
        rules=tuple(_made(catalogue[code], options.get(code, {})) for code in sorted(chosen)),
        severities={
            **_by_code(settings.severity, catalogue, f"{where}.severity"),
            **_by_code(_wished_severities(wishes.severity), catalogue, "--severity"),
        },
        ignored_in=(
            *_ignored_in(settings.per_file_ignores, catalogue, f"{where}.per-file-ignores"),
            *_ignored_in(_wished_ignores(wishes.per_file_ignores), catalogue, "--per-file-ignore"),
        ),
    )


def _codes(words: Iterable[str], catalogue: Mapping[str, type[Rule]], where: str) -> set[str]:
    found: set[str] = set()
    for word in words:
        found |= codes_for(word, catalogue, where)
    return found


def codes_for(word: str, catalogue: Mapping[str, type[Rule]], where: str) -> set[str]:
    """The codes that a code, a prefix of codes, a name or `ALL` stands for.

    Raises:
        SettingError: It stands for none.
    """
    if word.upper() == ALL:
        return set(catalogue)
    named = {code for code, rule in catalogue.items() if word.lower() in {rule.fault.name, *rule.aliases}}
    if named:
        return named
    prefixed = {code for code in catalogue if code.startswith(word.upper())}
    if prefixed and word.strip():
        return prefixed
    names = [name for code, rule in catalogue.items() for name in (code, rule.fault.name)]
    hint = did_you_mean(word, names) or "`journeymap rules` lists all."
    raise SettingError(f"{where} names a rule that does not exist: `{word}`", hint)


def _by_code(values: Mapping[str, Any], catalogue: Mapping[str, type[Rule]], where: str) -> dict[str, Any]:
    return {code: value for word, value in values.items() for code in codes_for(word, catalogue, where)}


def _made(rule: type[Rule], options: Mapping[str, Any]) -> Rule:
    try:
        return rule(rule.Options(**options))
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        allowed = ", ".join(rule.Options.model_fields) or "none"
        raise SettingError(
            f"workspace.lint.options of {rule.fault.name}: `{name}`: {first['msg'].lower()}", f"Options: {allowed}."
        ) from None


def _wished_severities(pairs: Iterable[str]) -> dict[str, Severity]:
    """`RULE=SEVERITY` of the command line as in the settings."""
    found = {}
    for pair in pairs:
        word, _, severity = pair.partition("=")
        if severity not in set(Severity):
            raise SettingError(
                f"--severity `{pair}` makes no sense", "Write it as `JM402=error`, `=warning` or `=info`."
            )
        found[word] = Severity(severity)
    return found


def _wished_ignores(pairs: Iterable[str]) -> dict[str, list[str]]:
    """`GLOB=RULE` of the command line as in the settings."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        glob, _, word = pair.rpartition("=")
        if not glob or not word:
            raise SettingError(f"--per-file-ignore `{pair}` makes no sense", "Write it as `drafts/=JM402`.")
        found.setdefault(glob, []).append(word)
    return found


def _ignored_in(
    ignores: Mapping[str, Sequence[str]], catalogue: Mapping[str, type[Rule]], where: str
) -> tuple[tuple[GitIgnoreSpec, frozenset[str]], ...]:
    if not ignores:
        return ()
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  # most workspaces need none

    return tuple(
        (GitIgnoreSpec.from_lines([glob]), frozenset(_codes(words, catalogue, where)))
        for glob, words in ignores.items()
    )
