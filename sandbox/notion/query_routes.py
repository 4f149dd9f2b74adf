"""Asking for rows: ``/v1/data_sources/…/query``, search, view queries, and the values of one
property."""

from __future__ import annotations

from sandbox.notion import view_query_routes
from sandbox.notion.asked import Asked
from sandbox.notion.filters import known_property
from sandbox.notion.gate import Gate
from sandbox.notion.items import property_items
from sandbox.notion.model import DataSource, Json
from sandbox.notion.paging import ids_of, query_of, window
from sandbox.notion.querying import rows
from sandbox.notion.rendering import page_json
from sandbox.notion.searching import Index
from sandbox.notion.sight import Sight
from sandbox.notion.told import choice, flag, only

KNOWN = ("sorts", "filter", "start_cursor", "page_size", "in_trash", "result_type")


def add(gate: Gate) -> None:
    """Every path that only asks."""
    gate.route("POST", "/data_sources/<data_source_id>/query", query, needs="read", reads=True)
    gate.route("POST", "/search", Index().search, needs="read", reads=True)
    gate.route("GET", "/pages/<page_id>/properties/<property_id>", property_items, needs="read")
    view_query_routes.add(gate)


def query(asked: Asked, data_source_id: str) -> Json:
    """One page of a data source's rows."""
    source = asked.data_source(data_source_id)
    only(asked.body, (*KNOWN, "archived") if asked.old else KNOWN)
    trashed = [flag(asked.body[key], f"body.{key}")
               for key in ("in_trash", "archived") if key in asked.body]  # fmt: skip
    kind = choice(asked.body.get("result_type", "page"), ("page", "data_source"),
                  "body.result_type")  # fmt: skip
    wanted = wanted_columns(asked, source)
    found = rows(Sight(asked.space, me=asked.by), source, asked.body, trashed=any(trashed))
    pages = found if kind == "page" else []
    part = window(asked, ids_of(pages), query_of(asked, source.id), asked.space.switches.query_cap)
    shown = [page_json(asked.space, asked.space.pages[one], asked.version, only=wanted)
             for one in part.entries]  # fmt: skip
    return part.answer(shown)


def wanted_columns(asked: Asked, source: DataSource) -> list[str]:
    """Ids of the columns that ``filter_properties`` names, once or more often; nothing for all."""
    given = [*asked.args.getlist("filter_properties"), *asked.args.getlist("filter_properties[]")]
    return [known_property(source, one).id for one in given]
