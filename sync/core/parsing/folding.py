"""One form for the many spaces, dashes, apostrophes and digits that people and programs type."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u02d7\u2796\ufe58\ufe63\uff0d"
_APOSTROPHES = "\u2018\u2019\u02bc\uff07\u066c"
"""The last one is the Arabic sign between thousands."""
_INVISIBLE = (
    "\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
"""Marks of direction, joining and width. The soft hyphen is not among them: it may be a minus."""
_PLAIN = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_INVISIBLE, ""),
    **dict.fromkeys("\t\r\u2028\u2029", "\n"),
    "\u066b": ",",
    "\u066a": "%",
}
_OTHER_FORMS = ("<wide>", "<small>")


def fold(text: str) -> str:
    """The text with plain spaces, hyphens, apostrophes and the digits 0–9.

    Tabs and line breaks become line breaks, which are no spaces inside a number: two lines are two
    values. Superscripts, fractions and circled digits stay, so that nothing reads ``5²`` as 52.
    """
    if text.isascii() and "\t" not in text and "\r" not in text:
        return text.strip()
    return "".join(map(_fold_character, text)).strip()


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs":
        return " "
    if unicodedata.decomposition(character).startswith(_OTHER_FORMS):
        return unicodedata.normalize("NFKC", character)
    return character
