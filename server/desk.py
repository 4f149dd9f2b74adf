"""What the pages work with, hung in the app: the database, the runner, the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app
from sqlalchemy import Engine

from server.running import Runner
from sync.wiring import Workshop


@dataclass(frozen=True, slots=True)
class Desk:
    """One for each app."""

    workshop: Workshop
    """Keeps the database open; it is opened by the first who asks for it."""
    runner: Runner
    clock: Callable[[], datetime]

    @property
    def engine(self) -> Engine:
        return self.workshop.engine

    def open(self) -> None:
        """Open the database now, so that what is wrong with it is told at the start."""
        self.engine.connect().close()

    def close(self) -> None:
        """Let the runs at work end, then leave the database."""
        self.runner.stop()
        self.workshop.__exit__()


def desk() -> Desk:
    """The desk of the app that answers."""
    return cast(Desk, current_app.extensions["desk"])
