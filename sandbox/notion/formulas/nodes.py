"""What a formula is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


class FormulaError(Exception):
    """A formula that cannot be read, or whose parts do not fit together."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text, true or false."""

    value: str | float | bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column by the ids of its data source and its own; the token holds the workspace's too."""

    source: str
    property: str
    workspace: str


@dataclass(frozen=True, slots=True)
class Name:
    """``current``, ``index``, or what ``let`` has named."""

    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """A column of another row: ``current.prop("Score")``."""

    target: Node
    column: Column


@dataclass(frozen=True, slots=True)
class Call:
    """A function. As a method it is written behind its first argument."""

    name: str
    arguments: tuple[Node, ...] = ()
    method: bool = False


@dataclass(frozen=True, slots=True)
class Unary:
    """``-``, ``+``, ``!`` or ``not`` before something."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """Two things with an operator between."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Choice:
    """``condition ? yes : no``."""

    condition: Node
    yes: Node
    no: Node


@dataclass(frozen=True, slots=True)
class Items:
    """A list, written out."""

    nodes: tuple[Node, ...]


Node: TypeAlias = Literal | Column | Name | Member | Call | Unary | Binary | Choice | Items
