"""One value of a row, ready to be drawn and, where people may, to be edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sandbox.notion.computing import compute, rolled_up
from sandbox.notion.icons import shown_file
from sandbox.notion.model import Json, Page, Property
from sandbox.notion.page.looks import date_text, moment_text, number_text
from sandbox.notion.page.naming import brief, runs_of
from sandbox.notion.rendering_values import value_json
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain


class Cells:
    """Draws values of one workspace in one language."""

    def __init__(self, space: Notion, language: str) -> None:
        self.space, self.language = space, language

    def cell(self, page: Page, column: Property) -> Json:
        """The value of a row in a column."""
        return {"type": column.type, **self._shown(page, column)}

    def _shown(self, page: Page, column: Property) -> Json:
        kind, value = column.type, page.values.get(column.id)
        if kind in {"formula", "rollup"}:
            return self._computed(page, column)
        if kind in _STAMPS:
            return _STAMPS[kind](self, page)
        if kind in {"select", "status", "multi_select"}:
            return _pills(value, column)
        if kind == "number":
            return self.number(value, column.config.get("format", "number"))
        if kind == "unique_id":
            prefix = column.config.get("prefix")
            return _text("" if value is None else f"{prefix}-{value}" if prefix else str(value))
        draw = SIMPLE.get(kind)
        return draw(self, value) if draw else _text("")

    def number(self, value: float | None, number_format: str) -> Json:
        """A number; a share also as the length of a bar."""
        text = number_text(value, number_format)
        shown: Json = {"kind": "number", "text": text, "value": value}
        shown["entered"] = shown["text"] if number_format == "percent" else number_text(value)
        if number_format == "percent" and value is not None:
            shown["share"] = value
        return shown

    def runs(self, value: Iterable[Json] | None) -> Json:
        items = list(value or ())
        text = plain(items)
        return {"kind": "runs", "runs": runs_of(self.space, items), "text": text, "entered": text}

    def date(self, value: Json | None) -> Json:
        found = value or {}
        return {"kind": "text", "text": date_text(value, self.language),
                "start": found.get("start"), "end": found.get("end")}  # fmt: skip

    def people(self, ids: Iterable[str] | None) -> Json:
        return {"kind": "people", "people": [self.person(one) for one in ids or ()]}

    def person(self, user_id: str) -> Json:
        """A user, also one who has left."""
        user = self.space.users.get(user_id)
        if user is None:
            return {"id": user_id, "name": user_id[:8], "kind": "person", "email": ""}
        return {"id": user.id, "name": user.name, "kind": user.kind, "email": user.email}

    def pages(self, ids: Iterable[str] | None) -> Json:
        """Related rows; those in the trash are left out, as in Notion."""
        found = [self.space.pages[one] for one in ids or () if one in self.space.pages]
        there = [page for page in found if not self.space.is_trashed(page.id)]
        return {"kind": "pages", "pages": [brief(page) for page in there]}

    # computed values, which come as answers show them

    def _computed(self, page: Page, column: Property) -> Json:
        value = compute(self.space, page, column, value_json)
        if value.get("type") == "array":
            return {"kind": "many", "cells": [self.answered(one) for one in value["array"]]}
        if value.get("type") == "number":
            return self.number(value.get("number"), self._format(page, column, value))
        return self.answered(value)

    def _format(self, page: Page, column: Property, value: Json) -> str:
        """Percentages of a rollup are shares; sums and the like look like what they sum up."""
        function = str(value.get("function", ""))
        if function.startswith("percent"):
            return "percent"
        source = self.space.data_sources.get(page.parent.id)
        if column.type == "rollup" and source and function in _LIKE_THE_COLUMN:
            rolled = rolled_up(self.space, source, column)
            column = rolled[1] if rolled else column
        return str(column.config.get("format", "number"))

    def answered(self, value: Json) -> Json:
        """A value in the shape of an answer, which names its type."""
        kind = str(value.get("type", ""))
        inside: Any = value.get(kind)
        if kind in {"formula", "rollup"} and isinstance(inside, dict):
            return self.answered(inside)
        draw = ANSWERED.get(kind) or SIMPLE.get(kind)
        if draw is None:
            return {"type": kind, **_text("" if inside is None or inside == {} else str(inside))}
        return {"type": kind, **draw(self, inside)}


_LIKE_THE_COLUMN = frozenset({"sum", "average", "median", "min", "max", "range"})


def _text(text: str) -> Json:
    return {"kind": "text", "text": text}


def _pills(value: Any, column: Property) -> Json:
    chosen = value if isinstance(value, list) else [value] if value else []
    options = {one["id"]: one for one in column.config.get("options", [])}
    return {"kind": "pills", "options": [options[one] for one in chosen if one in options]}


def _link(prefix: str) -> Callable[[Cells, Any], Json]:
    def shown(_cells: Cells, value: str | None) -> Json:
        text = value or ""
        bare = not prefix and "://" not in text
        href = f"{'https://' if bare else prefix}{text}"
        return {"kind": "link", "text": text, "entered": text, "href": href if text else ""}

    return shown


def _files(cells: Cells, value: list[Json] | None) -> Json:
    files = [shown_file(cells.space, one) or {} for one in value or ()]
    return {"kind": "files", "files": [
        {"name": one.get("name", ""), "href": one.get(one.get("type", ""), {}).get("url", "")}
        for one in files
    ]}  # fmt: skip


def _stamp(moment: datetime, cells: Cells) -> Json:
    text = moment.replace(second=0, microsecond=0).isoformat()
    return {**_text(moment_text(text, cells.language)), "start": text}


SIMPLE: Mapping[str, Callable[[Cells, Any], Json]] = {
    "title": lambda cells, value: cells.runs(value),
    "rich_text": lambda cells, value: cells.runs(value),
    "date": lambda cells, value: cells.date(value),
    "people": lambda cells, value: cells.people(value),
    "relation": lambda cells, value: cells.pages(value),
    "checkbox": lambda _, value: {"kind": "check", "checked": bool(value)},
    "url": _link(""),
    "email": _link("mailto:"),
    "phone_number": _link("tel:"),
    "files": _files,
    "place": lambda _, value: _text((value or {}).get("name") or ""),
}
"""Type → how its stored value is drawn."""
ANSWERED: Mapping[str, Callable[[Cells, Any], Json]] = {
    "string": lambda _, value: _text(value or ""),
    "number": lambda cells, value: cells.number(value, "number"),
    "boolean": lambda _, value: {"kind": "check", "checked": bool(value)},
    "people": lambda cells, value: cells.people([one["id"] for one in value or ()]),
    "relation": lambda cells, value: cells.pages([one["id"] for one in value or ()]),
    **dict.fromkeys(
        ("select", "status", "multi_select"),
        lambda _, value: {
            "kind": "pills",
            "options": value if isinstance(value, list) else [value] if value else [],
        },
    ),
}
"""Type → how a value is drawn that comes as answers show it, where that is another way."""
_STAMPS: Mapping[str, Callable[[Cells, Page], Json]] = {
    "created_time": lambda cells, page: _stamp(page.created, cells),
    "last_edited_time": lambda cells, page: _stamp(page.edited, cells),
    "created_by": lambda cells, page: cells.people([page.created_by]),
    "last_edited_by": lambda cells, page: cells.people([page.edited_by]),
}


def row_json(cells: Cells, page: Page, columns: Iterable[Property]) -> Json:
    """A row with its values in some columns."""
    return {
        **brief(page), "locked": page.locked or page.in_trash,
        "cells": {one.id: cells.cell(page, one) for one in columns},
    }  # fmt: skip
