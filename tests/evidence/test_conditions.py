"""Conditions mean the same on every engine, and what the format says they mean."""

from __future__ import annotations

from typing import Any

import pytest
from sqlglot import exp

from journeymap.evidence.conditions import matches
from journeymap.evidence.engines import Type
from journeymap.evidence.reading import layout, rows
from journeymap.evidence.statement import Statement, Values
from journeymap.model.conditions import Comparison
from tests.evidence.servers import Bench
from tests.evidence.test_injection import SLY, keeps

TEXTS: list[str | None] = [
    *SLY,
    *(
        "1",
        "1.0",
        " 2 ",
        "-3",
        "+4",
        "1e1",
        "1E1",
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "0x1",
        "1d",
        "1f",
        "5\n",
        "\n5",
        "1_0",
    ),
    *(".5", "7.", ".", "1e999", "9" * 400, "1,5", "١", "true", "True", "FALSE", "0", "yes", "t"),
    *("a", "B", "b", "ä", "Z", "a_b", "axb", "a%b", "a\\_b", "a\\xb", "50%", "50x", "\\", "line\nbreak", "ǆ", "ﬀ"),
    None,
]
CONDITIONS: list[Any] = [
    *[text for text in TEXTS if text is not None],
    *(1, 10, 0.5, -3, 7, True, False),
    ["a", 1, True],
    [],
    *(Comparison.model_validate({"not": value}) for value in (["a"], "a", 1, [1, "B"], True, [])),
    *(Comparison(gte=bound) for bound in ("a", "B", "Z", "", 0, 1.0, "é")),
    *(Comparison(lt=bound) for bound in ("a", "b", "Z", 5, "漢", "ä")),
    Comparison(gte=1, lt=8),
    *(
        Comparison(like=pattern)
        for pattern in (
            "a_b",
            "a%b",
            "a\\_b",
            "%\\%",
            "%",
            "_",
            "50\\%",
            "%\n%",
            "\\",
            "%'%",
            "A%",
            "line%break",
            "{0}",
            "%%s%",
        )
    ),
]


def test_every_condition_on_every_engine(bench: Bench) -> None:
    """Each condition keeps the rows that a filter in Python keeps: numbers, flags, order of bytes, patterns, nulls."""
    source = bench.source(
        [{"said": text, "n": 1} for text in TEXTS], {"said": Type.TEXT, "n": Type.WHOLE}, kind="feedback"
    )
    engine = bench.open()
    found = layout(source, engine.relation(source), (), extras=["said"])
    engine.take("taken", found.relation, rows(found))
    values = Values()
    one, none = exp.Literal.number(1), exp.Literal.number(0)
    picked = [
        exp.Sum(
            this=exp.Case().when(matches({"said": condition}, found.extra, values), one.copy()).else_(none.copy())
        ).as_(f"n{place}")
        for place, condition in enumerate(CONDITIONS)
    ]
    answer = engine.rows(Statement(exp.select(*picked).from_("taken"), values.by_name))[0]
    counted = {place: int(str(n)) for place, n in enumerate(answer)}
    expected = {place: sum(keeps(text, condition) for text in TEXTS) for place, condition in enumerate(CONDITIONS)}
    wrong = {repr(CONDITIONS[place]): (n, expected[place]) for place, n in counted.items() if n != expected[place]}
    assert wrong == {}


@pytest.mark.parametrize("kind", [Type.WHOLE, Type.NUMBER, Type.FLAG])
def test_columns_that_are_no_text(bench: Bench, kind: Type) -> None:
    """Numbers and flags are compared as such, whatever their column is."""
    held: dict[Type, list[Any]] = {
        Type.WHOLE: [1, 2, 10, None, -4],
        Type.NUMBER: [1.0, 2.5, float("nan"), float("inf"), None],
        Type.FLAG: [True, False, None],
    }
    wanted: dict[Type, list[tuple[Any, int]]] = {
        Type.WHOLE: [(1, 1), ("10", 1), (Comparison(gte=2), 2), (Comparison.model_validate({"not": 1}), 4), (True, 1)],
        Type.NUMBER: [(1, 1), (2.5, 1), (Comparison(gte=0), 2), (Comparison(lt=100), 2)],
        Type.FLAG: [(True, 1), (False, 1), ([True, False], 2), (Comparison.model_validate({"not": True}), 2)],
    }
    source = bench.source([{"said": value} for value in held[kind]], {"said": kind}, kind="feedback")
    engine = bench.open()
    found = layout(source, engine.relation(source), (), extras=["said"])
    engine.take("taken", found.relation, rows(found))
    for condition, expected in wanted[kind]:
        values = Values()
        asked = exp.select(exp.Count(this=exp.Star()).as_("n")).from_("taken")
        asked = asked.where(matches({"said": condition}, found.extra, values))
        assert int(str(engine.rows(Statement(asked, values.by_name))[0][0])) == expected, condition
