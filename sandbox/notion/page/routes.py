"""Serves the pages of a Notion workspace, and takes what people do there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, render_template, request

from sandbox.notion.errors import NotionError
from sandbox.notion.ids import dashed, undashed
from sandbox.notion.model import Json
from sandbox.notion.page import sides
from sandbox.notion.page.acts import carry_out
from sandbox.notion.page.cells import Cells
from sandbox.notion.page.desk import Desk, GoneError
from sandbox.notion.page.drawing import drawing, found
from sandbox.notion.page.entries import OddError, RefusedError
from sandbox.notion.page.looking import Look
from sandbox.notion.page.naming import ROOT, brief, title_of
from sandbox.notion.page.words import LANGUAGES, Words, words_of
from sandbox.notion.space import Notion

if TYPE_CHECKING:
    from sandbox.state import Sandbox

Answer = tuple[Response, int] | Response
MOST = 50
"""Rows that a search in another table finds."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing is loaded from elsewhere, and no text of people ever runs."""


def blueprint(sandbox: Sandbox) -> Blueprint:
    """The pages under ``/notion/p/``, and what their script asks for under ``/notion/p/_/``."""
    pages = Blueprint("notion_pages", __name__)

    @pages.get(ROOT)
    @pages.get(f"{ROOT}<address>")
    def page(address: str = "") -> tuple[Response, int]:
        with sandbox.lock:
            return _page(sandbox.notion, address)

    @pages.get(f"{ROOT}_/version")
    def version() -> Answer:
        return jsonify(version=sandbox.notion.version)

    @pages.get(f"{ROOT}_/node/")
    @pages.get(f"{ROOT}_/node/<node_id>")
    def node(node_id: str = "") -> Answer:
        with sandbox.lock:
            return _node(sandbox.notion, node_id)

    @pages.get(f"{ROOT}_/trash")
    def trash() -> Answer:
        with sandbox.lock:
            return jsonify(found=sides.trashed(sandbox.notion))

    @pages.get(f"{ROOT}_/places/<node_id>")
    def places(node_id: str) -> Answer:
        with sandbox.lock:
            return _places(sandbox.notion, node_id)

    @pages.get(f"{ROOT}_/rows/<source_id>")
    def rows(source_id: str) -> Answer:
        with sandbox.lock:
            return _rows(sandbox.notion, source_id)

    @pages.post(f"{ROOT}_/act")
    def act() -> Answer:
        with sandbox.lock:
            return _act(sandbox.notion, request.get_json(silent=True))

    return pages


def _language() -> str:
    asked = request.args.get("lang", "")
    best = request.accept_languages.best_match(LANGUAGES) or "en"
    return asked if asked in LANGUAGES else best


def _page(space: Notion, address: str) -> tuple[Response, int]:
    node_id = dashed(undashed(address)[-32:]) if address else ""
    node = found(space, node_id) if node_id else None
    missing = bool(address) and node is None
    language, words = _language(), words_of(_language())
    text = render_template(
        "notion.html", id="" if node is None else node.id, language=language, w=words, root=ROOT,
        title=(title_of(node) or words["untitled"]) if node else space.workspace_name,
        missing=missing,
    )  # fmt: skip
    answer = Response(text, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer, 404 if missing else 200


def _node(space: Notion, node_id: str) -> Answer:
    language = _language()
    node = found(space, node_id) if node_id else None
    if node_id and node is None:
        return jsonify(message=words_of(language)["gone"]), 404
    look = Look(
        Cells(space, language), words_of(language), _me(space, request.args.get("as", "")),
        views={base: dashed(view) or "" for base, view in _pairs("v")},
        more={base: int(rows) for base, rows in _pairs("more") if rows.isdecimal()},
    )  # fmt: skip
    return jsonify(drawing(look, node))


def _pairs(name: str) -> list[tuple[str, str]]:
    """``database:something``, as often as it is given."""
    parts = [one.partition(":") for one in request.args.getlist(name)]
    return [(dashed(base) or "", value) for base, _, value in parts]


def _me(space: Notion, asked: str) -> str:
    """Who acts: the person chosen, else the first one; nobody where there are only bots."""
    people = [one.id for one in space.users.values() if one.kind == "person"]
    return asked if asked in people else people[0] if people else ""


def _places(space: Notion, node_id: str) -> Answer:
    node = found(space, node_id)
    if node is None:
        return jsonify(message=words_of(_language())["gone"]), 404
    return jsonify(places=sides.places(space, node))


def _rows(space: Notion, source_id: str) -> Answer:
    source = space.data_sources.get(source_id)
    if source is None:
        return jsonify(message=words_of(_language())["gone"]), 404
    wanted = request.args.get("q", "").casefold()
    pages = [space.pages[one] for one in source.rows if not space.pages[one].in_trash]
    named = [brief(one) for one in pages if wanted in title_of(one).casefold()]
    return jsonify(rows=named[:MOST])


def _act(space: Notion, told: Any) -> Answer:
    words = words_of(_language())
    if not isinstance(told, dict):
        return jsonify(message=words["odd"]), 400
    user = space.users.get(str(told.get("as", "")))
    if user is None or user.kind != "person":
        return jsonify(message=words["who"]), 403
    return _done(Desk(space, user.id, told), words)


def _done(desk: Desk, words: Words) -> Answer:
    try:
        done: Json = carry_out(desk)
    except NotionError as refused:
        return jsonify(message=refused.message), 400
    except RefusedError as refused:
        return jsonify(message=words[refused.why].format(text=refused.text)), 400
    except GoneError:
        return jsonify(message=words["gone_part"]), 404
    except OddError:
        return jsonify(message=words["odd"]), 400
    return jsonify(done)
