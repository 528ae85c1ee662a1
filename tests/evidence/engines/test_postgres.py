"""PostgreSQL: names of all kinds, only reading, and errors that a person can act on."""

from __future__ import annotations

import socket

import pytest
from sqlglot import exp

from journeymap.errors import InputMissingError, SettingError
from journeymap.evidence.engines import Type
from journeymap.evidence.engines.sqlalchemy import Database
from journeymap.evidence.secrets import connection
from journeymap.evidence.statement import Statement, function, parse
from journeymap.model.source import Source

pytestmark = pytest.mark.postgres


def asked(url: str, *texts: str) -> None:
    """Runs statements as the owner of the database."""
    import psycopg

    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as link:
        for text in texts:
            link.execute(text)


def source(table: str, url: str) -> Source:
    return Source.model_validate({"id": "web", "kind": "events", "connection": url, "table": table})


def test_types_are_known(postgres_url: str) -> None:
    """The inspector's types are told apart as reading needs it."""
    asked(
        postgres_url,
        "DROP SCHEMA IF EXISTS odd CASCADE",
        "CREATE SCHEMA odd",
        'CREATE TABLE odd."my.table" (a text, b varchar(9), c int, d numeric, e real, f bool, g date, h timestamp,'
        ' i timestamptz, j jsonb, k int[], l uuid, "m:n%p""q" bigint, n interval, o char(3), p bytea)',
    )
    engine = Database(connection(postgres_url, "the test"))
    relation = engine.relation(source('odd."my.table"', postgres_url))
    kinds = [item.type for item in relation.columns.values()]
    engine.close()
    assert kinds == [
        Type.TEXT,
        Type.TEXT,
        Type.WHOLE,
        Type.NUMBER,
        Type.NUMBER,
        Type.FLAG,
        Type.DAY,
        Type.LOCAL_TIME,
        Type.TIME,
        Type.OTHER,
        Type.OTHER,
        Type.TEXT,
        Type.WHOLE,
        Type.OTHER,
        Type.TEXT,
        Type.OTHER,
    ]
    assert 'm:n%p"q' in relation.columns


@pytest.mark.parametrize("temporary", [True, False])
def test_nothing_can_be_written(postgres_url: str, temporary: bool) -> None:
    """A function that writes, called by a view that a source names, is refused by the transaction."""
    asked(
        postgres_url,
        "DROP TABLE IF EXISTS kept CASCADE",
        "CREATE TABLE kept (n int)",
        "CREATE OR REPLACE FUNCTION sly() RETURNS int LANGUAGE sql AS 'INSERT INTO kept VALUES (1) RETURNING n'",
        "CREATE OR REPLACE VIEW trap AS SELECT sly() AS n",
    )
    engine = Database(connection(postgres_url, "the test"), temporary=temporary)
    if temporary:
        with pytest.raises(SettingError, match="read-only transaction"):
            engine.stage("taken", Statement(parse("SELECT n FROM trap")))
    else:
        with pytest.raises(SettingError, match="read-only transaction"):
            engine.rows(Statement(parse("SELECT n FROM trap")))
    engine.close()


def test_rights_decide_where_rows_are_kept(postgres_url: str) -> None:
    """Who may make temporary tables has them; who may not is asked the same without."""
    asked(
        postgres_url,
        "DROP ROLE IF EXISTS guest",
        "CREATE ROLE guest LOGIN",
        "REVOKE TEMPORARY ON DATABASE postgres FROM PUBLIC",
    )
    owner, guest = (Database(connection(postgres_url.replace("shop@", f"{who}@"), "t")) for who in ("shop", "guest"))
    there = Statement(exp.select("tablename").from_("pg_catalog.pg_tables").where("tablename = 'staged'"))
    for engine, kept in ((guest, []), (owner, [("staged",)])):
        engine.stage("staged", Statement(parse("SELECT 1 AS n")))
        assert engine.rows(Statement(parse("SELECT n FROM staged"))) == [(1,)]
        assert engine.rows(there) == kept
    owner.close()
    guest.close()


def test_a_table_that_is_not_there(postgres_url: str) -> None:
    """A table that there is not, or that nobody may see, is one sentence."""
    engine = Database(connection(postgres_url, "the test"))
    with pytest.raises(InputMissingError, match=r"there is no table no\.such of postgresql"):
        engine.relation(source("no.such", postgres_url))
    engine.close()


def test_a_timeout_is_told(postgres_url: str) -> None:
    """A question that the server stops is told as such."""
    asked(postgres_url, "CREATE OR REPLACE VIEW slow AS SELECT 1 AS n FROM pg_sleep(2)")
    url = postgres_url + "&options=-c%20statement_timeout%3D50"
    engine = Database(connection(url, "the test"))
    with pytest.raises(SettingError, match="stopped a question that took it too long"):
        engine.rows(Statement(parse("SELECT COUNT(*) AS n FROM slow")))
    engine.close()


def test_connecting_in_vain_is_told() -> None:
    """A server that does not answer is no question that takes too long."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"postgresql://me:geheim@127.0.0.1:{mute.getsockname()[1]}/shop?connect_timeout=2"
        with pytest.raises(SettingError, match=r"/shop\?connect_timeout=2 cannot be reached: .*timeout") as error:
            Database(connection(url, "the test"))
    assert "is up and can be reached from here" in error.value.help_line


def test_days_and_clocks_at_the_edge(postgres_url: str) -> None:
    """Infinite times are no moments, and a text such as `nan` or `1e999` is no number."""
    asked(
        postgres_url,
        "DROP TABLE IF EXISTS edges",
        "CREATE TABLE edges (at timestamptz, said text)",
        "INSERT INTO edges VALUES ('infinity', 'nan'), ('-infinity', '1e999'), ('2026-01-01Z', ' 1.5 '), (NULL, '0x1')",
    )
    engine = Database(connection(postgres_url, "the test"))
    query = parse("SELECT at, said FROM edges")
    query.set("expressions", [function("EPOCH_US", query.selects[0]), function("AS_NUMBER", query.selects[1])])
    found = engine.rows(Statement(query))
    engine.close()
    assert sorted(found, key=str) == [(1767225600000000, 1.5), (None, None), (None, None), (None, None)]


def test_long_answers_come_in_chunks(postgres_url: str) -> None:
    """Rows are fetched some at a time."""
    asked(postgres_url, "CREATE OR REPLACE VIEW series AS SELECT n FROM generate_series(1, 10) AS told(n)")
    engine = Database(connection(postgres_url, "the test"))
    query = parse("SELECT n FROM series")
    sizes = [len(rows) for rows in engine.chunks(Statement(query), 4)]
    engine.close()
    assert sizes == [4, 4, 2]


def test_tables_called_as_staged_rows(postgres_url: str) -> None:
    """A table of the user's is read as what it is, also after rows were staged under its name."""
    asked(postgres_url, "DROP TABLE IF EXISTS walk", "CREATE TABLE walk (n int)", "INSERT INTO walk VALUES (5)")
    engine = Database(connection(postgres_url, "the test"))
    engine.stage("walk", Statement(parse("SELECT 1 AS n")))
    theirs = exp.select("n").from_(engine.relation(source("walk", postgres_url)).table)
    engine.stage("again", Statement(theirs))
    found = engine.rows(Statement(parse("SELECT a.n AS n, w.n AS m FROM again AS a CROSS JOIN walk AS w")))
    engine.close()
    assert found == [(5, 1)]


def test_names_that_are_none(postgres_url: str) -> None:
    """A name of a table that is none is refused before the database is asked."""
    engine = Database(connection(postgres_url, "the test"))
    for name in ("a.b.c.d", "a..b", '"open', "a.", ""):
        with pytest.raises(SettingError, match="is no name of a table"):
            engine.relation(source(name or " .", postgres_url))
    engine.close()


@pytest.mark.parametrize("temporary", [True, False])
def test_types_of_any_name_are_read(postgres_url: str, temporary: bool) -> None:
    """An enumeration or a domain whose name holds what placeholders are written with is staged as any other."""
    asked(
        postgres_url,
        "DROP TABLE IF EXISTS moods",
        'DROP TYPE IF EXISTS "e%s:x"',
        'DROP TYPE IF EXISTS "p%(a)s"',
        "CREATE TYPE \"e%s:x\" AS ENUM ('a', 'b')",
        'CREATE TYPE "p%(a)s" AS (n int)',
        'CREATE TABLE moods (k "e%s:x", o "p%(a)s", b box)',
        "INSERT INTO moods VALUES ('a', ROW(1), NULL)",
    )
    engine = Database(connection(postgres_url, "the test"), temporary=temporary)
    relation = engine.relation(source("moods", postgres_url))
    assert relation.columns["k"].type is Type.TEXT
    assert relation.columns["o"].type is Type.OTHER
    engine.stage("taken", Statement(parse("SELECT k, o FROM moods")))
    assert engine.rows(Statement(parse("SELECT k FROM taken"))) == [("a",)]
    engine.close()
