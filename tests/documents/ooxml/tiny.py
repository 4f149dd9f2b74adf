"""The smallest workbooks there are, written by hand."""

from __future__ import annotations

import io
import zipfile

from sync.core.grid import Sheet
from sync.core.vocabulary import Cell
from sync.documents.ooxml.reading import GridReader
from sync.documents.ooxml.workbook import open_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def tiny(sheet: str, styles: str = "", strings: str = "", calendar: str = "") -> bytes:
    """A workbook of one sheet: what stands inside its ``worksheet``, ``styleSheet`` and ``sst``."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f'<workbookPr {calendar}/><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="sheet.xml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{OFFICE}/sharedStrings" Target="/xl/strings.xml"/>'
        "</Relationships>",
        "xl/sheet.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/strings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    return pack({name: text.encode() for name, text in parts.items()})


def pack(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def read(content: bytes) -> Sheet:
    return GridReader(open_workbook(content)).read(0)


def read_cell(cell: str, styles: str = "", strings: str = "", calendar: str = "") -> Cell:
    """What one cell, written as ``<c r="A1" …>``, is read as."""
    sheet = f'<sheetData><row r="1">{cell}</row></sheetData>'
    return read(tiny(sheet, styles, strings, calendar)).cell(1, 1)
