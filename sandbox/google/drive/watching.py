"""``changes.*``, ``files.watch`` and ``channels.stop``."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sandbox.google.drive.files import the_file
from sandbox.google.drive.listing import size_of
from sandbox.google.drive.shown import file_json, masked, stamp
from sandbox.google.errors import DriveError
from sandbox.google.incoming import Incoming
from sandbox.google.notices import LOOPBACK, Change, Channel
from sandbox.google.store import Google

Json = dict[str, Any]

USUAL_LIFE, FILE_LIFE, CHANGES_LIFE = 3_600, 86_400, 604_800
API = "https://www.googleapis.com/drive/v3"


def start_page_token(incoming: Incoming) -> Json:
    number = len(incoming.google.notices.changes) + 1
    return {"kind": "drive#startPageToken", "startPageToken": str(number)}


def changes(incoming: Incoming) -> Json:
    """What changed since a token, each file once, with its latest change."""
    google, email = incoming.google, incoming.email
    start = token_of(incoming)
    latest: dict[str, tuple[int, Change]] = {}
    for number, change in enumerate(google.notices.changes[start - 1 :], start):
        if email in change.seen_by:
            latest.pop(change.file_id, None)
            latest[change.file_id] = (number, change)
    found = list(latest.values())
    size = size_of(incoming, 1000, 100)
    told = [change_json(google, change, email) for _, change in found[:size]]
    full: Json = {"kind": "drive#changeList", "changes": told}
    if len(found) > size:
        full["nextPageToken"] = str(found[size][0])
    else:
        full["newStartPageToken"] = str(len(google.notices.changes) + 1)
    return masked(incoming, "ChangeList", full)


def token_of(incoming: Incoming) -> int:
    """Number of the first change that is wanted."""
    text = incoming.text("pageToken")
    if not text:
        raise DriveError(400, "required", "Required parameter: pageToken", location="pageToken")
    if not text.isdecimal() or not 1 <= int(text) <= len(incoming.google.notices.changes) + 1:
        raise DriveError(400, "invalid", "Invalid Value", location="pageToken")
    return int(text)


def change_json(google: Google, change: Change, email: str) -> Json:
    """One change; a file that is gone or shut is only named."""
    file = google.find(change.file_id)
    removed = file is None or not file.role_of(email)
    told: Json = {
        "kind": "drive#change",
        "type": "file",
        "changeType": "file",
        "time": stamp(change.time),
        "removed": removed,
        "fileId": change.file_id,
    }
    return told if file is None or removed else told | {"file": file_json(google, file, email)}


def watch_file(incoming: Incoming) -> Json:
    file = the_file(incoming)
    channel = channel_of(incoming, f"{API}/files/{file.file_id}?alt=json", FILE_LIFE)
    channel.file_id = file.file_id
    return opened(incoming.google, channel)


def watch_changes(incoming: Incoming) -> Json:
    token = token_of(incoming)
    channel = channel_of(incoming, f"{API}/changes?alt=json&pageToken={token}", CHANGES_LIFE)
    return opened(incoming.google, channel)


def channel_of(incoming: Incoming, uri: str, longest: int) -> Channel:
    """The channel that a body describes."""
    google, body = incoming.google, incoming.body
    number, address = str(body.get("id") or ""), str(body.get("address") or "")
    if not number:
        raise DriveError(400, "required", "Required parameter: id", location="id")
    if body.get("type") not in {"web_hook", "webhook"}:
        raise DriveError(400, "channelUnknownType", "Unknown channel type")
    check_address(google, address)
    if number in google.notices.channels:
        raise DriveError(400, "channelIdNotUnique", f"Channel id {number} not unique")
    return Channel(
        channel_id=number,
        resource_id=f"res-{google.permission_id(uri)}",
        resource_uri=uri,
        address=address,
        token=str(body.get("token") or ""),
        email=incoming.email,
        expires=expiry(google.clock.now(), body.get("expiration"), longest),
    )


def check_address(google: Google, address: str) -> None:
    """Only HTTPS; plain HTTP to this machine unless that is switched off."""
    parts = urlsplit(address)
    near = parts.scheme == "http" and parts.hostname in LOOPBACK
    if not parts.hostname or not (
        parts.scheme == "https" or (near and google.switches.loopback_hooks)
    ):
        text = f"WebHook callback must be HTTPS: {address}"
        raise DriveError(400, "push.webhookUrlNotHttps", text)


def expiry(now: datetime, wanted: str | None, longest: int) -> datetime:
    """When a channel ends: as asked, but no later than allowed, an hour when nothing was said."""
    if not wanted:
        return now + timedelta(seconds=USUAL_LIFE)
    seconds = int(wanted) / 1000 - now.timestamp()
    if seconds <= 0:
        raise DriveError(400, "invalid", "Invalid expiration", location="expiration")
    return now + timedelta(seconds=min(seconds, longest))


def opened(google: Google, channel: Channel) -> Json:
    google.notices.open(channel)
    told = {
        "kind": "api#channel",
        "id": channel.channel_id,
        "resourceId": channel.resource_id,
        "resourceUri": channel.resource_uri,
        "token": channel.token,
        "expiration": str(int(channel.expires.timestamp() * 1000)),
    }
    return {name: value for name, value in told.items() if value}


def stop(incoming: Incoming) -> None:
    """Both ids must fit, and the account be the one that opened the channel."""
    channels, body = incoming.google.notices.channels, incoming.body
    channel = channels.get(str(body.get("id")))
    if channel is None or channel.resource_id != body.get("resourceId"):
        text = f"Channel '{body.get('id')}' not found for project"
        raise DriveError(404, "notFound", text)
    if channel.email != incoming.email:
        raise DriveError(403, "forbidden", "The user may not stop this channel.")
    del channels[channel.channel_id]
