"""What a page may lead to."""

from __future__ import annotations

from urllib.parse import urlsplit

HERE = {"127.0.0.1", "localhost", "::1"}
"""Only a sandbox on this machine may be without TLS."""


def is_link(address: str) -> bool:
    """Whether a page may lead to this address: a web page, and nothing that a script could be."""
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)
    except ValueError:
        return False
