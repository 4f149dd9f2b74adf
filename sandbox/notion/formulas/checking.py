"""Whether the parts of a formula fit together; columns named in it become tokens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sandbox.notion.formulas import schema
from sandbox.notion.formulas.functions import FUNCTIONS, result_kind, takes
from sandbox.notion.formulas.kinds import (
    ANY,
    BOOLEAN,
    DATE,
    NUMBER,
    TEXT,
    Kind,
    common,
    fits,
    list_of,
)  # fmt: skip
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
from sandbox.notion.ids import decoded
from sandbox.notion.model import DataSource
from sandbox.notion.space import Notion

Checked = tuple[Node, Kind]
LOGICAL = frozenset({"and", "or", "&&", "||"})
EQUAL = frozenset({"==", "!="})
ORDERED = frozenset({"<", ">", "<=", ">="})


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a formula stands: its data source, and what its names mean."""

    space: Notion
    source: DataSource | None
    names: Mapping[str, Kind] = field(default_factory=dict)
    trail: frozenset[str] = frozenset()
    """Ids of the formulas and rollups that are being looked into."""

    def naming(self, **names: Kind) -> Scope:
        """The same place with more names."""
        return replace(self, names={**self.names, **names})


def checked(scope: Scope, node: Node) -> Checked:
    """The formula with tokens for columns, and the kind of its result. Raises FormulaError."""
    return CHECKS[type(node)](scope, node)


def _literal(_scope: Scope, node: Literal) -> Checked:
    known = {bool: BOOLEAN, float: NUMBER, str: TEXT}
    return node, known[type(node.value)]


def _name(scope: Scope, node: Name) -> Checked:
    if node.name not in scope.names:
        raise FormulaError(f"{node.name!r} is not defined.")
    return node, scope.names[node.name]


def _member(scope: Scope, node: Member) -> Checked:
    target, _ = checked(scope, node.target)
    return Member(target, node.column), _column_kind(scope, node.column)


def _items(scope: Scope, node: Items) -> Checked:
    found = [checked(scope, one) for one in node.nodes]
    return Items(_nodes(found)), list_of(common([kind for _, kind in found]))


def _unary(scope: Scope, node: Unary) -> Checked:
    wanted = BOOLEAN if node.operator in {"not", "!"} else NUMBER
    operand, kind = checked(scope, node.operand)
    _need(kind, wanted, node.operator)
    return Unary(node.operator, operand), wanted


def _binary(scope: Scope, node: Binary) -> Checked:
    left, right = checked(scope, node.left), checked(scope, node.right)
    return Binary(node.operator, left[0], right[0]), _binary_kind(node.operator, left[1], right[1])


def _choice(scope: Scope, node: Choice) -> Checked:
    found = [checked(scope, one) for one in (node.condition, node.yes, node.no)]
    _need(found[0][1], BOOLEAN, "?")
    return Choice(*_nodes(found)), common([kind for _, kind in found[1:]])


def _binary_kind(operator: str, left: Kind, right: Kind) -> Kind:
    if operator in LOGICAL:
        _need(left, BOOLEAN, operator)
        _need(right, BOOLEAN, operator)
        return BOOLEAN
    if operator in EQUAL:
        return BOOLEAN
    if operator in ORDERED:
        if not fits(left, right) or left.name not in {"number", "text", "date", "boolean", "any"}:
            raise _mismatch(operator, left.name, right)
        return BOOLEAN
    if operator == "+" and TEXT in {left, right}:
        return TEXT
    if operator == "+" and ANY in {left, right}:
        return common([left, right])
    _need(left, NUMBER, operator)
    _need(right, NUMBER, operator)
    return NUMBER


def _call(scope: Scope, node: Call) -> Checked:
    if node.name == "prop":
        return _prop(scope, node)
    if node.name in SPECIAL:
        return SPECIAL[node.name](scope, node)
    function = FUNCTIONS.get(node.name)
    if function is None:
        raise FormulaError(f"Undefined function {node.name!r}.")
    found = [checked(scope, one) for one in node.arguments]
    kinds = [kind for _, kind in found]
    takes(node.name, function, kinds)
    return replace(node, arguments=_nodes(found)), result_kind(function, kinds)


def _prop(scope: Scope, node: Call) -> Checked:
    *target, name = node.arguments or (Literal(""),)
    if len(target) != int(node.method) or not isinstance(name, Literal):
        raise FormulaError("prop() needs the name of a property.")
    if not target:
        column = _named_column(scope, scope.source, str(name.value))
        return column, _column_kind(scope, column)
    row, kind = checked(scope, target[0])
    if kind.name != "page":
        raise _mismatch("prop", "page", kind)
    column = _named_column(scope, scope.space.data_sources.get(kind.source), str(name.value))
    return Member(row, column), _column_kind(scope, column)


def _named_column(scope: Scope, source: DataSource | None, name: str) -> Column:
    properties = source.properties if source else {}
    by_name = {one.name: one.id for one in properties.values()}
    found = by_name.get(name) or (decoded(name) if decoded(name) in properties else None)
    if source is None or found is None:
        raise FormulaError(f'Undefined property "{name}".')
    return Column(source.id, found, scope.space.workspace_id)


def _column_kind(scope: Scope, column: Column) -> Kind:
    """Of a column that is gone nothing is known."""
    source = scope.space.data_sources.get(column.source)
    prop = source.properties.get(column.property) if source else None
    if source is None or prop is None:
        return ANY
    return schema.kind_of_column(scope.space, source, prop, scope.trail)


def _if(scope: Scope, node: Call) -> Checked:
    """Pairs of a condition and a value, then what holds otherwise."""
    count = len(node.arguments)
    if count != 3 if node.name == "if" else count < 3 or count % 2 == 0:
        raise FormulaError(f"{node.name}() has the wrong number of arguments.")
    found = [checked(scope, one) for one in node.arguments]
    for place in range(0, count - 1, 2):
        _need(found[place][1], BOOLEAN, node.name)
    values = [found[place][1] for place in range(1, count, 2)] + [found[-1][1]]
    return replace(node, arguments=_nodes(found)), common(values)


def _let(scope: Scope, node: Call) -> Checked:
    """Pairs of a name and its value, then what is made of them."""
    count = len(node.arguments)
    if count != 3 if node.name == "let" else count < 3 or count % 2 == 0:
        raise FormulaError(f"{node.name}() has the wrong number of arguments.")
    arguments: list[Node] = []
    for place in range(0, count - 1, 2):
        name = node.arguments[place]
        if not isinstance(name, Name):
            raise FormulaError(f"{node.name}() needs a name.")
        value, kind = checked(scope, node.arguments[place + 1])
        arguments += [name, value]
        scope = scope.naming(**{name.name: kind})
    last, kind = checked(scope, node.arguments[-1])
    return replace(node, arguments=(*arguments, last)), kind


def _each(scope: Scope, node: Call) -> Checked:
    """What is asked or made of every item of a list."""
    if len(node.arguments) != 2 and not (node.name == "sort" and len(node.arguments) == 1):
        raise FormulaError(f"{node.name}() needs a list and an expression.")
    listed, kind = checked(scope, node.arguments[0])
    if kind.name not in {"list", "any"}:
        raise _mismatch(node.name, "list", kind)
    item = kind.item or ANY
    arguments, made = [listed], ANY
    if len(node.arguments) == 2:
        inner, made = checked(scope.naming(current=item, index=NUMBER), node.arguments[1])
        arguments.append(inner)
    if node.name not in {"map", "sort"}:
        _need(made, BOOLEAN, node.name)
    results = {"map": list_of(made), "filter": kind, "sort": kind, "find": item,
               "findIndex": NUMBER}  # fmt: skip
    return replace(node, arguments=tuple(arguments)), results.get(node.name, BOOLEAN)


def _moment(scope: Scope, node: Call) -> Checked:
    del scope
    if node.arguments:
        raise FormulaError(f"{node.name}() takes no arguments.")
    return node, DATE


SPECIAL: Mapping[str, Callable[[Scope, Call], Checked]] = {
    "if": _if, "ifs": _if, "let": _let, "lets": _let, "now": _moment, "today": _moment,
    **dict.fromkeys(("map", "filter", "find", "findIndex", "some", "every", "sort"), _each),
}  # fmt: skip
"""Functions whose arguments are not all evaluated first."""


def _need(found: Kind, wanted: Kind, where: str) -> None:
    if not fits(found, wanted):
        raise _mismatch(where, wanted.name, found)


def _mismatch(where: str, wanted: str, found: Kind) -> FormulaError:
    return FormulaError(f"Type mismatch in {where}: expected {wanted}, found {found.name}.")


def _nodes(found: list[Checked]) -> tuple[Node, ...]:
    return tuple(node for node, _ in found)


CHECKS: Mapping[type[Node], Callable[[Scope, Any], Checked]] = {
    Literal: _literal,
    Column: lambda scope, node: (node, _column_kind(scope, node)),
    Name: _name,
    Member: _member,
    Items: _items,
    Call: _call,
    Unary: _unary,
    Binary: _binary,
    Choice: _choice,
}
