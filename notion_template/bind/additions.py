"""Properties that are added to a team's own tables."""

from __future__ import annotations

from collections.abc import Mapping

from notion_template.bind.mapping import is_percent
from notion_template.bind.tabs import TabProposal
from notion_template.properties import Json, description_of, property_json
from sync.core.binding import BoundTab
from sync.core.databases import LINKS, column_of
from sync.core.vocabulary import Language

LIKE = {"target": ("typed", "start"), "typed": ("target", "start")}
"""A new column of numbers has the scale of these, where they are there."""


def added_json(
    tab: TabProposal, key: str, language: Language, tabs: Mapping[str, BoundTab]
) -> Json:
    """A property as a request makes it. A link leads one way, so that the other table gets no
    property nobody asked for."""
    column = column_of(tab.tab, key)
    if (tab.tab, key) in LINKS:
        source = tabs[LINKS[tab.tab, key]].data_source
        way = {"data_source_id": source, "type": "single_property", "single_property": {}}
        said = description_of(tab.tab, column, language)
        return {"type": "relation", "relation": way, "description": said}
    made = property_json(tab.tab, column, language)
    likely = [tab.mapped[one] for one in LIKE.get(key, ()) if one in tab.mapped]
    if likely and is_percent(tab.seen, likely[0]):
        made["number"] = {"format": "percent"}
    return made
