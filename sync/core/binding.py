"""Where the databases and properties of one document are: ids, found once and kept by the service.

Names are for people and may change; a copy has ids of its own and a binding of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from sync.core.vocabulary import Language


@dataclass(frozen=True, slots=True)
class BoundColumn:
    """A property that is a column of the schema."""

    id: str
    """As answers spell it, percent-encoded."""
    type: str
    """``number``, ``select`` …, as it was when it was bound."""
    name: str = ""
    """As it was when it was bound; for messages."""
    percent: bool = False
    """Whether its numbers are shown as percentages: 0.7 is 70 %."""
    options: Mapping[str, str] = field(default_factory=dict)
    """Id of an option → the word it meant when it was bound, whatever it is called now."""


@dataclass(frozen=True, slots=True)
class BoundTab:
    """A database that is a tab of the schema."""

    database: str
    data_source: str
    columns: Mapping[str, BoundColumn]
    """By key of the column; what is absent has no property."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Binding:
    """All of one document."""

    home: str
    """Id of the page, or of the database, that people give as the address."""
    language: Language
    tabs: Mapping[str, BoundTab]
    title: str = ""
    origin: Literal["template", "own"] = "template"
    """``own``: databases that a team already had; only the service's properties were added."""
    made: Mapping[str, str] = field(default_factory=dict)
    """What the installer has made: name of the step → id."""

    @property
    def document_id(self) -> str:
        """The identity of the document: no two places share a data source."""
        found = self.tabs.get("key_results")
        return document_id_of(found.data_source) if found else ""


def document_id_of(data_source: str) -> str:
    """The identity of the document whose key results stand in a data source."""
    return f"notion-{data_source.replace('-', '')}"


def to_json(binding: Binding) -> dict[str, Any]:
    """A binding as JSON has it."""
    return asdict(binding)


def from_json(kept: Mapping[str, Any]) -> Binding:
    """The binding that ``to_json`` gave."""
    tabs = {
        key: BoundTab(
            **{**tab, "columns": {k: BoundColumn(**c) for k, c in tab["columns"].items()}}
        )
        for key, tab in kept["tabs"].items()
    }
    return Binding(**{**kept, "tabs": tabs})
