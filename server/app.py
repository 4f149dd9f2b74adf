"""Builds the app: what it works with, what guards it, how errors are answered."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, render_template
from sqlalchemy.exc import OperationalError

from server import words
from server.actions import actions
from server.addresses import is_link
from server.asking import remember_language, speech_for
from server.desk import Desk
from server.errors import FormRefusedError, StrangeHostError
from server.guard import form_token, guard
from server.health import health
from server.pages import pages
from server.running import Runner
from sync.config import Config
from sync.core.choices import Calculation, Kind, Reason, Source, State, Status
from sync.core.page_addresses import slug_of
from sync.core.texts.steps import STEPS, step_number, step_text
from sync.core.vocabulary import Text
from sync.errors import SyncError
from sync.store.errors import AlreadyRunningError, DatabaseUnreachableError
from sync.wiring import Workshop

logger = logging.getLogger(__name__)

CHOICES = (Calculation, Kind, Reason, Source, State, Status)
"""Lists of words that templates look up by key."""
LARGEST_FORM = 64 * 1024

STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (StrangeHostError, 421),
    (FormRefusedError, 403),
    (AlreadyRunningError, 409),
    (DatabaseUnreachableError, 503),
    (OperationalError, 503),
    (SyncError, 500),
)
"""What stops a request → its status; the first that fits. What is not listed is a fault: 500."""


def create_app(
    config: Config,
    make_workshop: Callable[[], Workshop] | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Flask:
    """The app. Nothing is opened before the first request."""
    make = make_workshop or (lambda: Workshop(config))
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(w=words, form_token=form_token, slug_of=slug_of, is_link=is_link)
    app.jinja_env.globals.update(step_text=step_text, step_number=step_number, steps=STEPS)
    app.jinja_env.globals.update({kind.__name__: kind for kind in CHOICES})
    app.extensions["desk"] = Desk(make(), Runner(make, clock), clock)
    guard(app)
    remember_language(app)
    for blueprint in (pages, actions, health):
        app.register_blueprint(blueprint)
    app.register_error_handler(Exception, _answer_error)
    return app


def _answer_error(error: Exception) -> tuple[str, int]:
    """Every error as a page, in words and with what to do."""
    status = _status_of(error)
    if status >= 500:
        logger.error("status=%s error=%s", status, type(error).__name__, exc_info=error)
    return render_template("error.html", speech=speech_for(), text=_words_of(error, status)), status


def _status_of(error: Exception) -> int:
    """By the table; errors of the framework carry their own."""
    own: int = getattr(error, "code", None) or 500
    return next((status for kind, status in STATUSES if isinstance(error, kind)), own)


def _words_of(error: Exception, status: int) -> Text:
    if isinstance(error, SyncError):
        return error.text
    if isinstance(error, OperationalError):
        return words.NO_DATABASE
    return words.NOT_FOUND if status == 404 else words.FAULT if status >= 500 else words.ODD_REQUEST
