"""Serves the pages to this machine, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable

import waitress
from flask import Flask

from server.app import create_app
from server.desk import Desk
from server.errors import PortTakenError
from sync.config import Config

logger = logging.getLogger(__name__)

HOST = "127.0.0.1"
THREADS = 8


def serve(config: Config, tell: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or a polite signal, and let the runs at work end.

    ``tell`` gets the address once the pages can be opened. Raises SyncError when the port is taken
    or there is no database.
    """
    app = create_app(config)
    desk: Desk = app.extensions["desk"]
    _stop_politely()
    try:
        desk.open()
        server = _listen(app, config.port)
        own = "given" if config.database_url else "embedded"
        logger.info("host=%s port=%s database=%s", HOST, server.effective_port, own)
        tell(f"http://{HOST}:{server.effective_port}")
        server.run()
    finally:
        desk.close()


def _listen(app: Flask, port: int) -> waitress.server.BaseWSGIServer:
    try:
        return waitress.create_server(app, host=HOST, port=port, threads=THREADS, ident=None)
    except OSError as error:
        raise PortTakenError(port) from error


def _stop_politely() -> None:
    """A supervisor's signal ends the server as Ctrl-C does."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
