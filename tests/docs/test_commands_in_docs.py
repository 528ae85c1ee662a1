"""Every command line that the documentation names is one that the command line takes."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest
import typer
import typer.main

from journeymap.cli.app import application
from tests.docs.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.docs.pages import Page

_PROGRAM = re.compile(r"(?:python -m )?journeymap ")
_ACTS_WHILE_IT_IS_PARSED = {"--install-completion", "--show-completion"}
"""Options of typer that would change the shell of whoever runs the tests."""
_IN_BLOCK = re.compile(r"(?:^|&& |- |run: |entry: |\$ )((?:python -m )?journeymap [^\n&#|>]+)", re.MULTILINE)


def _lines(page: Page) -> Iterator[str]:
    """The command lines on a page, in sentences and in blocks; patterns such as `journeymap COMMAND` are none."""
    for block in page.blocks("sh", "yaml"):
        yield from _IN_BLOCK.findall(block.text)
    for span in page.spans():
        if _PROGRAM.match(span) and "COMMAND" not in span:
            yield span


_COMMANDS = sorted({(page.name, line.strip()) for page in PAGES for line in _lines(page)})


def _try(line: str) -> None:
    """Parses a command line; nothing is run. The bare name of a command, as sentences use it, needs no arguments."""
    arguments = shlex.split(line.removeprefix("python -m "))[1:]
    group = typer.main.get_command(application())
    if _ACTS_WHILE_IT_IS_PARSED & set(arguments):
        assert set(arguments) <= {name for option in group.params for name in option.opts}, line
        return
    try:
        context = group.make_context("journeymap", list(arguments))
        name, command, rest = group.resolve_command(context, arguments)  # type: ignore[attr-defined]
        if rest:
            command.make_context(name, rest)
    except typer.Exit:
        return  # `--version` and `--help` answer at once


@pytest.mark.parametrize(("page", "line"), _COMMANDS, ids=[f"{page}: {line}" for page, line in _COMMANDS])
def test_a_named_command_is_taken(page: str, line: str) -> None:
    del page  # it is in the test's name
    _try(line)


@pytest.mark.parametrize(
    "line", ["journeymap brew", "journeymap validate --colour", "journeymap init --template opera"]
)
def test_a_command_that_is_not_there_would_be_noticed(line: str) -> None:
    with pytest.raises(Exception, match=r"(?i)no such|is not one of"):
        _try(line)


def test_the_readme_names_the_commands_that_set_up_a_machine() -> None:
    lines = {line for page, line in _COMMANDS if page == "README.md"}
    assert "python -m journeymap render shift-planning-adoption --workspace examples/saas" in lines
