"""A formula as Notion writes it back: one space around operators, brackets around what an operator
joins within another, none that mean nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.notion.formulas.kinds import number_text
from sandbox.notion.formulas.nodes import (
    Binary,
    Call,
    Choice,
    Column,
    Items,
    Literal,
    Member,
    Name,
    Node,
    Unary,
)  # fmt: skip
from sandbox.notion.ids import encoded


def write(node: Node) -> str:
    """The text of a formula."""
    return WRITTEN[type(node)](node)


def _column(node: Column) -> str:
    token = f"{encoded(node.property)}:{node.source}:{node.workspace}"
    return "{{notion:block_property:" + token + "}}"


def _unary(node: Unary) -> str:
    gap = " " if node.operator == "not" else ""
    return f"{node.operator}{gap}{_within(node.operand, Unary, Binary, Choice)}"


def _binary(node: Binary) -> str:
    bare = (Binary, Choice, Unary) if node.operator == "^" else (Binary, Choice)
    left, right = _within(node.left, *bare), _within(node.right, Binary, Choice)
    return f"{left} {node.operator} {right}"


def _choice(node: Choice) -> str:
    parts = (node.condition, node.yes, node.no)
    asked, yes, no = (_within(one, Binary, Choice) for one in parts)
    return f"{asked} ? {yes} : {no}"


def _call(node: Call) -> str:
    if not node.method:
        return f"{node.name}({_listed(node.arguments)})"
    return f"{_target(node.arguments[0])}.{node.name}({_listed(node.arguments[1:])})"


def _target(node: Node) -> str:
    """What stands before a dot."""
    return _within(node, Unary, Binary, Choice)


def _within(node: Node, *bracketed: type[Node]) -> str:
    text = write(node)
    return f"({text})" if isinstance(node, bracketed) else text


def _listed(nodes: tuple[Node, ...]) -> str:
    return ", ".join(write(node) for node in nodes)


def _literal(node: Literal) -> str:
    value = node.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'


WRITTEN: Mapping[type[Node], Callable[[Any], str]] = {
    Literal: _literal,
    Column: _column,
    Name: lambda node: str(node.name),
    Member: lambda node: f"{_target(node.target)}.{write(node.column)}",
    Call: _call,
    Items: lambda node: f"[{_listed(node.nodes)}]",
    Unary: _unary,
    Binary: _binary,
    Choice: _choice,
}
