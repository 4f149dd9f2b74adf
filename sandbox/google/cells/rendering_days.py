"""Days and times through a format: `dd.mm.yyyy`, `mmm d, yyyy h:mm am/pm`, `[h]:mm`."""

from __future__ import annotations

from datetime import datetime

from sandbox.google.cells.patterns import Piece, Section
from sandbox.google.cells.serials import moment
from sandbox.google.locales import Rules, day_name, month_name

_ELAPSED = {"h": 24, "m": 24 * 60, "s": 24 * 60 * 60}


def moment_text(section: Section, value: float, rules: Rules) -> str:
    """What a section with letters of days or times shows for a serial."""
    shown = moment(value)
    if shown is None:
        return "#NUM!"
    half = any(piece.text in {"am/pm", "a/p"} for piece in section.pieces)
    minutes = _minutes(section.pieces)
    parts = []
    for index, piece in enumerate(section.pieces):
        if piece.kind != "date":
            parts.append(piece.text)
        elif piece.text.startswith("["):
            parts.append(_elapsed(piece.text[1:-1], value))
        elif index in minutes:
            parts.append(f"{shown.minute:0{len(piece.text)}}")
        else:
            parts.append(_part(piece.text, shown, rules, half=half))
    return "".join(parts)


def _minutes(pieces: tuple[Piece, ...]) -> set[int]:
    """An m after hours or before seconds means minutes, any other means months."""
    moments = [
        (index, piece.text.strip("[]")[0])
        for index, piece in enumerate(pieces)
        if piece.kind == "date" and "/" not in piece.text
    ]
    letters = [letter for _, letter in moments]
    return {
        index
        for place, (index, letter) in enumerate(moments)
        if letter == "m"
        and (letters[place - 1 : place] == ["h"] or letters[place + 1 : place + 2] == ["s"])
    }


def _elapsed(letters: str, value: float) -> str:
    """[h] counts on beyond a day."""
    return f"{int(value * _ELAPSED[letters[0]] + 1e-6):0{len(letters)}}"


def _part(letters: str, shown: datetime, rules: Rules, *, half: bool) -> str:
    count = len(letters)
    match letters[0]:
        case "a":
            word = "AM" if shown.hour < 12 else "PM"
            return word[: 2 if letters == "am/pm" else 1]
        case "y":
            return f"{shown.year:04}" if count > 2 else f"{shown.year % 100:02}"
        case "m":
            return _month(shown.month, count, rules)
        case "d":
            name = day_name(rules.language, shown.weekday(), wide=count > 3)
            return name if count > 2 else f"{shown.day:0{count}}"
        case "h":
            return f"{(shown.hour % 12 or 12) if half else shown.hour:0{min(count, 2)}}"
        case _:
            return _seconds(letters, shown, rules)


def _seconds(letters: str, shown: datetime, rules: Rules) -> str:
    whole, _, fraction = letters.partition(".")
    text = f"{shown.second:0{min(len(whole), 2)}}"
    digits = f"{shown.microsecond:06}"[: len(fraction)]
    return f"{text}{rules.decimal}{digits}" if fraction else text


def _month(month: int, count: int, rules: Rules) -> str:
    if count <= 2:
        return f"{month:0{count}}"
    name = month_name(rules.language, month, wide=count > 3)
    return name[0] if count == 5 else name
