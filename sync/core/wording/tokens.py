"""A line as a row of tokens: words with their meaning, numbers with their unit."""

from __future__ import annotations

import re
from typing import NamedTuple

from sync.core.wording import english, russian
from sync.core.wording.number_words import read_word
from sync.core.wording.senses import Part, Sense, Thing, words
from sync.core.wording.text import Kind, Piece, cut, is_cyrillic
from sync.core.wording.units import Unit, is_window, read_unit


class Token(NamedTuple):
    """One word, number, date, label or sign of a line."""

    kind: Kind
    text: str
    sense: Sense
    unit: Unit | None = None
    window: bool = False
    """A span that only says when."""

    @property
    def measures(self) -> bool:
        return self.unit is not None and not self.window


_NOTHING = Sense(Part.UNKNOWN, "")

_PHRASAL = re.compile(
    r"\b(roll\w*|set(?:ting)?|reach\w*|follow\w*|hand\w*|bring\w*|brought|win\w*|won|sign\w*"
    r"|carry\w*|carried|keep\w*|mov\w+|push\w*|driv\w+|step\w*|level\w*|clean\w*|wrap\w*"
    r"|work\w*|tak\w+|took|fill\w*|put\w*|writ\w+|wrote|figur\w+|find\w*|found|agree\w*|pay\w*|paid"
    r"|kick\w*|enter\w*)"
    r"\s(out|up|back|down|on|off|part|attention|together|in(?=\s+the\s+crm|\s+forms?))\b(?!-)"
)
"""«Reach out» is another verb than «reach»: the two words become one."""


def tokenise(line: str) -> tuple[Token, ...]:
    """The tokens of a normalised line; a unit belongs to its number."""
    joined = _PHRASAL.sub(r"\1-\2", line)
    tokens: list[Token] = []
    done = 0
    for piece in cut(joined):
        if piece.start < done:
            continue
        token, done = _token(joined, piece, tokens[-1].text if tokens else "")
        tokens.append(token)
        _join_ratio(tokens)
    return tuple(tokens)


def _join_ratio(tokens: list[Token]) -> None:
    """Turns «9 из 10», «nine out of ten», «8/10», «3 of the 10» at the end into one share."""
    if len(tokens) < 3 or tokens[-1].unit is not Unit.COUNT:
        return
    first = next(
        (index for index in range(len(tokens) - 2, -1, -1) if tokens[index].text not in _OF), 0
    )
    between = [token.text for token in tokens[first + 1 : -1]]
    if tokens[first].unit is Unit.COUNT and {"of", "из", "/"} & set(between):
        share = " ".join(token.text for token in tokens[first:])
        tokens[first:] = [Token(Kind.NUMBER, share, _NOTHING, Unit.PERCENT)]


_OF = words("of out the every each из каждых /")


def word_sense(word: str) -> Sense:
    """The meaning of a word in whichever language its letters are of."""
    return russian.sense(word) if is_cyrillic(word) else english.sense(word)


def _token(line: str, piece: Piece, before: str) -> tuple[Token, int]:
    if piece.kind is Kind.NUMBER:
        unit, end = read_unit(line, piece.start, piece.end)
        window = unit is Unit.SPAN and is_window(line, piece.start, end)
        return Token(Kind.NUMBER, line[piece.start : end], _NOTHING, unit, window), end
    if piece.kind is Kind.RANK:
        return Token(Kind.RANK, piece.text, _NOTHING, Unit.COUNT), piece.end
    if piece.kind is Kind.LABEL:
        return Token(Kind.LABEL, piece.text, _label_sense(piece.text)), piece.end
    if piece.kind is not Kind.WORD:
        return Token(piece.kind, piece.text, _NOTHING), piece.end
    return _word_token(line, piece, before)


def _word_token(line: str, piece: Piece, before: str) -> tuple[Token, int]:
    sense = word_sense(piece.text)
    unit = read_word(piece.text, before)
    if unit is None:
        return Token(Kind.WORD, piece.text, sense), piece.end
    end = piece.end
    if unit is Unit.COUNT:
        unit, end = read_unit(line, piece.start, piece.end)
    window = unit is Unit.SPAN and is_window(line, piece.start, end)
    return Token(Kind.NUMBER, line[piece.start : end], sense, unit, window), end


def _label_sense(text: str) -> Sense:
    """«30-day churn» keeps nothing of its label; «b2b-клиенты» is about clients."""
    if text.startswith("1:1"):
        return Sense(Part.NOUN, text, thing=Thing.ACT)
    tail = text.rsplit("-", 1)[-1]
    if tail == text or text[0].isdigit() or not tail.isalpha():
        return _NOTHING
    return word_sense(tail)
