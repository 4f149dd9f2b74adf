"""In which language a request is answered: the one asked for, the document's, the browser's."""

from __future__ import annotations

from flask import Flask, Response, g, request

from server import words
from server.desk import desk
from server.speech import Speech
from sync.core.vocabulary import Language
from sync.store.documents import KeptDocument

COOKIE = "okr_lang"
YEAR = 365 * 24 * 3600


def remember_language(app: Flask) -> None:
    """A language chosen with ``?lang=`` stays chosen in this browser."""
    app.after_request(_with_cookie)


def speech_for(document: KeptDocument | None = None) -> Speech:
    """The speech of this request; pages of a document speak its language unless asked otherwise."""
    asked = _language(request.args.get("lang")) or _language(request.cookies.get(COOKIE))
    own = document.language if document else _language(
        request.accept_languages.best_match(list(words.LANGUAGES))
    )  # fmt: skip
    speech = Speech(asked or own or "en", desk().clock(), document.zone if document else "UTC")
    g.speech = speech
    return speech


def _language(found: str | None) -> Language | None:
    return "ru" if found == "ru" else "en" if found == "en" else None


def _with_cookie(response: Response) -> Response:
    if asked := _language(request.args.get("lang")):
        response.set_cookie(COOKIE, asked, max_age=YEAR, httponly=True, samesite="Lax")
    return response
