"""The text of a formula on its way in: checked, and written as Notion gives it back."""

from __future__ import annotations

from sandbox.notion.errors import invalid
from sandbox.notion.formulas.checking import Scope, checked
from sandbox.notion.formulas.nodes import FormulaError
from sandbox.notion.formulas.parsing import parse
from sandbox.notion.formulas.printing import write
from sandbox.notion.model import DataSource
from sandbox.notion.space import Notion


def written_back(space: Notion, source: DataSource, expression: str) -> str:
    """An expression as answers show it; an empty one is allowed. Raises NotionError."""
    if not expression.strip():
        return ""
    try:
        node, _ = checked(Scope(space, source), parse(expression))
    except FormulaError as error:
        raise invalid(f"Type error with formula. {error}") from error
    return write(node)
