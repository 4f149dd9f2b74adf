"""Small endpoints: templates of a data source, custom emojis, meeting notes."""

from __future__ import annotations

from typing import Any

from sandbox.notion.asked import Asked, paged
from sandbox.notion.gate import Answer, Gate
from sandbox.notion.model import Json
from sandbox.notion.told import choice, listing, mapping, only, wrong

DIRECTIONS = ("ascending", "descending")


def add(gate: Gate) -> None:
    """Each of them."""
    gate.route("GET", "/data_sources/<data_source_id>/templates", templates, needs="read")
    gate.route("GET", "/custom_emojis", custom_emojis, needs="read")
    gate.route("POST", "/blocks/meeting_notes/query", meeting_notes, needs="read", reads=True)


def templates(asked: Asked, data_source_id: str) -> Answer:
    """What people made; the answer is of an older shape, without object and request id."""
    source, name = asked.data_source(data_source_id), asked.args.get("name", "").casefold()
    known = {str(one["id"]): one for one in source.templates if name in one["name"].casefold()}
    ids, following = paged(asked, list(known))
    body = {"templates": [known[one] for one in ids], "has_more": following is not None,
            "next_cursor": following}  # fmt: skip
    return Answer(body, bare=True)


def custom_emojis(asked: Asked) -> Json:
    """This workspace has none of its own."""
    paged(asked, [])
    return {"object": "list", "type": "custom_emoji", "results": [], "has_more": False,
            "next_cursor": None}  # fmt: skip


def meeting_notes(asked: Asked) -> Json:
    """No meeting was written down here; requests are checked all the same."""
    only(asked.body, ("filter", "sort", "limit"))
    limit: Any = asked.body.get("limit", 1)
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= 100:
        raise wrong("body.limit", "a number between `1` and `100`", limit)
    if "filter" in asked.body:
        mapping(asked.body["filter"], "body.filter")
    for number, one in enumerate(listing(asked.body.get("sort", []), "body.sort")):
        sort = mapping(one, f"body.sort[{number}]")
        only(sort, ("property", "direction"), f"body.sort[{number}]")
        choice(sort.get("direction"), DIRECTIONS, f"body.sort[{number}].direction")
    return {"results": [], "has_more": False}
