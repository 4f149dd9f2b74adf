"""Reads a file of deals: the one entrance."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sync.core.records import Export
from sync.sources.crm_export.deals import read_deals
from sync.sources.crm_export.grid import content_hash, read_bytes, read_grid
from sync.sources.crm_export.moments import zone_of
from sync.sources.crm_export.table import find_table

READER = 1
"""Raised when the same file is read differently, so that mirrors are filled anew."""


def read_export(path: Path, *, now: datetime, zone: str) -> Export:
    """All deals of a .csv or .xlsx that a CRM exported.

    ``now`` is the moment of the import and carries a zone; ``zone`` is where times without one are
    read, and where days begin. Raises ExportError, a SourceError, and nothing else.
    """
    where = zone_of(zone)
    content = read_bytes(path)
    table = find_table(read_grid(content, path.name), path.name)
    deals = read_deals(table, path.name, where, now)
    return Export(
        records=deals.records,
        fields=deals.fields,
        content=content_hash(content, zone, READER),
        as_of=now,
        zone=zone,
        whole_days=deals.whole_days,
        warnings=deals.warnings,
    )
