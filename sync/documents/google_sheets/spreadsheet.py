"""One spreadsheet behind gspread: whole requests, with failures as sentences."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from gspread import urls

from sync.documents.google_sheets.addresses import canonical
from sync.documents.google_sheets.exchange import Line, make_client
from sync.documents.google_sheets.refusals import explain
from sync.transport import TransportError

Json = dict[str, Any]


class Spreadsheet:
    """What can be asked of a spreadsheet. Numbers with a point come as Decimal."""

    def __init__(self, spreadsheet_id: str, line: Line) -> None:
        self.id = spreadsheet_id
        self.address = canonical(spreadsheet_id)
        self.line = line
        self._http = make_client(line).http_client
        carrier = line.carrier
        self._before = dict(carrier.calls)

    @property
    def calls(self) -> dict[str, int]:
        """Requests so far, repeated ones included."""
        sent = self.line.carrier.calls
        return {sort: sent[sort] - self._before[sort] for sort in ("read", "write")}

    @property
    def robot(self) -> str:
        """Whom people have to share the sheet with, where that is known."""
        return self.line.sign_in.email

    def get(self, fields: str) -> Json:
        """``spreadsheets.get`` with a mask of fields. Raises DocumentError and SignInError."""
        return self._said(False, lambda: self._get(fields))

    def get_cells(self, filters: Sequence[Json], fields: str) -> Json:
        """``spreadsheets.getByDataFilter``. Raises DocumentError and SignInError."""
        return self._said(False, lambda: self.send_filters(filters, fields))

    def batch_update(self, batch: Sequence[Json]) -> Json:
        """``spreadsheets.batchUpdate``: all of the requests or none. Raises DocumentError and
        SignInError."""
        return self._said(True, lambda: self.send_batch({"requests": list(batch)}))

    def send_filters(self, filters: Sequence[Json], fields: str) -> Json:
        """As ``get_cells``. Raises TransportError."""
        url = urls.SPREADSHEET_URL % self.id + ":getByDataFilter"
        body = {"dataFilters": list(filters)}
        answer = self._http.request("post", url, params=_plain(fields), json=body)
        return _parsed(answer.content)

    def send_batch(self, body: Json, fields: str = "") -> Json:
        """As ``batch_update``, with the whole body of the request. Raises TransportError."""
        url = urls.SPREADSHEET_BATCH_UPDATE_URL % self.id
        answer = self._http.request("post", url, params=_plain(fields), json=body)
        return _parsed(answer.content)

    def _get(self, fields: str) -> Json:
        url = urls.SPREADSHEET_URL % self.id
        return _parsed(self._http.request("get", url, params=_plain(fields)).content)

    def _said(self, writing: bool, send: Callable[[], Json]) -> Json:
        try:
            return send()
        except TransportError as error:
            raise explain(error, self.address, self.robot, writing=writing) from error


def _plain(fields: str) -> dict[str, str | int | float | bool | list[str] | None]:
    named = {"fields": f"spreadsheetId,{fields}"} if fields else {}
    return {"prettyPrint": "false", **named}


def _parsed(content: bytes) -> Json:
    found: Json = json.loads(content, parse_float=Decimal)
    return found
