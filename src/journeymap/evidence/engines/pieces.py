"""Staged statements that are repeated in each statement that reads them, as WITH in front of it.

So works a database that may not be written to. A piece stands in front once, and only where it is read, after the
pieces that it reads itself; each brings its own values, whose placeholders get names of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.evidence.statement import Scalar

OWN = "journeymap_"
"""What the names of staged rows begin with where they stand beside tables of others, and would come before those."""


class Pieces:
    """Statements by the names under which others read them.

    A name may be used anew: what was kept before goes on reading what the name stood for then.
    """

    def __init__(self) -> None:
        self._held: dict[str, Statement] = {}
        self._current: dict[str, str] = {}

    def hold(self, name: str, statement: Statement) -> None:
        """Keeps a statement under a name."""
        version = f"{name}_v{len(self._held)}"
        piece = f"{OWN}{version}"
        renamed = {old: f"{version}_{old}" for old in statement.values}
        tree = self._reading(statement.tree)
        for item in tree.find_all(exp.Placeholder):
            item.set("this", renamed[item.name])
        self._held[piece] = Statement(tree, {renamed[old]: value for old, value in statement.values.items()})
        self._current[name] = piece

    def whole(self, statement: Statement) -> Statement:
        """A statement with all that it reads in front of it."""
        tree = self._reading(statement.tree)
        wanted: set[str] = set()
        pending = [tree]
        while pending:
            fresh = _read_by(pending.pop()) & self._held.keys() - wanted
            wanted |= fresh
            pending += [self._held[name].tree for name in fresh]
        fronts = [name for name in self._held if name in wanted]
        values: dict[str, Scalar] = dict(statement.values)
        for name in fronts:
            values |= self._held[name].values
        _put_before(tree, [_front(name, self._held[name].tree.copy()) for name in fronts])
        return Statement(tree, values)

    def _reading(self, tree: exp.Query) -> exp.Query:
        """A tree that reads the pieces for which its names stand now."""
        return reading(tree, self._current)


def reading(tree: exp.Query, names: Mapping[str, str]) -> exp.Query:
    """A copy of a tree that reads staged rows by other names; tables of others carry a schema, or none is like these.

    Args:
        tree: A query.
        names: The names that rows are known by, with those that they stand under.
    """
    copy = tree.copy()
    own = {item.alias for item in copy.find_all(exp.CTE)}
    for item in copy.find_all(exp.Table):
        if not item.db and item.name not in own and item.name in names:
            if not item.alias:
                item.set("alias", exp.TableAlias(this=exp.to_identifier(item.name)))
            item.set("this", exp.to_identifier(names[item.name]))
    return copy


def times_read(tree: exp.Query, name: str) -> int:
    """How often a statement reads one of its pieces."""
    return sum(item.name == name and not item.db for item in tree.find_all(exp.Table))


def _read_by(tree: exp.Query) -> set[str]:
    return {item.name for item in tree.find_all(exp.Table) if not item.db}


def _front(name: str, tree: exp.Query) -> exp.CTE:
    return exp.CTE(this=tree, alias=exp.TableAlias(this=exp.to_identifier(name)))


def _put_before(tree: exp.Query, fronts: list[exp.CTE]) -> None:
    if not fronts:
        return
    own = tree.args.get("with_")
    if own is None:
        tree.set("with_", exp.With(expressions=fronts))
    else:
        own.set("expressions", [*fronts, *own.expressions])
