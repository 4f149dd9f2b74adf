"""What is asked of a service, and what asking twice would do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sync.transport.errors import Kind

MEGABYTE = 1_000_000
DEADLINE = 30.0
MOST_BYTES = 20 * MEGABYTE


class Repeat(Enum):
    """What a second sending of the same call would do."""

    READ = "R"
    """Nothing."""
    SET = "S"
    """Nothing new: it puts the same value to the same place."""
    CREATE = "C"
    """Another of the same: only repeated when the first one certainly did nothing."""
    TOKEN = "T"  # noqa: S105 - a letter
    """Spend a token that may be spent once: as with ``CREATE``."""
    DELETE = "D"
    """Nothing; what is gone already (404, 410) counts as done."""


def is_json(body: Any) -> bool:
    """Whether an answer is an object or a list, as every service here answers."""
    return isinstance(body, dict | list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request."""

    method: str
    url: str
    template: str
    """The path with its variable parts named, for the log: ``/crm/v3/objects/{kind}``."""
    repeat: Repeat
    params: Mapping[str, Any] | None = None
    json: Any = None
    form: Mapping[str, Any] | bytes | None = None
    """Fields of a form, or a body as it goes out."""
    headers: Mapping[str, str] | None = None
    shape: Callable[[Any], bool] | None = is_json
    """Whether the parsed body of a success is an answer at all; None: the body is no JSON. An empty
    body is right with status 204 only."""
    judge: Callable[[int, bytes], Kind | None] | None = None
    """What an error of this service means by status and body, where it is not what its status says
    everywhere; None where it is."""
    deadline: float = DEADLINE
    """Seconds for one attempt, from connecting to the last byte."""
    most_bytes: int = MOST_BYTES
    """Of the answer's body, unpacked."""
