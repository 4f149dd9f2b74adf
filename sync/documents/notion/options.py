"""Options of the service's own columns that people have deleted: they are written by name, and so
made once more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus

from sync.core.binding import Binding
from sync.documents.notion.refusals import words
from sync.documents.notion.values import Json
from sync.transport import TransportError

_MISSING = re.compile(r"option.*does not exist", re.IGNORECASE)


class Options:
    """What options mean, and which of them are known to be gone.

    Options are written by id, since people may have called them something else; only Notion's
    refusal tells that one is no longer there.
    """

    def __init__(self, binding: Binding) -> None:
        self._words = {
            option: word
            for tab in binding.tabs.values() for column in tab.columns.values()
            for option, word in column.options.items()
        }  # fmt: skip
        self._gone: set[str] = set()

    def sent(self, properties: Mapping[str, Json]) -> dict[str, Json]:
        """The same properties, gone options by their names."""
        return {
            key: {"select": {"name": self._words[option]}}
            if (option := _option(value)) in self._gone else value
            for key, value in properties.items()
        }  # fmt: skip

    def learn(self, error: TransportError, properties: Mapping[str, Json]) -> bool:
        """Note which options a refusal misses; whether another attempt is of use."""
        said = words(error)
        if error.status != HTTPStatus.BAD_REQUEST or not _MISSING.search(said):
            return False
        asked = {_option(value) for value in properties.values()} & self._words.keys() - self._gone
        self._gone |= {option for option in asked if option in said} or asked
        return bool(asked)


def _option(value: Json) -> str:
    """Id of the option that a property is set to; empty when it is set to none by id."""
    return str((value.get("select") or {}).get("id") or "")
