"""The main job on the sample team's documents, twice: the second pass has to find nothing to do."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from sync.answer import Json
from sync.cli.demo.files import make_files
from sync.cli.demo.stage import Stage, set_stage
from sync.cli.demo.story import tell_passes, tell_places
from sync.cli.ordering import config, make_order
from sync.cli.printing import showing_steps
from sync.cli.voice import Voice
from sync.config import Config
from sync.core.vocabulary import Language
from sync.job import Report
from sync.wiring import Workshop

PASSES = 2
DONE, FAILED = 0, 2


@dataclass(frozen=True, slots=True)
class Pass:
    """One run over one document, and the requests it took."""

    number: int
    title: str
    kind: str
    report: Report
    calls: Mapping[str, Mapping[str, int]]

    @property
    def quiet(self) -> bool:
        """Whether there was nothing to do, and nothing was written."""
        wrote = any(count["write"] for count in self.calls.values())
        return not (self.report.plan or wrote)


def run_demo(folder: Path, voice: Voice, *, check_only: bool) -> int:
    """Set the stage, run the job twice on the sheet, the Notion page and the workbook, tell the
    story, and serve the pages until Ctrl-C.

    ``check_only`` works in a folder of its own, which is gone afterwards, and does not wait.
    """
    language = voice.language or "en"
    now = datetime.now(UTC)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="okr-demo-")))
        scratch.chmod(0o755)
        folder = scratch if check_only else folder
        workbook, deals = make_files(folder, language, now.date())
        base = replace(config(), data_dir=scratch / "database", database_url=None)
        stage = stack.enter_context(set_stage(scratch, base, language, now.date()))
        documents = {stage.sheet: None, stage.notion: None, str(workbook): deals}
        passes = [
            _run_pass(number, address, stage.config, given, language)
            for number in range(1, PASSES + 1)
            for address, given in documents.items()
        ]
        if voice.as_json:
            voice.tell({"passes": [_as_json(one) for one in passes]})
        else:
            tell_passes(passes, voice)
        failed = any(one.number == PASSES and not one.quiet for one in passes)
        if not check_only:
            _serve(stage, workbook, voice)
    return FAILED if failed else DONE


def _run_pass(
    number: int, address: str, settings: Config, deals: Path | None, language: Language
) -> Pass:
    steps = showing_steps(Console(stderr=True), language)
    with Workshop(settings) as workshop, steps as progress:
        document = workshop.open(address)
        order = make_order(write=True)
        sources = workshop.sources(deals, order.now)
        report = workshop.sync(document, sources, order, progress, "cli")
        calls = {document.kind: dict(document.calls), **workshop.calls}
        return Pass(number, document.title, document.kind, report, calls)


def _as_json(one: Pass) -> Json:
    return {
        "pass": one.number,
        "document": one.title,
        "kind": one.kind,
        "changes": len(one.report.plan.changes),
        "calls": {service: dict(counts) for service, counts in one.calls.items()},
    }


def _serve(stage: Stage, workbook: Path, voice: Voice) -> None:
    """The pages, until they are interrupted."""
    from server.serving import serve  # noqa: PLC0415 - only this command and serve need it

    def tell(pages: str) -> None:
        tell_places({
            "pages": pages, "sheet": stage.sheet, "notion": stage.notion, "workbook": str(workbook),
        }, voice)  # fmt: skip

    serve(stage.config, tell)
