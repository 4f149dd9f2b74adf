"""What Notion's errors mean for a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from sync.documents.notion import errors
from sync.errors import DocumentError
from sync.transport import Kind, TransportError

_LONGEST = 200
_CONNECTION = re.compile(r'integration "([^"]{1,80})"')
_GONE = ("archived", "in the trash")
_OTHER_SCHEMA = (
    "is not a property that exists",
    "is expected to be",
    "could not find property",
    "invalid status option",
)


@contextmanager
def explained(address: str) -> Iterator[None]:
    """Give a failed request its sentence."""
    try:
        yield
    except TransportError as error:
        raise explain(error, address) from error


def explain(error: TransportError, address: str) -> DocumentError:
    """The sentence for a failed request."""
    if error.kind in {Kind.BUSY, Kind.RESTING}:
        return errors.NotionBusyError(address)
    if error.kind is not Kind.REFUSED:
        return errors.NotionUnreachableError(address, unsure=error.ambiguous)
    return _refused(error, address)


def _refused(error: TransportError, address: str) -> DocumentError:
    said = words(error)
    if error.status == HTTPStatus.UNAUTHORIZED:
        return errors.TokenRefusedError()
    if error.status == HTTPStatus.NOT_FOUND:
        named = _CONNECTION.search(said)
        return errors.NotSharedError(address, named[1] if named else "")
    if error.status == HTTPStatus.FORBIDDEN:
        full = "block" in said.lower() and "limit" in said.lower()
        return (errors.WorkspaceFullError if full else errors.NotAllowedError)(address)
    if error.status == HTTPStatus.TOO_MANY_REQUESTS:
        return errors.NotionBlockedError()
    if has_other_schema(error):
        return errors.ColumnsChangedError(address)
    return errors.NotionRefusedError(address, error.status, said)


def is_gone(error: TransportError) -> bool:
    """Whether a page is in the trash, or nowhere the connection sees."""
    if error.status == HTTPStatus.NOT_FOUND:
        return True
    return error.status == HTTPStatus.BAD_REQUEST and any(w in words(error) for w in _GONE)


def has_other_schema(error: TransportError) -> bool:
    """Whether a property is gone, or of another type than when it was read."""
    said = words(error).lower()
    return error.status == HTTPStatus.BAD_REQUEST and any(w in said for w in _OTHER_SCHEMA)


def words(error: TransportError) -> str:
    """What Notion says, in its own words."""
    return " ".join(str(error.json().get("message") or "").split())[:_LONGEST]
