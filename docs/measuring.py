"""Writes what the page on measuring shows of the example shop, and the shop's measurements: `python docs/measuring.py`.

Every block of output on the page is what the command above it prints, run on a copy of the example; parts that are left
out are marked by an ellipsis. The measurements are made by the commands that stand in the README of the shop's data.
`--check` writes nothing, names what is stale, and exits with 1. Needs the `measure` extra.
"""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generating.markdown import fence, page, with_region
from typer.testing import CliRunner

from journeymap.cli.app import application
from journeymap.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ROOT = Path(__file__).resolve().parent.parent
_PAGE = Path("docs/measure.md")
_SHOP = Path("examples/shop")
_MADE_BY = _SHOP / "data" / "README.md"
_SAVING = re.compile(r"^journeymap measure .*$", re.MULTILINE)
MEASURE = "journeymap measure buy-online --workspace examples/shop"

WEB = "uri: data/events.csv.gz"
PLATFORM = {"channel: acquisition_channel": "channel: platform"}
COHORT = {"channel: acquisition_channel": "channel: user_cohort"}
PHONES = {WEB: WEB + "\n    where: {platform: mobile}"}


@dataclass(frozen=True)
class Block:
    """A command of the page and what of its output is shown.

    Attributes:
        name: The marks on the page between which it stands.
        options: What is asked, beyond the journey and the workspace.
        titles: The tables that are shown, by how their titles begin; none means everything.
        rows: The most rows of a table.
        command: The command, where it is not to measure.
        changes: What is written otherwise in the shop's `journeymap.yaml`.
        again: Whether the command stands further up already.
    """

    name: str
    options: str = ""
    titles: tuple[str, ...] = ()
    rows: int = 99
    command: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
    again: bool = False

    @property
    def line(self) -> str:
        """The command as one types it."""
        return self.command or " ".join(filter(None, (MEASURE, self.options, "--no-save")))


_FUNNEL = "--steps review-cart,delivery-details,order-placed"
_INCIDENT = "--since 2024-05-19 --until 2024-06-07 --compare 2024-04-29..2024-05-18"
BUG = "--since 2024-04-09 --until 2024-05-09"

BLOCKS = (
    Block("first", "", ("Buy electronics online", "Touchpoints")),
    Block("funnel", _FUNNEL, ("Funnel as asked",)),
    Block("beside", "", ("Ways that the map", "Ways back", "Events on no touchpoint"), rows=6, again=True),
    Block("metrics", "", ("Metrics", "How texts sound"), again=True),
    Block("paid", "", ("What customers paid", "Who orders again"), again=True),
    Block("quality", "", ("Data", "Note"), again=True),
    Block("lint", command="journeymap lint examples/shop --select JM8 --today 2024-07-22 --output-format concise"),
    Block("customers", command="journeymap customers --workspace examples/shop", titles=("Lifecycle", "Who is where")),
    Block("months", "--by month", ("By month",)),
    Block("incident", _INCIDENT, ("Metrics", "How texts sound", "Side by side"), rows=10),
    Block("platforms", f"{BUG} --compare channel:desktop..mobile", ("By channel", "Side by side"), 8, changes=PLATFORM),
    Block(
        "month-before",
        "--since 2024-03-09 --until 2024-04-08 --compare channel:desktop..mobile",
        ("Side",),
        3,
        changes=PLATFORM,
    ),
    Block("phones", BUG, ("Ways back", "Events on no touchpoint"), 3, changes=PHONES),
    Block("new-and-loyal", "--compare persona:new-visitor..loyal-customer", ("By persona", "Side by side"), rows=10),
    Block("cohorts", "--compare channel:2024-03..2024-04", ("By channel", "Side by side"), rows=7, changes=COHORT),
    Block("article", "--since 2024-02-29 --until 2024-03-03 --compare 2024-01-04..2024-02-28", ("Buy", "Side"), rows=4),
)


def main(arguments: list[str]) -> int:
    """Writes or checks; returns the exit code."""
    check = "--check" in arguments
    stale = [path for path, text in generated().items() if not _holds(_ROOT / path, text)]
    for path in stale:
        print(f"{'stale' if check else 'written'}: {path.as_posix()}")
    if check:
        return 1 if stale else 0
    for path, text in generated().items():
        write_whole(_ROOT / path, text)
    return 0


@cache
def generated() -> dict[Path, str]:
    """The page, and each measurement of the shop, with what they must hold."""
    measured = measurements()
    text = (_ROOT / _PAGE).read_text(encoding="utf-8")
    for block in BLOCKS:
        command = "" if block.again else fence(block.line, "sh")
        shown = page(command, fence(_shown(block, measured), "text"))
        text = with_region(text, block.name, shown)
    return {_PAGE: text, **measured}


def measurements() -> dict[Path, str]:
    """The files that the commands of the README make, by their paths."""
    with copy({}) as root:
        for line in _SAVING.findall((_ROOT / _MADE_BY).read_text(encoding="utf-8")):
            printed(line)
        made = sorted((root / _SHOP / "measurements").glob("*.json"))
        return {path.relative_to(root): path.read_text(encoding="utf-8") for path in made}


def _shown(block: Block, measured: Mapping[Path, str]) -> str:
    """What of a command's output the page shows."""
    return excerpt(_output(block.line, tuple(block.changes.items()), tuple(measured.items())), block.titles, block.rows)


@cache
def _output(line: str, changes: tuple[tuple[str, str], ...], measured: tuple[tuple[Path, str], ...]) -> str:
    with copy(dict(changes)) as root:
        for path, text in measured:
            write_whole(root / path, text)
        return printed(line)


def excerpt(output: str, titles: tuple[str, ...], rows: int) -> str:
    """The parts of an output whose first line begins with one of some titles, with an ellipsis for rows left out."""
    kept = []
    for part in re.split(r"\n\n(?=\S)", output.strip("\n")):
        lines = [line.rstrip() for line in part.splitlines()]
        if not titles or lines[0].startswith(titles):
            kept.append(_cut(lines, rows))
    return "\n\n".join(kept)


def _cut(lines: list[str], rows: int) -> str:
    """A part with the first rows of its table; a row that goes on in the next line stays whole."""
    ruler = next((number for number, line in enumerate(lines) if line.startswith("───")), None)
    if ruler is None:
        return "\n".join(lines)
    first = ruler + 1
    begins = [number for number in range(first, len(lines)) if _begins(lines[number])]
    if len(begins) <= rows:
        return "\n".join(lines)
    return "\n".join([*lines[: begins[rows]], "…"])


def _begins(line: str) -> bool:
    """Whether a line of a table has numbers in its later columns, and so begins a row."""
    return bool(re.search(r"\S\s{2,}\S", line))


@contextlib.contextmanager
def copy(changes: Mapping[str, str]) -> Iterator[Path]:
    """A folder with a copy of the shop, in which one stands; its measurements are left out."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(
            _ROOT / _SHOP, Path(folder, _SHOP), ignore=shutil.ignore_patterns("measurements", ".journeymap")
        )
        settings = Path(folder, _SHOP, "journeymap.yaml")
        text = settings.read_text(encoding="utf-8")
        for old, new in changes.items():
            if text.count(old) != 1:
                raise ValueError(f"{old!r} is not once in {settings.name}")
            text = text.replace(old, new)
        settings.write_text(text, encoding="utf-8")
        with contextlib.chdir(folder):
            yield Path(folder)


def printed(line: str) -> str:
    """What a command prints."""
    words = shlex.split(line.removeprefix("journeymap "))
    done = CliRunner().invoke(application(), words, env={"NO_COLOR": "1", "FORCE_COLOR": ""})
    if done.exit_code not in {0, 1} or (done.exception and not isinstance(done.exception, SystemExit)):
        raise RuntimeError(f"{line}: {done.output}") from done.exception
    return done.stdout


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
