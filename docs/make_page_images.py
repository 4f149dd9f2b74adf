"""Takes pictures of the sandbox's sheet and Notion and of the service's pages in Chromium:
``python docs/make_page_images.py``.

They show the sample team's Google Sheet and Notion, which stand in the sandbox, and its workbook
after a run on the day the sample is made for; in both languages, on a desk and on a phone, by day
and by night.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

import time_machine
import waitress
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Engine, func, update

from server.app import create_app
from server.desk import Desk
from sync.cli.demo import SAMPLE_DAY
from sync.cli.demo.files import make_files
from sync.cli.demo.stage import set_stage
from sync.config import Config
from sync.core.vocabulary import Language
from sync.job import Order
from sync.store.tables import documents, runs
from sync.wiring import Workshop

NOON = datetime.combine(SAMPLE_DAY, time(9), UTC)
SHEET, NOTION, WORKBOOK = "okr-sample-sheet", "okr-sample-notion", "okr-sample-workbook"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of one page, ``part`` of it or as much as fits the window."""

    name: str
    path: str
    part: str = ""
    width: int = 1120
    height: int = 1240
    dark: bool = False
    open: str = ""
    """What is clicked on before."""
    wait: str = ""
    """What then has to be there."""


RESULTS = "#tabs button:nth-of-type(3)"
TABLE = "#side a:has-text('Key results'), #side a:has-text('Ключевые результаты')"
SHOTS = (
    Shot("sheet", "", width=1440, height=860, open=RESULTS, wait="td:text-is('KR-001')"),
    Shot("notion", NOTION, width=1440, height=820, open=TABLE, wait="tr[data-row]"),
    Shot("notion-home", NOTION, width=1440, height=1180, wait="tr[data-row]"),
    Shot("page-list", "/", height=620),
    Shot("page-document", f"/documents/{SHEET}"),
    Shot("page-document-dark", f"/documents/{SHEET}", dark=True),
    Shot("page-phone", f"/documents/{SHEET}", width=390, height=1100),
    Shot(
        "page-evidence",
        f"/documents/{SHEET}",
        part=".metrics",
        open="#M-002 summary",
        wait=".records",
    ),
    Shot("page-history", f"/documents/{SHEET}/history", height=1000),
)


@dataclass(frozen=True, slots=True)
class Served:
    """Addresses of the sheet, of Notion and of the pages that show the sample in one language."""

    sheet: str
    notion: str
    pages: str

    def of(self, shot: Shot, language: Language) -> str:
        if shot.path == NOTION:
            return f"{self.notion}?lang={language}"
        return f"{self.pages}{shot.path}?lang={language}" if shot.path else self.sheet


@contextmanager
def serving(folder: Path, language: Language) -> Iterator[Served]:
    """The sheet and the pages, for as long as pictures are taken."""
    workbook, deals = make_files(folder, language, SAMPLE_DAY)
    base = Config(folder / "database")
    with set_stage(folder, base, language, SAMPLE_DAY) as stage:
        ways = (
            (stage.sheet, SHEET, None),
            (stage.notion, NOTION, None),
            (str(workbook), WORKBOOK, deals),
        )
        for address, id_, given in ways:
            _sync(stage.config, address, id_, given)
        app = create_app(stage.config, clock=lambda: NOON)
        desk: Desk = app.extensions["desk"]
        server = waitress.create_server(app, host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        yield Served(stage.sheet, stage.notion, f"http://127.0.0.1:{server.effective_port}")
        server.close()
        desk.close()


def _sync(config: Config, address: str, id_: str, deals: Path | None) -> None:
    with Workshop(config) as workshop:
        order = Order(NOON, id_, write=True)
        sources = workshop.sources(deals, NOON)
        workshop.sync(workshop.open(address), sources, order, lambda _: None, "cli")
        _stop_clocks(workshop.engine)


def _stop_clocks(engine: Engine) -> None:
    """Pictures taken again show the same moments."""
    with engine.begin() as connection:
        took = func.make_interval(0, 0, 0, 0, 0, 0, 0.4)
        connection.execute(update(runs).values(started=NOON, finished=NOON + took))
        connection.execute(update(documents).values(synced=NOON))


def take(browser: Browser, shot: Shot, address: str, target: Path) -> None:
    """One picture."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    if shot.open:
        page.locator(shot.open).click()
    if shot.wait:
        page.locator(shot.wait).first.wait_for()
        page.mouse.move(0, 0)
    if shot.part:
        page.locator(shot.part).screenshot(path=target)
    else:
        page.screenshot(path=target)
    context.close()


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that the database's own account may enter."""
    with tempfile.TemporaryDirectory(prefix="okr-pages-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def main(arguments: Sequence[str] | None = None) -> None:
    """Take all pictures in both languages."""
    parser = argparse.ArgumentParser(description="Take pictures of the pages.")
    parser.add_argument("--out", type=Path, default=Path("docs/images"))
    out: Path = parser.parse_args(arguments).out
    out.mkdir(parents=True, exist_ok=True)
    program = shutil.which("chromium") or "/usr/bin/chromium"
    languages: tuple[Language, ...] = ("en", "ru")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for language in languages:
            with (
                scratch() as folder,
                time_machine.travel(NOON),
                serving(folder, language) as served,
            ):
                for shot in SHOTS:
                    address, target = served.of(shot, language), f"{shot.name}-{language}.png"
                    take(browser, shot, address, out / target)


if __name__ == "__main__":
    main()
