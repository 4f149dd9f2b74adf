"""Cases of OAuth and of custom emojis."""

from __future__ import annotations

from contract.notion_place import Case, Place


def list_custom_emojis(at: Place) -> None:
    listed = at.client.custom_emojis.list(name="okr", page_size=10)

    assert (listed["results"], listed["has_more"]) == ([], False)


CASES: dict[str, tuple[Case, str]] = {
    "custom_emojis.list": (list_custom_emojis, "GET custom_emojis"),
}
"""Method of the client → how it is tried, and the endpoint it calls."""
