"""One reading of the workspace: who is meant by "me", and how far related rows are followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sandbox.notion.model import DataSource, Page, Property
from sandbox.notion.space import Notion

FIRST = 25
"""Related rows that formulas reach, and rollups too when the sandbox is switched so."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A reading. What is not shared with the viewer of the workspace is empty."""

    space: Notion
    me: str = ""
    """Id of the user who is meant by ``me`` in filters."""
    short: bool = False
    """Whether rollups see only the first related rows."""
    trail: frozenset[tuple[str, str]] = frozenset()
    """Row and column of the formulas and rollups that are being computed: what refers to one of
    them runs in a circle."""

    def through(self, page: Page, prop: Property) -> Sight | None:
        """The same reading, of what a formula or rollup refers to; nothing in a circle."""
        place = (page.id, prop.id)
        return None if place in self.trail else replace(self, trail=self.trail | {place})

    def source_of(self, page: Page) -> DataSource | None:
        """The data source whose row a page is."""
        row = page.parent.kind == "data_source_id"
        return self.space.data_sources.get(page.parent.id) if row else None

    def related(self, page: Page, prop: Property) -> list[Page]:
        """The rows that a relation leads to, without those in the trash or out of sight."""
        ids = page.values.get(prop.id) or []
        if not ids or not self.space.is_visible(prop.config["data_source_id"]):
            return []
        pages = (self.space.pages.get(one) for one in ids)
        return [one for one in pages if one is not None and not one.in_trash]


def options_of(prop: Property) -> dict[str, Mapping[str, Any]]:
    """The options of a select, multi-select or status column by id, in their order."""
    return {option["id"]: option for option in prop.config.get("options", [])}
