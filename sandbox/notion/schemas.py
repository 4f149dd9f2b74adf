"""Columns of a data source as requests describe them: everything is checked on a draft first, then
carried out, so that a refused request changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from sandbox.notion.asked import Asked
from sandbox.notion.columns import TYPES, config, description, find_property, needed_type, type_told
from sandbox.notion.errors import NotionError, invalid
from sandbox.notion.model import TITLE, DataSource, Json, Parent, Property
from sandbox.notion.operations_schema import (
    add_property,
    delete_property,
    describe_property,
    free_name,
    new_id,
    rename_property,
)
from sandbox.notion.rechecking import changed_column
from sandbox.notion.told import mapping, one_of, text

ORDER = {"relation": 1, "rollup": 2, "formula": 3}
"""Columns that refer to others come after them."""
LONGEST_NAME = 2000
Step = Callable[[DataSource], object]


@dataclass(slots=True)
class Draft:
    """What a request wants of a data source: how it will look, and the steps towards it."""

    source: DataSource
    steps: list[Step] = field(default_factory=list)

    def build(self, source: DataSource) -> None:
        """Carry it out."""
        source.properties[TITLE] = self.source.properties[TITLE]
        for step in self.steps:
            step(source)


def create_columns(asked: Asked, told: object, where: str) -> Draft:
    """The columns of a new data source, which will have the id of the draft's."""
    now, space = asked.space.now(), asked.space
    scratch = DataSource(space.uuid(), Parent("database_id"), now, now, asked.by, asked.by)
    scratch.properties[TITLE] = Property(TITLE, "Name", "title")
    draft = Draft(scratch)
    columns = mapping(told, where)
    for name, one in columns.items():
        if "title" in mapping(one, f"{where}.{name}"):
            _title(draft, name, columns, where)
    for name, one in sorted(columns.items(), key=_order):
        if "title" not in one:
            _add(asked, draft, name, one, f"{where}.{name}")
    return draft


def _order(column: tuple[str, Any]) -> int:
    return max((ORDER.get(kind, 0) for kind in column[1]), default=0)


def _title(draft: Draft, name: str, columns: Mapping[str, Any], where: str) -> None:
    if [one for one in columns.values() if isinstance(one, dict) and "title" in one][1:]:
        raise invalid("A data source must have exactly one title property.")
    needed_type(columns[name], f"{where}.{name}")
    draft.source.properties[TITLE].name = name
    told = description(columns[name], f"{where}.{name}")
    draft.source.properties[TITLE].description = told


def _add(asked: Asked, draft: Draft, name: str, told: Any, where: str) -> None:
    inner = mapping(told, where)
    kind = needed_type(inner, where)
    if kind == "title":
        raise invalid("A data source must have exactly one title property.")
    free_name(draft.source, name)
    kept = config(asked, draft.source, kind, inner, where)
    _no_twin_within(draft.source, kind, kept)
    prop = Property(new_id(asked.space, draft.source), name, kind, kept, description(inner, where))
    draft.source.properties[prop.id] = prop

    draft.steps.append(lambda source: add_property(asked.space, source, prop, asked.by))


def _no_twin_within(source: DataSource, kind: str, kept: Json) -> None:
    """A two-way relation of a data source with itself breaks Notion; people can make one."""
    dual = kind == "relation" and kept["type"] == "dual_property"
    if dual and kept["data_source_id"] == source.id:
        raise NotionError(500, "internal_server_error", "Unexpected error occurred.")


def change_columns(asked: Asked, source: DataSource, told: object) -> None:
    """Delete (null), rename, retype, set or add columns."""
    columns = mapping(told, "body.properties")
    draft = Draft(_copy(source))
    for reference, one in sorted(columns.items(), key=_change_order):
        _change(asked, draft, reference, one, f"body.properties.{reference}")
    draft.build(source)


def _change_order(column: tuple[str, Any]) -> int:
    return -1 if column[1] is None else _order(column) if isinstance(column[1], dict) else 0


def _copy(source: DataSource) -> DataSource:
    return DataSource(
        source.id, source.parent, source.created, source.edited, source.created_by,
        source.edited_by, title=source.title, rows=source.rows,
        properties={key: deepcopy(one) for key, one in source.properties.items()},
    )  # fmt: skip


def _change(asked: Asked, draft: Draft, reference: str, told: Any, where: str) -> None:
    prop = find_property(draft.source, reference)
    if told is None:
        _delete(asked, draft, prop, reference)
        return
    inner = mapping(told, where)
    kind = type_told(inner, where)
    if prop is None and kind is None and "name" in inner:
        raise invalid(f"{reference} is not a property that exists.")
    if prop is None:
        _add(asked, draft, reference, inner, where)
        return
    if kind is None and "name" not in inner:
        raise one_of(TYPES, where, inner)
    _rename(asked, draft, prop, inner, where)
    if kind is not None:
        draft.steps += changed_column(asked, draft.source, prop, kind, inner)
        _no_twin_within(draft.source, prop.type, {"type": "", **prop.config})
    if "description" in inner:
        said = description(inner, where)
        draft.steps.append(
            lambda source: describe_property(asked.space, source, prop.id, said, asked.by)
        )


def _delete(asked: Asked, draft: Draft, prop: Property | None, reference: str) -> None:
    if prop is None:
        raise invalid(f"{reference} is not a property that exists.")
    if prop.id == TITLE:
        raise invalid("Cannot delete the title property.")
    del draft.source.properties[prop.id]
    draft.steps.append(lambda source: delete_property(asked.space, source, prop.id, asked.by))


def _rename(asked: Asked, draft: Draft, prop: Property, told: Json, where: str) -> None:
    if "name" not in told or told["name"] == prop.name:
        return
    name = text(told["name"], f"{where}.name", LONGEST_NAME)
    free_name(draft.source, name, prop.id)
    prop.name = name
    draft.steps.append(lambda source: rename_property(asked.space, source, prop.id, name, asked.by))
