"""Secrets of connections are filled in from the environment, and never shown."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import EngineError, JourneymapError, SettingError
from journeymap.evidence.engines.files import found
from journeymap.evidence.engines.sqlalchemy import Database
from journeymap.evidence.secrets import connection, keeps_no_secret

VARIABLES = {
    "EMPTY": "",
    "SCHEME": "geheim",
    "AT": "geheimA@geheimB/x",
    "WHOLE": "postgresql://u:geheim@geheim99@127.0.0.1/db",
}
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
        ("postgresql://u:${AT}@127.0.0.1/db", "holds one of @ / ? #"),
        ("postgresql://${AT}:x@127.0.0.1/db", "holds one of @ / ? #"),
        ("postgresql://u:geheim@pw99@127.0.0.1/db", "holds one of @ / ? #"),
        ("postgresql://u:geheim/x@127.0.0.1/db", "holds one of @ / ? #"),
        ("postgresql://u:geheim?x@127.0.0.1/db", "holds one of @ / ? #"),
        ("postgresql://u:geheim#x@127.0.0.1/db", "holds one of @ / ? #"),
        ("${WHOLE}", "holds one of @ / ? #"),
    ],
)
def test_what_is_wrong_is_said(written: str, message: str) -> None:
    """A variable that is missing is named, and a text that is no URL is not shown, for it may be a secret."""
    with pytest.raises(SettingError) as error:
        connection(written, "source `web`", VARIABLES)
    assert message in error.value.message
    assert "geheim" not in error.value.message + error.value.help_line


@given(st.text(min_size=3, max_size=20).filter(lambda text: not set(text) <= set("*")))
def test_a_message_never_holds_a_secret(word: str) -> None:
    """A driver's text is shown without the secret, be it written plainly, encoded, or as Python quotes it."""
    from urllib.parse import quote

    written = quote(word, safe="") if set(word) & set("@/?#") else word
    made = connection("postgresql://me:${WORD}@db/shop", "source `web`", {"WORD": written})
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


def test_what_is_percent_encoded_is_taken() -> None:
    """A password that holds what parts a URL reaches the driver when it is written as the message says."""
    from urllib.parse import quote

    import sqlalchemy

    made = connection("postgresql://me:${WORD}@db/shop?x=1", "source `web`", {"WORD": quote(WORD, safe="")})
    assert sqlalchemy.make_url(made.url).password == WORD
    assert WORD not in made.without_secrets(WORD)


def test_a_kind_of_database_is_not_told_from_a_variable() -> None:
    """What stands before `://` may come from the environment, in whatever case, and is a secret then."""
    for written in ("${P2}://x", "${WHOLE}"):
        with pytest.raises(SettingError) as error:
            Database(connection(written, "source `web`", {"P2": "GeHeim", "WHOLE": "GeHeim://me:geheim@db/shop"}))
        assert error.value.message == f"`{written.removesuffix('x')}` is no kind of database that can be asked"
        assert "geheim" not in (error.value.message + error.value.help_line).lower()


@pytest.mark.parametrize("said", ["no host 'teil99'", "no option x: teil99", "port geheim"])
def test_pieces_of_a_secret_are_blotted_out(said: str) -> None:
    """A driver that cuts a value where it should not does not tell the pieces."""
    made = connection("postgresql://me@db/shop?password=${WORD}", "source `web`", {"WORD": "geheim&teil99=1"})
    assert "***" in made.without_secrets(said)
    assert "geheim" not in connection("postgresql://me:geheim/shop", "source `web`", {}).without_secrets("port geheim")


@pytest.mark.parametrize(
    ("place", "refused"),
    [
        ("u:geheim@x.duckdb", True),
        ("/u:ge/heim@x.duckdb", True),
        ("x.duckdb?motherduck_token=geheim", True),
        ("x.duckdb", False),
        ("C:/a@b/x.duckdb", False),
        ("/C:/a@b/x.duckdb", False),
        ("data/a@b:c.duckdb", False),
    ],
)
def test_a_file_has_no_password(place: str, refused: bool) -> None:
    """The URL of a file that holds one is refused, and not shown; a file may be called what it likes."""
    if not refused:
        keeps_no_secret(f"duckdb://{place}", "source `web`")
        return
    with pytest.raises(SettingError) as error:
        keeps_no_secret(f"duckdb://{place}", "source `web`")
    assert "heim" not in error.value.message + error.value.help_line


@pytest.mark.parametrize("tail", ["user:geheim@h/x.csv", "u:ge?heim@h/x.csv", "h/x.csv?sig=a@geheim", "h/x.csv#geheim"])
def test_an_address_is_shown_without_a_password(tmp_path: Path, tail: str) -> None:
    """Files are not read from a network, and what the address holds of secrets is not told."""
    with pytest.raises(SettingError, match="lies on a network") as error:
        found(tmp_path, f"https://{tail}")
    assert "heim" not in error.value.message + error.value.help_line
