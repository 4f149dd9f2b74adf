"""Addresses of spreadsheets, as people paste them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_ID = re.compile(r"[A-Za-z0-9_-]{25,100}")
_PATH = re.compile(
    r"/(?:a/[^/]+/)?(?:spreadsheets|file)/(?:u/\d+/)?d/(?P<id>[A-Za-z0-9_-]{20,100})(?:/|$)"
)
_PUBLISHED = "2PACX-"
"""What the id of a published web page begins with; it says nothing of the spreadsheet's own."""
HOME = "https://docs.google.com"
_HERE = ("127.0.0.1", "localhost", "::1")


def parse_address(text: str) -> str | None:
    """The id of the spreadsheet behind an address of any form, or behind a bare id; None for
    anything else."""
    text = text.strip()
    if _ID.fullmatch(text):
        return text
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = parts.hostname or ""
    except ValueError:
        return None
    if host not in _HERE and host not in ("docs.google.com", "drive.google.com"):
        return None
    found = _PATH.search(parts.path)
    if found:
        return found["id"]
    query = parse_qs(parts.query)
    key = (query.get("id") or query.get("key") or [""])[0]
    return key if _ID.fullmatch(key) and not key.startswith(_PUBLISHED) else None


def canonical(spreadsheet_id: str, base_url: str | None = None) -> str:
    """The one address by which the service knows a spreadsheet, also where another server stands
    in for Google's."""
    return f"{base_url or HOME}/spreadsheets/d/{spreadsheet_id}/edit"
