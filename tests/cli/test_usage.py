"""A wrong command line is told in one line: what is wrong, and what could have been meant."""

import pytest

from tests.conftest import Run

WRONG = [
    ("render --view mpa", "--view cannot be `mpa`. It can be map, flow, "),
    ("render --format htlm", "--format cannot be `htlm`. Did you mean `html`?"),
    ("render --view", "option `--view` requires an argument"),
    ("render --quiet=1", "--quiet"),
    ("render --today 2026-13-01", "--today: '2026-13-01' is no date. Write it as 2026-03-31."),
    ("report --audience publik", "--audience cannot be `publik`. Did you mean `public`?"),
    ("serve --port abc", "--port cannot be `abc`. It should be a valid integer."),
    ("serve --port 99999", "--port cannot be `99999`. It should be less than or equal to 65535."),
    ("lint --fail-on eror", "--fail-on cannot be `eror`. Did you mean `error`?"),
    ("lint --output-format xml", "--output-format: 'xml' is not one of full, concise, "),
    ("lint --format json", "`journeymap lint` has no option `--format`. Did you mean `--output-format`?"),
    ("validate --bogus", "`journeymap validate` has no option `--bogus`. `journeymap validate -h` lists them."),
    ("rendr", "there is no command `rendr`. Did you mean `render`?"),
    ("brew", "there is no command `brew`. `journeymap -h` lists them."),
    ("new", "`journeymap new` needs KIND. It can be journey or persona."),
    ("new jorney x", "KIND cannot be `jorney`. Did you mean `journey`?"),
    ("show", "`journeymap show` needs ID."),
    ("init a b", "`journeymap init` does not take `b`."),
    ("diff --gate xx", "--gate: 'xx' is not one of breaking, "),
    ("log --max-count 0", "--max-count cannot be `0`."),
    ("lint --traceback", "no option `--traceback`. Write it before the command: `journeymap --traceback lint`."),
]


@pytest.mark.parametrize(("line", "said"), WRONG, ids=[line for line, _ in WRONG])
def test_it_is_one_line(run: Run, line: str, said: str) -> None:
    """Exit 2, nothing on stdout, and one line on stderr that names the word and what it could be."""
    done = run(*line.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert "Value error" not in done.err


def test_without_a_command_there_is_help(run: Run) -> None:
    """A bare `journeymap` lists the commands and exits with 2; with `-h` it exits with 0."""
    bare, asked = run(), run("-h")
    assert (bare.code, asked.code) == (2, 0)
    assert "render" in bare.err
    assert "render" in asked.out


def test_control_characters_are_not_passed_on(run: Run) -> None:
    """What was typed reaches the terminal without its control characters."""
    done = run("render", "--view", "\x1b[31mred")
    assert done.code == 2
    assert "\x1b" not in done.err
