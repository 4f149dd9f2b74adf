"""Serves the page of a spreadsheet, and takes what a person does there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request

from sandbox.google.batch.context import RefusedError as RequestRefused
from sandbox.google.cells.formula import letters
from sandbox.google.errors import GoogleError
from sandbox.google.model import Spreadsheet, Tab
from sandbox.google.page.grid import grid_of
from sandbox.google.person import Person
from sandbox.google.person_checks import RefusedError
from sandbox.google.store import Google

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Redirect

    from sandbox.state import Sandbox

Json = dict[str, Any]
PATH = "/google/spreadsheets/d/<file_id>"
Act = Callable[[Person, Tab, Json], object]


def blueprint(sandbox: Sandbox) -> Blueprint:
    """The pages, and the JSON behind them under ``/_page``."""
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    def index() -> str:
        files = [file for file in sandbox.google.files.values() if file.spreadsheet]
        return render_template("index.html", files=files)

    @pages.get("/favicon.ico")
    def icon() -> tuple[str, int]:
        return "", 204

    @pages.get(PATH)
    @pages.get(PATH + "/")
    def to_page(file_id: str) -> Redirect:
        return redirect(f"/google/spreadsheets/d/{file_id}/edit")

    @pages.get(PATH + "/edit")
    def page(file_id: str) -> tuple[str, int] | str:
        spreadsheet = _find(sandbox.google, file_id)
        if spreadsheet is None:
            return render_template("index.html", files=[], missing=file_id), 404
        title = spreadsheet.properties.get("title", "")
        tab = spreadsheet.first_visible().sheet_id
        return render_template("sheet.html", id=file_id, title=title, tab=tab)

    @pages.get("/_page/google/<file_id>/version")
    def version(file_id: str) -> tuple[Response, int] | Response:
        spreadsheet = _find(sandbox.google, file_id)
        return _gone() if spreadsheet is None else jsonify(version=spreadsheet.revision)

    @pages.get("/_page/google/<file_id>/grid")
    def grid(file_id: str) -> tuple[Response, int] | Response:
        with sandbox.lock:
            spreadsheet = _find(sandbox.google, file_id)
            if spreadsheet is None:
                return _gone()
            asked = request.args.get("tab", "")
            tab = spreadsheet.tab(int(asked)) if asked.isdecimal() else None
            caller = _owner(sandbox.google, file_id).caller
            more = request.args.get("more", 0, type=int)
            return jsonify(grid_of(spreadsheet, tab or spreadsheet.first_visible(), caller, more))

    @pages.post("/_page/google/<file_id>/act")
    def act(file_id: str) -> tuple[Response, int] | Response:
        with sandbox.lock:
            return _act(sandbox.google, file_id, request.get_json())

    return pages


def _act(google: Google, file_id: str, told: Json) -> tuple[Response, int] | Response:
    spreadsheet = _find(google, file_id)
    tab = spreadsheet.tab(told["tab"]) if spreadsheet else None
    if tab is None:
        return _gone()
    try:
        ACTS[told["do"]](_owner(google, file_id), tab, told)
    except (GoogleError, RefusedError, RequestRefused, ValueError) as refused:
        return jsonify(message=str(refused)), 400
    return jsonify(done=told["do"])


def _type(person: Person, tab: Tab, told: Json) -> None:
    cell = f"{letters(told['column'])}{told['row'] + 1}"
    person.type(tab.sheet_id, cell, told["text"])


def _sort(person: Person, tab: Tab, told: Json, *, descending: bool) -> None:
    """The rows below the frozen ones; at least the first row is a header."""
    first = max(1, tab.properties.get("gridProperties", {}).get("frozenRowCount", 1))
    last = max((row for (row, _), c in tab.cells.items() if c.entered is not None), default=first)
    cells = f"A{first + 1}:{letters(tab.columns - 1)}{last + 1}"
    person.sort(tab.sheet_id, cells, told["column"], descending=descending)


ACTS: Mapping[str, Act] = {
    "type": _type,
    "undo": lambda person, _tab, _told: person.undo(),
    "insert_above": lambda person, tab, told: person.insert_rows(tab.sheet_id, told["row"]),
    "delete_row": lambda person, tab, told: person.delete_rows(tab.sheet_id, told["row"]),
    "insert_left": lambda person, tab, told: person.insert_columns(tab.sheet_id, told["column"]),
    "delete_column": lambda person, tab, told: person.delete_columns(tab.sheet_id, told["column"]),
    "sort_up": lambda person, tab, told: _sort(person, tab, told, descending=False),
    "sort_down": lambda person, tab, told: _sort(person, tab, told, descending=True),
    "rename_tab": lambda person, tab, told: person.rename_tab(tab.sheet_id, told["title"]),
}


def _find(google: Google, file_id: str) -> Spreadsheet | None:
    file = google.find(file_id)
    return file.spreadsheet if file and not file.trashed else None


def _owner(google: Google, file_id: str) -> Person:
    return Person(google, file_id, google.files[file_id].owner)


def _gone() -> tuple[Response, int]:
    return jsonify(message="There is no such spreadsheet, or its tab was deleted."), 404
