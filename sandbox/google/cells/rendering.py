"""Values as a cell shows them: through a number format, in the spreadsheet's locale.

Without a format a number has up to ten significant digits, and booleans their local names.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from sandbox.google.cells.patterns import Piece, Section, section_for, text_section
from sandbox.google.cells.rendering_days import moment_text
from sandbox.google.locales import Rules
from sandbox.google.model import ErrorCode, Json, Value

_SIGNIFICANT = 10
_MOST_PLAIN, _LEAST_PLAIN = 15, -8


def rendered(value: Value, number_format: Json, rules: Rules) -> str:
    """The text of a cell; "" for a blank one. `number_format` is NumberFormat's JSON."""
    match value:
        case None:
            return ""
        case bool():
            return rules.true if value else rules.false
        case ErrorCode():
            return value.value
        case str():
            return _text(value, number_format.get("pattern", ""))
        case _:
            return _shown(value, number_format, rules)


def _shown(value: float, number_format: Json, rules: Rules) -> str:
    pattern = pattern_of(number_format, rules)
    if not pattern or number_format.get("type") == "TEXT":
        return general(value, rules)
    section, unsigned = section_for(pattern, value)
    if section.has("date"):
        return moment_text(section, value, rules)
    if section.has("text") and not section.has("digit"):
        return general(value, rules)
    number = abs(value) if unsigned else value
    if section.has("general"):
        return _around(section, number, rules)
    return _number(section, number, rules)


def _around(section: Section, value: float, rules: Rules) -> str:
    """A number as without a format, between the letters of a section."""
    return "".join(
        general(value, rules) if piece.kind == "general" else _beside(piece)
        for piece in section.pieces
    )


def pattern_of(number_format: Json, rules: Rules) -> str:
    """The pattern, or the locale's own for that type of format; "" for an automatic one."""
    if pattern := number_format.get("pattern"):
        return str(pattern) if pattern.lower() != "general" else ""
    return {
        "NUMBER": "#,##0.00", "PERCENT": "0.00%", "CURRENCY": rules.currency,
        "DATE": rules.date, "TIME": rules.time, "DATE_TIME": rules.date_time,
        "SCIENTIFIC": "0.00E+00", "TEXT": "@",
    }.get(number_format.get("type", ""), "")  # fmt: skip


def general(value: float, rules: Rules) -> str:
    """A number without a format."""
    if value == 0:
        return "0"
    exact = Decimal(repr(value))
    whole = exact == exact.to_integral_value() and abs(exact) < Decimal(10) ** _MOST_PLAIN
    if whole:
        return str(int(value))
    power = exact.adjusted()
    if power >= _MOST_PLAIN or power < _LEAST_PLAIN:
        return _scientific(exact, rules)
    places = max(0, _SIGNIFICANT - 1 - power) if power >= 0 else _SIGNIFICANT
    shown = _rounded(exact, places)
    text = f"{shown:f}"
    return _without_zeros(text).replace(".", rules.decimal)


def _scientific(exact: Decimal, rules: Rules) -> str:
    power = exact.adjusted()
    digits = _without_zeros(f"{_rounded(exact.scaleb(-power), 5):f}")
    return f"{digits.replace('.', rules.decimal)}E{'-' if power < 0 else '+'}{abs(power):02}"


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(number: Decimal, places: int) -> Decimal:
    """Halves away from zero, as people expect."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _text(value: str, pattern: str) -> str:
    section = text_section(pattern) if pattern else None
    if section is None:
        return value
    return "".join(
        value if piece.kind == "text" else piece.text if piece.kind == "literal" else ""
        for piece in section.pieces
    )


def _number(section: Section, value: float, rules: Rules) -> str:
    pieces = list(section.pieces)
    digits = [index for index, piece in enumerate(pieces) if piece.kind == "digit"]
    if not digits:
        sign = "-" if value < 0 else ""
        return sign + "".join(p.text for p in pieces if p.kind in {"literal", "percent"})
    number = Decimal(repr(value)) * 100 ** sum(piece.kind == "percent" for piece in pieces)
    after = pieces[digits[-1] + 1 :]
    scale = next((n for n, piece in enumerate(after) if piece.kind != "comma"), len(after))
    number = number.scaleb(-3 * scale)
    power = next((piece for piece in pieces if piece.kind == "power"), None)
    tail = ""
    if power is not None:
        number, tail = _powered(number, power)
    return _filled(pieces, number, tail, rules)


def _powered(number: Decimal, power: Piece) -> tuple[Decimal, str]:
    exponent = number.adjusted() if number else 0
    width = len(power.text) - 2
    sign = "-" if exponent < 0 else "+" if power.text[1] == "+" else ""
    return number.scaleb(-exponent), f"E{sign}{abs(exponent):0{width}}"


def _filled(pieces: list[Piece], number: Decimal, tail: str, rules: Rules) -> str:
    """The digits put into their places, between whatever else the pattern shows."""
    point = next((n for n, piece in enumerate(pieces) if piece.kind == "point"), len(pieces))
    before, behind = pieces[:point], pieces[point + 1 :]
    places = sum(piece.kind == "digit" for piece in behind)
    shown = _rounded(abs(number), places)
    whole, _, fraction = f"{shown:f}".partition(".")
    text = _whole(before, whole, rules)
    if point < len(pieces):
        text += rules.decimal
    text += _fraction(behind, fraction)
    sign = "-" if number < 0 and shown else ""
    return sign + text.replace("\0", tail)


def _whole(pieces: list[Piece], digits: str, rules: Rules) -> str:
    """Filled from the right; what is left over stands at the leftmost place."""
    places = [n for n, piece in enumerate(pieces) if piece.kind == "digit"]
    first, last = (places[0], places[-1]) if places else (-1, -1)
    grouped = any(piece.kind == "comma" for piece in pieces[first:last])
    left = list("" if digits == "0" else digits)
    out: list[str] = []
    count = 0

    def put(digit: str) -> None:
        nonlocal count
        if grouped and count and count % 3 == 0 and digit:
            out.append(rules.group)
        count += bool(digit)
        out.append(digit)

    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.kind == "digit":
            put(left.pop() if left else _empty(piece))
            while index == first and left:
                put(left.pop())
        else:
            out.append(_beside(piece))
    return "".join(reversed(out)) if places else "".join(reversed(out)) + digits * bool(left)


def _fraction(pieces: list[Piece], digits: str) -> str:
    """Filled from the left; zeros at the end show only where the pattern asks for them."""
    kept = digits.rstrip("0")
    out, index = [], 0
    for piece in pieces:
        if piece.kind == "digit":
            out.append(kept[index] if index < len(kept) else _empty(piece))
            index += 1
        else:
            out.append(_beside(piece))
    return "".join(out)


def _empty(piece: Piece) -> str:
    return {"0": "0", "?": " "}.get(piece.text, "")


def _beside(piece: Piece) -> str:
    """A NUL marks the place of the exponent."""
    match piece.kind:
        case "literal" | "percent":
            return piece.text
        case "power":
            return "\0"
        case _:
            return ""
