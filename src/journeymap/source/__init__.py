"""A document: fast values, positions on demand, pointers and suppressions. Nothing here knows a section's meaning."""

from journeymap.source.comments import Scope, Suppression, suppression_of
from journeymap.source.document import Document, looks_like_document, read
from journeymap.source.limits import MAX_BYTES, MAX_DEPTH, MAX_EXPANSION
from journeymap.source.scalars import other_reading

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_EXPANSION",
    "Document",
    "Scope",
    "Suppression",
    "looks_like_document",
    "other_reading",
    "read",
    "suppression_of",
]
