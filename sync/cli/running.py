"""Runs the job on one document, and tells what came of it."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from sync.answer import Json, answer
from sync.cli import words
from sync.cli.ordering import config, make_order
from sync.cli.printing import print_report, showing_steps
from sync.cli.voice import Voice, failing_in_its_language
from sync.job import run
from sync.wiring import Workshop

DONE, HAS_ERRORS = 0, 1


def is_unchanged(document: str, voice: Voice) -> bool:
    """Whether nobody has edited the document since its last run; then that is all there is to
    say. What changed in a CRM is not looked at: that is for runs by the clock."""
    with Workshop(config()) as workshop:
        opened = workshop.open(document)
        if workshop.has_news(opened):
            return False
        if voice.as_json:
            calls: dict[str, Json] = {opened.kind: {**opened.calls}}
            told: dict[str, Json] = {"title": opened.title, "kind": opened.kind}
            voice.tell({"document": told, "unchanged": True, "calls": calls})
        else:
            voice.console.print(words.UNCHANGED.of(voice.language or "en"))
    return True


def run_document(
    document: str, deals: Path | None, voice: Voice, *, write: bool, **others: bool
) -> int:
    """Run the job and print its report, or answer with JSON; the exit code."""
    order = make_order(write=write, **others)
    steps = showing_steps(Console(stderr=True), voice.language or "en")
    with Workshop(config()) as workshop, steps as progress:
        opened = workshop.open(document)
        sources = workshop.sources(deals, order.now)
        with failing_in_its_language(opened, voice):
            if write:
                report = workshop.sync(opened, sources, order, progress, "cli")
            else:
                report = run(opened, sources, workshop, order, progress)
    if voice.as_json:
        calls = {opened.kind: opened.calls, **workshop.calls}
        voice.tell(answer(report, opened.title, opened.kind, calls, voice.language))
    else:
        print_report(voice.console, report, voice.of(report), changes=order.careful)
        if opened.moved:
            voice.console.print(words.MOVED.of(voice.of(report)), soft_wrap=True)
    return HAS_ERRORS if report.has_errors else DONE
