"""The product on sample data: a team's workbook, its deals, and the job run on them twice."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rich.console import Console

from sheets_template import write_workbook
from sync.answer import Json
from sync.cli import words
from sync.cli.ordering import config, make_order
from sync.cli.printing import print_report, showing_steps
from sync.cli.voice import Voice
from sync.config import Config
from sync.core.vocabulary import Language
from sync.errors import SyncError
from sync.job import Report, run
from sync.wiring import Workshop, open_document

EXAMPLES = Path(__file__).parents[2] / "examples"
DEALS = {"en": EXAMPLES / "deals-hubspot.csv", "ru": EXAMPLES / "deals-amocrm.csv"}
PASSES = 2
DONE, FAILED = 0, 2

SAMPLE_DAY = date(2026, 11, 23)
"""The day the sample team and its deals are made for: the middle of a quarter."""
SAMPLE_DAYS = (date(2026, 10, 20), date(2026, 12, 31))
"""Between these days the sample is shown as it is, on others moved to stand around today."""

_DAY = re.compile(r"(?<!\d)(?:(\d{2})\.(\d{2})\.(20\d{2})|(20\d{2})-(\d{2})-(\d{2}))(?!\d)")


class DemoMissingError(SyncError):
    """The sample files are not beside the program."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The sample deals {path.name!r} are not there. Run the demo from a checkout of the"
            " project: make demo.",
            f"Примера сделок «{path.name}» нет. Запустите демо из папки проекта: make demo.",
        )


@dataclass(frozen=True, slots=True)
class Pass:
    """One run of the demo and the requests it took."""

    report: Report
    calls: dict[str, int]


def run_demo(folder: Path, voice: Voice, *, check_only: bool) -> int:
    """Make the files, unless an earlier demo left them, run the job twice and tell the story.

    The second pass has to find nothing to do; if it does, the demo has failed. ``check_only`` works
    in a folder of its own, which is gone afterwards.
    """
    with ExitStack() as stack:
        if check_only:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        workbook, deals = make_files(folder, voice.language or "en", datetime.now(UTC).date())
        data_dir = folder / "database" if check_only else config().data_dir / "demo"
        workshop = stack.enter_context(Workshop(Config(data_dir)))
        passes = [_run_pass(workshop, workbook, deals, voice) for _ in range(PASSES)]
    if voice.as_json:
        voice.tell({"passes": [_as_json(n, one, workbook) for n, one in enumerate(passes, 1)]})
    else:
        _tell_story(passes, workbook, deals, voice, stays=not check_only)
    last = passes[-1]
    return FAILED if last.report.plan or last.calls["write"] else DONE


def _run_pass(workshop: Workshop, workbook: Path, deals: Path, voice: Voice) -> Pass:
    document = open_document(str(workbook))
    order = make_order(write=True)
    with showing_steps(Console(stderr=True), voice.language or "en") as progress:
        sources = workshop.sources(deals, order.now)
        report = run(document, sources, workshop, order, progress)
    return Pass(report, dict(document.calls))


def _as_json(number: int, one: Pass, workbook: Path) -> Json:
    return {
        "pass": number,
        "document": workbook.stem,
        "kind": "xlsx",
        "changes": len(one.report.plan.changes),
        "calls": {"xlsx": dict(one.calls)},
    }


def _tell_story(
    passes: list[Pass], workbook: Path, deals: Path, voice: Voice, *, stays: bool
) -> None:
    first = passes[0].report
    language = voice.of(first)
    console = voice.console
    program = "okr-sync" if shutil.which("okr-sync") else sys.argv[0]
    files = {"workbook": workbook, "deals": deals, "program": program}
    if stays:
        console.print(words.DEMO_FILES.of(language).format(**files) + "\n", soft_wrap=True)
    print_report(console, first, language, changes=False)
    console.print()
    for number, one in enumerate(passes, 1):
        changes = len(one.report.plan.changes)
        console.print(words.DEMO_PASS.of(language).format(n=number, changes=changes))
    if stays:
        console.print("\n" + words.DEMO_LOOK.of(language).format(**files), soft_wrap=True)


def make_files(folder: Path, language: Language, today: date) -> tuple[Path, Path]:
    """The workbook of the sample team and its deals; files that are there are left alone."""
    source = DEALS[language]
    if not source.exists():
        raise DemoMissingError(source)
    folder.mkdir(parents=True, exist_ok=True)
    workbook, deals = folder / f"okr-{language}.xlsx", folder / source.name
    first, last = SAMPLE_DAYS
    moved = timedelta(0) if first <= today <= last else today - SAMPLE_DAY
    if not deals.exists():
        deals.write_text(move_days(source.read_text("utf-8-sig"), moved), "utf-8-sig", newline="")
    if not workbook.exists():
        write_workbook(workbook, language, sample=True, today=today, moved=moved)
    return workbook, deals


def move_days(text: str, by: timedelta) -> str:
    """The same text with every day in it, ``23.11.2026`` or ``2026-11-23``, moved."""

    def moved(found: re.Match[str]) -> str:
        if found[3]:
            day = date(int(found[3]), int(found[2]), int(found[1])) + by
            return f"{day:%d.%m.%Y}"
        return f"{date(int(found[4]), int(found[5]), int(found[6])) + by:%Y-%m-%d}"

    return _DAY.sub(moved, text) if by else text
