"""Addresses of pages and databases in Notion, as people paste them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

HOME = "https://app.notion.com"
_HEX = re.compile(r"[0-9a-f]{32}")
_DASHED = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_AT_END = re.compile(r"(?:^|-)([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$")
_LOOSE = " \t\r\n<>\"'“”«».,;:!)"
"""What comes along when an address is copied out of a sentence."""
_HOSTS = ("notion.so", "notion.com", "notion.site")
_HERE = ("127.0.0.1", "localhost", "::1")
"""Where a sandbox runs; its pages stand under ``/p/``, too."""


def parse_address(text: str, base_url: str | None = None) -> str | None:
    """The id of the page or database behind an address of any form, or behind a bare id; None for
    anything else. ``base_url`` is that of a server in place of Notion's."""
    text = text.strip(_LOOSE)
    if _HEX.fullmatch(text.lower()) or _DASHED.fullmatch(text.lower()):
        return dashed(text)
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = parts.hostname or ""
    except ValueError:
        return None
    segments = [part for part in parts.path.lower().split("/") if part]
    found = _AT_END.search(segments[-1]) if segments else None
    if found is None or not _is_home(host, segments, base_url):
        return None
    return dashed(found[1])


def is_notion(text: str, base_url: str | None = None) -> bool:
    """Whether a text names a page or database of Notion, or at least an address there: what is
    wrong with one is said of Notion then."""
    return parse_address(text, base_url) is not None or _leads_there(text)


def address_of(page_id: str, base_url: str | None = None) -> str:
    """Where people open a page or database."""
    return f"{(base_url or HOME).rstrip('/')}/p/{page_id.replace('-', '')}"


def dashed(page_id: str) -> str:
    """An id as Notion answers it."""
    bare = page_id.replace("-", "").lower()
    return "-".join((bare[:8], bare[8:12], bare[12:16], bare[16:20], bare[20:]))


def _leads_there(text: str) -> bool:
    try:
        parts = urlsplit(text.strip(_LOOSE))
        return bool(parts.scheme) and _is_notions(parts.hostname or "")
    except ValueError:
        return False


def _is_notions(host: str) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in _HOSTS)


def _is_home(host: str, segments: list[str], base_url: str | None) -> bool:
    if _is_notions(host):
        return True
    if base_url is not None and host == (urlsplit(base_url).hostname or ""):
        return True
    return host in _HERE and segments[-2:-1] == ["p"]
