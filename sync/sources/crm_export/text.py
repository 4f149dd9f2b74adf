"""Turns the bytes of a .csv into a grid: which encoding, which separator, which rows."""

from __future__ import annotations

import csv
import io
import re

import pandas as pd

from sync.sources.crm_export.errors import (
    BrokenQuotesError,
    NotATableError,
    UnreadableEncodingError,
)
from sync.sources.crm_export.titles import roles_of

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEPARATORS = ",;\t|"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LOOKED_AT = 65_536
"""Characters that show the separator."""


def read_text(content: bytes, file: str, most_columns: int) -> pd.DataFrame:
    """The grid of a text file. Raises ExportError."""
    text = decode(content, file)
    first = 1
    told = re.match(r"sep=(.)\r?\n", text)
    if told:
        text, first = text[told.end() :], 2
    separator = told[1] if told else separator_of(text)
    columns = 1 + max((line.count(separator) for line in text.splitlines()), default=0)
    try:
        frame = pd.read_csv(
            io.StringIO(text),
            sep=separator,
            header=None,
            names=range(min(columns, most_columns)),
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            index_col=False,
        )
    except pd.errors.ParserError as error:
        broken = BrokenQuotesError if "inside string" in str(error) else NotATableError
        raise broken(file) from error
    except (ValueError, OverflowError) as error:
        raise NotATableError(file) from error
    frame.index = pd.RangeIndex(first, first + len(frame))
    return frame


def decode(content: bytes, file: str) -> str:
    """The text in whatever encoding CRMs export. Raises UnreadableEncodingError."""
    try:
        text = content.decode(encoding_of(content))
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableEncodingError(file) from error
    plain = _CONTROLS.sub("", text)
    if len(text) - len(plain) > len(text) / 100:
        raise UnreadableEncodingError(file)
    return plain


def encoding_of(content: bytes) -> str:
    """By its mark, else UTF-8 when that fits, else UTF-16 without a mark, else a Windows page."""
    marked = next((name for mark, name in _BOMS if content.startswith(mark)), None)
    if marked:
        return marked
    if b"\0" in content[:_LOOKED_AT]:
        even, odd = content[:_LOOKED_AT:2].count(0), content[1:_LOOKED_AT:2].count(0)
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows_page(content) if _is_other_page(content, error.start) else "utf-8"
    return "utf-8"


def _is_other_page(content: bytes, start: int) -> bool:
    """Whether the text was never UTF-8: the letters before its first fault are not UTF-8 either."""
    return content[:start].isascii()


def _windows_page(content: bytes) -> str:
    """Cyrillic letters come in whole words; accented Latin ones stand between plain letters."""
    high = rb"[\x80-\xff]"
    together = len(re.findall(high + high, content))
    alone = len(re.findall(rb"[A-Za-z]" + high + rb"(?!" + high + rb")", content))
    return "cp1251" if together >= alone else "cp1252"


def separator_of(text: str) -> str:
    """The separator under which most titles of a list of deals are found, then most columns."""
    head = text[:_LOOKED_AT]
    return max(_SEPARATORS, key=lambda separator: _fit(head, separator))


def _fit(head: str, separator: str) -> tuple[int, int]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(head, newline=""), delimiter=separator):
            rows.append(row)
            if len(rows) == 30:
                break
    except csv.Error:
        return (0, 0)
    known = max((len(roles_of(row)) for row in rows), default=0)
    return (known, max((len(row) for row in rows), default=0))
