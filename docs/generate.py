"""Writes what is made from the code: schemas, reference, rules' pages, command line, views, translations.

`python docs/generate.py` writes; `python docs/generate.py --check` names the files that are stale and exits with 1.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generating.command_line import commands
from generating.decisions import decisions
from generating.health import health
from generating.markdown import with_region
from generating.reference import reference
from generating.rule_pages import rule_pages
from generating.translations import missing, translations
from generating.views import views

from journeymap import api
from journeymap.files import write_whole

_DOCS = Path(__file__).resolve().parent
_ROOT = _DOCS.parent
_WORDS = _ROOT / "src/journeymap/render/words"


def main(arguments: list[str]) -> int:
    """Writes or checks; returns the exit code."""
    parser = argparse.ArgumentParser(description="Write the files that are made from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when a file is stale")
    check = parser.parse_args(arguments).check
    files = generated()
    stale = [path for path, text in files.items() if not _holds(path, text)]
    left_over = sorted(set((_DOCS / "rules").glob("*.md")) - set(files))
    for path in (*stale, *left_over):
        what = "stale" if check else "written" if path in stale else "deleted"
        print(f"{what}: {path.relative_to(_ROOT).as_posix()}")
    untranslated = missing(_WORDS)
    for text in untranslated:
        print(f"not translated: {text}")
    if check:
        return 1 if stale or left_over or untranslated else 0
    for path in stale:
        write_whole(path, files[path])
    for path in left_over:
        path.unlink()
    return 0


def generated() -> dict[Path, bytes]:
    """Every generated file with what it must hold."""
    texts = {
        **{_ROOT / "schemas" / name: text for name, text in api.schemas().items()},
        **{_DOCS / "rules" / name: text for name, text in rule_pages().items()},
        _DOCS / "format" / "reference.md": reference(),
        _DOCS / "cli.md": _with_part(_DOCS / "cli.md", "commands", commands()),
        _DOCS / "report.md": _with_part(_DOCS / "report.md", "health", health()),
        _DOCS / "views.md": _with_part(_DOCS / "views.md", "views", views()),
        _DOCS / "decisions/index.md": _with_part(
            _DOCS / "decisions/index.md", "decisions", decisions(_DOCS / "decisions")
        ),
    }
    return {**{path: text.encode() for path, text in texts.items()}, **translations(_WORDS)}


def _with_part(path: Path, name: str, content: str) -> str:
    """A page that is written by hand but for one part."""
    return with_region(path.read_text(encoding="utf-8"), name, content)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
