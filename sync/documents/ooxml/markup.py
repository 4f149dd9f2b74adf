"""XML as bytes: parsing without trust, and places to splice at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from sync.core.vocabulary import Text

__all__ = ["Damage", "Edit", "Element", "attribute_text", "elements", "escape", "splice"]

MOST_ELEMENTS = 500_000
_TAG = re.compile(rb"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,20})[\"']")
_CODECS = re.compile(r"utf-?8|us-ascii|iso-8859-\d+|windows-125\d|koi8-[ru]|cp\d+", re.IGNORECASE)

attribute_text: Callable[[str], str] = quoteattr
"""An attribute's value with its quotes."""


class Damage(Exception):  # noqa: N818
    """What is broken in a file; becomes a DamagedError where the file's name is known."""

    def __init__(self, en: str, ru: str) -> None:
        super().__init__(en)
        self.reason = Text(en, ru)


@dataclass(slots=True)
class Element:
    """One element of a small part, with the bytes it takes: ``content[start:end]``."""

    name: str
    """Without the prefix."""
    prefix: str
    """With its colon, or empty."""
    attributes: dict[str, str]
    start: int
    end: int = 0
    inner_end: int = 0
    """Where its end tag starts; the same as ``end`` when it has none."""
    parent: Element | None = None

    def get(self, name: str) -> str:
        """An attribute by its name without prefix; empty when absent."""
        found = (v for k, v in self.attributes.items() if k.rpartition(":")[2] == name)
        return next(found, "")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put ``new`` in place of ``content[start:end]``."""

    start: int
    end: int
    new: bytes = field(compare=False)


def splice(content: bytes, edits: list[Edit]) -> bytes:
    """Carry out edits that do not overlap; those at one place keep their order."""
    pieces, position = [], 0
    for edit in sorted(edits):
        pieces += [content[position : edit.start], edit.new]
        position = edit.end
    return b"".join((*pieces, content[position:]))


def make_parser() -> expat.XMLParserType:
    """A parser that refuses document types, and with them entities of any kind."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def parse(parser: expat.XMLParserType, content: bytes) -> None:
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Damage("a part is not sound XML", "часть файла — не XML") from error


def elements(content: bytes) -> list[Element]:
    """All elements of a small part in the order of their start tags. A part that is not small was
    made to fill the memory."""
    found: list[Element] = []
    stack: list[Element] = []
    parser = make_parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(found) == MOST_ELEMENTS:
            raise Damage("a part has too many elements", "в части файла слишком много элементов")
        prefix, colon, local = name.rpartition(":")
        parent = stack[-1] if stack else None
        here = parser.CurrentByteIndex
        stack.append(Element(local, prefix + colon, attributes, here, parent=parent))
        found.append(stack[-1])

    def end(_: str) -> None:
        element, here = stack.pop(), parser.CurrentByteIndex
        element.inner_end, element.end = here, end_of(content, element.start, here)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parse(parser, content)
    return found


def end_of_tag(content: bytes, start: int) -> int:
    """Where the tag that starts here ends."""
    tag = _TAG.match(content, start)
    if tag is None:
        raise Damage("a tag does not end", "тег не закрыт")
    return tag.end()


def is_closed(content: bytes, start: int) -> bool:
    """Whether the tag that starts here is an element of its own, ``<c/>``."""
    return content.endswith(b"/>", start, end_of_tag(content, start))


def end_of(content: bytes, start: int, reported: int) -> int:
    """Where an element ends, given where the parser said its end tag starts. For ``<c/>`` the
    parser reports the end itself."""
    return reported if is_closed(content, start) else content.index(b">", reported) + 1


def as_utf8(content: bytes) -> bytes:
    """A part in UTF-8, so that UTF-8 can be spliced into it."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        codec = "utf-16"
    elif content[:2] in (b"<\0", b"\0<"):
        codec = "utf-16-le" if content[:1] == b"<" else "utf-16-be"
    else:
        declared = _ENCODING.match(content)
        codec = declared[1].decode("ascii").lower() if declared else "utf-8"
        if codec in ("utf-8", "us-ascii"):
            return content
        if not _CODECS.fullmatch(codec):
            raise Damage("a part has a strange encoding", "непонятная кодировка части файла")
    return _transcode(content, codec)


def _transcode(content: bytes, codec: str) -> bytes:
    try:
        text = content.decode(codec)
    except (UnicodeError, LookupError) as error:
        raise Damage("a part has a wrong encoding", "неверная кодировка части файла") from error
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")


def _refuse(*_: object) -> None:
    raise Damage("it declares a document type", "в нём объявлен тип документа")
