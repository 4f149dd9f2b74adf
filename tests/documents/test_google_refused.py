"""Everything that keeps the service from reading or writing a Google Sheet, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from documents.google_files import OWNER, ROBOT, GoogleFile, Pause, line, make_file, running
from documents.grids import find, make_sheets
from sandbox_clients import google_credentials

from sandbox.faults import Fault
from sandbox.google.accounts import DRIVE_SCOPE, SHEETS_SCOPE
from sandbox.state import Sandbox
from sync.core.grid import Sheet
from sync.core.vocabulary import Cell, Change, Formula, Plan
from sync.documents.google_sheets import GoogleSheetsDocument, errors, open_google_document
from sync.documents.google_sheets.exchange import PATIENCE
from sync.documents.google_sheets.opening import Habits, make_line
from sync.documents.google_sheets.sign_in_errors import ScopeError, SignInRefusedError
from sync.errors import DocumentChangedError, SyncError

ANY = Change("_okr", "x", "value", None, "1")
RECORD = Plan((ANY,), {"_okr": ({"id": "KR-001", "message": "new"},)})
AN_ID = Plan((Change("key_results", "KR-003", "id", "KR-003", "KR-009", 4),))


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    made = running()
    yield made
    made.google.switches.disabled = frozenset()
    made.google.switches.quotas = False
    made.google.principal(ROBOT).language = "en"
    made.faults.clear()
    made.between.clear()


@pytest.fixture
def file(sandbox: Sandbox) -> GoogleFile:
    return make_file(sandbox, make_sheets())


def said(error: SyncError) -> tuple[str, str]:
    return error.say("en"), error.say("ru")


def refused(action: Callable[[], object], kind: type[SyncError]) -> SyncError:
    with pytest.raises(kind) as caught:
        action()
    assert type(caught.value) is kind
    return caught.value


def as_robot(file: GoogleFile, pause: Pause | None = None) -> GoogleSheetsDocument:
    """Signed in with the key of the service account, as in life."""
    credentials = google_credentials(file.sandbox, ROBOT)
    habits = Habits(clock=(pause or Pause()).clock())
    way = make_line(credentials, file.sandbox.google.base_url, habits)
    return open_google_document(file.file_id, way)


def test_an_unknown_sheet_is_missing(sandbox: Sandbox) -> None:
    document = open_google_document("1" + "x" * 43, line(sandbox))

    en, ru = said(refused(document.read, errors.SheetMissingError))

    assert en.endswith("restore it from the bin in Google Drive.")
    assert ru.endswith("восстановите её из корзины на Google Диске.")


def test_a_sheet_that_is_not_shared_names_whom_to_share_it_with(sandbox: Sandbox) -> None:
    file = make_file(sandbox, make_sheets(), role="")

    en, ru = said(refused(as_robot(file).read, errors.SheetForbiddenError))

    assert f"press Share and add {ROBOT} as an editor" in en
    assert f"добавьте редактором {ROBOT}" in ru


def test_somebody_signed_in_without_a_name_is_told_so(sandbox: Sandbox) -> None:
    file = make_file(sandbox, make_sheets(), role="")

    en, _ = said(refused(file.open().read, errors.SheetForbiddenError))

    assert "add the Google account of the service as an editor" in en


def test_a_reader_may_read_but_not_write(sandbox: Sandbox) -> None:
    file = make_file(sandbox, make_sheets(), role="reader")
    document = as_robot(file)
    document.read()
    before = file.seen()

    en, ru = said(refused(lambda: document.apply(RECORD), errors.SheetReadOnlyError))

    assert f"make {ROBOT} an editor" in en
    assert f"сделайте редактором {ROBOT}" in ru
    assert file.seen() == before


def turn_into_excel(file: GoogleFile) -> None:
    file.sandbox.google.files[file.file_id].office = True


def test_an_excel_file_in_drive_is_to_be_converted(file: GoogleFile) -> None:
    document = file.open()
    turn_into_excel(file)

    en, ru = said(refused(document.read, errors.OfficeModeError))

    assert "File → Save as Google Sheets" in en
    assert "«Файл» → «Сохранить как таблицу Google»" in ru


def test_an_excel_file_is_told_of_when_written_too(file: GoogleFile) -> None:
    document = file.open()
    document.read()
    turn_into_excel(file)

    refused(lambda: document.apply(RECORD), errors.OfficeModeError)


def test_the_api_has_to_be_switched_on(file: GoogleFile) -> None:
    file.sandbox.google.switches.disabled = frozenset({"sheets"})

    en, _ = said(refused(file.open().read, errors.ApiDisabledError))

    assert "Google Sheets API → Enable" in en


def test_a_used_up_quota_is_waited_for_and_then_told(file: GoogleFile) -> None:
    google, pause = file.sandbox.google, Pause()
    google.switches.quotas = True
    google.switches.reads_per_user, before = 0, google.switches.reads_per_user
    try:
        en, _ = said(refused(file.open(pause=pause).read, errors.QuotaError))
    finally:
        google.switches.reads_per_user = before

    assert "the limit of this Google Cloud project is used up" in en
    assert all(61 <= seconds < 68 for seconds in pause.slept)
    assert sum(pause.slept) <= PATIENCE.seconds


def test_an_expired_token_is_renewed_once(file: GoogleFile) -> None:
    document = as_robot(file)
    document.read()
    file.sandbox.google.tokens.bearers.clear()

    document.read()

    assert document.calls["read"] == 4


def test_credentials_that_cannot_be_renewed_are_told_of(file: GoogleFile) -> None:
    document = file.open()
    file.sandbox.google.tokens.bearers.clear()

    en, _ = said(refused(document.read, SignInRefusedError))

    assert "Google does not accept the credentials of the service" in en


def test_a_deleted_key_is_told_of(file: GoogleFile) -> None:
    document = as_robot(file)
    file.sandbox.google.principal(ROBOT).key_id, kept = "gone", ROBOT
    try:
        en, ru = said(refused(document.read, SignInRefusedError))
    finally:
        file.sandbox.google.principal(ROBOT).key_id = f"key-{kept}"

    assert f"({ROBOT}): invalid_grant" in en
    assert "создайте новый ключ" in ru


def test_a_token_for_drive_alone_lacks_a_scope(file: GoogleFile) -> None:
    token = file.sandbox.google.issue_token(
        ROBOT, ["https://www.googleapis.com/auth/userinfo.email"]
    )
    way = line(file.sandbox)
    way.sign_in.credentials.token = token
    document = open_google_document(file.file_id, way)

    en, _ = said(refused(document.read, ScopeError))

    assert SHEETS_SCOPE in en
    assert DRIVE_SCOPE in en or "drive.file" in en


@pytest.mark.parametrize("language", ["en", "ru", "es"])
@pytest.mark.parametrize(
    ("plan", "tab", "cell"), [(AN_ID, "Key results", "A4"), (RECORD, "_okr", "A3")]
)
def test_protected_cells_are_named_in_any_language(
    file: GoogleFile, language: str, plan: Plan, tab: str, cell: str
) -> None:
    file.sandbox.google.principal(ROBOT).language = language
    file.anna.protect(tab)
    document = file.open()
    document.read()
    before = file.seen()

    en, ru = said(refused(lambda: document.apply(plan), errors.SheetProtectedError))

    assert f"{tab}!{cell}" in en
    assert "«Защитить листы и диапазоны»" in ru
    assert file.seen() == before


def test_a_warning_is_no_obstacle(file: GoogleFile) -> None:
    file.anna.protect("Key results", warning_only=True)
    document = file.open()
    document.read()

    document.apply(AN_ID)

    assert find(file.seen(), "key_results").cell(4, 1) == Cell("KR-009")


def test_another_kind_of_sheet_is_refused(sandbox: Sandbox) -> None:
    file = make_file(sandbox, [Sheet("Prices", [[Cell("Apples")]])])

    en, ru = said(refused(file.open().read, errors.NotOkrSheetError))

    assert f"okr-sync template sheets --into {file.open().address}" in en
    assert "--lang ru" in ru


def test_an_endless_answer_is_too_large(file: GoogleFile) -> None:
    file.sandbox.faults.add(Fault("gzip_bomb", "getByDataFilter", megabytes=30))

    refused(file.open().read, errors.SheetTooLargeError)


def test_other_refusals_keep_googles_words(file: GoogleFile) -> None:
    body = '{"error": {"code": 418, "message": "No coffee\\nhere"}}'
    file.sandbox.faults.add(Fault("status", "getByDataFilter", status=418, body=body))

    en, _ = said(refused(file.open().read, errors.SheetRefusedError))

    assert "HTTP 418 (No coffee here)" in en


@pytest.mark.parametrize(
    "text", ["", "plan.xlsx", "https://example.com/spreadsheets/d/" + "x" * 44]
)
def test_other_addresses_are_refused(sandbox: Sandbox, text: str) -> None:
    with pytest.raises(errors.NotASheetsAddressError, match="not the address of a Google Sheet"):
        open_google_document(text, line(sandbox))


def test_a_tab_deleted_before_the_write_leads_to_another_reading(file: GoogleFile) -> None:
    document = file.open()
    document.read()
    file.anna.delete_tab("_okr")

    with pytest.raises(DocumentChangedError):
        document.apply(RECORD)
    snapshot = document.read()
    document.apply(Plan((ANY,), RECORD.tables, "doc-7"))

    assert "_okr" not in snapshot.tables
    assert document.read().document_id == "doc-7"


def test_rows_deleted_before_the_write_lead_to_another_reading(file: GoogleFile) -> None:
    document = file.open()
    document.read()
    file.anna.delete_rows("Key results", 2, 98)
    before = file.seen()

    with pytest.raises(DocumentChangedError):
        document.apply(AN_ID)

    assert file.seen() == before


def test_a_formula_in_a_row_without_room_gets_room(sandbox: Sandbox) -> None:
    """People delete the empty columns to the right."""
    sheets = make_sheets()
    okr = find(sheets, "_okr")
    for row in okr.rows:
        del row[8:]
    file = make_file(sandbox, sheets)
    tab = file.spreadsheet.titled("_okr")
    assert tab is not None
    tab.columns, tab.rows = 8, 3
    document = file.open()
    document.read()

    records = tuple({"id": f"KR-{n:03d}", "fingerprint": "f"} for n in range(1, 40))
    document.apply(Plan((ANY, *AN_ID.changes), {"_okr": records}))

    rows = document.read().tables["_okr"].rows
    assert [row.value("fingerprint") for row in rows] == ["f"] * 39


def test_formulas_of_settings_are_written_where_their_name_stands(file: GoogleFile) -> None:
    document = file.open()
    document.read()
    before = find(file.seen(), "settings")
    file.sandbox.between.append(lambda what: insert_once(file, what))

    change = Change("settings", "", "today", None, Formula("TODAY()+1"), 12)
    with pytest.raises(DocumentChangedError):
        document.apply(Plan((change,)))

    assert [line for line in find(file.seen(), "settings").rows if line] == before.rows


def insert_once(file: GoogleFile, what: str) -> None:
    if "batchUpdate" in what:
        file.sandbox.between.clear()
        file.anna.insert_rows("Settings", 0)


def test_the_owner_may_be_the_service(file: GoogleFile) -> None:
    document = file.open(OWNER)
    file.anna.protect("Key results")
    document.read()

    document.apply(AN_ID)

    assert find(file.seen(), "key_results").cell(4, 1) == Cell("KR-009")
