"""What a command asks of a run, and the settings it finds."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from sync.config import Config, read_config
from sync.job import Order


def config() -> Config:
    """The settings of this process."""
    return read_config(os.environ, Path.home(), root=getattr(os, "geteuid", lambda: 1)() == 0)


def make_order(*, write: bool, adopt: bool = False, force: bool = False, careful: bool = True
               ) -> Order:  # fmt: skip
    """An order of this moment, with an identity ready for a new document."""
    new_id = f"okr-{secrets.token_hex(8)}"
    pages = config().pages
    return Order(datetime.now(UTC), new_id, write, pages, adopt, force, careful)
