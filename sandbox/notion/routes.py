"""HTTP for every Notion path under ``/v1``, also behind a doubled slash as some clients send it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from sandbox.notion import (
    block_routes,
    comment_routes,
    database_routes,
    markdown_routes,
    oauth_routes,
    other_routes,
    page_routes,
    query_routes,
    uploads,
    user_routes,
    view_routes,
)
from sandbox.notion.errors import NotionError, unknown_url
from sandbox.notion.failing import scripted_body
from sandbox.notion.gate import PREFIX, Gate

if TYPE_CHECKING:
    from sandbox.state import Sandbox

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
PARTS = (
    user_routes, database_routes, page_routes, block_routes, query_routes, view_routes,
    comment_routes, markdown_routes, uploads, other_routes,
    oauth_routes,
)  # fmt: skip
"""Modules with ``add(gate)``."""


def blueprint(sandbox: Sandbox) -> Blueprint:
    """Everything under ``/notion`` that a client's library calls."""
    pages = Blueprint("notion", __name__)
    gate = Gate(sandbox, pages)
    sandbox.fault_bodies[PREFIX] = lambda _, status: scripted_body(sandbox, status)
    pages.register_error_handler(NotionError, gate.refused)
    for part in PARTS:
        part.add(gate)
    _refuse_the_rest(gate, pages)
    return pages


def _refuse_the_rest(gate: Gate, pages: Blueprint) -> None:
    def nowhere(rest: str) -> Response:
        gate.space.violate(f"no such path of Notion: {request.method} {rest}")
        raise unknown_url()

    for start in ("/v1", "//v1"):
        pages.add_url_rule(
            f"{PREFIX}{start}/<path:rest>", f"nowhere {start}", nowhere, methods=METHODS
        )
