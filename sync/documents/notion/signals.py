"""What people have changed since the last run, asked cheaply.

Notion cuts the moment of an edit to its minute, so a query steps back before the last one seen and
compares contents. The service's own writes change no content of people, and do not count. Rows in
the trash are no longer told: the next full run notices them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from notion_client import Client

from sync.core.binding import Binding
from sync.documents.notion.asking import edited_rows
from sync.documents.notion.tables import Found, contents, look
from sync.documents.notion.values import Json

OVERLAP = timedelta(minutes=2)
DIGITS = 16
Mark = Mapping[str, Any]
"""``at``, when the latest edit was seen, empty before any; ``hashes``, of every row by page."""


@dataclass(frozen=True, slots=True)
class Edits:
    """Rows that are new, or that hold something else than they did."""

    pages: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.pages)


def mark_of(found: Mapping[str, Found]) -> Mark:
    """What was there when everything was read."""
    edited = [page["last_edited_time"] for one in found.values() for page in one.pages]
    hashes = {
        page["id"]: content_hash(one, page)
        for one in found.values() if one.tab != "history"
        for page in one.pages
    }  # fmt: skip
    return {"at": max(edited, default=""), "hashes": hashes}


def edits_since(client: Client, binding: Binding, tabs: list[str], mark: Mark | None) -> Edits:
    """Rows of these databases edited since the mark; without one, everything counts as new."""
    since = _back(str((mark or {}).get("at") or ""))
    known: Mapping[str, str] = (mark or {}).get("hashes") or {}
    changed: list[str] = []
    for tab in tabs:
        bound = binding.tabs[tab]
        pages = edited_rows(client, bound.data_source, since)
        found = look(tab, bound, pages)
        changed += [p["id"] for p in pages if known.get(p["id"]) != content_hash(found, p)]
    return Edits(tuple(changed))


def content_hash(found: Found, page: Json) -> str:
    """Some digits of what people have put into a row."""
    told = json.dumps(contents(found, page), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()[:DIGITS]


def _back(at: str) -> str:
    return (datetime.fromisoformat(at) - OVERLAP).isoformat() if at else ""
