"""What a formula comes to for one row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sandbox.notion.formulas.columns import read_column
from sandbox.notion.formulas.functions import (
    FUNCTIONS,
    called,
    divided,
    is_blank,
    power,
    remainder,
)  # fmt: skip
from sandbox.notion.formulas.kinds import Record, as_text
from sandbox.notion.formulas.nodes import (
    Binary,
    Call,
    Choice,
    Column,
    FormulaError,
    Items,
    Literal,
    Member,
    Name,
    Node,
    Unary,
)  # fmt: skip
from sandbox.notion.formulas.parsing import parse
from sandbox.notion.model import Page, Property
from sandbox.notion.sight import Sight
from sandbox.notion.spans import Span, at_midnight, to_minute

Value = Callable[[Sight, Page, Property], Any]


@dataclass(frozen=True, slots=True)
class Row:
    """The row that a formula is about, and the way to the cells of any."""

    sight: Sight
    page: Page | None
    value: Value
    names: Mapping[str, Any] = field(default_factory=dict)

    def naming(self, **names: Any) -> Row:
        """The same row with more names."""
        return replace(self, names={**self.names, **names})

    def cell(self, page_id: str | None, column: Column) -> Any:
        """A cell of this row, or of another one; nothing when it is gone."""
        page = self.page if page_id is None else self.sight.space.pages.get(page_id)
        source = self.sight.space.data_sources.get(column.source)
        prop = source.properties.get(column.property) if source else None
        if page is None or prop is None or page.parent.id != column.source:
            return None
        if prop.type == "formula":
            return evaluate(Row(self.sight, page, self.value), prop)
        return read_column(self.sight, page, prop, self.value)


def evaluate(row: Row, prop: Property) -> Any:
    """The result of a formula column: text, number, truth, span, person, record, or a tuple of
    them; nothing when it is broken or runs in a circle."""
    sight = None if row.page is None else row.sight.through(row.page, prop)
    if sight is None:
        return None
    try:
        return result(replace(row, sight=sight), parse(prop.config["expression"]))
    except FormulaError:
        return None


def result(row: Row, node: Node) -> Any:
    """What a part of a formula comes to."""
    return RESULTS[type(node)](row, node)


def _member(row: Row, node: Member) -> Any:
    target = result(row, node.target)
    return row.cell(target.id, node.column) if isinstance(target, Record) else None


def _choice(row: Row, node: Choice) -> Any:
    return result(row, node.yes if result(row, node.condition) else node.no)


def _call(row: Row, node: Call) -> Any:
    special = SPECIAL.get(node.name)
    if special is not None:
        return special(row, node)
    function = FUNCTIONS.get(node.name)
    if function is None:
        raise FormulaError(node.name)
    return called(function, [result(row, one) for one in node.arguments])


def _unary(row: Row, node: Unary) -> Any:
    value = result(row, node.operand)
    if node.operator in {"not", "!"}:
        return not value
    return _counted("*", value, -1 if node.operator == "-" else 1)


def _binary(row: Row, node: Binary) -> Any:
    left, operator = result(row, node.left), node.operator
    if operator in LOGICAL:
        decided = bool(left) is LOGICAL[operator]
        return bool(left) if decided else bool(result(row, node.right))
    right = result(row, node.right)
    if operator in {"==", "!="}:
        return _same(left, right) is (operator == "==")
    if operator in ORDERED:
        return _ordered(operator, left, right)
    return _counted(operator, left, right)


def _counted(operator: str, left: Any, right: Any) -> Any:
    if operator == "+" and (isinstance(left, str) or isinstance(right, str)):
        return as_text(left) + as_text(right)
    try:
        return ARITHMETIC[operator](left or 0, right or 0)
    except (ArithmeticError, TypeError):
        return None


def _same(left: Any, right: Any) -> bool:
    """Equality; no text equals an empty one, truth is no number."""
    if isinstance(left, bool) is not isinstance(right, bool):
        return False
    return bool(left == right) or (left in {None, ""} and right in {None, ""})


def _ordered(operator: str, left: Any, right: Any) -> bool:
    """A comparison; with nothing on a side it is false, but no number counts as 0."""
    if isinstance(left, Span) and isinstance(right, Span):
        left, right = left.start, right.start
    if isinstance(left or right, int | float):
        left, right = left or 0, right or 0
    try:
        return bool(ORDERED[operator](left, right))
    except TypeError:
        return False


def _if(row: Row, node: Call) -> Any:
    pairs = zip(node.arguments[:-1:2], node.arguments[1::2], strict=False)
    met = next((value for asked, value in pairs if result(row, asked)), node.arguments[-1])
    return result(row, met)


def _let(row: Row, node: Call) -> Any:
    for name, value in zip(node.arguments[:-1:2], node.arguments[1::2], strict=False):
        if isinstance(name, Name):
            row = row.naming(**{name.name: result(row, value)})
    return result(row, node.arguments[-1])


def _map(row: Row, node: Call) -> tuple[Any, ...]:
    """What the second argument comes to for every item of the first."""
    values = _list(row, node)
    inner = node.arguments[1]
    return tuple(
        result(row.naming(current=one, index=place), inner) for place, one in enumerate(values)
    )


def _list(row: Row, node: Call) -> tuple[Any, ...]:
    found = result(row, node.arguments[0])
    return found if isinstance(found, tuple) else ()


def _filter(row: Row, node: Call) -> tuple[Any, ...]:
    return tuple(one for one, met in zip(_list(row, node), _map(row, node), strict=True) if met)


def _find(row: Row, node: Call) -> Any:
    return next(iter(_filter(row, node)), None)


def _find_index(row: Row, node: Call) -> int:
    return next((place for place, met in enumerate(_map(row, node)) if met), -1)


def _sort(row: Row, node: Call) -> tuple[Any, ...]:
    """In order, by what the second argument says if there is one; empty items last."""
    values = _list(row, node)
    keys = _map(row, node) if len(node.arguments) > 1 else values
    filled = [(_sortable(key), one) for key, one in zip(keys, values, strict=True)
              if not _absent(key)]  # fmt: skip
    try:
        filled.sort(key=lambda pair: pair[0])
    except TypeError:
        return values
    absent = [one for key, one in zip(keys, values, strict=True) if _absent(key)]
    return (*(one for _, one in filled), *absent)


def _absent(key: Any) -> bool:
    return key != 0 and key is not False and is_blank(key)


def _sortable(key: Any) -> Any:
    if isinstance(key, Span):
        return key.start
    return key if isinstance(key, int | float) else as_text(key).casefold()


def _now(row: Row, node: Call) -> Span:
    now = row.sight.space.now()
    if node.name == "today":
        return Span(at_midnight(now.date()))
    return Span(to_minute(now), timed=True)


SPECIAL: Mapping[str, Callable[[Row, Call], Any]] = {
    "if": _if, "ifs": _if, "let": _let, "lets": _let, "map": _map, "filter": _filter,
    "find": _find, "findIndex": _find_index, "sort": _sort, "now": _now, "today": _now,
    "some": lambda row, node: any(_map(row, node)),
    "every": lambda row, node: all(_map(row, node)),
}  # fmt: skip
"""Functions whose arguments are not all evaluated first."""
LOGICAL = {"and": False, "&&": False, "or": True, "||": True}
"""Operator → what decides it on its left side."""
ORDERED: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
}
ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": divided, "%": remainder, "^": power,
}  # fmt: skip
RESULTS: Mapping[type[Node], Callable[[Row, Any], Any]] = {
    Literal: lambda _, node: node.value,
    Column: lambda row, node: row.cell(None, node),
    Name: lambda row, node: row.names.get(node.name),
    Member: _member,
    Items: lambda row, node: tuple(result(row, one) for one in node.nodes),
    Call: _call,
    Unary: _unary,
    Binary: _binary,
    Choice: _choice,
}
