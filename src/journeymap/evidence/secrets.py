"""Secrets of connections: filled in from the environment, and never shown again.

The workspace holds `postgresql://${DB_USER}:${DB_PASSWORD}@db/shop` and no more. What a driver says about a connection
may hold the password, so every text of a driver passes through `Connection.without_secrets`. A URL that a driver might
cut elsewhere than where its writer did is refused: a piece of a password could become a host, which drivers tell.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from journeymap.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PARTING = frozenset("@/?#")
_ACCOUNT = re.compile(r"/?[^/\\@:]*:(?![/\\]).*@", re.DOTALL)
_OPTION = re.compile(r"\?[^/?]*=")
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
        SettingError: A variable is not set, the text is no URL, or its user or password must be percent-encoded.
    """
    variables = os.environ if environment is None else environment
    filled: dict[str, str] = {}
    for name in _VARIABLE.findall(written):
        filled[name] = _value(name, where, variables)
    url = _VARIABLE.sub(lambda found: filled[found.group(1)], written)
    secrets = {form for value in filled.values() for part in _pieces(value) for form in _forms(part)}
    secrets |= set(_in_url(url))
    made = Connection(written, url, tuple(sorted(item for item in secrets if len(item) >= _SHORTEST)))
    if "://" not in url:
        raise SettingError(
            f"the connection of {where} is no URL of a database",
            "It looks like postgresql://user:${DB_PASSWORD}@host/database.",
        )
    if set(_credentials(url)) & _PARTING:
        raise SettingError(
            f"the user or the password in the connection of {where} holds one of @ / ? #, which there part a URL",
            "Percent-encode them, also in the value of a variable: @ as %40, / as %2F, ? as %3F, # as %23.",
        )
    return made


def keeps_no_secret(written: str, where: str) -> None:
    """Checks the URL of a file, which has no user, password or options: what looks like one is never shown.

    Raises:
        SettingError: It has some.
    """
    place = written.partition("://")[2]
    if _ACCOUNT.match(place) or _OPTION.search(place):
        raise SettingError(
            f"the connection of {where} is a file, and holds a user, a password or options, of which a file has none",
            "It looks like duckdb://path/of/file.",
        )


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
    _, _, tail = url.partition("://")
    yield from _forms(_credentials(url).partition(":")[2])
    account = re.match(r"[^\[\]@/?#:]*:([^@/?#]*)(?![^@/?#]*@)", tail)
    if account and not account[1].isdecimal():
        yield from _forms(account[1])
    for pair in re.split("[&;#]", tail.partition("?")[2]):
        name, _, value = pair.partition("=")
        if re.search(r"pass|pwd|secret|token|key|credential", name, re.IGNORECASE):
            yield from _forms(value)


def _credentials(url: str) -> str:
    """The user and the password of a URL: all up to the last `@`, wherever a driver looks for it."""
    return url.partition("://")[2].rpartition("@")[0]


def _pieces(value: str) -> Iterator[str]:
    """The value of a variable, and what the signs that part a URL make of it."""
    yield value
    if "://" not in value:
        yield from re.split("[@/?#&=:;,]", value)


def _forms(secret: str) -> Iterator[str]:
    """A secret as it may appear: as written, decoded, encoded, and quoted by Python."""
    if secret and secret != _HIDDEN:
        for form in (secret, unquote(secret)):
            yield form
            yield quote(form, safe="")
            yield repr(form)[1:-1]
