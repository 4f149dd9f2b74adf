"""Turns what HubSpot answers into neutral records. Values of properties are strings or null."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from sync.core.privacy import LONGEST, blot, is_private, name_only
from sync.core.records import (
    Activity,
    ActivityState,
    DealState,
    Field,
    FieldValue,
    LiveDeal,
    Owner,
    Stage,
    StageChange,
    Stream,
)
from sync.sources.hubspot.errors import HubSpotGarbledError

Json = dict[str, Any]
TYPES: dict[Stream, str] = {"deals": "0-3", "calls": "0-48", "meetings": "0-47"}
"""HubSpot's numbers for kinds of records, as they stand in links."""
ACTIVITY_PROPERTIES: dict[Stream, tuple[str, ...]] = {
    "calls": ("hs_call_title", "hs_call_status", "hs_call_disposition", "hs_call_duration"),
    "meetings": ("hs_meeting_title", "hs_meeting_outcome", "hs_meeting_start_time",
                 "hs_meeting_end_time"),
}  # fmt: skip
SHARED = ("hs_timestamp", "hs_lastmodifieddate", "hubspot_owner_id")
"""Properties of all activities."""

_STATES: dict[str, ActivityState] = {
    "COMPLETED": "done", "NO_ANSWER": "missed", "BUSY": "missed", "FAILED": "missed",
    "MISSED": "missed", "NO_SHOW": "missed", "RESCHEDULED": "missed", "CANCELED": "cancelled",
}  # fmt: skip
"""Status of a call, outcome of a meeting; whatever else there is has not happened yet."""
_UNANSWERED = {
    "73a0d17f-1163-4015-bdd5-ec830791da20", "9d9162e7-6cf3-4944-bf63-4dff82258764",
    "17b47fee-58de-441e-a44c-c6300d46f273",
}  # fmt: skip
"""Outcomes of calls logged by hand, whose status says completed: no answer, busy, wrong number."""
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Account:
    """What of the account is needed to read its records."""

    portal: str
    currency: str
    zone: str
    host: str

    def link(self, stream: Stream, id_: str) -> str:
        return f"https://{self.host}/contacts/{self.portal}/record/{TYPES[stream]}/{id_}"


def read_account(found: Json) -> Account:
    zone = str(found.get("timeZone") or "UTC")
    return Account(
        str(found["portalId"]),
        str(found.get("companyCurrency") or ""),
        zone if _is_zone(zone) else "UTC",
        str(found.get("uiDomain") or "app.hubspot.com"),
    )


def read_stages(pipelines: Iterable[Json]) -> tuple[Stage, ...]:
    """The stages of all pipelines, in the order of the screen."""
    return tuple(
        Stage(
            str(stage["id"]), _clean(stage.get("label")) or str(stage["id"]), str(pipeline["id"]),
            _clean(pipeline.get("label")) or str(pipeline["id"]), _stage_state(stage),
        )
        for pipeline in sorted(pipelines, key=_order)
        for stage in sorted(pipeline.get("stages") or (), key=_order)
    )  # fmt: skip


def read_owner(found: Json, *, active: bool) -> Owner:
    """The name only; where there is none, the part of the address before the @."""
    name = _clean(f"{found.get('firstName') or ''} {found.get('lastName') or ''}")
    return Owner(str(found["id"]), name or name_only(_clean(found.get("email"))), active)


def read_deal(found: Json, fields: Sequence[Field], account: Account) -> LiveDeal:
    """Raises HubSpotGarbledError when it lacks what every deal has."""
    values = found["properties"]
    id_ = str(found["id"])
    return LiveDeal(
        id_,
        read_modified(found),
        blot(_clean(values.get("dealname"))),
        account.link("deals", id_),
        str(values.get("pipeline") or ""),
        str(values.get("dealstage") or ""),
        _deal_state(values),
        _number(values.get("amount")),
        str(values.get("deal_currency_code") or account.currency),
        str(values.get("hubspot_owner_id") or ""),
        moment(values.get("createdate")) or moment(found.get("createdAt")),
        moment(values.get("closedate")),
        _custom(values, fields, ZoneInfo(account.zone)),
        _changes(found),
        tuple(filter(None, str(values.get("hs_merged_object_ids") or "").split(";"))),
    )


def read_activity(found: Json, stream: Stream, deals: Iterable[str], account: Account) -> Activity:
    """Linked to the first of its deals that was created. Raises HubSpotGarbledError."""
    values, id_ = found["properties"], str(found["id"])
    return Activity(
        id_,
        read_modified(found),
        blot(_clean(values.get("hs_call_title") or values.get("hs_meeting_title"))),
        account.link(stream, id_),
        _activity_state(values),
        moment(values.get("hs_meeting_start_time")) or moment(values.get("hs_timestamp")),
        _seconds(values),
        str(values.get("hubspot_owner_id") or ""),
        min(deals, key=lambda deal: (len(deal), deal), default=""),
    )


def read_modified(found: Json) -> datetime:
    """When a record was changed last. Raises HubSpotGarbledError."""
    values = found["properties"]
    at = moment(values.get("hs_lastmodifieddate")) or moment(found.get("updatedAt"))
    if at is None:
        raise HubSpotGarbledError
    return at


def linked_deals(found: Json) -> list[str]:
    """Ids of the deals in a record of a list."""
    links = found.get("associations")
    deals = links.get("deals") if isinstance(links, dict) else None
    results = deals.get("results") if isinstance(deals, dict) else None
    return [str(one["id"]) for one in results or () if isinstance(one, dict) and "id" in one]


def moment(text: object) -> datetime | None:
    """``2026-11-01T10:00:00.123Z``, a day, or milliseconds since 1970."""
    if not isinstance(text, str) or not text:
        return None
    try:
        if text.lstrip("-").isdecimal():
            return datetime.fromtimestamp(int(text) / 1000, UTC)
        found = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _deal_state(values: Mapping[str, Any]) -> DealState:
    if values.get("hs_is_closed_won") == "true":
        return "won"
    return "lost" if values.get("hs_is_closed") == "true" else "open"


def _stage_state(stage: Json) -> DealState:
    """Both of a stage's marks are strings."""
    marks = stage.get("metadata")
    if not isinstance(marks, dict) or str(marks.get("isClosed")).lower() != "true":
        return "open"
    return "won" if _number(str(marks.get("probability"))) == 1 else "lost"


def _activity_state(values: Mapping[str, Any]) -> ActivityState:
    told = str(values.get("hs_call_status") or values.get("hs_meeting_outcome") or "").upper()
    if told == "COMPLETED" and values.get("hs_call_disposition") in _UNANSWERED:
        return "missed"
    return _STATES.get(told, "planned")


def _seconds(values: Mapping[str, Any]) -> Decimal | None:
    duration = _number(values.get("hs_call_duration"))
    if duration is not None:
        return duration / 1000
    begin = moment(values.get("hs_meeting_start_time"))
    end = moment(values.get("hs_meeting_end_time"))
    return Decimal(round((end - begin).total_seconds())) if begin and end else None


def _changes(found: Json) -> tuple[StageChange, ...]:
    """The history of the stage, whatever the order it comes in."""
    histories = found.get("propertiesWithHistory")
    entries = histories.get("dealstage") if isinstance(histories, dict) else None
    moves = [
        StageChange(at, str(entry["value"]))
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict) and entry.get("value")
        if (at := moment(entry.get("timestamp"))) is not None
    ]
    return tuple(sorted(moves))


def _custom(
    values: Mapping[str, Any], fields: Sequence[Field], zone: ZoneInfo
) -> dict[str, FieldValue]:
    found: dict[str, FieldValue] = {}
    for field in fields:
        text = values.get(field.key)
        if field.role or not isinstance(text, str) or not text:
            continue
        value = _value(text, field, zone)
        if value is not None:
            found[field.key] = value
    return found


def _value(text: str, field: Field, zone: ZoneInfo) -> FieldValue | None:
    if field.kind == "number":
        return _number(text)
    if field.kind == "day":
        return _day(text, zone)
    if field.options:
        return _clean(text)
    plain = _clean(text)
    return None if len(plain) > LONGEST or is_private([plain], 1) else blot(plain) or None


def _day(text: str, zone: ZoneInfo) -> date | None:
    """A day as it is; a moment as its day in the time zone of the account."""
    at = moment(text)
    if at is None:
        return None
    return at.date() if len(text) == len("2026-10-05") else at.astimezone(zone).date()


def _number(text: object) -> Decimal | None:
    """A number in plain writing; nothing else is one."""
    if not isinstance(text, str):
        return None
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not found.is_finite() or found.adjusted() >= _MOST_DIGITS:
        return None
    return found


def _clean(text: object) -> str:
    """On one line, without characters that are none."""
    if not isinstance(text, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _order(found: Json) -> tuple[int, str]:
    place = found.get("displayOrder")
    return (place if isinstance(place, int) else 0, str(found.get("id")))


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True
