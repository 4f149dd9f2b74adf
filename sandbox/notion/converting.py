"""What becomes of a value when its column gets another type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.notion.model import Property
from sandbox.notion.moments import entered_date
from sandbox.notion.options import find_option, new_option
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain, plain_item

TEXTS = frozenset({"title", "rich_text"})
STRINGS = frozenset({"url", "email", "phone_number"})
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def converted(space: Notion, old: Property, new: Property, value: Any) -> Any:
    """The value in the new column; nothing when it means nothing there. Missing options are made.

    A relation keeps its rows only when it leads to the same data source."""
    if value is None:
        return None
    if old.type == "relation" or new.type == "relation":
        same = old.type == new.type and (
            old.config["data_source_id"] == new.config["data_source_id"]
        )
        return value if same else None
    if old.type == new.type and "options" not in old.config:
        return value
    said = spelt(old, value)
    return INTO[new.type](space, new, said) if said and new.type in INTO else None


def spelt(prop: Property, value: Any) -> str:
    """A value as text."""
    if prop.type in TEXTS:
        return plain(value)
    if "options" in prop.config:
        ids = value if isinstance(value, list) else [value]
        found = (find_option(prop.config["options"], {"id": one}) for one in ids)
        return ", ".join(one["name"] for one in found if one)
    if prop.type == "date":
        return " → ".join(filter(None, (value["start"], value["end"])))
    if prop.type == "checkbox":
        return "Yes" if value else "No"
    if prop.type == "number":
        return f"{value:g}" if isinstance(value, float) else str(value)
    return str(value) if prop.type in STRINGS else ""


def _number(_space: Notion, _prop: Property, said: str) -> int | float | None:
    plainer = said.replace(",", "").replace(" ", "").strip("%$€")
    if not NUMBER.fullmatch(plainer):
        return None
    return float(plainer) if "." in plainer else int(plainer)


def _date(_space: Notion, _prop: Property, said: str) -> Any:
    start, _, end = said.partition(" → ")
    found = entered_date(start)
    return found and {"start": found, "end": entered_date(end), "time_zone": None}


def _option(space: Notion, prop: Property, said: str) -> str | None:
    options = prop.config["options"]
    found = find_option(options, {"name": said})
    if found is None:
        if prop.type == "status":
            return None
        found = new_option(space, said.replace(",", "")[:100], len(options))
        options.append(found)
    return str(found["id"])


def _options(space: Notion, prop: Property, said: str) -> list[str]:
    found = (_option(space, prop, one.strip()) for one in said.split(",") if one.strip())
    return list(dict.fromkeys(one for one in found if one))


INTO: Mapping[str, Callable[[Notion, Property, str], Any]] = {
    "title": lambda _space, _prop, said: [plain_item(said)],
    "rich_text": lambda _space, _prop, said: [plain_item(said)],
    "url": lambda _space, _prop, said: said,
    "email": lambda _space, _prop, said: said,
    "phone_number": lambda _space, _prop, said: said,
    "checkbox": lambda _space, _prop, said: said.casefold() in {"yes", "true", "1", "✓"},
    "number": _number, "date": _date, "select": _option, "status": _option,
    "multi_select": _options,
}  # fmt: skip
