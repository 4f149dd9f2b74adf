"""Small pieces of requests: ranges, colours, and the ids that make a repetition harmless."""

from __future__ import annotations

import hashlib
from typing import Any

from sheets_template.model import Area

Json = dict[str, Any]
"""As it goes over the wire."""


def stable_id(*names: str | int) -> int:
    """A positive id of 31 bits, the same for the same names."""
    digest = hashlib.sha256("/".join(map(str, names)).encode()).digest()
    return int.from_bytes(digest[:4], "big") % (2**31 - 1) + 1


def color(six_digits: str) -> Json:
    """A ColorStyle of hexadecimal digits."""
    red, green, blue = (int(six_digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return {"rgbColor": {"red": red, "green": green, "blue": blue}}


def grid_range(sheet_id: int, area: Area) -> Json:
    """A GridRange, counted from 0 and half-open."""
    return {
        "sheetId": sheet_id,
        "startRowIndex": area.top - 1, "endRowIndex": area.bottom,
        "startColumnIndex": area.left - 1, "endColumnIndex": area.right,
    }  # fmt: skip


def span(sheet_id: int, dimension: str, first: int, last: int) -> Json:
    """A DimensionRange of rows or columns counted from 1, the last one included."""
    return {
        "sheetId": sheet_id, "dimension": dimension, "startIndex": first - 1, "endIndex": last,
    }  # fmt: skip
