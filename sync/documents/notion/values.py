"""Values of properties, as they are read and as they are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sync.core.binding import BoundColumn
from sync.core.grid import clean, shorten
from sync.core.vocabulary import Cell, CellValue

Json = dict[str, Any]
ITEM, ITEMS = 2000, 100
"""Characters of one item of a text, and items of one text. Notion counts as browsers do: an emoji
is two."""
OPTION = 100
"""Characters of an option's name."""
CUT = "…"
_LINK = re.compile(r"https?://[^\s<>\"']+")


def cell_of(found: Json, column: BoundColumn, *, last_day: bool = False) -> Cell:
    """What a property holds, whatever its type; related rows aside. ``last_day`` takes the end of a
    range of days."""
    value = _value(found, column, last_day=last_day)
    return Cell(value, percent=column.percent and isinstance(value, Decimal))


def related(found: Json) -> list[str]:
    """Ids of the related rows that an answer shows, 25 at most."""
    return [one["id"] for one in found.get("relation") or ()]


def owners(found: Json) -> list[str]:
    """Ids of the people in a property."""
    return [one["id"] for one in found.get("people") or ()] if found["type"] == "people" else []


def content_of(found: Json) -> Any:
    """What people put into a property, without what only shows it: names of people, colours."""
    kind = found["type"]
    held = found.get(kind)
    match kind:
        case "title" | "rich_text":
            return _text(held)
        case "select" | "status":
            return held and held["id"]
        case "multi_select" | "people" | "relation":
            return [one["id"] for one in held or ()]
        case "date":
            return held and [held["start"], held["end"]]
        case _:
            return held


def payload(kind: str, value: CellValue, column: BoundColumn) -> Json:
    """The property as a request sets it; None clears it."""
    match kind:
        case "number":
            return {"number": _number(value)}
        case "select":
            return {"select": None if value is None else _option(str(value), column)}
        case "date":
            day = value.isoformat() if isinstance(value, date) else None
            return {"date": day and {"start": day}}
        case "title":
            return {"title": _items(value)}
        case _:
            return {"rich_text": _items(value)}


def _value(found: Json, column: BoundColumn, *, last_day: bool) -> CellValue:
    kind = found["type"]
    held: Any = found.get(kind)
    if kind == "checkbox":
        return bool(held)
    if held is None or kind not in _READERS:
        return None
    return _day(held, last=last_day) if kind == "date" else _READERS[kind](held, column)


def _word(held: Json, column: BoundColumn) -> str:
    """What an option meant when it was bound, else what it is called now."""
    return column.options.get(held["id"], str(held["name"]))


def _named(held: Sequence[Json], _: BoundColumn) -> str | None:
    return _joined(one.get("name") or "" for one in held)


def _unique(held: Json, _: BoundColumn) -> str:
    return "-".join(str(part) for part in (held["prefix"], held["number"]) if part)


def _computed(held: Json, column: BoundColumn) -> CellValue:
    """Of a formula or a rollup."""
    kind = str(held.get("type"))
    if kind == "boolean":
        return bool(held.get("boolean"))
    if kind == "array":
        shown = (_value(one, column, last_day=False) for one in held["array"])
        return _joined(str(one) for one in shown if one is not None)
    return _value({"type": kind, kind: held.get(kind)}, column, last_day=False)


def _day(held: Json, *, last: bool) -> date:
    return date.fromisoformat(str((held.get("end") if last else None) or held["start"])[:10])


def _text(items: Sequence[Json] | None) -> str:
    return "".join(item.get("plain_text", "") for item in items or ())


def _joined(names: Iterable[str]) -> str | None:
    return clean(", ".join(name for name in names if name))


def _number(value: CellValue) -> int | float | None:
    if not isinstance(value, Decimal):
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _option(word: str, column: BoundColumn) -> Json:
    """By its id, since people may have renamed it; one that is not there yet by its name."""
    known = {meaning: id_ for id_, meaning in column.options.items()}
    if word in known:
        return {"id": known[word]}
    return {"name": word.replace(",", " ")[:OPTION]}


def _items(value: CellValue) -> list[Json]:
    """A text in items; addresses in it become links."""
    text = "" if value is None else str(value)
    items: list[Json] = []
    end = 0
    for found in _LINK.finditer(text):
        address = found[0].rstrip(".,;:)")
        items += _plain(text[end : found.start()])
        items += _plain(address, link=address) if len(address) <= ITEM else _plain(address)
        end = found.start() + len(address)
    items += _plain(text[end:])
    if len(items) > ITEMS:
        items = items[:ITEMS]
        last = items[-1]["text"]
        items[-1] = {"text": {"content": last["content"][: ITEM - 1] + CUT}}
    return items


def _plain(text: str, link: str = "") -> list[Json]:
    size = ITEM if max(text, default="") <= "\uffff" else ITEM // 2
    parts = [text[at : at + size] for at in range(0, len(text), size)]
    linked = {"link": {"url": link}} if link else {}
    return [{"text": {"content": part, **linked}} for part in parts]


def _as_text(held: str, _: BoundColumn) -> str | None:
    return clean(held)


_READERS: Mapping[str, Callable[[Any, BoundColumn], CellValue]] = {
    "title": lambda held, _: clean(_text(held)),
    "rich_text": lambda held, _: clean(_text(held)),
    "number": lambda held, _: shorten(Decimal(repr(held))),
    "select": _word,
    "status": _word,
    "multi_select": lambda held, column: _joined(_word(one, column) for one in held),
    "people": _named,
    "files": _named,
    "date": lambda held, _: _day(held, last=False),
    "url": _as_text,
    "email": _as_text,
    "phone_number": _as_text,
    "string": _as_text,
    "unique_id": _unique,
    "formula": _computed,
    "rollup": _computed,
}
"""Type of a property → what it holds; of other types nothing is read."""
