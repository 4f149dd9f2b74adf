"""Rows: looked for, and made where they are not."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from notion_template.building import Building
from notion_template.client import Client, every
from notion_template.rows import FILLED, Filling, linked_key, page_key, properties_of
from sync.transport import TransportError


def ensure_rows(building: Building, wanted: list[Filling]) -> None:
    """Every row of the order, once. A database whose rows were all made before is left alone."""
    made = building.binding.made
    todo = {
        tab for tab in FILLED
        if any(one.tab == tab for one in wanted)
        and made.get(f"rows.{tab}") != building.binding.tabs[tab].data_source
    }  # fmt: skip
    pages: dict[tuple[str, str], str] = {}
    people = _people(building.client) if todo else {}
    for tab in FILLED:
        rows = [one for one in wanted if one.tab == tab]
        if todo and rows:
            _look(building, tab, pages)
        if tab in todo:
            _fill(building, rows, pages, people)
            building.note(f"rows.{tab}", building.binding.tabs[tab].data_source)
        for row in rows:
            building.done(f"row.{tab}.{row.key}")


def _look(building: Building, tab: str, pages: dict[tuple[str, str], str]) -> None:
    bound = building.binding.tabs[tab]
    for page in every(building.client.data_sources.query, data_source_id=bound.data_source):
        if key := page_key(tab, bound, page):
            pages.setdefault((tab, key), page["id"])


def _fill(
    building: Building, rows: list[Filling], pages: dict[tuple[str, str], str],
    people: Mapping[str, str],
) -> None:  # fmt: skip
    for row in rows:
        key = (row.tab, linked_key(row, pages))
        bound = building.binding.tabs[row.tab]
        if key not in pages:
            parent = {"type": "data_source_id", "data_source_id": bound.data_source}
            properties = properties_of(row, bound, pages, people)
            page = building.client.pages.create(parent=parent, properties=properties)
            pages[key] = page["id"]
        building.done(f"row.{row.tab}.{row.key}")


def _people(client: Client) -> dict[str, str]:
    """Name → id of everybody in the workspace; nobody where the connection may not look."""
    try:
        users = list(every(client.users.list))
    except TransportError as error:
        if error.status == HTTPStatus.FORBIDDEN:
            return {}
        raise
    return {one["name"]: one["id"] for one in users if one["type"] == "person" and one["name"]}
