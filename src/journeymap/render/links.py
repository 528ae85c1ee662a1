"""Which addresses may become links: http, https, mailto, and relative ones."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ALLOWED = ("http:", "https:", "mailto:")
_NO_ADDRESS = re.compile(r"""[<>"'{}|^`\[\]\\]""")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u2000-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def safe_url(url: str) -> str:
    """The address when it may be a link, else an empty string.

    Browsers drop control characters and spaces before they read a scheme, so an address that has any is refused,
    as is one with characters that no address has.
    """
    if not url or _INVISIBLE.search(url) or _NO_ADDRESS.search(url) or url.startswith("//"):
        return ""
    scheme = _SCHEME.match(url)
    return url if scheme is None or scheme[0].lower() in _ALLOWED else ""
