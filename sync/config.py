"""Settings of the service, read once from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sync.errors import SyncError

PORT = 8080


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


def read_config(environment: Mapping[str, str], home: Path, *, root: bool = False) -> Config:
    """The settings in an environment. Raises ConfigError with all that is wrong at once.

    The embedded PostgreSQL refuses to run as root and takes a user of its own, who has to reach
    the data folder: root's home is no place for it.
    """
    folder = environment.get("OKR_DATA_DIR")
    base = environment.get("XDG_DATA_HOME")
    usual = Path("/var/lib") if root else Path(base) if base else home / ".local" / "share"
    default = usual / "okr-sync"
    port = environment.get("PORT") or str(PORT)
    if not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        raise ConfigError([
            (f"PORT is {port!r}; type a number from 1 to 65535.",
             f"PORT = «{port}»; нужно число от 1 до 65535."),
        ])  # fmt: skip
    data_dir = Path(folder) if folder else default
    return Config(data_dir.absolute(), environment.get("DATABASE_URL") or None, int(port))
