"""HTTP for everything that changes records: create, update, archive, merge, and batches of them."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from sandbox.hubspot import writing
from sandbox.hubspot.asked import Wanted, body, inputs, known_query
from sandbox.hubspot.errors import no_object
from sandbox.hubspot.gate import Gate, known_version
from sandbox.hubspot.kinds import DEAL, Kind
from sandbox.hubspot.objects import Answer, batch_answer, find
from sandbox.hubspot.portal import Portal
from sandbox.hubspot.showing import shown

V3, DATED = "/crm/v3/objects/<kind>", "/crm/objects/<version>/<kind>"
LINKED = {"deals": "deal", "contacts": "contact", "companies": "company"}


def add(gate: Gate) -> None:
    """Register the paths."""
    _single(gate)
    _batches(gate)

    @gate.path("POST", f"{V3}/merge", f"{DATED}/merge")
    def merge(kind: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(of.scopes("write"), lambda portal, _: _merged(portal, of))


def _single(gate: Gate) -> None:
    @gate.path("POST", V3, DATED)
    def create(kind: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(of.scopes("write"), lambda portal, _: _created(portal, of))

    @gate.path("PATCH", f"{V3}/<number>", f"{DATED}/<number>")
    def update(kind: str, number: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(of.scopes("write"), lambda portal, _: _updated(portal, of, number))

    @gate.path("DELETE", f"{V3}/<number>", f"{DATED}/<number>")
    def archive(kind: str, number: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(of.scopes("write"), lambda portal, _: _archived(portal, of, number))


def _batches(gate: Gate) -> None:
    @gate.path("POST", f"{V3}/batch/create", f"{DATED}/batch/create")
    def create(kind: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(of.scopes("write"), lambda portal, _: _all_created(portal, of))

    @gate.path("POST", f"{V3}/batch/update", f"{DATED}/batch/update")
    def update(kind: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(of.scopes("write"), lambda portal, _: _all_updated(portal, of))

    @gate.path("POST", f"{V3}/batch/archive", f"{DATED}/batch/archive")
    def archive(kind: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(of.scopes("write"), lambda portal, _: _all_archived(portal, of))


def _created(portal: Portal, kind: Kind) -> Answer:
    known_query(portal, request, frozenset())
    asked = body(portal, request, frozenset({"properties", "associations"}))
    return 201, _create(portal, kind, asked)


def _create(portal: Portal, kind: Kind, asked: dict[str, Any]) -> dict[str, Any]:
    record = writing.create(portal, kind, writing.checked(portal, kind, asked.get("properties")))
    named = frozenset(asked["properties"])
    record = _linked(portal, kind, record, asked.get("associations") or [])
    return shown(portal, kind, record, Wanted(named))


def _linked(portal: Portal, kind: Kind, record: Any, links: list[Any]) -> Any:
    """Links of new activities; those of deals are given in the world."""
    if kind is DEAL or not links:
        return record
    wish: dict[str, Any] = {}
    for link in links:
        for name, field in LINKED.items():
            of = portal.kind(name)
            found = find(portal, of, str(link["to"]["id"])) if of else None
            if found is not None:
                wish[field] = found.number
    return writing.link(portal, record, wish)  # type: ignore[arg-type]


def _updated(portal: Portal, kind: Kind, number: str) -> Answer:
    known_query(portal, request, frozenset({"idProperty"}))
    asked = body(portal, request, frozenset({"properties"}))
    return 200, _update(portal, kind, number, asked)


def _update(portal: Portal, kind: Kind, number: str, asked: dict[str, Any]) -> dict[str, Any]:
    record = find(portal, kind, number)
    if record is None:
        raise no_object()
    values = writing.checked(portal, kind, asked.get("properties"))
    record = writing.update(portal, kind, record, values)
    return shown(portal, kind, record, Wanted(frozenset(values)))


def _archived(portal: Portal, kind: Kind, number: str) -> Answer:
    """Archiving what is not there is well, too."""
    known_query(portal, request, frozenset())
    record = find(portal, kind, number)
    if record is not None:
        writing.archive(portal, kind, record)
    return 204, None


def _merged(portal: Portal, kind: Kind) -> Answer:
    known_query(portal, request, frozenset())
    asked = body(portal, request, frozenset({"primaryObjectId", "objectIdToMerge"}))
    pair = [find(portal, kind, str(asked.get(name)))
            for name in ("primaryObjectId", "objectIdToMerge")]  # fmt: skip
    if None in pair:
        raise no_object()
    return 200, shown(portal, kind, writing.merge(portal, kind, *pair), Wanted())


def _all_created(portal: Portal, kind: Kind) -> Answer:
    several = inputs(body(portal, request, frozenset({"inputs"})), 100)
    for one in several:
        writing.checked(portal, kind, one.get("properties"))
    _, found = batch_answer(portal, [_create(portal, kind, one) for one in several], [])
    return 201, found


def _all_updated(portal: Portal, kind: Kind) -> Answer:
    several = inputs(body(portal, request, frozenset({"inputs"})), 100)
    ids = [str(one.get("id")) for one in several]
    missing = [text for text in ids if find(portal, kind, text) is None]
    results = [
        _update(portal, kind, text, one)
        for text, one in zip(ids, several, strict=True)
        if text not in missing
    ]
    return batch_answer(portal, results, missing)


def _all_archived(portal: Portal, kind: Kind) -> Answer:
    for one in inputs(body(portal, request, frozenset({"inputs"})), 100):
        record = find(portal, kind, str(one.get("id")))
        if record is not None:
            writing.archive(portal, kind, record)
    return 204, None
