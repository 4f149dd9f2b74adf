"""Google Sheets as documents, through gspread and Google's own sign-in.

``credentials`` signs in, ``exchange`` carries gspread's requests by the project's rules,
``spreadsheet`` is one file behind them. ``document`` reads it once and writes it once: ``reading``
and ``cells`` make grids of Google's cells, ``spelling`` translates formulas of other locales,
``writing`` makes one batch of a plan, ``stash`` keeps what the batch lays itself over, ``sending``
sees it carried out exactly once, and ``mending`` gives back to people what it should not have hit.
"""

from sync.documents.google_sheets.addresses import parse_address
from sync.documents.google_sheets.credentials import load_credentials
from sync.documents.google_sheets.document import GoogleSheetsDocument
from sync.documents.google_sheets.exchange import Line
from sync.documents.google_sheets.opening import (
    make_line,
    make_throttle,
    open_google_document,
    open_google_spreadsheet,
)
from sync.documents.google_sheets.spreadsheet import Spreadsheet

__all__ = [
    "GoogleSheetsDocument",
    "Line",
    "Spreadsheet",
    "load_credentials",
    "make_line",
    "make_throttle",
    "open_google_document",
    "open_google_spreadsheet",
    "parse_address",
]
