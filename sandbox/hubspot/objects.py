"""Reading records: lists, single ones, batches."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Request

from sandbox.hubspot.asked import (
    PAGE,
    Wanted,
    body,
    flag,
    inputs,
    known_keys,
    known_query,
    texts,
    wanted,
    whole,
)
from sandbox.hubspot.errors import invalid, no_object
from sandbox.hubspot.kinds import Kind, record
from sandbox.hubspot.naming import moment
from sandbox.hubspot.portal import Portal
from sandbox.hubspot.showing import shown

Json = dict[str, Any]
Answer = tuple[int, Json | None]
READ = frozenset({"inputs", "properties", "propertiesWithHistory", "idProperty"})


def page(portal: Portal, kind: Kind, request: Request) -> Answer:
    """One page of a list, by the number of the record."""
    known_query(portal, request, PAGE)
    asked = wanted(request)
    most = portal.config.most_with_history if asked.history else 100
    limit = whole(request, "limit", 10, most)
    text = request.args.get("after", "")
    after = _after(kind, text)
    numbers, more = portal.shelves[kind.name].page(after, limit, archived=asked.archived)
    records = [record(portal.world, kind, number) for number in numbers]
    if asked.archived and not portal.config.merged_are_archived:
        records = [one for one in records if one is not None and not _merged_into(one)]
    found: Json = {"results": [shown(portal, kind, one, asked) for one in records]}
    if more:
        cursor = str(int(kind.ids.of(numbers[-1])) + 1)
        found["paging"] = {"next": {"after": cursor, "link": _link(request, cursor)}}
    return 200, found


def one(portal: Portal, kind: Kind, request: Request, text: str) -> Answer:
    """A single record; one that was merged away answers as its survivor."""
    known_query(portal, request, (PAGE - {"limit", "after"}) | {"idProperty"})
    asked = wanted(request)
    found = find(portal, kind, text, archived=asked.archived)
    if found is None:
        raise no_object()
    return 200, shown(portal, kind, found, asked)


def batch(portal: Portal, kind: Kind, request: Request) -> Answer:
    """Several records by id; those that are missing are named beside the others."""
    known_query(portal, request, frozenset({"archived"}))
    asked_for = body(portal, request, READ)
    history = texts(asked_for, "propertiesWithHistory")
    several = inputs(asked_for, 100)
    if history and len(several) > portal.config.most_with_history:
        raise invalid(
            "The maximum number of inputs supported in a batch request for property histories is"
            f" {portal.config.most_with_history}. Please reduce the number of items and try again"
        )
    for each in several:
        known_keys(portal, each, frozenset({"id"}), request.path)
    asked = Wanted(
        frozenset(texts(asked_for, "properties")), tuple(history),
        archived=flag(request, "archived"),
    )  # fmt: skip
    ids = list(dict.fromkeys(str(each.get("id")) for each in several))
    found = {text: find(portal, kind, text, archived=asked.archived) for text in ids}
    records = {each.number: each for each in found.values() if each is not None}
    missing = [text for text, each in found.items() if each is None]
    results = [shown(portal, kind, each, asked) for each in records.values()]
    return batch_answer(portal, results, missing)


def batch_answer(portal: Portal, results: list[Json], missing: list[str]) -> Answer:
    """207 when something is missing."""
    now = moment(portal.world.now())
    found: Json = {
        "status": "COMPLETE", "results": results, "startedAt": now, "completedAt": now,
    }  # fmt: skip
    if not missing:
        return 200, found
    error = {
        "status": "error", "category": "OBJECT_NOT_FOUND", "context": {"ids": missing},
        "message": "Could not get some objects, they may be deleted or not exist. Check that ids"
        " are valid.",
    }  # fmt: skip
    return 207, {**found, "numErrors": 1, "errors": [error]}


def find(portal: Portal, kind: Kind, text: str, *, archived: bool = False) -> Any | None:
    """A record by HubSpot's id, from the bin when that is asked for."""
    found = record(portal.world, kind, kind.ids.number(text))
    if found is not None and not archived and portal.config.merged_id_answers_survivor:
        while found is not None and (into := _merged_into(found)) is not None:
            found = record(portal.world, kind, into)
    if found is None or (found.deleted is not None) != archived:
        return None
    return found


def _merged_into(found: Any) -> int | None:
    into: int | None = getattr(found, "merged_into", None)
    return into


def _after(kind: Kind, text: str) -> int:
    """The world's number after which a page begins."""
    if not text:
        return 0
    if not text.isascii() or not text.isdigit():
        raise invalid(f"Invalid paging cursor: {text!r}")
    return max(0, (int(text) - 1 - kind.ids.base) // kind.ids.step)


def _link(request: Request, cursor: str) -> str:
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != "after"]
    return f"{request.base_url}?{urlencode([*pairs, ('after', cursor)])}"
