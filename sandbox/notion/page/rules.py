"""The filter and the sorting of a view, told in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.notion.model import DataSource, Json, View
from sandbox.notion.page.cells import Cells
from sandbox.notion.page.naming import title_of
from sandbox.notion.page.words import Words


def rules_of(cells: Cells, source: DataSource, view: View, words: Words) -> list[str]:
    """One line for the filter, one for the sorting; none where there is none."""
    told = [f"{words['filter']}: {_told(cells, source, view.filter, words)}"] if view.filter else []
    sorted_by = ", ".join(_sorts(source, view, words))
    return [*told, f"{words['sort']}: {sorted_by}"] if sorted_by else told


def _sorts(source: DataSource, view: View, words: Words) -> Iterator[str]:
    for one in view.sorts:
        stamp = one.get("timestamp")
        column = source.properties.get(one.get("property", ""))
        name = words["types"].get(stamp) if stamp else column.name if column else "?"
        yield f"{name} {words[one.get('direction', 'ascending')]}"


def _told(cells: Cells, source: DataSource, told: Json, words: Words) -> str:
    for joint in ("and", "or"):
        if joint in told:
            parts = [_told(cells, source, one, words) for one in told[joint]]
            nested = [f"({part})" if joint in one or _is_group(one) else part
                      for part, one in zip(parts, told[joint], strict=True)]  # fmt: skip
            return str(words[joint]).join(nested)
    stamp = told.get("timestamp")
    column = source.properties.get(told.get("property", ""))
    name = words["types"].get(stamp) if stamp else column.name if column else "?"
    inner = next((one for key, one in told.items() if isinstance(one, dict)), {})
    return f"{name} {_condition(cells, inner, words)}"


def _is_group(told: Json) -> bool:
    return "and" in told or "or" in told


def _condition(cells: Cells, told: Json, words: Words) -> str:
    name, wanted = next(iter(told.items()), ("", None))
    if isinstance(wanted, dict) and wanted:
        return _condition(cells, wanted, words)
    phrase = words["conditions"].get(name, name.replace("_", " "))
    if name in {"is_empty", "is_not_empty"} or wanted in ({}, None):
        return str(phrase)
    return f"{phrase} {_value(cells, wanted, words)}"


def _value(cells: Cells, wanted: Any, words: Words) -> str:
    if isinstance(wanted, bool):
        return str(words["yes" if wanted else "no"])
    if isinstance(wanted, list):
        return ", ".join(_value(cells, one, words) for one in wanted)
    user, page = cells.space.users.get(str(wanted)), cells.space.pages.get(str(wanted))
    if wanted == "me":
        return str(words["me"])
    return user.name if user else title_of(page) if page else str(wanted)
