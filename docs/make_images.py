"""Draws a picture of every tab of the workbook with LibreOffice: ``python docs/make_images.py``.

It shows the sample team of both languages after a run on its sample deals, as on the day they are
made for. ``--en FILE`` and ``--ru FILE`` draw other workbooks made from the template.
"""

from __future__ import annotations

import argparse
import re
import struct
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sheets_template import write_workbook
from sheets_template.columns import LOOKS
from sheets_template.layout import template_layout
from sync.config import Config
from sync.core.grid import letters_of
from sync.core.schema import TABS
from sync.core.vocabulary import Language
from sync.job import Order, run
from sync.wiring import Workshop

SAMPLE_DAY = date(2026, 11, 23)
EXAMPLES = Path(__file__).parents[1] / "examples"
DEALS: dict[Language, Path] = {
    "en": EXAMPLES / "deals-hubspot.csv", "ru": EXAMPLES / "deals-amocrm.csv",
}  # fmt: skip
PRINTED_ROWS = {
    "key_results": 19, "objectives": 8, "metrics": 13, "kpi": 9, "ideas": 9, "review": 8,
    "history": 24, "evidence": 30, "people": 10, "settings": 15, "overview": 32,
}  # fmt: skip
"""So many rows are drawn of each tab."""
UNFOLDED = "key_results"
"""Drawn once more with the folded columns in place of those beside them."""
RESOLUTION, PORTRAIT = 110, ("start", "overview")
LOCALES: dict[Language, str] = {"en": "en-US", "ru": "ru-RU"}
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{locale}</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""The language of numbers; and every formula is computed anew."""
_PAGE = re.compile(rb"<pageSetup [^>]*/>")
_FOOTER = re.compile(rb"<headerFooter>.*?</headerFooter>", re.DOTALL)
_AREA = re.compile(rb'<definedName name="_xlnm.Print_(?:Area|Titles)".*?</definedName>', re.DOTALL)
_TODAY = re.compile(rb"<f>TODAY\(\)</f><v>[^<]*</v>")
_COLUMN = re.compile(rb'<col min="(\d+)"[^>]*/>')


def draw(source: Path, language: Language, out: Path, day: date) -> None:
    """Draw all visible tabs of a workbook, as they look on a day, into a folder."""
    keys = [key for key, tab in TABS.items() if not tab.hidden]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name, unfold in (("tabs", False), ("unfolded", True)):
            parts = _arranged(source, keys, language, unfold=unfold)
            _write(work / f"{name}.xlsx", parts, day)
        _to_pdf(work, language)
        for number, key in enumerate(keys, 1):
            _to_png(work / "tabs.pdf", number, out / f"{language}-{key.replace('_', '-')}.png")
        picture = out / f"{language}-{UNFOLDED.replace('_', '-')}-unfolded.png"
        _to_png(work / "unfolded.pdf", keys.index(UNFOLDED) + 1, picture)


def _arranged(
    source: Path, keys: Sequence[str], language: Language, *, unfold: bool
) -> Iterator[tuple[str, bytes]]:
    """The parts of the workbook with one page a tab; ``unfold`` shows what is folded."""
    with zipfile.ZipFile(source) as old:
        for item in old.infolist():
            content = old.read(item)
            number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", item.filename)
            if number and int(number[1]) <= len(keys):
                content = _one_page(content, keys[int(number[1]) - 1] in PORTRAIT)
                content = _unfolded(content) if unfold else content
            if item.filename == "xl/workbook.xml":
                content = _with_areas(content, keys, language)
            yield item.filename, content


def _write(target: Path, parts: Iterable[tuple[str, bytes]], day: date) -> None:
    """The parts as a file in which Today is a fixed day."""
    fixed = b"<v>%d</v>" % (day - date(1899, 12, 30)).days
    with zipfile.ZipFile(target, "w") as new:
        for name, content in parts:
            new.writestr(name, _TODAY.sub(fixed, content))


def _one_page(content: bytes, portrait: bool) -> bytes:
    side = b"portrait" if portrait else b"landscape"
    page = b'<pageSetup paperSize="8" orientation="%s" fitToWidth="1" fitToHeight="1"/>' % side
    return _FOOTER.sub(b"", _PAGE.sub(page, content))


def _unfolded(content: bytes) -> bytes:
    """What was hidden is shown, and the other columns beside the frozen ones are hidden."""

    def turned(found: re.Match[bytes]) -> bytes:
        if b'hidden="1"' in found[0]:
            return found[0].replace(b' hidden="1"', b"")
        return found[0] if int(found[1]) <= 2 else found[0].replace(b"/>", b' hidden="1"/>')

    return _COLUMN.sub(turned, content)


def _with_areas(content: bytes, keys: Sequence[str], language: Language) -> bytes:
    titles = template_layout(language).titles
    names = b""
    for number, key in enumerate(keys):
        if key in PRINTED_ROWS:
            last = letters_of(len(LOOKS.get(key, ())) or {"settings": 3}.get(key, 14))
            area = f"'{titles[key]}'!$A$1:${last}${PRINTED_ROWS[key]}"
            names += (
                f'<definedName name="_xlnm.Print_Area" localSheetId="{number}">{area}</definedName>'
            ).encode()
    cleared = _AREA.sub(b"", content)
    return cleared.replace(b"<definedNames>", b"<definedNames>" + names)


def _to_pdf(work: Path, language: Language) -> None:
    profile = work / "profile" / "user"
    profile.mkdir(parents=True)
    settings = PROFILE.format(locale=LOCALES[language])
    (profile / "registrymodifications.xcu").write_text(settings, "utf-8")
    where = f"-env:UserInstallation={profile.parent.as_uri()}"
    command = ["soffice", "--headless", "--norestore", where, "--convert-to", "pdf", "--outdir"]
    files = [str(path) for path in sorted(work.glob("*.xlsx"))]
    subprocess.run([*command, str(work), *files], check=True, capture_output=True)  # noqa: S603


def _to_png(pdf: Path, page: int, target: Path) -> None:
    """One page as a picture without its white margins."""
    command = ["pdftoppm", "-r", str(RESOLUTION), "-f", str(page), "-l", str(page), str(pdf)]
    raw = subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603
    header = re.match(rb"P6\s(\d+) (\d+)\s255\s", raw)
    assert header is not None
    width, height = int(header[1]), int(header[2])
    pixels = np.frombuffer(raw[header.end() :], np.uint8).reshape(height, width, 3)
    inked = np.argwhere((pixels < 250).any(axis=2))
    (top, left), (bottom, right) = inked.min(axis=0), inked.max(axis=0) + 1
    edge = 12
    trimmed = pixels[max(0, top - edge) : bottom + edge, max(0, left - edge) : right + edge]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_png(trimmed))


def _png(pixels: NDArray[np.uint8]) -> bytes:
    height, width = pixels.shape[:2]
    rows = np.hstack([np.zeros((height, 1), np.uint8), pixels.reshape(height, width * 3)])
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def make_sample(language: Language, folder: Path) -> Path:
    """The sample team's workbook after a run on its deals."""
    path = folder / f"okr-{language}.xlsx"
    write_workbook(path, language, sample=True, today=SAMPLE_DAY)
    noon = datetime.combine(SAMPLE_DAY, time(12), UTC)
    with Workshop(Config(folder / "database")) as workshop:
        document = workshop.open(str(path))
        sources = workshop.sources(DEALS[language], noon)
        run(document, sources, workshop, Order(noon, f"okr-sample-{language}", write=True))
    return path


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw both languages."""
    parser = argparse.ArgumentParser(description="Draw every tab of the workbook.")
    parser.add_argument("--en", type=Path, help="a workbook in English")
    parser.add_argument("--ru", type=Path, help="a workbook in Russian")
    parser.add_argument("--out", type=Path, default=Path("docs/images"))
    given = parser.parse_args(arguments)
    languages: tuple[Language, ...] = ("en", "ru")
    with tempfile.TemporaryDirectory() as folder:
        for language in languages:
            path = getattr(given, language)
            day = datetime.now(UTC).date() if path else SAMPLE_DAY
            draw(path or make_sample(language, Path(folder)), language, given.out, day)


if __name__ == "__main__":
    main()
