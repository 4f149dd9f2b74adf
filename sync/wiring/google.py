"""The way to Google Sheets, as the settings connect it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sync.config import Config

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

    from sync.documents.google_sheets import Line, Spreadsheet
    from sync.transport import Throttle


def is_google(address: str) -> bool:
    """Whether what a user typed leads to Google; a file of that name goes first."""
    if "://" in address:
        return True
    if Path(address).suffix or Path(address).exists():
        return False
    from sync.documents.google_sheets import parse_address  # noqa: PLC0415 - slow to load

    return parse_address(address) is not None


def open_spreadsheet(address: str, config: Config) -> Spreadsheet:
    """A Google Sheet, whatever it holds. Raises SyncError."""
    from sync.documents.google_sheets import opening, parse_address  # noqa: PLC0415 - slow to load
    from sync.documents.google_sheets.errors import NotASheetsAddressError  # noqa: PLC0415

    if parse_address(address) is None:
        raise NotASheetsAddressError(address)
    return opening.open_google_spreadsheet(address, _line(config))


def _line(config: Config) -> Line:
    """A way to Google for one thread; all threads have one account and its limits."""
    from sync.documents.google_sheets import opening  # noqa: PLC0415 - slow to load

    credentials, throttle = _account(config.google_credentials)
    habits = opening.Habits(throttle=throttle)
    return opening.make_line(credentials, config.google_url or None, habits)


@cache
def _account(key: Path | None) -> tuple[Credentials, Throttle]:
    from sync.documents.google_sheets import opening  # noqa: PLC0415 - slow to load
    from sync.documents.google_sheets.credentials import load_credentials  # noqa: PLC0415

    return load_credentials(key), opening.make_throttle()
