"""The text of a formula on its way in: checked, and written as Notion gives it back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sandbox.notion.errors import invalid
from sandbox.notion.formulas.checking import Scope, checked
from sandbox.notion.formulas.nodes import FormulaError
from sandbox.notion.formulas.parsing import parse
from sandbox.notion.formulas.printing import write
from sandbox.notion.model import DataSource
from sandbox.notion.space import Notion

_SOURCE = re.compile(r"(\{\{notion:block_property:[^:}]*:)([^:}]*)")


def written_back(space: Notion, source: DataSource, expression: str) -> str:
    """An expression as answers show it; an empty one is allowed. Raises NotionError."""
    if not expression.strip():
        return ""
    try:
        node, _ = checked(Scope(space, source), parse(expression))
    except FormulaError as error:
        raise invalid(f"Type error with formula. {error}") from error
    return write(node)


def repointed(expression: str, sources: Mapping[str, str]) -> str:
    """The same formula of a copied data source: tokens lead to the copies. ``sources`` maps the
    ids of data sources to those of their copies; columns keep their ids."""
    return _SOURCE.sub(lambda met: f"{met[1]}{sources.get(met[2], met[2])}", expression)
