"""The file as a grid of cells, whatever its format."""

from __future__ import annotations

import hashlib
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd

from sync.sources.crm_export.errors import (
    ExportEmptyError,
    ExportMissingError,
    ExportTooLargeError,
    NotATableError,
    OldWorkbookError,
    WebPageError,
)
from sync.sources.crm_export.text import read_text
from sync.sources.crm_export.workbook import read_workbook

Value = str | Decimal | datetime
"""A cell. Texts of .csv files stay texts; an empty cell is an empty text; yes and no of a workbook
are ``TRUE`` and ``FALSE``."""

LARGEST = 100
"""Megabytes of a file."""
MOST_COLUMNS = 1000

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PAGE = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<?xml")


def read_bytes(path: Path) -> bytes:
    """The content of the file. Raises ExportError."""
    try:
        if path.stat().st_size > LARGEST * 1_000_000:
            raise ExportTooLargeError(path.name, LARGEST)
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise ExportMissingError(path.name) from error
    if not content.strip():
        raise ExportEmptyError(path.name)
    return content


def content_hash(content: bytes, zone: str, reader: int) -> str:
    """The same for the same content read in the same way."""
    return hashlib.sha256(f"{reader}|{zone}|".encode() + content).hexdigest()


def read_grid(content: bytes, file: str) -> list[pd.DataFrame]:
    """The sheets of the file (one, of a .csv), their index the row numbers people see.

    All cells are `Value`s; all rows of a sheet are equally long. Raises ExportError.
    """
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(_ZIP):
        grids = read_workbook(content, file, MOST_COLUMNS)
    elif content.startswith(_OLE):
        raise OldWorkbookError(file)
    elif start.startswith(_PAGE):
        raise WebPageError(file)
    else:
        grids = [read_text(content, file, MOST_COLUMNS)]
    if not any(len(grid.columns) > 1 for grid in grids):
        raise NotATableError(file)
    return grids
