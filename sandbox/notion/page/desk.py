"""Who acts on the page, and what the page's script told of the act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.notion.ids import dashed
from sandbox.notion.model import Database, DataSource, Json, Page, Property
from sandbox.notion.page.entries import OddError, RefusedError, word
from sandbox.notion.space import Notion


class GoneError(LookupError):
    """Somebody deleted it meanwhile."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One act of one person. What it names is looked up, and refused when it is not there."""

    space: Notion
    me: str
    told: Json

    def text(self, name: str) -> str:
        """A text that is not empty."""
        return word(self.told.get(name))

    def any_text(self, name: str) -> str:
        """A text that may be empty."""
        value = self.told.get(name, "")
        if not isinstance(value, str):
            raise OddError(name)
        return value

    def flag(self, name: str) -> bool:
        """Anything that is not true is false."""
        return self.told.get(name) is True

    def value(self, name: str) -> Any:
        """Whatever was entered."""
        return self.told.get(name)

    def id(self, name: str = "id") -> str:
        """An id, dashed."""
        return dashed(self.text(name)) or self.text(name)

    def node(self, name: str = "id") -> Page | Database:
        """A page, a row or a database."""
        key = self.id(name)
        found = self.space.pages.get(key) or self.space.databases.get(key)
        if found is None:
            raise GoneError(key)
        return found

    def page(self, name: str = "page") -> Page:
        """A page or row that may be changed."""
        found = self.node(name)
        if not isinstance(found, Page):
            raise OddError(name)
        if self.space.is_trashed(found.id):
            raise RefusedError("trashed")
        return found

    def source(self) -> DataSource:
        """A table that may be changed."""
        found = self.space.data_sources.get(self.id("source"))
        if found is None:
            raise GoneError("source")
        if self.space.is_trashed(found.id):
            raise RefusedError("trashed")
        return found

    def column(self, source: DataSource, name: str = "property") -> Property:
        """One of its columns."""
        found = source.properties.get(self.any_text(name))
        if found is None:
            raise GoneError(name)
        return found
