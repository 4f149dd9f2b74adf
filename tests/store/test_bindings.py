"""Where documents made of databases have their tables, kept."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Engine, text

from sync.core.binding import Binding, BoundColumn, BoundTab
from sync.store.bindings import (
    binding_at,
    comments_of,
    is_old,
    keep_binding,
    keep_comments,
    keep_mark,
    mark_of,
)

COLUMNS = {"target": BoundColumn("%3Ab", "number", "Target", percent=True),
           "type": BoundColumn("c", "select", "Type", options={"1": "Steps"})}  # fmt: skip
BINDING = Binding("home-1", "ru", {"key_results": BoundTab("d", "s-1", COLUMNS, "KR")}, "OKR",
                  made={"home": "home-1"})  # fmt: skip


def test_a_binding_comes_back_as_it_was(engine: Engine) -> None:
    keep_binding(engine, BINDING)

    assert binding_at(engine, "home-1") == BINDING
    assert BINDING.document_id == "notion-s1"
    assert binding_at(engine, "home-2") is None


def test_what_is_kept_beside_a_binding_outlives_a_new_one(engine: Engine) -> None:
    home = replace(BINDING, home="home-3")
    keep_binding(engine, home)
    keep_mark(engine, "home-3", {"at": "2026-11-23T09:00:00.000Z", "hashes": {"p": "1"}})
    keep_comments(engine, "home-3", {"p": {"comment": "c", "hash": "h"}})

    keep_binding(engine, replace(home, title="Other"))

    assert mark_of(engine, "home-3") == {"at": "2026-11-23T09:00:00.000Z", "hashes": {"p": "1"}}
    assert comments_of(engine, "home-3") == {"p": {"comment": "c", "hash": "h"}}
    assert mark_of(engine, "home-9") is None
    assert comments_of(engine, "home-9") == {}


def test_a_binding_is_old_after_a_day_until_it_is_kept_again(engine: Engine) -> None:
    home = replace(BINDING, home="home-4")
    keep_binding(engine, home)
    assert not is_old(engine, "home-4")

    with engine.begin() as connection:
        day = "UPDATE bindings SET checked = checked - interval '25 hours' WHERE home = 'home-4'"
        connection.execute(text(day))
    assert is_old(engine, "home-4")

    keep_binding(engine, home)
    assert not is_old(engine, "home-4")
