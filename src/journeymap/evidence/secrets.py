"""Secrets of connections: filled in from the environment, and never shown again.

The workspace holds `postgresql://${DB_USER}:${DB_PASSWORD}@db/shop` and no more. What a driver says about a connection
may hold the password, so every text of a driver passes through `Connection.without_secrets`.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from journeymap.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_HIDDEN = "***"
_SHORTEST = 3
"""Shorter secrets than this would blot out half of a message; nobody is protected by them."""


@dataclass(frozen=True)
class Connection:
    """The URL of a database.

    Attributes:
        written: As the workspace has it, with the names of variables in place of secrets.
        url: With the secrets; never shown, not even by `repr`.
    """

    written: str
    url: str = field(repr=False)
    _secrets: tuple[str, ...] = field(repr=False, default=())

    @property
    def scheme(self) -> str:
        """What stands before `://`, without the driver: `postgresql` of `postgresql+psycopg`."""
        return self.url.partition("://")[0].partition("+")[0].lower()

    @property
    def shown(self) -> str:
        """The URL as messages may show it: what the workspace has, without a password that stands in it."""
        return self.without_secrets(self.written)

    def without_secrets(self, text: str) -> str:
        """A text, such as a driver's message, with every secret of the connection blotted out."""
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, _HIDDEN)
        return text


def connection(written: str, where: str, environment: Mapping[str, str] | None = None) -> Connection:
    """The connection of a source, its variables filled in.

    Args:
        written: The URL, perhaps with `${NAME}` in it.
        where: Whose URL it is, for messages, such as "source `web`".
        environment: The variables; those of the process where none are given.

    Raises:
        SettingError: A variable is not set, or the text is no URL.
    """
    variables = os.environ if environment is None else environment
    filled: dict[str, str] = {}
    for name in _VARIABLE.findall(written):
        filled[name] = _value(name, where, variables)
    url = _VARIABLE.sub(lambda found: filled[found.group(1)], written)
    secrets = {form for value in filled.values() for form in _forms(value)} | set(_in_url(url))
    made = Connection(written, url, tuple(sorted(item for item in secrets if len(item) >= _SHORTEST)))
    if "://" not in url:
        raise SettingError(
            f"the connection of {where} is no URL of a database",
            "It looks like postgresql://user:${DB_PASSWORD}@host/database.",
        )
    return made


def _value(name: str, where: str, variables: Mapping[str, str]) -> str:
    if not _NAME.fullmatch(name):
        raise SettingError(
            f"`${{{name}}}` in the connection of {where} is no name of a variable", "It looks like ${DB_PASSWORD}."
        )
    value = variables.get(name)
    if not value:
        raise SettingError(
            f"the connection of {where} needs the environment variable {name}, which is not set",
            f"Set it, e.g. `export {name}=…`.",
        )
    return value


def _in_url(url: str) -> Iterator[str]:
    """The password of a URL, and all values behind its question mark, where drivers take tokens and keys."""
    try:
        parts = urlsplit(url)
        password = parts.password
    except ValueError:
        parts, password = None, None
    yield from _forms(password or "")
    _, marked, tail = url.partition("://")
    credentials = tail.rpartition("@")[0] if marked else ""
    yield from _forms(credentials.partition(":")[2])
    for pair in (parts.query if parts else "").split("&"):
        name, _, value = pair.partition("=")
        if re.search(r"pass|pwd|secret|token|key|credential", name, re.IGNORECASE):
            yield from _forms(value)


def _forms(secret: str) -> Iterator[str]:
    """A secret as it may appear: as written, decoded, encoded, and quoted by Python."""
    if secret and secret != _HIDDEN:
        for form in (secret, unquote(secret)):
            yield form
            yield quote(form, safe="")
            yield repr(form)[1:-1]
