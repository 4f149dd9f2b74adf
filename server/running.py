"""Runs that a page has started: each in a thread of its own, one of a document at a time."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from sync.core.ports import Document
from sync.errors import SyncError
from sync.job import Order
from sync.store.running import OpenRun
from sync.wiring import Workshop

logger = logging.getLogger(__name__)

AT_ONCE = 4


class Runner:
    """Starts runs and lets them end by themselves."""

    def __init__(
        self, make_workshop: Callable[[], Workshop], clock: Callable[[], datetime]
    ) -> None:
        self._make_workshop = make_workshop
        self._clock = clock
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="run")

    def start(self, address: str, *, adopt: bool = False, force: bool = False) -> int:
        """Open a run and leave it to the pool; its number. Raises SyncError: there can be no
        document at the address, or a run of it is at work."""
        new_id = f"okr-{secrets.token_hex(8)}"
        workshop = self._make_workshop()
        pages = workshop.config.pages
        order = Order(self._clock(), new_id, True, pages, adopt=adopt, force=force)
        try:
            document = workshop.open(address)
            opened = workshop.begin(document, "page")
        except BaseException:
            workshop.__exit__()
            raise
        self._pool.submit(_carry_out, workshop, opened, document, order)
        return opened.run

    def stop(self) -> None:
        """Let the runs at work end; those that have not begun are given up."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _carry_out(workshop: Workshop, opened: OpenRun, document: Document, order: Order) -> None:
    with workshop:
        try:
            workshop.carry_out(opened, document, workshop.sources(None, order.now), order)
        except SyncError:
            logger.info("run=%s ended with an error", opened.run)
        except Exception:  # the edge of a run: a thread of the pool would swallow it
            logger.exception("run=%s ended with a fault", opened.run)
