"""One request that passed the gate, and what its work finds by the ids in it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sandbox.notion.errors import NotionError, invalid, not_found
from sandbox.notion.ids import dashed
from sandbox.notion.model import Block, Database, DataSource, Json, Node, Page, Token
from sandbox.notion.space import Notion
from sandbox.notion.told import shown

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

VERSIONS = ("2025-09-03", "2026-03-11")
LARGEST_PAGE = 100
N = TypeVar("N", bound=Node)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for what. ``body`` is the JSON that came, ``args`` what stands after ``?``."""

    space: Notion
    token: Token
    version: str
    body: Json
    args: MultiDict[str, str]

    @property
    def old(self) -> bool:
        """Whether answers carry ``archived`` beside ``in_trash``."""
        return self.version == "2025-09-03"

    @property
    def by(self) -> str:
        """Who is the author of what this request changes."""
        return self.token.bot

    def page(self, text: str, where: str = "path.page_id") -> Page:
        """The page with this id, if it is shared."""
        return self._seen(text, where, self.space.pages, "page")

    def database(self, text: str, where: str = "path.database_id") -> Database:
        """The database with this id, if it is shared."""
        return self._seen(text, where, self.space.databases, "database")

    def data_source(self, text: str, where: str = "path.data_source_id") -> DataSource:
        """The data source with this id, if it is shared."""
        return self._seen(text, where, self.space.data_sources, "data_source")

    def block(self, text: str, where: str = "path.block_id") -> Block | Page | Database:
        """What has this id as a block: pages and databases are blocks too."""
        space = self.space
        every = ChainMap[str, Any](space.blocks, space.pages, space.databases)
        found: Block | Page | Database = self._seen(text, where, every, "block")
        return found

    def _seen(self, text: str, where: str, shelf: Mapping[str, N], kind: str) -> N:
        key = uuid(text, where)
        if key not in shelf or not self.space.is_shared(self.token, key):
            raise not_found(kind, key, self.token)
        return shelf[key]


def uuid(text: object, where: str) -> str:
    """An id from a request, dashed. ``where`` is ``path.page_id`` or ``body.parent.page_id``."""
    key = dashed(text) if isinstance(text, str) else None
    if key is None:
        raise invalid(
            f"{where.partition('.')[0]} failed validation: {where} should be a valid uuid,"
            f" instead was `{shown(text)}`."
        )
    return key


def list_answer(kind: str, results: Sequence[Json], next_cursor: str | None = None) -> Json:
    """The envelope of a list; ``kind`` is ``block``, ``user`` …"""
    return {
        "object": "list", "results": list(results), "next_cursor": next_cursor,
        "has_more": next_cursor is not None, "type": kind, kind: {},
    }  # fmt: skip


def paged(asked: Asked, ids: Sequence[str], *, told: str = "query") -> tuple[list[str], str | None]:
    """The ids of the page that was asked for, and the cursor of the next one: the id that it
    begins with. ``told`` says where size and cursor stand, ``query`` or ``body``."""
    size = page_size(asked, told)
    source = asked.args if told == "query" else asked.body
    cursor = source.get("start_cursor")
    if cursor is not None and cursor not in ids:
        raise bad_cursor(cursor, told)
    start = ids.index(cursor) if cursor is not None else 0
    rest = ids[start + size : start + size + 1]
    return list(ids[start : start + size]), rest[0] if rest else None


def bad_cursor(cursor: object, told: str) -> NotionError:
    """A cursor that this list never gave."""
    return invalid(
        f"{told} failed validation: {told}.start_cursor should be a valid cursor,"
        f" instead was `{shown(cursor)}`."
    )


def page_size(asked: Asked, told: str) -> int:
    """How many entries are wanted at most."""
    raw = (asked.args if told == "query" else asked.body).get("page_size", LARGEST_PAGE)
    if told == "query" and isinstance(raw, str) and raw.lstrip("-").isdigit():
        raw = int(raw)
    where = f"{told} failed validation: {told}.page_size should be"
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise invalid(f"{where} a number, instead was `{shown(raw)}`.")
    if raw > LARGEST_PAGE:
        raise invalid(f"{where} ≤ `{LARGEST_PAGE}`, instead was `{raw}`.")
    if raw < 1:
        raise invalid(f"{where} ≥ `1`, instead was `{raw}`.")
    return raw
