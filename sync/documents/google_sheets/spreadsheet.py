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
        self.address = canonical(spreadsheet_id, line.base_url)
        self.line = line
        self._http = make_client(line).http_client
        self.calls = {"read": 0, "write": 0}
        """Requests so far, repeated ones included."""

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
        return self._asked("post", url, params=_plain(fields), json=body)

    def send_batch(self, body: Json, fields: str = "") -> Json:
        """As ``batch_update``, with the whole body of the request. Raises TransportError."""
        url = urls.SPREADSHEET_BATCH_UPDATE_URL % self.id
        return self._asked("post", url, params=_plain(fields), json=body)

    def _get(self, fields: str) -> Json:
        url = urls.SPREADSHEET_URL % self.id
        return self._asked("get", url, params=_plain(fields))

    def _asked(self, method: str, url: str, **parts: Any) -> Json:
        sent = self.line.carrier.calls
        before = dict(sent)
        try:
            answer = self._http.request(method, url, **parts)
        finally:
            for sort in self.calls:
                self.calls[sort] += sent[sort] - before[sort]
        found: Json = json.loads(answer.content, parse_float=Decimal)
        return found

    def _said(self, writing: bool, send: Callable[[], Json]) -> Json:
        try:
            return send()
        except TransportError as error:
            raise explain(error, self.address, self.robot, writing=writing) from error


def _plain(fields: str) -> dict[str, str]:
    named = {"fields": f"spreadsheetId,{fields}"} if fields else {}
    return {"prettyPrint": "false", **named}
