"""Pages of long lists, as all of Drive's methods cut them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sandbox.google.errors import DriveError
from sandbox.google.incoming import Incoming

Json = dict[str, Any]
TOKEN_START = "~!!~"  # noqa: S105 - how a page's token begins


def page_of(
    incoming: Incoming, everything: Sequence[Any], most: int, *, usual: int
) -> tuple[Sequence[Any], Json]:
    """The asked page, and ``nextPageToken`` when another one follows."""
    size = size_of(incoming, most, usual)
    start = start_of(incoming.text("pageToken"))
    rest = {"nextPageToken": f"{TOKEN_START}{start + size}"}
    return everything[start : start + size], rest if start + size < len(everything) else {}


def size_of(incoming: Incoming, most: int, usual: int) -> int:
    """How many fit on a page."""
    text = incoming.text("pageSize") or str(usual)
    if not text.isdecimal() or not 1 <= int(text) <= most:
        message = f"Invalid value '{text}'. Values must be within the range: [1, {most}]"
        raise DriveError(400, "invalidParameter", message, location="pageSize")
    return int(text)


def start_of(token: str) -> int:
    """Where a page begins."""
    if not token:
        return 0
    number = token.removeprefix(TOKEN_START)
    if number == token or not number.isdecimal():
        raise DriveError(400, "invalid", "Invalid Value", location="pageToken")
    return int(number)
