"""Short answers and names: yes and no, cycles, chosen rows, lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sync.core.parsing.folding import fold
from sync.core.schema import ID_TABS, TABS

_YES = {"yes", "y", "да", "true", "истина", "1", "✓", "✔", "☑", "✅", "+"}
_NO = {"no", "n", "нет", "false", "ложь", "0", "✗", "✘", "☐", "❌", "-", "−"}

_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХІ", "ABEKMHOPCTYXI")
"""Cyrillic capitals that look like Latin ones."""
_DASH = "\u2010\u2011\u2012\u2013\u2014\u2212-"
_ID = re.compile(
    rf"([A-Za-zА-Яа-яІі]{{1,3}})[{_DASH}]?(\d{{1,9}})(?:$|[ ·•:|.,{_DASH}]+(.*))", re.DOTALL
)
_PREFIXES = frozenset(TABS[tab].prefix for tab in ID_TABS)
_BY_EAR = {"KP": "KR"}
"""КР, the Russian letters for key result."""

_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}
_QUARTER = r"(?P<{0}>[1-4]|IV|I{{1,3}})"
_WORD = r"(?:КВ(?:АРТАЛ|\.)?|QUARTER|Q)"
_CYCLES = tuple(
    re.compile(form)
    for form in (
        rf"(?P<y>20\d\d)[ /.-]*(?:Q|КВ\.?|К) ?{_QUARTER.format('q')}",
        rf"(?:Q|КВ\.?|К) ?{_QUARTER.format('q')}[ /.'-]*(?P<y>20\d\d|\d\d)",
        rf"{_QUARTER.format('q')}(?:-?Й|-?ЫЙ|-?ИЙ)? ?{_WORD}[ /.'-]*(?P<y>20\d\d)(?: ?Г\.?| ГОДА)?",
        rf"(?P<y>20\d\d)(?: ?Г\.?,?)?[ /,-]*{_QUARTER.format('q')}(?:-?Й)? ?{_WORD}",
    )
)

_QUOTED = re.compile(
    r'\s*(?:"((?:[^"]|""){0,500})"|«([^»]{0,500})»|“([^”]{0,500})”|„([^“”]{0,500})[“”])\s*(?:,|$)'
)
_BARE = re.compile(r"([^,]*)(?:,|$)")


@dataclass(frozen=True, slots=True)
class Link:
    """A row chosen from a list: the id in front, when there is one, and the title behind it."""

    id: str
    title: str


def parse_yes_no(text: str) -> bool | None:
    """True, False, or None for anything else."""
    word = " ".join(text.replace("\ufe0f", "").split()).casefold().rstrip(".!")
    if word in _YES:
        return True
    return False if word in _NO else None


def parse_cycle(text: str) -> str:
    """A quarter in the form ``2026-Q4``; any other name as typed, with single spaces."""
    plain = " ".join(fold(text).split())
    upper = plain.upper()
    for form in _CYCLES:
        if match := form.fullmatch(upper):
            quarter, year = match["q"], match["y"]
            return f"{year if len(year) == 4 else f'20{year}'}-Q{_ROMAN.get(quarter, quarter)}"
    return plain


def parse_link(text: str) -> Link:
    """``O-001 · title``, ``O-001 - title``, ``o-1`` or a bare title. Look-alike Cyrillic letters
    of an id become Latin. Whether the id exists is for the caller to know."""
    plain = " ".join(text.split())
    match = _ID.match(plain)
    if match is None:
        return Link("", plain)
    letters = match[1].upper().translate(_LOOK_ALIKES)
    prefix = _BY_EAR.get(letters, letters)
    if prefix not in _PREFIXES:
        return Link("", plain)
    return Link(f"{prefix}-{int(match[2]):03d}", (match[3] or "").strip())


def parse_list(text: str) -> tuple[str, ...]:
    """Names parted by commas; a name with a comma stands in quotes. Empty places are left out."""
    found: list[str] = []
    position = 0
    while position < len(text):
        quoted = _QUOTED.match(text, position)
        bare = _BARE.match(text, position)
        if quoted is not None:
            name = next(group for group in quoted.groups() if group is not None)
            found.append(name.replace('""', '"'))
            position = quoted.end()
        elif bare is not None:
            found.append(bare[1])
            position = bare.end()
    return tuple(" ".join(name.split()) for name in found if name.strip())
