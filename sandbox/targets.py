"""The path of a request as it came over the wire, before anybody decoded it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit


def target_of(environ: dict[str, Any]) -> tuple[str, str]:
    """Path and query, still percent-encoded.

    WSGI decodes the path, which makes ``%2F`` in a tab's title look like a separator. Servers keep
    the raw target under ``REQUEST_URI``; some clients send it with scheme and host.
    """
    raw = environ.get("REQUEST_URI")
    if not raw:
        return quote(str(environ.get("PATH_INFO", "/")), safe="/:!$,'@"), str(
            environ.get("QUERY_STRING", "")
        )
    parts = urlsplit(str(raw)) if "://" in raw.split("?", 1)[0] else None
    path, _, query = str(raw).partition("?") if parts is None else (parts.path, "", parts.query)
    return path, query
