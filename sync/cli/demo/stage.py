"""The stage of the demo: a sandbox of Google, Notion and HubSpot, and in it the sample team's sheet
and its Notion page."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sheets_template.google import install_sample
from sync.cli.demo.files import moved_by
from sync.cli.demo.workspace import build, connected, furnish
from sync.config import Config
from sync.core.choices import Source
from sync.core.vocabulary import Language
from sync.errors import SyncError
from sync.secrets import Secret
from sync.wiring import open_spreadsheet

SANDBOX_PORT = 8090
SHEET = "1demo-okr-sync-sample-team-sheet-000000000001"
"""The id of the sheet: the same at every start, so that its address can be kept."""
OWNER, ROBOT = "anna@example.com", "okr-sync@demo-project.example.com"
LOCALES = {"en": "en_US", "ru": "ru_RU"}
UNTITLED = {"en": "Untitled spreadsheet", "ru": "Новая таблица"}
"""Names of new sheets; the template takes their place."""


class SandboxMissingError(SyncError):
    """What the sandbox needs is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "The demo needs the sandbox, which is not installed. Run it from a checkout of the"
            " project: make demo.",
            "Для демо нужна песочница, она не установлена. Запустите демо из папки проекта:"
            " make demo.",
        )


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the demo plays."""

    config: Config
    """Settings that lead to the sandbox."""
    sheet: str
    """Address of the Google Sheet, in the sandbox a page of its own."""
    notion: str
    """Address of the team's OKR page in Notion, there too."""


@contextmanager
def set_stage(folder: Path, base: Config, language: Language, today: date) -> Iterator[Stage]:
    """A sandbox of this process, for as long as it is needed; ``folder`` keeps the key of its
    service account. Raises SyncError."""
    try:
        from sandbox.google.tokens import service_account_key  # noqa: PLC0415
        from sandbox.serving import serve  # noqa: PLC0415
        from sandbox.state import make_sandbox  # noqa: PLC0415
        from sandbox.world.demo import make_demo  # noqa: PLC0415
    except ImportError as error:
        raise SandboxMissingError from error
    sandbox = make_sandbox(world="empty")
    sandbox.use_world(make_demo(sandbox.clock, language=language))
    google = sandbox.google
    google.add_person(OWNER, language=language)
    google.add_robot(ROBOT)
    google.add_spreadsheet(UNTITLED[language], OWNER, file_id=SHEET, locale=LOCALES[language])
    google.share(SHEET, ROBOT)
    connection = furnish(sandbox.notion, language)
    with serve(sandbox, _free_port(), ticking=True) as running:
        key = folder / "service-account.json"
        key.touch(0o600)
        key.write_text(json.dumps(service_account_key(google, ROBOT)), encoding="utf-8")
        config = replace(
            base,
            google_credentials=key,
            google_url=f"{running.url}/google",
            hubspot_token=Secret(sandbox.hubspot.tokens.private),
            hubspot_url=f"{running.url}/hubspot",
        )
        sheet = f"{config.google_url}/spreadsheets/d/{SHEET}/edit"
        client = open_spreadsheet(sheet, config)
        install_sample(client, language, today, moved=moved_by(today), source=Source.HUBSPOT)
        config = connected(config, running.url, connection)
        yield Stage(config, sheet, build(config, connection, language, today))


def _free_port() -> int:
    """The sandbox's usual port, or any other when something else has taken it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", SANDBOX_PORT))
        except OSError:
            return 0
    return SANDBOX_PORT
