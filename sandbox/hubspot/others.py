"""Companies, contacts, calls, meetings and tasks as HubSpot has them."""

from __future__ import annotations

from sandbox.hubspot.naming import ACTIVITIES, COMPANIES, CONTACTS, owner_id, value_moment
from sandbox.hubspot.properties import Choice, Getter, Property, Type, by_name

DISPOSITIONS = {
    "connected": "f240bbac-87c9-4f6e-bf70-924b57d47db7",
    "voicemail": "b2cf5968-551e-4856-9783-52b3da59a7d0",
    "no_answer": "73a0d17f-1163-4015-bdd5-ec830791da20",
    "busy": "9d9162e7-6cf3-4944-bf63-4dff82258764",
}
"""HubSpot's own ids of what came of a call."""
CALL_STATUSES = {
    "connected": "COMPLETED", "voicemail": "COMPLETED", "no_answer": "NO_ANSWER", "busy": "BUSY",
    "canceled": "CANCELED",
}  # fmt: skip
MEETING_OUTCOMES = {
    "scheduled": "SCHEDULED", "completed": "COMPLETED", "rescheduled": "RESCHEDULED",
    "no_show": "NO_SHOW", "canceled": "CANCELED",
}  # fmt: skip
TASK_STATUSES = {"open": "NOT_STARTED", "done": "COMPLETED"}


def _choices(words: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(value, value.replace("_", " ").capitalize())
        for value in dict.fromkeys(words.values())
    )


def _stamps(ids: Getter, modified: str = "hs_lastmodifieddate") -> list[Property]:
    return [
        Property("hs_object_id", "Record ID", "number", ids, read_only=True),
        Property("hs_createdate", "Object create date/time", "datetime",
                 lambda _, one: value_moment(one.created), read_only=True),
        Property(modified, "Last Modified Date", "datetime",
                 lambda _, one: value_moment(one.modified), read_only=True),
        Property("hubspot_owner_id", "Owner", "enumeration", lambda _, one: owner_id(one.owner)),
    ]  # fmt: skip


def _text(name: str, label: str, get: Getter, kind: Type = "string") -> Property:
    return Property(name, label, kind, get)


def _born() -> Property:
    return Property(
        "createdate", "Create Date", "datetime", lambda _, one: value_moment(one.created)
    )


COMPANY_PROPERTIES = by_name(
    *_stamps(lambda _, one: COMPANIES.of(one.number)),
    _born(),
    _text("name", "Company name", lambda _, one: one.name or None),
    Property(
        "domain",
        "Company Domain Name",
        "string",
        lambda _, one: f"company{one.number}.example.com",
        read_only=True,
    ),
)

CONTACT_PROPERTIES = by_name(
    *_stamps(lambda _, one: CONTACTS.of(one.number), "lastmodifieddate"),
    _born(),
    _text("firstname", "First Name", lambda _, one: one.first or None),
    _text("lastname", "Last Name", lambda _, one: one.last or None),
    _text("email", "Email", lambda _, one: one.email or None),
)
"""Of contacts the stamp has another name than everywhere else."""

_ACTIVITY = (
    *_stamps(lambda _, one: ACTIVITIES.of(one.number)),
    _text("hs_timestamp", "Activity date", lambda _, one: value_moment(one.at), "datetime"),
)

CALL_PROPERTIES = by_name(
    *_ACTIVITY,
    _text("hs_call_title", "Call Title", lambda _, one: one.title or None),
    Property("hs_call_direction", "Call direction", "enumeration",
             lambda _, one: "INBOUND" if one.incoming else "OUTBOUND",
             options=(Choice("INBOUND", "Inbound"), Choice("OUTBOUND", "Outbound"))),
    _text("hs_call_duration", "Call duration", lambda _, one: str(one.seconds * 1000), "number"),
    Property("hs_call_disposition", "Call outcome", "enumeration",
             lambda _, one: DISPOSITIONS.get(one.outcome),
             options=tuple(Choice(key, word.replace("_", " ").capitalize())
                           for word, key in DISPOSITIONS.items())),
    Property("hs_call_status", "Call status", "enumeration",
             lambda _, one: CALL_STATUSES.get(one.outcome), options=_choices(CALL_STATUSES)),
)  # fmt: skip

MEETING_PROPERTIES = by_name(
    *_ACTIVITY,
    _text("hs_meeting_title", "Meeting name", lambda _, one: one.title or None),
    _text("hs_meeting_start_time", "Meeting start time", lambda _, one: value_moment(one.at),
          "datetime"),
    _text("hs_meeting_end_time", "Meeting end time",
          lambda _, one: value_moment(one.at + one.seconds * 1000), "datetime"),
    Property("hs_meeting_outcome", "Meeting outcome", "enumeration",
             lambda _, one: MEETING_OUTCOMES.get(one.outcome), options=_choices(MEETING_OUTCOMES)),
)  # fmt: skip

TASK_PROPERTIES = by_name(
    *_ACTIVITY,
    _text("hs_task_subject", "Task Title", lambda _, one: one.title or None),
    Property("hs_task_status", "Task Status", "enumeration",
             lambda _, one: TASK_STATUSES.get(one.outcome), options=_choices(TASK_STATUSES)),
    _text("hs_task_completion_date", "Completed at",
          lambda _, one: value_moment(one.modified) if one.outcome == "done" else None,
          "datetime"),
)  # fmt: skip

LEAD_PROPERTIES = by_name(
    *_stamps(lambda _, one: str(one.number)),
    _text("hs_lead_name", "Lead name", lambda _, one: str(one.name)),
)
"""The world has no leads: the kind exists and is empty."""
