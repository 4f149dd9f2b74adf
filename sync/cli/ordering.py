"""What a command asks of a run."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from sync.job import Order


def make_order(*, write: bool, adopt: bool = False, force: bool = False, careful: bool = True
               ) -> Order:  # fmt: skip
    """An order of this moment, with an identity ready for a new document."""
    new_id = f"okr-{secrets.token_hex(8)}"
    return Order(datetime.now(UTC), new_id, write, adopt=adopt, force=force, careful=careful)
