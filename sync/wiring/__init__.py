"""Which adapter serves what: the only part that names concrete classes.

``workshop`` holds the database and what stands on it; ``google`` and ``notion`` are the ways to
these services as the settings connect them.
"""

from sync.wiring.google import is_google, open_spreadsheet
from sync.wiring.notion import explaining_notion, notion_address, notion_id
from sync.wiring.workshop import LIVE, LiveSource, Workshop, connection_of

__all__ = [
    "LIVE",
    "LiveSource",
    "Workshop",
    "connection_of",
    "explaining_notion",
    "is_google",
    "notion_address",
    "notion_id",
    "open_spreadsheet",
]
