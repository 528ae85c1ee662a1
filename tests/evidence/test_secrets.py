"""Secrets of connections are filled in from the environment, and never shown."""

from __future__ import annotations

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import EngineError, JourneymapError, SettingError
from journeymap.evidence.engines.sqlalchemy import Database
from journeymap.evidence.secrets import connection

WORD = "s3cret%2Fp@ss:wörd"


def test_variables_are_filled_in() -> None:
    """What the URL names is taken from the environment, and `repr` and `shown` do not have it."""
    made = connection("postgresql://${WHO}:${WORD}@db/shop", "source `web`", {"WHO": "me", "WORD": "geheim"})
    assert made.url == "postgresql://me:geheim@db/shop"
    assert made.shown == "postgresql://${WHO}:${WORD}@db/shop"
    assert "geheim" not in repr(made)
    assert made.scheme == "postgresql"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("postgresql://me:${MISSING}@db", "environment variable MISSING, which is not set"),
        ("postgresql://me:${EMPTY}@db", "environment variable EMPTY, which is not set"),
        ("postgresql://me:${a b}@db", "is no name of a variable"),
        ("${SCHEME}", "is no URL of a database"),
    ],
)
def test_what_is_wrong_is_said(written: str, message: str) -> None:
    """A variable that is missing is named, and a text that is no URL is not shown, for it may be a secret."""
    with pytest.raises(SettingError) as error:
        connection(written, "source `web`", {"EMPTY": "", "SCHEME": "geheim"})
    assert message in error.value.message
    assert "geheim" not in error.value.message + error.value.help_line


@given(st.text(min_size=3, max_size=20).filter(lambda text: not set(text) <= set("*")))
def test_a_message_never_holds_a_secret(word: str) -> None:
    """A driver's text is shown without the secret, be it written plainly, encoded, or as Python quotes it."""
    from urllib.parse import quote

    made = connection("postgresql://me:${WORD}@db/shop", "source `web`", {"WORD": word})
    for form in (word, quote(word, safe=""), repr(word)[1:-1]):
        assert word not in made.without_secrets(f"<{form}>") or word in "<***>"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:geheim@127.0.0.1:1/shop?connect_timeout=2",
        "postgresql://me:geheim@127.0.0.1:notaport/shop",
        "postgresql+nosuchdriver://me:geheim@db/shop",
        "postgresql://me@127.0.0.1:1/shop?password=geheim&connect_timeout=2",
        "postgresql://me@127.0.0.1:1/shop?nosuchoption=1&password=geheim",
        "snowflake://me:geheim@account/shop",
        "oracle://me:geheim@db/shop",
    ],
)
def test_no_traceback_shows_a_password(url: str) -> None:
    """Whatever goes wrong, neither the message nor the chain of errors behind it holds the password."""
    for written, variables in ((url, {}), (url.replace("geheim", "${WORD}"), {"WORD": "geheim"})):
        with pytest.raises(JourneymapError) as error:
            Database(connection(written, "source `web`", variables))
        told = "".join(traceback.format_exception(error.value))
        assert "geheim" not in told.replace(url, "")
        assert "geheim" not in error.value.message + error.value.help_line


def test_a_missing_driver_is_one_sentence() -> None:
    """A database whose package is not installed is told with the command that installs it."""
    with pytest.raises(EngineError) as error:
        Database(connection("snowflake://me:geheim@account/shop", "source `web`", {}))
    assert error.value.message == "the database snowflake://me:***@account/shop needs a driver that is not installed"
    assert error.value.help_line == "Run: pip install 'snowflake-sqlalchemy'"


def test_an_unknown_database_is_told() -> None:
    """A kind of database that nobody speaks to is refused with those that can be asked."""
    with pytest.raises(SettingError, match="`oracle://` is no kind of database"):
        Database(connection("oracle://db/shop", "source `web`", {}))
