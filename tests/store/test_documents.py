"""Where documents were seen."""

from __future__ import annotations

from sqlalchemy import Engine, select

from sync.store import tables
from sync.store.documents import address_of, remember


def test_a_document_nobody_saw_has_no_address(engine: Engine) -> None:
    assert address_of(engine, "never") is None


def test_the_last_address_counts_and_the_first_day_stays(engine: Engine) -> None:
    first_seen = select(tables.documents.c.first_seen).where(
        tables.documents.c.document_id == "moved"
    )
    remember(engine, "moved", "xlsx", "/a.xlsx")
    with engine.connect() as connection:
        before = connection.scalar(first_seen)

    remember(engine, "moved", "xlsx", "/b.xlsx")

    with engine.connect() as connection:
        assert connection.scalar(first_seen) == before
    assert address_of(engine, "moved") == "/b.xlsx"
