"""Serves the pages from the command line."""

from __future__ import annotations

import logging
from dataclasses import replace

from server.serving import serve
from sync.cli import words
from sync.cli.ordering import config
from sync.cli.voice import Voice

LINE = "%(asctime)s level=%(levelname)s logger=%(name)s %(message)s"


def serve_pages(port: int | None, voice: Voice) -> int:
    """Serve until Ctrl-C; the log goes to standard error."""
    logging.basicConfig(level=logging.WARNING, format=LINE)
    for part in ("server", "sync"):
        logging.getLogger(part).setLevel(logging.INFO)
    settings = config() if port is None else replace(config(), port=port)
    language = voice.language or "en"

    def tell(address: str) -> None:
        if voice.as_json:
            voice.tell({"address": address})
        else:
            said = words.SERVING.of(language).format(address=address)
            voice.console.print(said, soft_wrap=True)

    serve(settings, tell)
    return 0
