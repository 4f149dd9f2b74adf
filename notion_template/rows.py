"""What stands in the rows: the sample team, or the one row of settings of an empty template."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from notion_template.building import Order
from notion_template.rich import Json, plain, said
from sheets_template.content import Content, Typed, empty_content, move_days
from sheets_template.model import Scalar
from sheets_template.sample import sample_content
from sync.core.binding import BoundColumn, BoundTab
from sync.core.databases import LINKS, title_key
from sync.core.identity import make_id
from sync.core.parsing import parse_yes_no
from sync.core.schema import TABS
from sync.core.scoring import round_half_up
from sync.core.vocabulary import Language

FILLED = ("settings", "objectives", "metrics", "key_results", "kpi", "ideas", "review", "history")
"""Rows come after those they lead to."""
Pages = Mapping[tuple[str, str], str]
"""Tab and key of a row → id of its page."""


@dataclass(frozen=True, slots=True)
class Filling:
    """One row to be there."""

    tab: str
    key: str
    """By which it is known again: its id, or what else tells it from others."""
    values: Typed


def fillings(order: Order, language: Language) -> list[Filling]:
    """All rows of an order, in the order in which they can be made."""
    if order.sample:
        content = move_days(sample_content(language, order.today, order.source), order.moved)
    else:
        content = empty_content(language, order.today)
    return [
        Filling(tab, _key(tab, row, number), _with_id(tab, row, number))
        for tab in FILLED
        for number, row in enumerate(_rows(content, tab), 1)
    ]


def page_key(tab: str, bound: BoundTab, page: Json) -> str:
    """The key of a row that is there; empty for one that nobody has made for the template."""
    values = {value["id"]: value for value in page["properties"].values()}

    def value(column: str) -> Any:
        at = bound.columns.get(column)
        found = values.get(at.id) if at else None
        return found and found[found["type"]]

    if tab == "settings":
        return "settings"
    if tab == "review":
        return next((one["id"] for one in value("objective") or ()), "")
    if tab == "history":
        return f"{(value('week') or {}).get('start')} {said(value('id') or ())}"
    return said(value("id" if TABS[tab].prefix else title_key(tab)) or ())


def properties_of(
    filling: Filling, bound: BoundTab, pages: Pages, people: Mapping[str, str]
) -> Json:
    """The properties that a new row is made with, by id. People who are not in the workspace, and
    words in columns of numbers, are left out."""
    found = {}
    for key, value in filling.values.items():
        column = bound.columns.get(key)
        if column is None or value is None:
            continue
        target = LINKS.get((filling.tab, key))
        if target is not None:
            linked = pages.get((target, str(value).partition(" ")[0]))
            payload = [{"id": linked}] if linked else None
        else:
            payload = _PAYLOADS[column.type](value, column, people)
        if payload is not None:
            found[column.id] = {column.type: payload}
    return found


def linked_key(filling: Filling, pages: Pages) -> str:
    """The key as ``page_key`` tells it."""
    if filling.tab != "review":
        return filling.key
    return pages.get(("objectives", filling.key), "")


def _rows(content: Content, tab: str) -> Sequence[Typed]:
    return [content.settings] if tab == "settings" else content.rows.get(tab, ())


def _with_id(tab: str, row: Typed, number: int) -> Typed:
    prefix = TABS[tab].prefix
    return {**row, "id": make_id(prefix, number)} if prefix else row


def _key(tab: str, row: Typed, number: int) -> str:
    if tab == "settings":
        return tab
    if tab == "review":
        return str(row["objective"]).partition(" ")[0]
    if tab == "history":
        return f"{row['week']} {row['id']}"
    return make_id(TABS[tab].prefix, number) if TABS[tab].prefix else str(row[title_key(tab)])


def _text(value: Scalar, *_: object) -> list[Json]:
    return plain(str(value))


def _number(value: Scalar, column: BoundColumn, _: object) -> int | float | None:
    if isinstance(value, Decimal):
        value = round_half_up(value, 4) if column.percent else value
        return int(value) if value == value.to_integral_value() else float(value)
    answer = parse_yes_no(str(value))
    return None if answer is None else int(answer)


def _option(value: Scalar, column: BoundColumn, _: object) -> Json:
    known = {word: id_ for id_, word in column.options.items()}
    return {"id": known[str(value)]} if str(value) in known else {"name": str(value)}


def _day(value: Scalar, *_: object) -> Json | None:
    return {"start": value.isoformat()} if isinstance(value, date) else None


def _people(value: Scalar, _: object, people: Mapping[str, str]) -> list[Json] | None:
    id_ = people.get(str(value))
    return [{"object": "user", "id": id_}] if id_ else None


_PAYLOADS: Mapping[str, Callable[[Scalar, BoundColumn, Mapping[str, str]], Any]] = {
    "title": _text, "rich_text": _text, "number": _number, "select": _option, "date": _day,
    "people": _people,
}  # fmt: skip
