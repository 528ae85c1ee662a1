"""`journeymap customers`, as a person runs it: what it prints of groups, and the rows that it writes."""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.api.peopling import write as write_people
from journeymap.cli.peopling import summary
from journeymap.evidence.customers import Customer, People
from journeymap.render.tables_cells import harmless, spelled
from tests.conftest import REPOSITORY, TODAY, Run

Write = Callable[..., Path]

MAP = """
journeymap: 1
workspace: {lifecycle: shopper, measure: {min_group: 2}}
lifecycles:
  - id: shopper
    name: Shopper
    stages:
      - {id: looking, name: Looking, entry_events: {source: web, event: view}, exit_events: {source: web, event: buy}}
      - {id: owning, name: Owning, entry_events: {source: web, event: buy}}
personas:
  - {id: gold, name: Gold, segment: {tier: gold}}
sources:
  - {id: web, kind: events, uri: web.csv, columns: {customer: who, time: at, event: what}, timezone: UTC}
journeys:
  - id: shop
    name: Shops
    stages:
      - id: one
        name: One
        touchpoints:
          - {id: view, name: Views, events: {source: web, event: view}}
          - {id: buy, name: Buys, events: {source: web, event: buy}}
plays:
  - {id: thanks, name: Thanks, for: gold, at: "shopper:owning"}
  - {id: hello, name: Hello, at: ["shopper:looking", shop/view]}
"""

WEB = """\
who,at,what,tier
ann,2024-03-01 10:00:00,view,gold
ann,2024-03-02 10:00:00,buy,gold
=1+1,2024-03-01 10:00:00,view,
+46 70,2024-03-01 10:00:00,view,
Åsa,2024-03-01 10:00:00,view,
Åsa,2024-03-03 10:00:00,buy,
"""


@pytest.fixture
def shop(write: Write) -> Path:
    return write({"journeymap.yaml": MAP, "web.csv": WEB})


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_groups_are_printed_and_nothing_is_written(run: Run, shop: Path) -> None:
    """Without --output there is no row of a customer, neither on the screen nor in a file."""
    before = sorted(shop.iterdir())
    done = run("customers", "-w", shop, "--today", "2024-03-05")
    assert done.code == 0, done.err
    assert sorted(shop.iterdir()) == before
    assert "4 customers." in done.out
    assert not re.search(r"ann|Åsa|1\+1|46 70", done.out + done.err)
    assert re.search(r"looking +2 +2 +–", done.out), done.out


def test_a_row_a_customer_is_written_and_said(run: Run, shop: Path) -> None:
    """Stage, since, persona, last touchpoint, what comes next, plays; stderr says that these are rows of customers."""
    done = run("customers", "-w", shop, "-o", "out/who.csv", "--today", "2024-03-05", cwd=shop)
    assert done.code == 0, done.err
    assert "holds a row for each of 4 customers, with the ids that the data has" in done.err
    rows = {row["customer"]: row for row in table(shop / "out/who.csv")}
    assert rows["ann"] == {
        "customer": "ann",
        "persona": "gold",
        "stage": "owning",
        "since": "2024-03-02",
        "furthest_stage": "owning",
        "last_touchpoint": "shop/buy",
        "last_seen": "2024-03-02",
        "next_touchpoint": "",
        "plays": "thanks",
    }
    assert (rows["Åsa"]["plays"], rows["Åsa"]["persona"]) == ("", "")


def test_ids_never_become_formulas(run: Run, shop: Path) -> None:
    """A spreadsheet that opens the table runs nothing of what customers are called."""
    run("customers", "-w", shop, "-o", shop / "who.csv", "--today", "2024-03-05")
    assert {row["customer"] for row in table(shop / "who.csv")} == {"ann", "'=1+1", "'+46 70", "Åsa"}


def test_parquet_holds_the_ids_as_they_are(run: Run, shop: Path) -> None:
    """A program that reads it gets the ids that its own tables have, and null for nothing."""
    import duckdb

    done = run("customers", "-w", shop, "-o", shop / "who.parquet", "--today", "2024-03-05")
    assert done.code == 0, done.err
    with duckdb.connect() as connection:
        read = connection.read_parquet(str(shop / "who.parquet"))
        found = read.project("customer, persona, plays").fetchall()
    assert sorted(found) == [
        ("+46 70", None, "hello"),
        ("=1+1", None, "hello"),
        ("ann", "gold", "thanks"),
        ("Åsa", None, None),
    ]


def test_hashed_ids_need_a_key(run: Run, shop: Path) -> None:
    """Without one, or with one that can be guessed, nothing is read and nothing written."""
    for key, said in (({}, "is not set"), ({"JOURNEYMAP_HASH_KEY": "short"}, "fewer than 16")):
        done = run("customers", "-w", shop, "--hash-ids", "-o", shop / "who.csv", env=key)
        assert done.code == 2
        assert said in done.err
        assert not (shop / "who.csv").exists()
        assert "short" not in done.err


def test_hashed_ids_are_all_that_is_written(run: Run, shop: Path) -> None:
    """Each id is its HMAC-SHA256 under the key, and no id is left in the file."""
    key = "a long enough secret"
    done = run(
        "customers", "-w", shop, "--hash-ids", "-o", shop / "who.csv", "--today", "2024-03-05",
        env={"JOURNEYMAP_HASH_KEY": key},
    )  # fmt: skip
    assert done.code == 0, done.err
    assert "with hashed ids" in done.err
    names = [row["customer"] for row in table(shop / "who.csv")]
    assert sorted(names) == sorted(hashes(("ann", "=1+1", "+46 70", "Åsa"), key))


def hashes(ids: Iterable[str], key: str) -> list[str]:
    return [hmac.new(key.encode(), name.encode(), hashlib.sha256).hexdigest() for name in ids]


@pytest.mark.parametrize("name", ["who.csv", "who.parquet"])
def test_the_order_of_hashed_ids_tells_nothing_of_the_ids(run: Run, write: Write, name: str) -> None:
    """Rows are in the order of the hashes: who knows the ids, but not the key, cannot count off which one is which."""
    import duckdb

    ids = [f"c{number:02}" for number in range(60)]
    rows = "".join(f"{one},2024-03-01 10:00:00,view,\n" for one in ids)
    shop = write({"journeymap.yaml": MAP, "web.csv": "who,at,what,tier\n" + rows})
    key = "a long enough secret"
    run("customers", "-w", shop, "--hash-ids", "-o", shop / name, env={"JOURNEYMAP_HASH_KEY": key})
    with duckdb.connect() as connection:
        found = [who for (who,) in connection.sql(f"SELECT customer FROM '{shop / name}'").fetchall()]
    assert found == sorted(hashes(ids, key)) != hashes(ids, key)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "who.xlsx"), "who.xlsx is neither .csv nor .parquet"),
        (("--lifecycle", "nobody"), "there is no lifecycle `nobody`"),
        (("--lifecycle", "clm"), "lifecycle `clm` says which events"),
        (("--since", "2024-03-09", "--until", "2024-03-01"), "before it begins"),
        (("-o", "."), "neither .csv nor .parquet"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, shop: Path, arguments: tuple[str, ...], said: str) -> None:
    """One sentence, and exit code 2."""
    done = run("customers", *arguments, "--today", "2024-03-05", cwd=shop)
    assert (done.code, said in done.err) == (2, True), done.err


PAYING = """
sources:
  - {id: till, kind: transactions, uri: till.csv, columns: {customer: who, time: at, amount: paid}}
lifecycles:
  - id: paying
    name: Paying
    stages: [{id: pays, name: Pays, entry_events: {source: till, event: order}}]
"""


def test_the_lifecycle_that_events_tell_of_is_taken(run: Run, write: Write) -> None:
    """Where the workspace's own is entered by events of a source that holds none."""
    text = MAP.replace("workspace: {lifecycle: shopper", "workspace: {lifecycle: paying")
    folder = write({"journeymap.yaml": text, "paying.yaml": "journeymap: 1" + PAYING, "web.csv": WEB})
    done = run("customers", "-w", folder, "--today", "2024-03-05")
    assert (done.code, done.out[:17]) == (0, "Lifecycle shopper"), done.err


def test_a_workspace_without_data_is_said(run: Run, write: Write) -> None:
    """It tells where data is named."""
    folder = write({"journeymap.yaml": "journeymap: 1\njourneys: []\n"})
    done = run("customers", "-w", folder)
    assert done.code == 2
    assert "names no data" in done.err


def test_days_that_do_not_count_are_left_out(run: Run, shop: Path) -> None:
    """Until the first of March, nobody had bought."""
    done = run("customers", "-w", shop, "--until", "2024-03-01", "-o", shop / "who.csv", "--today", "2024-03-05")
    assert done.code == 0, done.err
    assert {row["stage"] for row in table(shop / "who.csv")} == {"looking"}


def test_the_same_data_gives_the_same_bytes(run: Run, shop: Path) -> None:
    """In the order of the ids."""
    for name, seed in (("one.csv", "1"), ("two.csv", "2")):
        run("customers", "-w", shop, "-o", shop / name, "--today", "2024-03-05", env={"PYTHONHASHSEED": seed})
    assert (shop / "one.csv").read_bytes() == (shop / "two.csv").read_bytes()
    assert [row["customer"] for row in table(shop / "one.csv")] == ["'+46 70", "'=1+1", "ann", "Åsa"]


def test_the_shop_has_600_customers(run: Run, tmp_path: Path) -> None:
    """All users of the example's log, each in a stage; the furthest one needs a purchase as a loyal customer."""
    done = run("customers", "-w", REPOSITORY / "examples/shop", "-o", tmp_path / "who.csv")
    assert done.code == 0, done.err
    rows = table(tmp_path / "who.csv")
    assert len({row["customer"] for row in rows}) == 600
    assert all(row["stage"] for row in rows)
    assert {row["persona"] for row in rows if row["stage"] == "coming-back"} == {"loyal-customer"}


def told(sizes: dict[tuple[str, str], int], least: int) -> str:
    """What is printed of groups of such sizes, by stage and persona."""
    groups = Counter(sizes)
    people = tuple(
        Customer(f"c{n}", persona, stage, TODAY, stage, "", TODAY, "", ())
        for n, (stage, persona) in enumerate(groups.elements())
    )
    stream = io.StringIO()
    summary(People("l", ("s1", "s2"), people, (), least), stream, colour=False)
    return stream.getvalue()


def cells(text: str, row: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.startswith(row))
    return line.split()[1:]


def test_a_small_group_is_not_told_by_subtraction_either() -> None:
    """Three of a stage's 23 are hidden: so are the smaller of the others, in the row, in the column and where both end.

    Were the 20 told, 28 less 20 would be the 8, and 23 less 12 and 8 the three.
    """
    text = told({("s1", "a"): 12, ("s1", "b"): 8, ("s1", "c"): 3, ("s2", "a"): 30, ("s2", "b"): 20, ("s2", "c"): 40}, 5)
    assert cells(text, "s1") == ["23", "12", "hidden", "few"]
    assert cells(text, "s2") == ["90", "30", "hidden", "hidden"]
    assert cells(text, "All") == ["113", "42", "28", "43"]
    assert "c0" not in text


def test_moves_and_stages_do_not_tell_a_small_group_together(run: Run, write: Write) -> None:
    """Of 22 in a stage, 20 came in January and two in February: the 20 are not told, or 22 less 20 would be the two."""
    rows = [f"c{n},2024-01-05 10:00:00,view,\n" for n in range(20)]
    rows += [f"d{n},2024-02-05 10:00:00,view,\n" for n in range(2)]
    text = MAP.replace("min_group: 2", "min_group: 5")
    shop = write({"journeymap.yaml": text, "web.csv": "who,at,what,tier\n" + "".join(rows)})
    done = run("customers", "-w", shop, "--today", "2024-03-05")
    assert re.search(r"looking +22 +22", done.out), done.out
    assert re.findall(r"(\S+) +\(none\) → looking +(\S+)", done.out) == [("2024-01", "hidden"), ("2024-02", "few")]


def test_where_a_mark_would_tell_a_number_there_is_none() -> None:
    """Of 11, ten are hidden for the sake of one: that these are ten at least would tell it, and is not said."""
    text = told({("s1", "a"): 10, ("s1", "b"): 1}, 10)
    assert cells(text, "s1") == ["11", "hidden", "hidden"]
    assert "few" not in text
    assert "Numbers below 10 are not told, nor those that would tell them by subtraction (all hidden)." in text


def test_the_last_months_are_last_by_time(run: Run, write: Write) -> None:
    """What lies before 1990 is no late month, though its name sorts behind all years."""
    months = ("1980-01", "2024-01", "2024-02", "2024-03")
    rows = [f"c{month}{n},{month}-05 10:00:00,view,\n" for month in months for n in range(9)]
    shop = write({"journeymap.yaml": MAP, "web.csv": "who,at,what,tier\n" + "".join(rows)})
    done = run("customers", "-w", shop, "--today", "2024-04-05")
    assert re.findall(r"^(.*?) +\(none\) → looking", done.out, re.MULTILINE) == ["2024-01", "2024-02", "2024-03"]


@pytest.mark.parametrize("least", [1, 2, 5, 10])
def test_no_printed_number_is_below_the_smallest_group(least: int) -> None:
    """Whatever the sizes of the groups; nor is what a sum leaves after what is told of its parts."""
    sizes = {
        (stage, persona): (n * 7) % 13
        for n, (stage, persona) in enumerate((s, p) for s in ("s1", "s2", "") for p in "abc")
    }
    text = told(sizes, least)
    for row in ("s1", "s2", "(none)", "All"):
        total, *parts = cells(text, row)
        numbers = [int(part) for part in parts if part.isdigit()]
        assert all(number >= least for number in numbers)
        if total.isdigit():
            left = int(total) - sum(numbers)
            assert left == 0 or left >= least


def test_few_customers_are_not_counted() -> None:
    """Three customers are fewer than five, and that is all that is said."""
    text = told({("s1", "a"): 3}, 5)
    assert "Fewer than 5 customers." in text
    assert "3" not in text


SLY = ("\x01=1+1", "\x7f=1", "\ufeff=1", "\u202a=1", "\u2066=1", "\ufffe=1", "\t=1", " \t@x", "\xad=1", "'=1", "=1")
ALIKE = (
    "a",
    "a\x01",
    "a\x02",
    "a\\x01",
    "a\\\x01",
    "a\\\\x01",
    "a\u2028",
    "a\u2029",
    "a\nb",
    "a\rb",
    "d\\user",
    "a;=1",
)


def in_a_table(folder: Path, ids: tuple[str, ...]) -> tuple[str, list[str]]:
    """The text of a CSV of customers with such ids, and the ids as a program reads them."""
    people = tuple(Customer(name, "", "s", TODAY, "s", "", TODAY, "", ("p", "q")) for name in ids)
    write_people(People("l", ("s",), people, (), 1), folder / "who.csv")
    return (folder / "who.csv").read_bytes().decode("utf-8-sig"), [row["customer"] for row in table(folder / "who.csv")]


def test_what_is_stripped_hides_no_formula(tmp_path: Path) -> None:
    """A sign that nobody sees is written, so that nothing before a formula vanishes and leaves it bare."""
    _, found = in_a_table(tmp_path, SLY)
    assert len(set(found)) == len(SLY)
    assert not [name for name in found if re.match(r"[\s\x00-\x1f\xad\ufeff]*[=+@-]", name)]
    assert found[0] == "\\x01=1+1"


@given(st.text(st.sampled_from("=@'; \t\r\n\x01\x0cx01u20a\\\ufeff\u202a\xada\"\u2028\ud800"), max_size=6))
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    """However it begins: neither where commas part cells, nor where semicolons do."""
    told = str(harmless(text))
    assert not re.match(r"[\s\xad]*[=@]", told)
    assert not re.search(r";[=@]", told)


IDS = st.text(st.sampled_from("='; \t\r\n\x01x01u202a\\\u202a\u2028"), max_size=8)


@given(IDS, IDS)
def test_different_ids_stay_different(one: str, other: str) -> None:
    """Whatever they hold."""
    assert (harmless(spelled(one)) == harmless(spelled(other))) == (one == other)


def test_ids_that_look_alike_are_two(tmp_path: Path) -> None:
    """Two that differ in a sign that nobody sees are not one customer; a semicolon parts no cells."""
    text, found = in_a_table(tmp_path, ALIKE)
    assert len(set(found)) == len(ALIKE)
    assert "d\\user" in found
    assert '\r\n"a;\'=1",' in text
    assert ',"p;q"\r\n' in text


def test_long_and_odd_ids_reach_parquet(tmp_path: Path) -> None:
    """Each as it is, however long."""
    import duckdb

    ids = ("a" * 3_000_000, "é" * 9_000_000, "\ufeff=1", "a\x00b", "a\r\nb", 'q"q', "\\", "NULL", " ", "x")
    people = tuple(Customer(name, "", "s", TODAY, "s", "", TODAY, "", ()) for name in ids)
    write_people(People("l", ("s",), people, (), 1), tmp_path / "who.parquet")
    with duckdb.connect() as connection:
        found = connection.read_parquet(str(tmp_path / "who.parquet")).project("customer").fetchall()
    assert [name for (name,) in found] == list(ids)
