"""Settings of the service, read once from the environment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sync.errors import SyncError
from sync.secrets import Secret

PORT = 8080
HUBSPOT = "https://api.hubapi.com"
NOTION_PER_MINUTE = 180
MOST_PER_MINUTE = 6000
YES = {"1", "yes", "true", "on"}
NO = {"", "0", "no", "false", "off"}
GOOGLE_KEY = "GOOGLE_APPLICATION_CREDENTIALS"
"""As every program of Google names it."""


class ConfigError(SyncError):
    """The settings cannot be used; lists everything that is wrong with them."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__(
            "\n  - ".join(("Cannot start:", *(en for en, _ in problems))),
            "\n  - ".join(("Запустить нельзя:", *(ru for _, ru in problems))),
        )


@dataclass(frozen=True, slots=True)
class Config:
    """What every command honours."""

    data_dir: Path
    database_url: str | None = field(default=None, repr=False)
    """Empty: the service starts its own PostgreSQL in ``data_dir``. It may hold a password."""
    port: int = PORT
    google_credentials: Path | None = None
    """The key of a service account or of an OAuth user; else Google's own defaults are looked
    for."""
    google_url: str = ""
    """Where Google's services are; empty for the real ones."""
    hubspot_token: Secret | None = None
    hubspot_url: str = HUBSPOT
    notion_token: Secret | None = None
    notion_url: str = ""
    """Where Notion's service is; empty for the real one."""
    notion_per_minute: int = NOTION_PER_MINUTE
    """Requests that the workspace's plan grants: 180, or 600 in Business and Enterprise."""
    notion_comments: bool = False
    """Whether the owner of a row is told of a new error by a comment."""
    pages_url: str = ""
    """Where people open the service's pages; empty: on this machine."""

    @property
    def pages(self) -> str:
        """The address of the service's pages."""
        return self.pages_url or f"http://127.0.0.1:{self.port}"


def read_config(environment: Mapping[str, str], home: Path, *, root: bool = False) -> Config:
    """The settings in an environment. Raises ConfigError with all that is wrong at once.

    The embedded PostgreSQL refuses to run as root and takes a user of its own, who has to reach
    the data folder: root's home is no place for it.
    """
    problems = [
        *_port_problems(environment),
        *_address_problems(environment),
        *_notion_problems(environment),
    ]
    if problems:
        raise ConfigError(problems)
    folder = environment.get("OKR_DATA_DIR")
    base = environment.get("XDG_DATA_HOME")
    usual = Path("/var/lib") if root else Path(base) if base else home / ".local" / "share"
    default = usual / "okr-sync"
    key = environment.get(GOOGLE_KEY)
    return Config(
        Path(folder or default).absolute(),
        environment.get("DATABASE_URL") or None,
        int(environment.get("PORT") or PORT),
        google_credentials=Path(key) if key else None,
        google_url=environment.get("OKR_GOOGLE_URL", "").rstrip("/"),
        hubspot_token=_secret(environment, "OKR_HUBSPOT_TOKEN"),
        hubspot_url=(environment.get("OKR_HUBSPOT_URL") or HUBSPOT).rstrip("/"),
        notion_token=_secret(environment, "OKR_NOTION_TOKEN"),
        notion_url=environment.get("OKR_NOTION_URL", "").rstrip("/"),
        notion_per_minute=int(environment.get("OKR_NOTION_PER_MINUTE") or NOTION_PER_MINUTE),
        notion_comments=environment.get("OKR_NOTION_COMMENTS", "").lower() in YES,
        pages_url=environment.get("OKR_PAGES_URL", "").rstrip("/"),
    )


def _secret(environment: Mapping[str, str], name: str) -> Secret | None:
    token = environment.get(name, "").strip()
    return Secret(token) if token else None


def _port_problems(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    port = environment.get("PORT") or str(PORT)
    if not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        yield (f"PORT is {port!r}; type a number from 1 to 65535.",
               f"PORT = «{port}»; нужно число от 1 до 65535.")  # fmt: skip


def _address_problems(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Addresses of services are for sandboxes and for proxies; only theirs may be without TLS."""
    for name in ("OKR_GOOGLE_URL", "OKR_HUBSPOT_URL", "OKR_NOTION_URL", "OKR_PAGES_URL"):
        parts = urlsplit(environment.get(name) or "https://example.com")
        local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            yield (
                f"{name} has to begin with https:// (http:// only on this machine).",
                f"{name} должен начинаться с https:// (http:// — только на этом компьютере).",
            )


def _notion_problems(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    rate = environment.get("OKR_NOTION_PER_MINUTE") or str(NOTION_PER_MINUTE)
    if not (rate.isascii() and rate.isdecimal() and 0 < int(rate) <= MOST_PER_MINUTE):
        yield (
            f"OKR_NOTION_PER_MINUTE is {rate!r}; type a number of requests, such as 180.",
            f"OKR_NOTION_PER_MINUTE = «{rate}»; нужно число запросов, например 180.",
        )
    wish = environment.get("OKR_NOTION_COMMENTS", "").lower()
    if wish not in YES | NO:
        yield (f"OKR_NOTION_COMMENTS is {wish!r}; type yes or no.",
               f"OKR_NOTION_COMMENTS = «{wish}»; нужно yes или no.")  # fmt: skip
