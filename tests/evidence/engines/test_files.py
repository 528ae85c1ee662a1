"""Files as sources: every format, and a defined outcome for every way in which a file can be broken."""
# ruff: noqa: DTZ001  # databases have times without a zone

from __future__ import annotations

import csv
import gzip
import io
import json
import random
from pathlib import Path
from typing import Any

import duckdb
import pytest

from journeymap import api
from journeymap.errors import InputMissingError, JourneymapError, SettingError
from journeymap.evidence.data import Data, Staged
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.engines.opening import open_engine
from journeymap.evidence.statement import Statement, parse
from journeymap.model.source import Source
from tests.conftest import TODAY

WORKSPACE = "journeymap: 1\nworkspace: {{name: Shop}}\nsources:\n  - {source}\n"
COLUMNS = {"customer": "who", "time": "at", "event": "what"}
HEAD = "who,at,what\n"
LINE = "ann,2026-01-01T10:00:00Z,look\n"


def staged(folder: Path, content: dict[str, str | bytes], **more: Any) -> tuple[Staged, list[tuple[object, ...]]]:
    """A source of these files, and its rows: customer, event, moment, x0, x1."""
    for name, text in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    said = {"id": "web", "kind": "events", "columns": COLUMNS, "uri": next(iter(content)), **more}
    (folder / "journeymap.yaml").write_text(WORKSPACE.format(source=json.dumps(said)))
    catalogue = api.load([folder])[0].catalogue
    engine = open_engine(catalogue, None, folder)
    try:
        found = Data(catalogue, engine, TODAY).staged(catalogue.sources["web"])
        rows = engine.rows(Statement(parse(f"SELECT event, place FROM {found.name} ORDER BY place")))
        return found, [tuple(row) for row in rows]
    finally:
        engine.close()


def events(rows: list[tuple[object, ...]]) -> str:
    return " ".join(str(row[0]) for row in rows)


def parquet(text: str) -> bytes:
    """A Parquet file of what a query selects."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as made:
        made.execute("SET TimeZone = 'UTC'")
        made.execute(f"COPY ({text}) TO '{folder}/x.parquet' (FORMAT parquet)")
        return (Path(folder) / "x.parquet").read_bytes()


OBJECT = '{"who": "ann", "at": "2026-01-01T10:00:00Z", "what": "look"}'
AS_JSON = f"[{OBJECT},\n {OBJECT.replace('look', 'pay')}]"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv", HEAD + LINE + LINE.replace("look", "pay")),
        ("x.csv", (HEAD + LINE + LINE.replace("look", "pay")).replace("\n", "\r\n")),
        ("x.csv", (HEAD + LINE + LINE.replace("look", "pay")).replace("\n", "\r")),
        ("x.csv", "\ufeff" + HEAD + LINE + LINE.replace("look", "pay")),
        ("x.csv", (HEAD + LINE + LINE.replace("look", "pay")).replace(",", ";")),
        ("x.txt", (HEAD + LINE + LINE.replace("look", "pay")).replace(",", "|")),
        ("x.tsv", (HEAD + LINE + LINE.replace("look", "pay")).replace(",", "\t")),
        ("x.TSV.gz", gzip.compress((HEAD + LINE + LINE.replace("look", "pay")).replace(",", "\t").encode())),
        ("x.csv.gz", gzip.compress((HEAD + LINE + LINE.replace("look", "pay")).encode())),
        ("x.jsonl", OBJECT + "\n" + OBJECT.replace("look", "pay")),
        ("x.ndjson.gz", gzip.compress((OBJECT + "\n\n" + OBJECT.replace("look", "pay") + "\n").encode())),
        ("x.json", AS_JSON),
        ("x.json.gz", gzip.compress(AS_JSON.encode())),
        (
            "x.parquet",
            parquet("SELECT 'ann' AS who, TIMESTAMPTZ '2026-01-01 10:00Z' AS at, UNNEST(['look', 'pay']) AS what"),
        ),
    ],
)
def test_every_format(tmp_path: Path, name: str, content: str | bytes) -> None:
    """Each format gives the same two rows in the order of the file."""
    found, rows = staged(tmp_path, {name: content})
    assert events(rows) == "look pay"
    assert found.read.first == found.read.last
    assert str(found.read.first) == "2026-01-01 10:00:00+00:00"
    assert found.read.dropped == ()


def test_files_with_other_kinds_of_times(tmp_path: Path) -> None:
    """A time with a zone beside one without, which DuckDB reads as one in UTC, is refused where it is read."""
    ends = ", 'ann' AS who, 'look' AS what"
    for other in ("TIMESTAMP '2026-01-01 12:05'", "DATE '2026-01-01'", "1767268800"):
        files = {
            "a.parquet": parquet("SELECT TIMESTAMPTZ '2026-01-01 10:00Z' AS at" + ends),
            "b.parquet": parquet(f"SELECT {other} AS at" + ends),
        }
        with pytest.raises(SettingError, match=r"`at` of \*.parquet is a time with a zone in some files"):
            staged(tmp_path, files, uri="*.parquet")
    same = {name: parquet(f"SELECT TIMESTAMPTZ '2026-01-0{name} 10:00Z' AS at, {name} AS n" + ends) for name in "12"}
    (tmp_path / "b.parquet").unlink()
    found, _ = staged(tmp_path, {f"{name}.parquet": data for name, data in same.items()}, uri="[12].parquet")
    assert found.read.used == 2


def test_a_glob_with_differing_columns(tmp_path: Path) -> None:
    """Files are read in the order of their names; a column that one lacks is empty in its rows."""
    found, rows = staged(
        tmp_path,
        {
            "d/2.csv": HEAD + LINE,
            "d/1.csv": "what,who,colour,at\npay,bo,red,2026-01-02T10:00:00Z\n",
            "d/3.csv": "",
            "d/sub/4.csv": HEAD + LINE.replace("look", "late"),
        },
        uri="d/**/*.csv",
        where={"colour": ["red", "blue"]},
    )
    assert events(rows) == "pay"
    assert found.read.remarks == ("3.csv is empty.",)
    assert events(staged(tmp_path, {"d/5.csv": HEAD + LINE}, uri="d/**/*.csv")[1]) == "pay look late"


def test_parquet_with_differing_columns(tmp_path: Path) -> None:
    """The same for Parquet, fields of structures among the columns."""
    base = "SELECT 'ann' AS who, TIMESTAMP '2026-01-01 10:00' AS at"
    files = {
        "a.parquet": parquet(base + ", 'look' AS what, {'utm': {'medium': 'mail'}} AS traffic"),
        "b.parquet": parquet("SELECT 'pay' AS what, 7 AS more, " + base.removeprefix("SELECT ")),
    }
    found, rows = staged(tmp_path, files, uri="*.parquet", columns=COLUMNS | {"channel": "traffic.utm.medium"})
    assert events(rows) == "look pay"
    assert "traffic.utm" in found.layout.relation.columns


@pytest.mark.parametrize(
    ("uri", "content", "error", "message"),
    [
        ("no.csv", {}, InputMissingError, "there is no file no.csv below"),
        ("*.csv", {}, InputMissingError, "there is no file"),
        ("https://example.com/x.csv?key=geheim", {}, SettingError, "lies on a network"),
        ("s3://bucket/x.parquet", {}, SettingError, "lies on a network"),
        ("x.csv", {"x.csv": ""}, SettingError, "x.csv is empty"),
        ("x.csv", {"x.csv": "\n \n"}, SettingError, "x.csv is empty"),
        ("x.csv", {"x.csv": f"\r\n{HEAD}{LINE}"}, SettingError, "the first line of x.csv is empty"),
        ("logs.csv", {"log.csv": HEAD + LINE}, InputMissingError, "there is no file logs.csv"),
        ("data/", {"data/x.csv": HEAD + LINE}, InputMissingError, "is a folder"),
        ("~/x.csv", {"x.csv": HEAD + LINE}, InputMissingError, "there is no file ~/x.csv"),
        ("x.csv", {"x.csv": "who,who,at,what\n"}, SettingError, "two columns `who`"),
        ("x.csv", {"x.csv": "who;at\n"}, SettingError, "has no column `what`"),
        ("x.csv", {"x.csv": (HEAD + LINE).encode("utf-16")}, SettingError, "UTF-16"),
        ("x.csv", {"x.csv": "whö,at,what\n".encode("latin-1")}, SettingError, "not written in UTF-8"),
        ("x.csv", {"x.csv": b"PK\x03\x04\0\0,at"}, SettingError, "holds a zero byte"),
        ("x.csv", {"x.csv": HEAD + LINE + LINE.replace("\n", "\r\n")}, SettingError, "x.csv cannot be read"),
        ("x.csv.gz", {"x.csv.gz": HEAD + LINE}, SettingError, "cannot be read"),
        ("x.csv.gz", {"x.csv.gz": gzip.compress((HEAD + LINE * 99).encode())[:40]}, SettingError, "cannot be read"),
        ("x.parquet", {"x.parquet": b"PAR1 no"}, SettingError, "x.parquet cannot be read"),
        ("x.parquet", {"x.parquet": b""}, SettingError, "x.parquet cannot be read"),
        ("x.jsonl", {"x.jsonl": ""}, SettingError, "holds no JSON objects"),
        ("x.jsonl", {"x.jsonl": "no\n[1]\n"}, SettingError, "holds no JSON objects"),
        ("x.json", {"x.json": AS_JSON[:-3]}, SettingError, "cannot be read"),
        ("x.xlsx", {"x.xlsx": b"PK"}, SettingError, "no file that can be read as a source"),
        ("x.*", {"x.csv": HEAD, "x.jsonl": OBJECT}, SettingError, "files of different kinds: csv and json"),
        ("x.csv", {"x.csv": HEAD + 'ann,"no end\n'}, SettingError, "no line of it can be read as a row"),
        ("x.csv", {"x.csv": HEAD + "ann,01/02/2026,look\n"}, SettingError, "no time in it can be read"),
    ],
)
def test_broken_files(
    tmp_path: Path, uri: str, content: dict[str, str | bytes], error: type[JourneymapError], message: str
) -> None:
    """What makes a source useless is one sentence, and the tail of an address, where tokens stand, is not shown."""
    with pytest.raises(error) as told:
        staged(tmp_path, {uri: "", **content} if uri in content else {**content, "other": ""}, uri=uri)
    assert message in told.value.message
    assert "geheim" not in told.value.message
    assert "\n" not in told.value.message


def test_a_head_without_rows(tmp_path: Path) -> None:
    """A file with a head only is a source without rows."""
    found, rows = staged(tmp_path, {"x.csv": HEAD})
    assert rows == []
    assert (found.read.rows, found.read.used, found.read.first) == (0, 0, None)


def test_bad_lines_are_counted(tmp_path: Path) -> None:
    """Lines that are no rows are counted, all lines that an open quote swallows among them, and the rest is read."""
    bad = 'too,few\nann,2026-01-01T10:00:00Z,look,more\n"x"y,2026-01-01T10:00:00Z,look\n'
    latin = b"ann,2026-01-01T11:00:00Z,caf\xe9\n"
    content = (HEAD + LINE + bad + "bo,2026-01-01T10:00:00Z,pay\n").encode() + latin + b'cy,"open\n1,2,3\n4,5,6\n'
    found, rows = staged(tmp_path, {"x.csv": content})
    assert events(rows) == "look pay"
    assert {item.reason: item.n for item in found.read.dropped} == {"unreadable": 7}
    assert found.read.rows == 9


def test_bad_json_is_counted(tmp_path: Path) -> None:
    """Lines that are no objects are counted, and the types of values may differ from line to line."""
    lines = [OBJECT, "{bad", "5", "[1]", '"text"', "", OBJECT.replace('"ann"', "7").replace("look", "pay"), "null"]
    lines += ['{"who": {"id": 1}, "at": 1767261600, "what": true}', '{"who": "\xff"']
    found, rows = staged(tmp_path, {"x.jsonl": "\n".join(lines).encode("latin-1")})
    assert events(rows) == "look pay true"
    assert {item.reason: item.n for item in found.read.dropped} == {"unreadable": 6}


def test_fields_of_json(tmp_path: Path) -> None:
    """Fields inside fields are named with dots, also late ones, names with dots, and names that differ in case."""
    lines = [
        json.dumps({"Who": "ann", "who": "bo", "p": {"at": "2026-01-01T10:00:00Z", "q.r": {"s/t~": n}}})
        for n in range(3)
    ]
    late = [json.dumps({"who": "cy", "p": {"at": "2026-01-01T10:00:00Z", "late": {"x": 1}, "q.r": {"s/t~": 9}}})]
    columns = {"customer": "Who", "time": "p.at", "event": "p.q.r.s/t~"}
    content: dict[str, str | bytes] = {"x.jsonl": "\n".join(lines * 7000 + late)}
    found, rows = staged(tmp_path, content, columns=columns)
    assert {item.reason: item.n for item in found.read.dropped} == {"no-customer": 1, "duplicate": 21000 - 3}
    assert events(rows) == "0 1 2"
    found, rows = staged(tmp_path, content, columns=columns | {"customer": "who"}, where={"p.late.x": 1})
    assert events(rows) == "9"


def test_quoted_lines_in_a_large_file(tmp_path: Path) -> None:
    """A field that goes over several lines is one field, also where a large file is cut into pieces."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(["who", "at", "what", "said"])
    chance = random.Random(1)
    for n in range(600_000):
        said = f'line "q"\nnext,2026-01-01T10:00:00Z,ghost,{n}\n' * chance.randint(1, 3)
        writer.writerow([f"c{n}", "2026-01-01T10:00:00Z", "look", said])
    text = held.getvalue()
    assert len(text) > 2 * 32_000_000, "larger than two of DuckDB's pieces"
    found, rows = staged(tmp_path, {"x.csv": text})
    assert found.read.rows == found.read.used == len(rows) == 600_000


TIMES = {
    "2026-01-01T10:00:00Z": "2026-01-01 10:00:00",
    "2026-01-01 10:00": "2026-01-01 09:00:00",
    " 2026-7-1 10:00:00.25 ": "2026-07-01 08:00:00.250000",
    "2026/07/01 10:00:00": "2026-07-01 08:00:00",
    "2026-01-01T10:00:00+02:00": "2026-01-01 08:00:00",
    "2026-01-01 10:00:00 +0530": "2026-01-01 04:30:00",
    "2026-01-01 10:00:00-03": "2026-01-01 13:00:00",
    "2026-01-01 10:00:00 UTC": "2026-01-01 10:00:00",
    "2026-01-01 10:00:00 America/New_York": "2026-01-01 15:00:00",
    "2026-01-01": "2025-12-31 23:00:00",
    "20260101": "2025-12-31 23:00:00",
    "1767261600": "2026-01-01 10:00:00",
    "1767261600.5": "2026-01-01 10:00:00.500000",
    "1767261600000": "2026-01-01 10:00:00",
    "1767261600000000": "2026-01-01 10:00:00",
    "1767261600000000999": "2026-01-01 10:00:00",
    **dict.fromkeys(
        (
            "2026-01-01 10:00:00 PM",
            "2026-01-01 10:00:00 CEST",
            "2026-13-01",
            "2026-02-30 10:00",
            "01/02/2026",
            "infinity",
            "epoch",
            "now",
            "10:00",
            "2026",
            "1.7e9",
            "-5",
            "2026-01-01T10:00:00Z; DROP TABLE x",
            "2026-01-01 25:00",
            "2026-W01",
        ),
    ),
}


def test_times_as_text(tmp_path: Path) -> None:
    """A text is a time only where all of it is understood; without a zone it is read in the source's."""
    held = HEAD + "".join(f'ann,"{text}",e{number}\n' for number, text in enumerate(TIMES))
    (tmp_path / "x.csv").write_text(held)
    said = {"id": "web", "kind": "events", "uri": "x.csv", "columns": COLUMNS, "timezone": "Europe/Stockholm"}
    (tmp_path / "journeymap.yaml").write_text(WORKSPACE.format(source=json.dumps(said)))
    catalogue = api.load([tmp_path])[0].catalogue
    engine = open_engine(catalogue, None, tmp_path)
    data = Data(catalogue, engine, TODAY)
    found = data.staged(catalogue.sources["web"])
    rows = engine.rows(Statement(parse(f"SELECT event, moment FROM {found.name}")))
    engine.close()
    import datetime

    seen = {
        str(event): datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=int(str(n))) for event, n in rows
    }
    assert {text: (str(seen[f"e{n}"]) if f"e{n}" in seen else None) for n, text in enumerate(TIMES)} == TIMES
    assert {item.reason: item.n for item in found.read.dropped} == {"no-time": 15}
    assert any("read as Europe/Stockholm" in remark for remark in found.read.remarks)
    assert any("different units" in remark for remark in found.read.remarks)


def test_a_zone_that_there_is_not(tmp_path: Path) -> None:
    """A time zone is checked before anything is read."""
    with pytest.raises(SettingError) as error:
        staged(tmp_path, {"x.csv": HEAD + LINE}, timezone="Europe/Stokholm")
    assert error.value.help_line == "Did you mean Europe/Stockholm?"


def test_rows_that_name_days_are_no_duplicates(tmp_path: Path) -> None:
    """Where a source knows days only, two equal rows may be two events; nor are answers that name nobody the same."""
    days = "ann,2026-01-01,look\n" * 2
    assert staged(tmp_path, {"x.csv": HEAD + days})[0].read.used == 2
    answers = ",2026-01-01T10:00:00Z,9\n" * 2
    found, _ = staged(tmp_path, {"y.csv": HEAD + answers}, kind="feedback", columns={"time": "at", "score": "what"})
    assert found.read.used == 2


def test_a_duckdb_file(tmp_path: Path) -> None:
    """A table in a DuckDB file is read, and nothing can be written to it."""
    with duckdb.connect(str(tmp_path / "shop.duckdb")) as made:
        made.execute("SET TimeZone = 'UTC'")
        made.execute('CREATE SCHEMA web; CREATE TABLE web."my events" (who VARCHAR, "at" TIMESTAMPTZ, what VARCHAR)')
        made.execute("INSERT INTO web.\"my events\" VALUES ('ann', '2026-01-01 10:00Z', 'look')")
    more = {"uri": None, "connection": "duckdb:///shop.duckdb", "table": 'web."my events"'}
    said = {key: value for key, value in more.items() if value}
    (tmp_path / "journeymap.yaml").write_text(
        WORKSPACE.format(source=json.dumps({"id": "web", "kind": "events", "columns": COLUMNS, **said}))
    )
    catalogue = api.load([tmp_path])[0].catalogue
    engine = open_engine(catalogue, None, tmp_path)
    assert Data(catalogue, engine, TODAY).staged(catalogue.sources["web"]).read.used == 1
    assert isinstance(engine, DuckDB)
    with pytest.raises(SettingError, match="read-only mode"):
        engine._run('DELETE FROM source_0.web."my events"', {}, "it")
    for table, message in (("no", "there is no table no"), ("a.b.c", "there is no table")):
        with pytest.raises(InputMissingError, match=message):
            engine.relation(Source.model_validate({"id": "a", "kind": "events", **said, "table": table}))
    with pytest.raises(InputMissingError, match=r"there is no file no\.duckdb"):
        engine.relation(
            Source.model_validate({"id": "a", "kind": "events", **said, "connection": "duckdb:///no.duckdb"})
        )
    engine.close()


def test_a_quote_that_is_never_closed(tmp_path: Path) -> None:
    """In a large file, nobody knows where its rows end: it is refused, and not read in part."""
    text = HEAD + LINE * 200_000 + 'ann,2026-01-01T10:00:00Z,"loo\n' + LINE
    for name, content in (("x.csv", text.encode()), ("y.csv.gz", gzip.compress(text.encode(), 1))):
        with pytest.raises(SettingError, match="is not closed"):
            staged(tmp_path, {name: content})


@pytest.mark.parametrize("memory", ["lots", "-1", ""])
def test_no_amount_of_memory(tmp_path: Path, memory: str) -> None:
    """A limit that is none is told."""
    with pytest.raises(SettingError, match="is no amount of memory"):
        DuckDB(tmp_path, memory)


def test_progress_is_told(tmp_path: Path) -> None:
    """A statement that runs for more than a second tells how far it is; a short one says nothing."""
    told: list[float] = []
    engine = DuckDB(tmp_path, progress=told.append, threads=1)
    engine.rows(Statement(parse("SELECT 1 AS n")))
    assert told == []
    engine._run("CREATE TEMP TABLE big AS SELECT range AS n FROM range(40000000)", {}, "x")
    engine._run("SELECT COUNT(DISTINCT n % 9999991) FROM big", {}, "x")
    engine.close()
    assert all(0 <= part <= 1 for part in told)
    assert told


def test_the_same_on_every_run(tmp_path: Path) -> None:
    """Twenty runs with one to four threads order the same file alike, byte by byte."""
    chance = random.Random(3)
    lines = [
        f"c{chance.randrange(9)},2026-01-01T10:00:0{chance.randrange(3)}Z,e{chance.randrange(99)}\n"
        for _ in range(30_000)
    ]
    (tmp_path / "x.csv").write_text(HEAD + "".join(lines))
    said = {"id": "web", "kind": "events", "uri": "x.csv", "columns": COLUMNS}
    (tmp_path / "journeymap.yaml").write_text(WORKSPACE.format(source=json.dumps(said)))
    catalogue = api.load([tmp_path])[0].catalogue
    seen = set()
    for number in range(20):
        engine = DuckDB(tmp_path, threads=number % 4 + 1)
        found = Data(catalogue, engine, TODAY).staged(catalogue.sources["web"])
        ordered = (
            "SELECT customer, event, place, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY moment, tie) AS ord"
            f" FROM {found.name} ORDER BY customer, ord"
        )
        seen.add(repr((found.read, engine.rows(Statement(parse(ordered))))))
        engine.close()
    assert len(seen) == 1
