"""The pages people look at."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from server.asking import speech_for
from server.desk import desk
from server.lists import list_view
from server.views import document_view, history_view, metric_view, run_view
from sync.core.page_addresses import id_of, slug_of
from sync.core.texts.steps import step_number, step_text
from sync.store.documents import KeptDocument, document_of
from sync.store.runs import KeptRun, run_of

pages = Blueprint("pages", __name__)


@pages.get("/")
def documents() -> str:
    speech = speech_for()
    return render_template("list.html", speech=speech, view=list_view(desk().engine, speech))


@pages.get("/documents/<slug>")
def document(slug: str) -> str:
    found = known(slug)
    speech = speech_for(found)
    view = document_view(desk().engine, found, speech)
    return render_template("document.html", speech=speech, view=view)


@pages.get("/documents/<slug>/history")
def history(slug: str) -> str:
    found = known(slug)
    speech = speech_for(found)
    view = history_view(desk().engine, found)
    return render_template("history.html", speech=speech, view=view)


@pages.get("/documents/<slug>/metrics/<metric>")
def metric(slug: str, metric: str) -> str:
    found = known(slug)
    speech = speech_for(found)
    view = metric_view(desk().engine, found, metric) or abort(404)
    return render_template("metric.html", speech=speech, view=view)


@pages.get("/documents/<slug>/metrics/<metric>/records")
def records(slug: str, metric: str) -> str:
    """Only the records, for a page that has the rest."""
    found = known(slug)
    speech = speech_for(found)
    view = metric_view(desk().engine, found, metric) or abort(404)
    return render_template("_records.html", speech=speech, view=view)


@pages.get("/runs/<int:run>")
def run(run: int) -> str:
    found = known_run(run)
    view = run_view(desk().engine, found)
    speech = speech_for(view.document)
    return render_template("run.html", speech=speech, view=view, changes=view.changes(speech))


@pages.get("/runs/<int:run>/wait")
def wait(run: int) -> ResponseReturnValue:
    """Shows a run at work; afterwards leads to where its end is shown."""
    found = known_run(run)
    if found.state == "running":
        speech = speech_for(document_of(desk().engine, found.document_id or ""))
        return render_template("wait.html", speech=speech, run=found)
    if found.document_id is None:
        return redirect(url_for("pages.documents"), 303)
    return redirect(url_for("pages.document", slug=slug_of(found.document_id)), 303)


@pages.get("/runs/<int:run>/state")
def state(run: int) -> dict[str, str | int]:
    """Where a run stands, for the page that shows it."""
    found = known_run(run)
    speech = speech_for(document_of(desk().engine, found.document_id or ""))
    return {
        "state": found.state,
        "number": step_number(found.step),
        "text": speech.say(step_text(found.step)),
    }


def known(slug: str) -> KeptDocument:
    """The document behind a part of an address; 404 without one."""
    id_ = id_of(slug)
    return (document_of(desk().engine, id_) if id_ else None) or abort(404)


def known_run(run: int) -> KeptRun:
    """The run of this number; 404 without one."""
    return (run_of(desk().engine, run) if run < 2**63 else None) or abort(404)
