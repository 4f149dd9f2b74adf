"""Shows why a record is or is not counted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from rich.markup import escape

from sync.answer import Json, plain
from sync.cli import words
from sync.cli.ordering import config
from sync.cli.voice import Voice, failing_in_its_language
from sync.core.choices import Reason
from sync.core.explaining import Explanation, Finding
from sync.core.texts.message import show
from sync.core.vocabulary import Language
from sync.explain import explain
from sync.wiring import Workshop


def explain_record(
    document: str, metric: str, record: str, deals: Path | None, voice: Voice
) -> int:
    """Answer, and end with 0 whether the record is counted or not."""
    now = datetime.now(UTC)
    with Workshop(config()) as workshop:
        opened = workshop.open(document)
        explainer = workshop.explainer(deals, now)
        with failing_in_its_language(opened, voice):
            found = explain(opened, explainer, metric, record, now)
    language = voice.language or found.language
    title, explanation = found.metric, found.explanation
    if voice.as_json:
        voice.tell({
            "metric": title,
            "record": explanation.record,
            "title": explanation.title,
            "link": explanation.link or None,
            "counted": explanation.counted,
            "tests": [_finding(finding, language) for finding in explanation.findings],
        })  # fmt: skip
    else:
        _print(voice, title, explanation, language)
    return 0


def _finding(finding: Finding, language: Language) -> Json:
    return {
        "test": finding.test.of(language),
        "passed": finding.passed,
        "found": plain(finding.found),
        "reason": _reason(finding, language) or None,
    }


def _print(voice: Voice, title: str, explanation: Explanation, language: Language) -> None:
    said = words.COUNTS if explanation.counted else words.COUNTS_NOT
    name = words.NAMED.of(language).format(record=explanation.record, title=explanation.title)
    voice.console.print(escape(said.of(language).format(record=name, metric=title)), soft_wrap=True)
    for finding in explanation.findings:
        mark = "[green]✓[/]" if finding.passed else "[red]✗[/]"
        found = "—" if finding.found is None else _shown(finding.found, language)
        reason = _reason(finding, language)
        tail = f" — {reason}" if reason else ""
        line = f"{finding.test.of(language)}: {found}{tail}"
        voice.console.print(f"  {mark} {escape(line)}", soft_wrap=True)


def _shown(found: str | Decimal | date, language: Language) -> str:
    return found if isinstance(found, str) else show(found, language)


def _reason(finding: Finding, language: Language) -> str:
    return Reason[finding.reason.upper()].title.of(language) if finding.reason else ""
