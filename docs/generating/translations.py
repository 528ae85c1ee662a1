"""Translations of the fixed words: the template that translators begin with, catalogues brought up to date, compiled.

The English texts stand in `render/words/en/*.json`; a language is a folder beside it with a gettext catalogue,
`LC_MESSAGES/journeymap.po`, which any gettext tool edits. Each text has its key as context.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog

if TYPE_CHECKING:
    from pathlib import Path

_DOMAIN = "journeymap"
_HEADER = "# Translations of journeymap's fixed words; the context of each text is its key."


def translations(words: Path) -> dict[Path, bytes]:
    """The template, and each language's catalogue as text and compiled.

    Args:
        words: The folder of the words.
    """
    template = _template(words / "en")
    files = {words / f"{_DOMAIN}.pot": _text(template)}
    for source in sorted(words.glob(f"*/LC_MESSAGES/{_DOMAIN}.po")):
        language = source.parent.parent.name
        with source.open("rb") as stream:
            catalogue = pofile.read_po(stream, locale=language, domain=_DOMAIN)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.header_comment = _HEADER
        files[source] = _text(catalogue)
        files[source.with_suffix(".mo")] = _compiled(catalogue)
    return files


def missing(words: Path) -> list[str]:
    """The texts that a shipped language has no translation for, as `language: key`."""
    found = []
    for source in sorted(words.glob(f"*/LC_MESSAGES/{_DOMAIN}.po")):
        with source.open("rb") as stream:
            catalogue = pofile.read_po(stream, domain=_DOMAIN)
        language = source.parent.parent.name
        for message in _template(words / "en"):
            there = catalogue.get(message.id, message.context) if message.id else None
            texts = there.string if there and isinstance(there.string, tuple) else (there.string if there else "",)
            if message.id and not all(texts):
                found.append(f"{language}: {message.context}")
    return found


def _template(english: Path) -> Catalog:
    template = Catalog(domain=_DOMAIN, project=_DOMAIN, header_comment=_HEADER, fuzzy=False)
    table: dict[str, str] = {}
    for part in sorted(english.glob("*.json")):
        texts = json.loads(part.read_text(encoding="utf-8"))
        twice = table.keys() & texts.keys()
        if twice:
            raise ValueError(f"{part.name} defines again: {', '.join(sorted(twice))}")
        table |= texts
    for key, text in table.items():
        stem = key.removesuffix(".one")
        if key != stem and f"{stem}.many" in table:
            template.add((text, table[f"{stem}.many"]), context=stem, flags=["python-brace-format"])
        elif not (key.endswith(".many") and f"{key.removesuffix('.many')}.one" in table):
            template.add(text, context=key, flags=["python-brace-format"] if "{" in text else [])
    return template


def _text(catalogue: Catalog) -> bytes:
    """A catalogue as text, without dates, which would differ from run to run."""
    stream = io.BytesIO()
    pofile.write_po(stream, catalogue, width=0, omit_header=False, sort_output=False)
    lines = stream.getvalue().decode().split("\n")
    return "\n".join(line for line in lines if not line.startswith(_DATED)).encode()


_DATED = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Last-Translator',
    '"Language-Team',
    '"Report-Msgid',
    '"Project-Id',
)


class _Undated(Catalog):
    """A catalogue whose head names neither the hour nor the version of the tool, so that it is the same each time."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What a reader of the compiled file needs."""
        return [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", self.plural_forms)]


def _compiled(catalogue: Catalog) -> bytes:
    undated = _Undated(locale=catalogue.locale, domain=_DOMAIN, fuzzy=False)
    for message in catalogue:
        if message.id and message.string:
            undated.add(message.id, message.string, context=message.context)
    stream = io.BytesIO()
    mofile.write_mo(stream, undated)
    return stream.getvalue()
