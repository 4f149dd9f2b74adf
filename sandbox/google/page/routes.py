"""Serves the page of a spreadsheet, and takes what a person does there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from flask import Blueprint, Response, jsonify, redirect, render_template, request

from sandbox.google.batch.context import RefusedError as RequestRefused
from sandbox.google.cells.formula import letters
from sandbox.google.errors import GoogleError
from sandbox.google.model import Spreadsheet, Tab
from sandbox.google.page.grid import grid_of
from sandbox.google.page.words import INDEX, language_of, words_of
from sandbox.google.person import Person
from sandbox.google.person_checks import RefusedError
from sandbox.google.store import Google

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Redirect

    from sandbox.state import Sandbox

PATH = "/google/spreadsheets/d/<file_id>"
JSON = "/_page/google/<file_id>"
Answer = tuple[Response, int] | Response


@dataclass(frozen=True, slots=True)
class Told:
    """What a person does: the act, the chosen cell, and what was typed."""

    act: str
    tab: int
    row: int
    column: int
    text: str

    @classmethod
    def of(cls, said: Any) -> Self | None:
        """None for anything that the page does not send."""
        if not isinstance(said, dict) or said.get("do") not in list(ACTS):
            return None
        numbers = [one for name in ("tab", "row", "column")
                   if type(one := said.get(name)) is int and one >= 0]  # fmt: skip
        text = said.get("text", "")
        if len(numbers) != 3 or not isinstance(text, str):
            return None
        tab, row, column = numbers
        return cls(said["do"], tab, row, column, text)

    @property
    def cell(self) -> str:
        return f"{letters(self.column)}{self.row + 1}"


def blueprint(sandbox: Sandbox) -> Blueprint:
    """The pages, and the JSON behind them under ``/_page``."""
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    def index() -> str:
        return _index(sandbox.google)

    @pages.get("/favicon.ico")
    def icon() -> tuple[str, int]:
        return "", 204

    @pages.get(PATH)
    @pages.get(PATH + "/")
    def to_page(file_id: str) -> Redirect:
        return redirect(f"/google/spreadsheets/d/{file_id}/edit")

    @pages.get(PATH + "/edit")
    def page(file_id: str) -> tuple[str, int] | str:
        return _page(sandbox.google, file_id)

    @pages.get(JSON + "/version")
    def version(file_id: str) -> Answer:
        spreadsheet = _find(sandbox.google, file_id)
        return _gone() if spreadsheet is None else jsonify(version=spreadsheet.revision)

    @pages.get(JSON + "/grid")
    def grid(file_id: str) -> Answer:
        with sandbox.lock:
            return _grid(sandbox.google, file_id)

    @pages.post(JSON + "/act")
    def act(file_id: str) -> Answer:
        with sandbox.lock:
            return _act(sandbox.google, file_id, request.get_json(silent=True))

    return pages


def _index(google: Google) -> str:
    files = [file for file in google.files.values() if file.spreadsheet and not file.trashed]
    return render_template("index.html", files=files, **_spoken())


def _spoken() -> dict[str, Any]:
    """The language of the list: that of the browser."""
    language = request.accept_languages.best_match(list(INDEX)) or "en"
    return {"language": language, "w": INDEX[language]}


def _page(google: Google, file_id: str) -> tuple[str, int] | str:
    spreadsheet = _find(google, file_id)
    if spreadsheet is None:
        return render_template("index.html", files=[], missing=file_id, **_spoken()), 404
    return render_template(
        "sheet.html",
        id=file_id,
        title=spreadsheet.properties.get("title", ""),
        tab=spreadsheet.first_visible().sheet_id,
        language=language_of(spreadsheet.locale),
        w=words_of(spreadsheet.locale),
    )


def _grid(google: Google, file_id: str) -> Answer:
    spreadsheet = _find(google, file_id)
    if spreadsheet is None:
        return _gone()
    asked = request.args.get("tab", "")
    tab = spreadsheet.tab(int(asked)) if asked.isdecimal() else None
    caller, more = _owner(google, file_id).caller, request.args.get("more", 0, type=int)
    found = tab or spreadsheet.first_visible()
    return jsonify(grid_of(spreadsheet, found, caller, max(0, more)))


def _act(google: Google, file_id: str, said: Any) -> Answer:
    spreadsheet = _find(google, file_id)
    if spreadsheet is None:
        return _gone()
    told, words = Told.of(said), words_of(spreadsheet.locale)
    if told is None:
        return jsonify(message=words["odd"]), 400
    tab = spreadsheet.tab(told.tab)
    if tab is None:
        return _gone()
    if told.row >= tab.rows or told.column >= tab.columns:
        return jsonify(message=words["outside"]), 409
    try:
        ACTS[told.act](_owner(google, file_id), tab, told)
    except (GoogleError, RefusedError, RequestRefused, ValueError) as refused:
        return jsonify(message=str(refused)), 400
    return jsonify(done=told.act)


def _sort(person: Person, tab: Tab, told: Told, *, descending: bool) -> None:
    """The rows below the frozen ones; at least the first row is a header."""
    first = max(1, tab.properties.get("gridProperties", {}).get("frozenRowCount", 1))
    last = max((row for (row, _), c in tab.cells.items() if c.entered is not None), default=first)
    cells = f"A{first + 1}:{letters(tab.columns - 1)}{max(first, last) + 1}"
    person.sort(tab.sheet_id, cells, told.column, descending=descending)


Act = Callable[[Person, Tab, Told], object]
ACTS: Mapping[str, Act] = {
    "type": lambda person, tab, told: person.type(tab.sheet_id, told.cell, told.text),
    "paste": lambda person, tab, told: person.paste_text(
        tab.sheet_id, told.cell, [line.split("\t") for line in told.text.splitlines()] or [[""]]
    ),
    "undo": lambda person, _tab, _told: person.undo(),
    "insert_above": lambda person, tab, told: person.insert_rows(tab.sheet_id, told.row),
    "delete_row": lambda person, tab, told: person.delete_rows(tab.sheet_id, told.row),
    "insert_left": lambda person, tab, told: person.insert_columns(tab.sheet_id, told.column),
    "delete_column": lambda person, tab, told: person.delete_columns(tab.sheet_id, told.column),
    "sort_up": lambda person, tab, told: _sort(person, tab, told, descending=False),
    "sort_down": lambda person, tab, told: _sort(person, tab, told, descending=True),
    "rename_tab": lambda person, tab, told: person.rename_tab(tab.sheet_id, told.text),
}


def _find(google: Google, file_id: str) -> Spreadsheet | None:
    file = google.find(file_id)
    return file.spreadsheet if file and not file.trashed else None


def _owner(google: Google, file_id: str) -> Person:
    return Person(google, file_id, google.files[file_id].owner)


def _gone() -> tuple[Response, int]:
    language = request.accept_languages.best_match(list(INDEX)) or "en"
    return jsonify(message=words_of(language)["gone"]), 404
