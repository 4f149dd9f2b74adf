"""What people ask for with a button."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server import words
from server.asking import speech_for
from server.desk import desk
from server.lists import list_view
from server.pages import known
from server.views import document_view
from sync.errors import SyncError
from sync.store.errors import AlreadyRunningError

actions = Blueprint("actions", __name__)


@actions.post("/documents")
def add() -> ResponseReturnValue:
    """Take in the document at an address, and bring it up to date."""
    address = _bare(request.form.get("address", "").strip())
    if not address:
        return _list(address, AddressBlankError(), 422)
    try:
        run = desk().runner.start(address, **_wishes())
    except AlreadyRunningError as error:
        return _list(address, error, 409)
    except SyncError as error:
        return _list(address, error, 422)
    return redirect(url_for("pages.wait", run=run), 303)


@actions.post("/documents/<slug>/sync")
def sync(slug: str) -> ResponseReturnValue:
    """Bring a document up to date now."""
    found = known(slug)
    try:
        desk().runner.start(found.address, **_wishes())
    except SyncError as error:
        speech = speech_for(found)
        view = document_view(desk().engine, found, speech)
        page = render_template("document.html", speech=speech, view=view, refused=error)
        return page, 409 if isinstance(error, AlreadyRunningError) else 422
    return redirect(url_for("pages.document", slug=slug), 303)


class AddressBlankError(SyncError):
    """A document was to be added, but nobody said which."""

    def __init__(self) -> None:
        super().__init__(words.ADDRESS_BLANK.en, words.ADDRESS_BLANK.ru)


def _bare(address: str) -> str:
    """A path without the quotes that file managers put around it."""
    quoted = len(address) > 1 and address[0] + address[-1] in {'""', "''", "«»"}
    return address[1:-1].strip() if quoted else address


def _wishes() -> dict[str, bool]:
    """What a person has agreed to with the button."""
    return {wish: wish in request.form for wish in ("adopt", "force")}


def _list(address: str, error: SyncError, status: int) -> tuple[str, int]:
    speech = speech_for()
    view = list_view(desk().engine, speech)
    page = render_template("list.html", speech=speech, view=view, refused=error, address=address)
    return page, status
