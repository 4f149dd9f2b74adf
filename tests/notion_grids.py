"""Databases of the sandbox's Notion for tests, made through the real client."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def text(said: str) -> list[Json]:
    """Rich text as a request says it at its shortest."""
    return [{"text": {"content": said}}]


def make_source(client: Any, home: str, properties: Json, title: str = "Deals") -> str:
    """Id of the data source of a new database below a page."""
    made = client.databases.create(
        parent={"type": "page_id", "page_id": home},
        title=text(title),
        initial_data_source={"properties": properties},
    )
    return str(made["data_sources"][0]["id"])


def make_row(client: Any, source: str, **properties: Any) -> Json:
    """A new row; the keywords are names of properties with their values."""
    found: Json = client.pages.create(parent={"data_source_id": source}, properties=properties)
    return found


def set_row(client: Any, row: Json, **properties: Any) -> Json:
    """Change values of a row; the answer has all of them."""
    found: Json = client.pages.update(row["id"], properties=properties)
    return found["properties"]  # type: ignore[no-any-return]
