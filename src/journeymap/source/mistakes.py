"""The C parser's complaints in plain words, at the place where a person would look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from journeymap.diagnostics import INVALID_YAML
from journeymap.source.refusals import OTHER_VERSION, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

_LINE_ENDS: Final = "\r\n\x85\u2028\u2029"
# What libyaml's reader lets through (YAML 1.2, production c-printable), turned round.
_UNPRINTABLE: Final = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MISSING_BLANK: Final = re.compile(r"[ \t-]*[\w-]+(:)(?=[^\s:/])")
_COLON_IN_TEXT: Final = re.compile(r"[\s?-]*[^\s#'\"][^\r\n]*?:[ \t]+\S")


class Mistake(NamedTuple):
    """What is wrong, and the offsets from and to which to show it."""

    refusal: Refusal
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where the parser stopped: at the problem, in what was `opened`, after the `last` value."""

    text: str
    problem: str
    context: str
    at: int
    opened: int
    last: tuple[int, int]

    @property
    def char(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def line_start(self) -> int:
        return max(self.text.rfind(end, 0, self.at) for end in _LINE_ENDS) + 1

    @property
    def before(self) -> str:
        """The problem's line up to the problem."""
        return self.text[self.line_start : self.at]

    @property
    def on_later_line(self) -> bool:
        """Whether the problem stands on a later line than what was being read."""
        return self.opened < self.line_start

    def invalid(self, message: str, help_line: str, offset: int | None = None) -> Mistake:
        start = self.at if offset is None else offset
        return Mistake(Refusal(INVALID_YAML, message, help_line), start, start + 1)


def explain(text: str, error: Any, last: tuple[int, int]) -> Mistake:
    """Say in plain words what the parser could not read.

    Args:
        text: The whole text.
        error: The parser's exception, a YAMLError of ruamel.yaml.
        last: Offsets from and to of the last value that was read.
    """
    problem_mark = getattr(error, "problem_mark", None)
    if problem_mark is None:
        return _unprintable(text)
    context_mark = error.context_mark or problem_mark
    scene = _Scene(text, error.problem or "", error.context or "", problem_mark.index, context_mark.index, last)
    return next(tell(scene) for words, tell in _COMPLAINTS if words in f"{scene.context}: {scene.problem}")


def _unprintable(text: str) -> Mistake:
    found = _UNPRINTABLE.search(text)
    if found is None:
        return Mistake(Refusal(INVALID_YAML, "the text cannot be read", "check the file in an editor"), 0, 1)
    message = f"an invisible control character (U+{ord(found[0]):04X}) stands here"
    return Mistake(
        Refusal(INVALID_YAML, message, "delete it; it often comes with copied text"), found.start(), found.end()
    )


def _unclosed_quote(scene: _Scene) -> Mistake:
    mark = scene.text[scene.opened : scene.opened + 1]
    inside = "''" if mark == "'" else '\\"'
    help_line = f"end the text with another {mark}; inside such quotes a {mark} is written {inside}"
    return scene.invalid(f"the quote {mark} that opens here is never closed", help_line, scene.opened)


def _tab(scene: _Scene) -> Mistake:
    return scene.invalid("a tab stands where YAML needs spaces", "indent with spaces, two for each level; never tabs")


def _cannot_begin(scene: _Scene) -> Mistake:
    if scene.char == "\t":
        return _tab(scene)
    return scene.invalid(f"text cannot begin with {scene.char}", 'put it in quotes: "…"')


def _reserved_start(scene: _Scene) -> Mistake:
    mark = scene.text[scene.opened : scene.opened + 1]
    return scene.invalid(f"text cannot begin with {mark}", 'put it in quotes: "…"', scene.opened)


def _reserved_question_mark(scene: _Scene) -> Mistake:
    return scene.invalid("text cannot begin with ? and a space", 'put it in quotes: "…"')


def _colon(scene: _Scene) -> Mistake:
    first_line = _MISSING_BLANK.match(scene.text, scene.last[0])
    if first_line and scene.last[0] < scene.line_start:
        return scene.invalid("a space is missing after this colon", "write `key: value`", first_line.start(1))
    if _COLON_IN_TEXT.match(scene.before):
        help_line = 'put the text in quotes: "before: after"'
        return scene.invalid("this text holds a colon and a space, which YAML takes for a key", help_line)
    indent = scene.line_start + len(scene.before) - len(scene.before.lstrip())
    help_line = "indent it like its sister keys, or leave the line above empty after its colon"
    return scene.invalid("this line is indented deeper than the line above allows", help_line, indent)


def _dash(scene: _Scene) -> Mistake:
    return scene.invalid("a list item cannot begin here", "put each `- item` on a line of its own, below the key")


def _expected_key(scene: _Scene) -> Mistake:
    before = scene.before.rstrip()
    mark = before[-1:]
    if mark in ("'", '"') and scene.last[1] <= scene.at:
        inside = "''" if mark == "'" else '\\"'
        return scene.invalid("text follows a closing quote", f"a {mark} inside such quotes is written {inside}")
    if mark in ("]", "}"):
        return scene.invalid(f"text follows the closing {mark}", 'put the whole text in quotes: "…"')
    if scene.text.startswith(("- ", "-\n"), scene.at):
        help_line = "items stand below a key that has no other value, all at the same column"
        return scene.invalid("a list item does not fit here", help_line)
    if before:
        return scene.invalid("this does not belong to the value before it", 'put the whole text in quotes: "…"')
    help_line = "keys of one object begin at the same column; a text that goes on is indented deeper than its key"
    return scene.invalid("this line does not line up with the keys above it", help_line)


def _expected_dash(scene: _Scene) -> Mistake:
    help_line = "items begin with `- ` at the same column; the keys of an item stand below its first key"
    return scene.invalid("this line does not line up with the list above it", help_line)


def _no_colon(scene: _Scene) -> Mistake:
    help_line = "write `key: value`; a text that goes on is indented deeper than its key"
    return scene.invalid("this line has no colon, so it is no key", help_line, scene.opened)


def _after_the_end(scene: _Scene) -> Mistake:
    if re.search(r"^\.\.\.", scene.text[: scene.at], re.MULTILINE):
        return scene.invalid("text follows the end mark `...`", "delete the line `...`")
    help_line = "begin all top-level keys at the first column"
    return scene.invalid("this line does not belong to the top level above it", help_line)


def _open_bracket(scene: _Scene) -> Mistake:
    opening = scene.text[scene.opened : scene.opened + 1]
    closing = "}" if opening == "{" else "]"
    if scene.char == "?":
        return _mark_in_brackets(scene)
    if not scene.char or scene.on_later_line:
        help_line = f"end the list with {closing}, or check its commas"
        return scene.invalid(f"the bracket {opening} that opens here is never closed", help_line, scene.opened)
    return scene.invalid(f"a comma or a closing {closing} is missing before this", 'text with , or : needs quotes: "…"')


def _mark_in_brackets(scene: _Scene) -> Mistake:
    return scene.invalid(f"inside brackets, text with a {scene.char} needs quotes", 'write it as "…"')


def _unexpected(scene: _Scene) -> Mistake:
    if not scene.char:
        return scene.invalid("the file ends where a value is missing", "write the value, or delete its key")
    return scene.invalid(f"a value cannot begin with {scene.char}", 'text needs quotes here: "…"')


def _escape(scene: _Scene) -> Mistake:
    help_line = "inside double quotes a backslash is written \\\\; or use single quotes"
    return scene.invalid("this backslash begins nothing that YAML knows", help_line)


def _code_point(scene: _Scene) -> Mistake:
    return scene.invalid("this escape names no character", "write the character itself")


def _after_block_mark(scene: _Scene) -> Mistake:
    mark = scene.text[scene.opened : scene.opened + 1]
    help_line = f'begin the text on the next line; text that begins with {mark} needs quotes: "…"'
    return scene.invalid(f"nothing may follow the {mark} on its line", help_line)


def _directive(scene: _Scene) -> Mistake:
    return scene.invalid("a line cannot begin with %", 'put the text in quotes: "…"', scene.opened)


def _other_version(scene: _Scene) -> Mistake:
    return Mistake(OTHER_VERSION, scene.at, scene.at + len("%YAML"))


def _other(scene: _Scene) -> Mistake:
    return scene.invalid(f"this is not YAML: {scene.problem}", "compare it with a line above that is read")


# Parts of what libyaml says ("while scanning …: did not find …"); the first that fits tells.
_COMPLAINTS: Final[tuple[tuple[str, Callable[[_Scene], Mistake]], ...]] = (
    ("incompatible YAML document", _other_version),
    ("directive", _directive),
    ("quoted scalar: found unexpected end of stream", _unclosed_quote),
    ("quoted scalar: found unexpected document indicator", _unclosed_quote),
    ("found unknown escape character", _escape),
    ("hexdecimal number", _code_point),
    ("invalid Unicode character escape code", _code_point),
    ("while scanning an alias", _reserved_start),
    ("while scanning an anchor", _reserved_start),
    ("a tag", _reserved_start),
    ("tag handle", _reserved_start),
    ("found a tab", _tab),
    ("block scalar", _after_block_mark),
    ("found character that cannot start any token", _cannot_begin),
    ("found unexpected ':'", _mark_in_brackets),
    ("mapping values are not allowed", _colon),
    ("mapping keys are not allowed", _reserved_question_mark),
    ("block sequence entries are not allowed", _dash),
    ("expected ',' or", _open_bracket),
    ("did not find expected key", _expected_key),
    ("did not find expected '-' indicator", _expected_dash),
    ("could not find expected ':'", _no_colon),
    ("did not find expected <document start>", _after_the_end),
    ("did not find expected node content", _unexpected),
    ("", _other),
)
