"""Whatever stands in a body, the sandbox answers as Notion would: it never breaks, and what it
refuses leaves no trace."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient

from sandbox.app import create_app
from sandbox.notion.ids import encoded
from sandbox.notion.model import Page
from sandbox.notion.person import Person
from sandbox.notion.space import Notion
from sandbox.state import Sandbox

Json = dict[str, Any]
WORDS = [{"type": "text", "text": {"content": "Hello", "link": {"url": "https://example.com"}}}]
ODD: tuple[Any, ...] = (None, True, 5, "", "x", [], [None], [{}], {}, {"type": "x"})
"""What no careful client sends where something else is expected."""
SHELVES = ("pages", "databases", "data_sources", "blocks", "views", "comments", "top")


class Site:
    """A small workspace with one of everything, and a client that may do all."""

    def __init__(self, sandbox: Sandbox, home: Page, person: str) -> None:
        self.space: Notion = sandbox.notion
        self.space.switches.enforce_rate = False
        self.client: FlaskClient = create_app(sandbox).test_client()
        self.token = self.space.add_connection("Odd", roots=[home.id])
        anna = Person(self.space, person)
        self.home, self.page = home.id, anna.add_page(home.id, "Notes").id
        source = anna.add_database(home.id, "Goals")
        self.source, self.database = source.id, source.parent.id
        self.second = anna.add_database(home.id, "Teams").id
        for kind in ("number", "select", "date", "status", "people", "checkbox", "files"):
            anna.add_column(self.source, kind, kind)
        anna.add_column(self.source, "next", "relation", {"data_source_id": self.source})
        anna.add_option(self.source, "select", "East")
        self.row, self.other = (anna.add_row(self.source).id for _ in range(2))
        self.view = self.space.databases[self.database].views[0]
        self.comment = anna.comment(self.page, "Why?")
        self.block = self.sent("PATCH", f"blocks/{self.page}/children", {"children": [
            {"paragraph": {"rich_text": WORDS}},
        ]})[1]["results"][0]["id"]  # fmt: skip
        self.own = self.sent("POST", "comments", {
            "parent": {"page_id": self.page}, "rich_text": WORDS,
        })[1]["id"]  # fmt: skip
        self.person = person

    def sent(self, method: str, path: str, body: Any) -> tuple[int, Json]:
        """Status and body of an answer."""
        answer = self.client.open(
            f"/notion/v1/{path}", method=method, json=body,
            headers={"Authorization": f"Bearer {self.token.secret}",
                     "Notion-Version": "2026-03-11"},
        )  # fmt: skip
        return answer.status_code, answer.get_json(silent=True) or {"text": answer.text}

    def column(self, name: str) -> str:
        """A column's id as answers show it."""
        columns = self.space.data_sources[self.source].properties.values()
        return encoded(next(one.id for one in columns if one.name == name))

    def kept(self) -> dict[str, str]:
        """All that is there."""
        return {name: repr(getattr(self.space, name)) for name in SHELVES}


@pytest.fixture
def site(sandbox: Sandbox, home: Page, anna: str) -> Site:
    return Site(sandbox, home, anna)


def looks() -> Json:
    """What a view shows of its rows."""
    return {
        "filter": rule(), "sorts": [{"property": "number", "direction": "ascending"}],
        "quick_filters": {"select": {"select": {"equals": "East"}}},
    }  # fmt: skip


def rule() -> Json:
    return {"and": [
        {"property": "number", "number": {"greater_than": 1}},
        {"or": [{"property": "select", "select": {"equals": "East"}},
                {"timestamp": "created_time", "created_time": {"past_week": {}}}]},
    ]}  # fmt: skip


def group(at: Site) -> Json:
    return {"type": "select", "property_id": at.column("select"), "sort": {"type": "manual"},
            "hide_empty_groups": True}  # fmt: skip


def board(at: Site) -> Json:
    return {
        "type": "board", "group_by": group(at), "cover": {"type": "page_cover"},
        "properties": [{"property_id": "title", "visible": True, "width": 200}],
    }  # fmt: skip


def values(at: Site) -> Json:
    return {
        "title": {"title": WORDS}, "number": {"number": 1}, "select": {"select": {"name": "East"}},
        "date": {"date": {"start": "2026-07-01", "end": "2026-07-02", "time_zone": None}},
        "status": {"status": {"name": "Done"}}, "people": {"people": [{"id": at.person}]},
        "checkbox": {"checkbox": True}, "next": {"relation": [{"id": at.row}]},
        "files": {"files": [{"name": "a", "external": {"url": "https://example.com/a"}}]},
    }  # fmt: skip


def columns(at: Site) -> Json:
    return {
        "Sum": {"number": {"format": "euro"}}, "Team": {"select": {"options": [{"name": "A"}]}},
        "Link": {"relation": {"data_source_id": at.second, "type": "dual_property",
                              "dual_property": {}}},
        "Count": {"rollup": {"function": "count", "relation_property_name": "next",
                             "rollup_property_name": "number"}},
        "Twice": {"formula": {"expression": 'prop("number") * 2'}},
        "Stage": {"status": {"options": [{"name": "Open", "color": "red"}]}},
        "No": {"unique_id": {"prefix": "KR"}},
    }  # fmt: skip


def below(at: Site) -> Json:
    return {"type": "page_id", "page_id": at.page}


BODIES: Mapping[str, Callable[[Site], Json]] = {
    "POST databases": lambda at: {
        "parent": below(at), "title": WORDS, "description": WORDS, "is_inline": True,
        "icon": {"type": "emoji", "emoji": "🎯"},
        "initial_data_source": {"properties": {"Name": {"title": {}}, "Sum": {"number": {}}}},
    },
    "PATCH databases/{database}": lambda at: {
        "title": WORDS, "is_locked": False, "parent": below(at),
    },
    "POST data_sources": lambda at: {
        "parent": {"type": "database_id", "database_id": at.database}, "title": WORDS,
        "properties": {"Name": {"title": {}}},
    },
    "PATCH data_sources/{source}": lambda at: {"title": WORDS, "properties": columns(at)},
    "POST data_sources/{source}/query": lambda _: {
        "filter": rule(), "sorts": [{"timestamp": "created_time", "direction": "ascending"}],
        "page_size": 5, "in_trash": False,
    },
    "POST pages": lambda at: {
        "parent": {"data_source_id": at.source}, "properties": values(at),
        "children": [{"toggle": {"rich_text": WORDS, "children": [{"divider": {}}]}}],
        "cover": {"type": "external", "external": {"url": "https://example.com/c"}},
    },
    "PATCH pages/{row}": lambda at: {
        "properties": values(at), "is_locked": False, "in_trash": False,
    },
    "POST pages/{page}/move": lambda at: {"parent": {"type": "page_id", "page_id": at.home}},
    "PATCH pages/{page}/markdown": lambda _: {"type": "update_content", "update_content": {
        "content_updates": [{"old_str": "Hello", "new_str": "Hello!",
                             "replace_all_matches": True}],
        "allow_deleting_content": False,
    }},
    "PATCH blocks/{block}": lambda _: {"paragraph": {"rich_text": WORDS, "color": "red"}},
    "PATCH blocks/{page}/children": lambda at: {
        "children": [{"to_do": {"rich_text": WORDS, "checked": True}}],
        "position": {"type": "after_block", "after_block": {"id": at.block}},
    },
    "POST views": lambda at: {
        "database_id": at.database, "data_source_id": at.source, "type": "board",
        "name": "Board", "configuration": board(at), "position": {"type": "start"}, **looks(),
    },
    "PATCH views/{view}": lambda at: {"name": "All", **looks(), "configuration": {
        "type": "table", "group_by": group(at), "wrap_cells": True, "frozen_column_index": 1,
    }},
    "POST views/{view}/queries": lambda _: {"page_size": 5},
    "POST search": lambda _: {
        "query": "Goals", "filter": {"property": "object", "value": "page"}, "page_size": 5,
        "sort": {"timestamp": "last_edited_time", "direction": "ascending"},
    },
    "POST comments": lambda at: {
        "parent": below(at), "rich_text": WORDS,
        "display_name": {"type": "custom", "custom": {"name": "Robot"}},
    },
    "PATCH comments/{own}": lambda _: {"rich_text": WORDS},
    "POST file_uploads": lambda _: {
        "mode": "multi_part", "filename": "plan.txt", "content_type": "text/plain",
        "number_of_parts": 2,
    },
    "POST blocks/meeting_notes/query": lambda _: {
        "limit": 1, "sort": [{"property": "title", "direction": "ascending"}],
    },
}  # fmt: skip
"""A full body of each endpoint: as much as it may say at once."""


def places(part: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything in a body, the whole included."""
    yield way
    if isinstance(part, dict | list):
        for key, one in part.items() if isinstance(part, dict) else enumerate(part):
            yield from places(one, (*way, key))


def with_odd(body: Json, way: tuple[Any, ...], odd: Any) -> Any:
    """A body in which something stands for what it should not."""
    if not way:
        return odd
    made = copy.deepcopy(body)
    part: Any = made
    for key in way[:-1]:
        part = part[key]
    part[way[-1]] = odd
    return made


@pytest.mark.parametrize("endpoint", sorted(BODIES))
def test_odd_things_in_a_body_are_refused_or_taken(site: Site, endpoint: str) -> None:
    """Never an error of the sandbox itself; and a refusal changes nothing."""
    method, _, template = endpoint.partition(" ")
    path, body = template.format(**vars(site)), BODIES[endpoint](site)
    odd_ones = [(way, odd) for way in places(body) for odd in ODD]

    good = site.sent(method, path, body)
    faults: list[str] = []
    before = site.kept()
    for way, odd in odd_ones:
        status, answer = site.sent(method, path, with_odd(body, way, odd))
        after = site.kept()
        if status >= 500 or (status != 200 and after != before):
            faults.append(f"{way} = {odd!r}: {status} {answer}")
        before = after

    assert good[0] == 200, good[1]
    assert faults == []
