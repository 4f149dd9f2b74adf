"""Texts as workbooks keep them: shared, rich, and with escaped characters."""

from __future__ import annotations

import re

from sync.documents.ooxml.markup import Damage, escape, make_parser, parse

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def read_strings(content: bytes) -> list[str]:
    """The shared texts in order: the runs of rich text joined, their pronunciation left out."""
    reader = _Reader()
    parse(reader.parser, content)
    return reader.texts


def unescape(text: str) -> str:
    """``_x000D_`` is a carriage return; surrogates written one by one become one letter."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def inline(text: str, prefix: str) -> str:
    """The content of a cell that holds its text itself, which no program takes for a formula."""
    kept = escape(_LOOKS_ESCAPED.sub("_x005F_", text)).replace("\r", "_x000D_")
    space = ' xml:space="preserve"' if kept != kept.strip() or "\n" in kept else ""
    return f"<{prefix}is><{prefix}t{space}>{kept}</{prefix}t></{prefix}is>"


class _Reader:
    """Collects the texts of ``<si>`` elements."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.parser = make_parser()
        self.parser.StartElementHandler = self._first
        self.parser.EndElementHandler = self._end
        self._item: list[str] | None = None
        self._silent = False
        self._listening = False
        self._prefix = ""

    def _first(self, name: str, _: dict[str, str]) -> None:
        self._prefix = name.removesuffix("sst")
        if name == self._prefix:
            raise Damage("the shared texts are not there", "нет общих текстов книги")
        self.parser.StartElementHandler = self._start
        self.parser.CharacterDataHandler = self._hear

    def _start(self, name: str, _: dict[str, str]) -> None:
        local = name.removeprefix(self._prefix)
        if local == "si":
            self._item = []
        elif local == "rPh":
            self._silent = True
        elif local == "t":
            self._listening = self._item is not None and not self._silent

    def _end(self, name: str) -> None:
        local = name.removeprefix(self._prefix)
        if local == "si":
            self.texts.append(unescape("".join(self._item or ())))
            self._item = None
        elif local == "rPh":
            self._silent = False
        elif local == "t":
            self._listening = False

    def _hear(self, text: str) -> None:
        if self._listening and self._item is not None:
            self._item.append(text)
