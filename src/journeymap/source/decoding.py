"""Bytes to text: UTF-8 only, with a word on what the bytes look like when they are something else."""

from __future__ import annotations

import codecs
from typing import Final, NamedTuple

from journeymap.diagnostics import Diagnostic, Position, Span
from journeymap.source import refusals
from journeymap.source.limits import MAX_BYTES
from journeymap.source.places import Places

_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ZEROS_OF_UTF16: Final = 0.3
"""The share of zero bytes above which a text is UTF-16: Latin letters there have a zero each."""


class Decoded(NamedTuple):
    """The text without its byte-order mark, or what is wrong with the bytes and an empty text."""

    text: str
    fault: Diagnostic | None = None


def decode(path: str, raw: bytes) -> Decoded:
    """Decode a document.

    Args:
        path: The document's name in findings.
        raw: The file's bytes.
    """
    if len(raw) > MAX_BYTES:
        start = Position(1, 1)
        return Decoded("", _fault(path, refusals.OVERSIZED, Span(start, start)))
    body = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return Decoded("", _not_utf8(path, body, error.start))
    first_zero = text.find("\0")
    if first_zero >= 0 and text.count("\0") > _ZEROS_OF_UTF16 * len(text):
        return Decoded("", _not_utf8(path, body, first_zero))
    return Decoded(text)


def _not_utf8(path: str, body: bytes, bad: int) -> Diagnostic:
    before = body[:bad].decode("utf-8")
    place = Places(before + "?").span(len(before), len(before) + 1)
    return _fault(path, refusals.not_utf8(_guess(body, bad)), place)


def _guess(body: bytes, bad: int) -> str:
    if body.startswith(_UTF16_MARKS) or body.count(0) > _ZEROS_OF_UTF16 * len(body):
        return "it looks like UTF-16; "
    letter = body[bad : bad + 1].decode("cp1252", errors="replace")
    return f"it looks like Windows-1252 (here “{letter}”); " if letter.isprintable() and letter != "\ufffd" else ""


def _fault(path: str, refusal: refusals.Refusal, span: Span) -> Diagnostic:
    return refusal.fault.found(path, refusal.message, span=span, help_line=refusal.help_line)
