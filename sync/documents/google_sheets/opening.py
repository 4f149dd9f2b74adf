"""What the wiring calls: an account, and the documents it may open."""

from __future__ import annotations

from dataclasses import dataclass

from google.auth.credentials import Credentials

from sync.documents.google_sheets.addresses import parse_address
from sync.documents.google_sheets.credentials import SignIn
from sync.documents.google_sheets.document import GoogleSheetsDocument, TabIds
from sync.documents.google_sheets.errors import NotASheetsAddressError
from sync.documents.google_sheets.exchange import LIMITS, PATIENCE, Line
from sync.documents.google_sheets.spreadsheet import Spreadsheet
from sync.transport import Clock, Patience, Throttle, Transport
from sync.transport.calls import DEADLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How an account speaks to Google; the defaults are right everywhere but in tests."""

    clock: Clock = Clock()  # noqa: RUF009 - a frozen value
    throttle: Throttle | None = None
    """Shared by all lines of one account."""
    patience: Patience = PATIENCE
    deadline: float = DEADLINE
    """Seconds for one request."""


def make_throttle() -> Throttle:
    """The limits of one account."""
    return Throttle(LIMITS)


def make_line(
    credentials: Credentials, base_url: str | None = None, habits: Habits | None = None
) -> Line:
    """A way to Google for one thread. ``base_url`` stands in for Google's hosts."""
    habits = habits or Habits()
    throttle = habits.throttle or make_throttle()
    carrier = Transport("Google", None, habits.clock, throttle, habits.patience)
    tokens = Transport("Google", None, habits.clock, (), habits.patience)
    return Line(carrier, SignIn(credentials, tokens), base_url, habits.deadline)


def open_google_spreadsheet(address: str, line: Line) -> Spreadsheet:
    """The spreadsheet behind an address or an id. Raises NotASheetsAddressError."""
    spreadsheet_id = parse_address(address)
    if spreadsheet_id is None:
        raise NotASheetsAddressError(address)
    return Spreadsheet(spreadsheet_id, line)


def open_google_document(
    address: str, line: Line, tab_ids: TabIds | None = None
) -> GoogleSheetsDocument:
    """The document behind an address or an id; ``tab_ids`` are those it offered after an earlier
    run. Raises NotASheetsAddressError."""
    return GoogleSheetsDocument(open_google_spreadsheet(address, line), tab_ids)
