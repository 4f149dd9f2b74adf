"""Where the service's own pages show a document and its metrics.

An identity stands in the document, where people may overwrite it with anything; one that is not
plain letters and digits travels encoded.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode

PLAIN = re.compile(r"[A-Za-z0-9_-]{1,80}")
MARK = "~"


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


def metric_page(base: str, document_id: str, metric: str) -> str:
    """The page that lists the records behind a metric."""
    return f"{base}/documents/{slug_of(document_id)}/metrics/{metric}"
