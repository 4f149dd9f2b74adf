"""The query language of ``files.list``: comparisons joined by ``and``, ``or``, ``not``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from sandbox.google.errors import DriveError
from sandbox.google.files import File
from sandbox.google.store import Google

Test = Callable[[File], bool]

TOKEN = re.compile(
    r"""\s*(?:(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
    r"""|(?P<sign><=|>=|!=|=|<|>|\(|\)|\{|\})|(?P<word>[A-Za-z][A-Za-z0-9.]*))"""
)
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
TIMES = {"modifiedTime": "modified", "createdTime": "created"}
PEOPLE = {"owners": "owner", "writers": "writer", "readers": "reader"}
EQUALITY = frozenset({"=", "!="})


def invalid_query() -> DriveError:
    """400 for a query that makes no sense."""
    return DriveError(400, "invalid", "Invalid Value", location="q")


def parse_query(google: Google, email: str, text: str) -> Test:
    """The query as a test of a file, seen by one account."""
    if not text.strip():
        return bool
    parser = Parser(google, email, tokens_of(text))
    found = parser.any_of()
    if not parser.at_end():
        raise invalid_query()
    return found


def tokens_of(text: str) -> list[str]:
    """Words, signs and quoted texts; a text keeps its opening quote so that it stays one."""
    found, place, text = [], 0, text.strip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            raise invalid_query()
        quoted = match["text"]
        found.append("'" + re.sub(r"\\(.)", r"\1", quoted[1:-1]) if quoted else match[0].strip())
        place = match.end()
    return found


class Parser:
    """Reads the tokens once, from left to right."""

    def __init__(self, google: Google, email: str, tokens: list[str]) -> None:
        self._google, self._email, self._tokens = google, email, tokens

    def at_end(self) -> bool:
        return not self._tokens

    def any_of(self) -> Test:
        """Terms joined by ``or``, which binds weakest."""
        tests = [self._all_of()]
        while self._skip("or"):
            tests.append(self._all_of())
        return lambda file: any(test(file) for test in tests)

    def _all_of(self) -> Test:
        tests = [self._term()]
        while self._skip("and"):
            tests.append(self._term())
        return lambda file: all(test(file) for test in tests)

    def _term(self) -> Test:
        if self._skip("not"):
            inner = self._term()
            return lambda file: not inner(file)
        if self._skip("("):
            inner = self.any_of()
            self._demand(")")
            return inner
        return self._comparison()

    def _comparison(self) -> Test:
        left, operator = self._next(), self._next().lower()
        if operator == "in":
            return self._membership(left)
        if operator == "has":
            return self._pair(left)
        return self._compared(left, operator, self._value())

    def _compared(self, field: str, operator: str, value: str) -> Test:
        if field == "name" and operator == "contains":
            return lambda file: has_word(file.name, value)
        if field == "fullText" and operator == "contains":
            return lambda file: has_word(f"{file.name} {file.description}", value)
        if field == "mimeType" and operator == "contains":
            return lambda file: value in file.mime_type
        if operator not in COMPARE:
            raise invalid_query()
        compare = COMPARE[operator]
        if field in TIMES:
            moment, member = moment_of(value), TIMES[field]
            return lambda file: compare(getattr(file, member), moment)
        if operator not in EQUALITY:
            raise invalid_query()
        take = self._taker(field)
        return lambda file: compare(take(file), value.lower() if value in WORDS else value)

    def _taker(self, field: str) -> Callable[[File], str]:
        takers: dict[str, Callable[[File], str]] = {
            "name": lambda file: file.name,
            "mimeType": lambda file: file.mime_type,
            "trashed": lambda file: str(file.trashed).lower(),
            "starred": lambda file: str(file.starred).lower(),
            "sharedWithMe": lambda file: str(file.owner != self._email).lower(),
        }
        if field not in takers:
            raise invalid_query()
        return takers[field]

    def _membership(self, left: str) -> Test:
        """``'id' in parents``, and the other way round, which the service takes as well."""
        right = self._next()
        value, field = (left[1:], right) if left.startswith("'") else (right[1:], left)
        if field == "parents":
            wanted = self._google.root_of(self._email) if value == "root" else value
            return lambda file: wanted in file.parents
        if field not in PEOPLE:
            raise invalid_query()
        role, email = PEOPLE[field], self._email if value == "me" else value
        if role == "owner":
            return lambda file: file.owner == email
        return lambda file: file.allows(email, role)

    def _pair(self, field: str) -> Test:
        """``properties has { key='…' and value='…' }``."""
        wanted: dict[str, str] = {}
        for sign in ("{", "and"):
            self._demand(sign)
            name = self._next()
            self._demand("=")
            wanted[name] = self._value()
        self._demand("}")
        members = {"properties": "properties", "appProperties": "app_properties"}
        if field not in members or wanted.keys() != {"key", "value"}:
            raise invalid_query()
        return lambda file: getattr(file, members[field]).get(wanted["key"]) == wanted["value"]

    def _next(self) -> str:
        if not self._tokens:
            raise invalid_query()
        return self._tokens.pop(0)

    def _skip(self, word: str) -> bool:
        if self._tokens and self._tokens[0].lower() == word:
            self._tokens.pop(0)
            return True
        return False

    def _demand(self, word: str) -> None:
        if not self._skip(word):
            raise invalid_query()

    def _value(self) -> str:
        """A quoted text, or the bare words ``true`` and ``false``."""
        value = self._next()
        if value.startswith("'"):
            return value[1:]
        if value.lower() in WORDS:
            return value.lower()
        raise invalid_query()


WORDS = frozenset({"true", "false"})


def has_word(name: str, start: str) -> bool:
    """Names are searched by the beginnings of their words."""
    return re.search(rf"(?<!\w){re.escape(start)}", name, re.IGNORECASE) is not None


def moment_of(text: str) -> datetime:
    """A time of a query; without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise invalid_query() from error
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


ORDERS: dict[str, Callable[[File], Any]] = {
    "name": lambda file: file.name,
    "name_natural": lambda file: file.name.casefold(),
    "modifiedTime": lambda file: file.modified,
    "modifiedByMeTime": lambda file: file.modified,
    "viewedByMeTime": lambda file: file.modified,
    "recency": lambda file: file.modified,
    "createdTime": lambda file: file.created,
    "folder": lambda file: "folder" not in file.mime_type,
    "starred": lambda file: not file.starred,
}


def in_order(files: Iterable[File], order: str) -> list[File]:
    """The files by ``orderBy``: keys one after another, each with ``desc`` or without."""
    found = list(files)
    for key in reversed([part.strip() for part in (order or "modifiedTime desc").split(",")]):
        name, _, direction = key.partition(" ")
        if name not in ORDERS or direction not in {"", "desc"}:
            raise DriveError(400, "invalid", "Invalid Value", location="orderBy")
        found.sort(key=ORDERS[name], reverse=direction == "desc")
    return found
