"""The home page: found again, or made; and what stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus

from notion_template import words
from notion_template.building import Building
from notion_template.client import Client, every
from notion_template.errors import (
    ParentInTrashError,
    ParentIsDatabaseError,
    explained,
)
from notion_template.guide import Marker, home_request, marker_text, parse_marker
from notion_template.rich import Json, said
from sheets_template.guide_text import TITLE
from sync.core.binding import Binding
from sync.errors import SyncError
from sync.transport import TransportError


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands on the home page."""

    databases: tuple[str, ...]
    """Ids in the order of the page; linked ones, too."""
    marker: Marker | None
    marker_block: str = ""
    now_block: str = ""
    """The heading under which the linked views stand."""


def find_homes(client: Client, parent: str) -> list[str]:
    """Ids of the pages under ``parent`` that the installer made, finished or not; copies that
    people made of them, too, and ``parent`` itself when it is one. Their titles do not matter."""
    try:
        blocks = list(every(client.blocks.children.list, block_id=parent))
    except TransportError as error:
        raise _no_page(client, parent, error) from error
    if any(parse_marker(said(_items(block))) for block in blocks):
        return [parent]
    pages = [block["id"] for block in blocks if block["type"] == "child_page"]
    return [page for page in pages if look_inside(client, page).marker is not None]


def look_inside(client: Client, home: str) -> Inside:
    """Read what stands on a page."""
    blocks = list(every(client.blocks.children.list, block_id=home))
    texts = [(block["id"], said(_items(block))) for block in blocks]
    marked = next(((id_, found) for id_, text in texts if (found := parse_marker(text))), None)
    now = next((id_ for id_, text in texts if text in words.NOW), "")
    databases = tuple(block["id"] for block in blocks if block["type"] == "child_database")
    id_, marker = marked or ("", None)
    return Inside(databases, marker, id_, now)


def ensure_home(building: Building) -> Inside:
    """One home page under the parent. Raises SyncError when there cannot be one."""
    if not _is_there(building.client, building.binding.home):
        _check_parent(building.client, building.order.parent)
        homes = find_homes(building.client, building.order.parent)
        home = homes[0] if homes else _make(building)
        fresh = Binding(home, building.order.language, {}, TITLE.of(building.order.language))
        building.binding = fresh
    inside = look_inside(building.client, building.binding.home)
    if inside.marker is not None:
        building.binding = replace(building.binding, language=inside.marker.language)
        building.complete = inside.marker.complete
    building.complete |= "complete" in building.binding.made
    building.note("home", building.binding.home)
    return inside


def mark_complete(building: Building, inside: Inside) -> None:
    """Note on the page that nothing is missing."""
    if inside.marker_block and not building.complete:
        text = {"rich_text": marker_text(Marker(building.language, complete=True))}
        building.client.blocks.update(block_id=inside.marker_block, paragraph=text)
    building.note("complete", building.binding.home)


def _make(building: Building) -> str:
    order = building.order
    return str(building.client.pages.create(**home_request(order.language, order.parent))["id"])


def _is_there(client: Client, page: str) -> bool:
    if not page:
        return False
    try:
        return not client.pages.retrieve(page_id=page)["in_trash"]
    except TransportError as error:
        if error.status == HTTPStatus.NOT_FOUND:
            return False
        raise


def _check_parent(client: Client, parent: str) -> None:
    try:
        page = client.pages.retrieve(page_id=parent)
    except TransportError as error:
        raise _no_page(client, parent, error) from error
    if page["in_trash"]:
        raise ParentInTrashError


def _no_page(client: Client, parent: str, error: TransportError) -> SyncError:
    """What is wrong with a parent that Notion does not show as a page."""
    if error.status not in {HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST}:
        return explained(error)
    try:
        client.databases.retrieve(database_id=parent)
    except TransportError:
        return explained(error)
    return ParentIsDatabaseError()


def _items(block: Json) -> Iterator[Json]:
    yield from (block.get(block["type"]) or {}).get("rich_text") or ()
