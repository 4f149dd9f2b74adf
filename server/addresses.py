"""Identities of documents inside addresses of pages, and what may be linked to.

An identity stands in the document, where people may overwrite it with anything; one that is not
plain letters and digits travels encoded.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import urlsplit

PLAIN = re.compile(r"[A-Za-z0-9_-]{1,80}")
MARK = "~"
HERE = {"127.0.0.1", "localhost", "::1"}
"""Only a sandbox on this machine may be without TLS."""


def slug_of(document_id: str) -> str:
    """``okr-1a2b`` as it is, anything else as ``~`` and base64."""
    if PLAIN.fullmatch(document_id):
        return document_id
    return MARK + urlsafe_b64encode(document_id.encode()).decode()


def id_of(slug: str) -> str | None:
    """The identity behind a part of an address; None when it cannot be one."""
    if not slug.startswith(MARK):
        return slug
    try:
        return urlsafe_b64decode(slug[1:]).decode()
    except ValueError:
        return None


def is_link(address: str) -> bool:
    """Whether a page may lead to this address: a web page, and nothing that a script could be."""
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)
    except ValueError:
        return False
