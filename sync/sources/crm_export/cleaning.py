"""One spelling for the texts of a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from sync.sources.crm_export.grid import Value

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_BLANK = {"-", "–", "—", "(no value)", "#n/a", "n/a", "null", "none"}
"""What programs put where nothing is."""
_LONGEST = 500
"""Characters of a text that are kept."""


def clean(value: Value) -> str:
    """A cell as text: one kind of space, nothing unseen, empty if it only marks a blank."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value == value.to_integral_value() else f"{value:f}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if not (value.isprintable() and unicodedata.is_normalized("NFC", value)):
        seen = _UNSEEN.sub("", value).encode("utf-8", "replace").decode()
        value = unicodedata.normalize("NFC", seen)
    text = " ".join(value.split())[:_LONGEST]
    return "" if text.casefold() in _BLANK else text


def clean_all(values: Iterable[Value]) -> list[str]:
    """The same for a column, each distinct value once."""
    column = list(values)
    texts = {value: clean(value) for value in set(column)}
    return [texts[value] for value in column]
