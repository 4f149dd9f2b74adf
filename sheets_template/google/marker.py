"""How far an installation got, kept in the spreadsheet as developer metadata.

Every batch moves it on in the same breath, so that it is never ahead nor behind. It stays after the
last one: a complete installation is never written again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from sheets_template.google.requests import Json, stable_id

MARKER_ID = stable_id("marker")
KEY = "okr-sync-template"


@dataclass(frozen=True, slots=True)
class Marker:
    """An installation that was begun."""

    done: int
    """Batches written."""
    of: int
    day: str
    """For which day the workbook was made."""
    salt: int
    """What sets the ids of its tabs apart."""
    made: str
    """Fingerprint of the whole installation."""
    title: str
    """The title its file got, if nobody had chosen one."""

    @property
    def complete(self) -> bool:
        return self.done >= self.of

    @property
    def today(self) -> date:
        return date.fromisoformat(self.day)


def parse_marker(metadata: Mapping[int, str]) -> Marker | None:
    """The marker among the metadata of a file; what nobody of us wrote counts as none."""
    try:
        kept = json.loads(metadata.get(MARKER_ID, ""))
        marker = Marker(int(kept["done"]), int(kept["of"]), str(kept["day"]), int(kept["salt"]),
                        str(kept["made"]), str(kept["title"]))  # fmt: skip
        return marker if marker.today else None
    except (ValueError, TypeError, KeyError):
        return None


def marker_request(marker: Marker, *, exists: bool) -> Json:
    """Create the marker, or move it on."""
    value = json.dumps(asdict(marker), separators=(",", ":"))
    if exists:
        changed = {
            "dataFilters": [{"developerMetadataLookup": {"metadataId": MARKER_ID}}],
            "developerMetadata": {"metadataValue": value}, "fields": "metadataValue",
        }  # fmt: skip
        return {"updateDeveloperMetadata": changed}
    entry = {
        "metadataId": MARKER_ID, "metadataKey": KEY, "metadataValue": value,
        "location": {"spreadsheet": True}, "visibility": "DOCUMENT",
    }  # fmt: skip
    return {"createDeveloperMetadata": {"developerMetadata": entry}}
