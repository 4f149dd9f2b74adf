"""Files that connections send: ``/v1/file_uploads``, in one part, in many, or from an address."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from flask import request

from sandbox.notion.asked import Asked, list_answer, paged, uuid
from sandbox.notion.errors import invalid, not_found
from sandbox.notion.gate import Gate
from sandbox.notion.model import Json
from sandbox.notion.moments import minute
from sandbox.notion.rendering_users import LARGEST_UPLOAD
from sandbox.notion.space import Notion
from sandbox.notion.told import ABSENT, choice, only, text, wrong

MODES = ("single_part", "multi_part", "external_url")
STATUSES = ("pending", "uploaded", "expired", "failed")
CREATE = ("mode", "filename", "content_type", "number_of_parts", "external_url")
LIFETIME = timedelta(hours=1)
LONGEST_NAME = 900
MOST_PARTS = 10_000


@dataclass(slots=True)
class Upload:
    """A file on its way."""

    id: str
    by: str
    created: datetime
    mode: str
    filename: str | None
    content_type: str | None
    parts: int = 1
    sent: dict[int, bytes] = field(default_factory=dict)
    uploaded: bool = False

    def status(self, now: datetime) -> str:
        """What became of it; what was not sent within an hour is lost."""
        if self.uploaded:
            return "uploaded"
        return "pending" if now < self.created + LIFETIME else "expired"


class Uploads:
    """The files of each workspace; a reset forgets them with it."""

    def __init__(self) -> None:
        self._shelves: WeakKeyDictionary[Notion, dict[str, Upload]] = WeakKeyDictionary()

    def of(self, space: Notion) -> dict[str, Upload]:
        """By id."""
        return self._shelves.setdefault(space, {})

    def create(self, asked: Asked) -> Json:
        """Announce a file."""
        body = asked.body
        only(body, CREATE)
        mode = choice(body.get("mode", "single_part"), MODES, "body.mode")
        upload = Upload(
            asked.space.uuid(), asked.by, asked.space.now(), mode,
            _text(body, "filename"), _text(body, "content_type"), _parts(body, mode),
            uploaded=mode == "external_url",
        )  # fmt: skip
        if mode == "external_url":
            address = text(body.get("external_url", ABSENT), "body.external_url", 2000)
            upload.filename = upload.filename or address.rpartition("/")[2]
        if mode == "multi_part" and upload.filename is None:
            raise wrong("body.filename", "defined", ABSENT)
        self.of(asked.space)[upload.id] = upload
        asked.space.emit("file_upload.created", upload.id, asked.by)
        return _shown(asked, upload)

    def send(self, asked: Asked, file_upload_id: str) -> Json:
        """Take the file, or a part of it, from the form."""
        upload = self._pending(asked, file_upload_id)
        sent = request.files.get("file")
        if sent is None:
            raise wrong("body.file", "defined", ABSENT)
        number = request.form.get("part_number", "1")
        if not number.isdecimal() or not 1 <= int(number) <= upload.parts:
            raise wrong("body.part_number", f"between `1` and `{upload.parts}`", number)
        content = sent.read()
        if len(content) > LARGEST_UPLOAD:
            raise invalid(f"The file is larger than {LARGEST_UPLOAD} bytes.")
        upload.sent[int(number)] = content
        upload.filename = upload.filename or sent.filename
        upload.content_type = upload.content_type or sent.mimetype
        if upload.mode == "single_part":
            self._finish(asked, upload)
        return _shown(asked, upload)

    def complete(self, asked: Asked, file_upload_id: str) -> Json:
        """All parts are there."""
        only(asked.body, ())
        upload = self._pending(asked, file_upload_id)
        if upload.mode != "multi_part":
            raise invalid("Only multi-part file uploads are completed.")
        missing = [n for n in range(1, upload.parts + 1) if n not in upload.sent]
        if missing:
            raise invalid(f"Parts {missing} of the file upload have not been sent.")
        self._finish(asked, upload)
        return _shown(asked, upload)

    def retrieve(self, asked: Asked, file_upload_id: str) -> Json:
        """One of them."""
        return _shown(asked, self._known(asked, file_upload_id))

    def list_all(self, asked: Asked) -> Json:
        """Those of the connection, newest first."""
        wanted = asked.args.get("status")
        if wanted is not None:
            choice(wanted, STATUSES, "query.status")
        now, known = asked.space.now(), self.of(asked.space)
        found = [one.id for one in reversed(known.values())
                 if one.by == asked.by and wanted in {None, one.status(now)}]  # fmt: skip
        ids, following = paged(asked, found)
        return list_answer("file_upload", [_shown(asked, known[one]) for one in ids], following)

    def _finish(self, asked: Asked, upload: Upload) -> None:
        upload.uploaded = True
        asked.space.emit("file_upload.completed", upload.id, asked.by)

    def _known(self, asked: Asked, told: str) -> Upload:
        key = uuid(told, "path.file_upload_id")
        found = self.of(asked.space).get(key)
        if found is None or found.by != asked.by:
            raise not_found("file upload", key, asked.token)
        return found

    def _pending(self, asked: Asked, told: str) -> Upload:
        upload = self._known(asked, told)
        status = upload.status(asked.space.now())
        if status != "pending":
            raise invalid(f"File upload with ID {upload.id} should be pending, but is {status}.")
        return upload


def add(gate: Gate) -> None:
    """Every path of file uploads."""
    uploads = Uploads()
    one = "/file_uploads/<file_upload_id>"
    gate.route("POST", "/file_uploads", uploads.create, needs="insert")
    gate.route("GET", "/file_uploads", uploads.list_all, needs="read")
    gate.route("GET", one, uploads.retrieve, needs="read")
    gate.route("POST", f"{one}/send", uploads.send, needs="insert")
    gate.route("POST", f"{one}/complete", uploads.complete, needs="insert")


def _text(body: Json, name: str) -> str | None:
    return text(body[name], f"body.{name}", LONGEST_NAME) if body.get(name) is not None else None


def _parts(body: Json, mode: str) -> int:
    if mode != "multi_part":
        if "number_of_parts" in body:
            raise wrong("body.number_of_parts", "not present", body["number_of_parts"])
        return 1
    number: Any = body.get("number_of_parts", ABSENT)
    whole = isinstance(number, int) and not isinstance(number, bool)
    if not whole or not 1 <= number <= MOST_PARTS:
        raise wrong("body.number_of_parts", f"between `1` and `{MOST_PARTS}`", number)
    return int(number)


def _shown(asked: Asked, upload: Upload) -> Json:
    space, now = asked.space, asked.space.now()
    status, address = upload.status(now), f"{space.base_url}/v1/file_uploads/{upload.id}"
    found: Json = {
        "object": "file_upload",
        "id": upload.id,
        "created_time": minute(upload.created),
        "created_by": {"id": upload.by, "type": "bot"},
        "last_edited_time": minute(upload.created),
        "expiry_time": None if upload.uploaded else minute(upload.created + LIFETIME),
    }
    if status == "pending":
        found["upload_url"] = f"{address}/send"
        if upload.mode == "multi_part":
            found["complete_url"] = f"{address}/complete"
    found |= {
        "in_trash": False, "status": status, "filename": upload.filename,
        "content_type": upload.content_type,
        "content_length": sum(map(len, upload.sent.values())) if upload.uploaded else None,
    }  # fmt: skip
    if upload.mode == "multi_part":
        found["number_of_parts"] = {"total": upload.parts, "sent": len(upload.sent)}
    return found | ({"archived": False} if asked.old else {})
