"""The command that serves the pages, from its first word to its last."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path

import pytest
from sqlalchemy import Engine

from server.errors import PortTakenError
from server.serving import serve
from sync.config import Config

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def hear_ctrl_c() -> None:
    """As on a terminal, also where the tests themselves run in the background, deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_tells_its_address_answers_and_stops_when_told(
    pages_config: Config, stop: signal.Signals
) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "sync", "serve", "--port", str(port), "--lang", "ru"],
        cwd=ROOT, env={**os.environ, "DATABASE_URL": str(pages_config.database_url)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=hear_ctrl_c,  # noqa: PLW1509 - one call that no thread can be in the way of
    )  # fmt: skip
    assert process.stdout is not None
    said = process.stdout.readline()

    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/health/database")
    answer = connection.getresponse()
    body = json.loads(answer.read())
    process.send_signal(stop)
    _, log = process.communicate(timeout=20)

    assert said == (
        f"Страницы открыты: http://127.0.0.1:{port}. Чтобы остановить, нажмите Ctrl-C.\n"
    )
    assert (answer.status, body) == (200, {"status": "ok"})
    assert answer.getheader("Server") is None
    assert process.returncode == 0
    assert f"host=127.0.0.1 port={port} database=given" in log
    assert "Traceback" not in log


def test_it_listens_to_this_machine_only(pages_config: Config) -> None:
    """Another address of the same machine stays free for others."""
    port = free_port()
    heard: list[str] = []

    def tell(address: str) -> None:
        heard.append(address)
        with socket.socket() as other:
            other.bind(("127.0.0.2", port))
        with socket.socket() as same, pytest.raises(OSError, match="in use"):
            same.bind(("127.0.0.1", port))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serve(replace(pages_config, port=port), tell)

    assert heard == [f"http://127.0.0.1:{port}"]


def test_a_port_that_is_taken_is_told_in_both_languages(engine: Engine) -> None:
    url = engine.url.render_as_string(hide_password=False)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]

        with pytest.raises(PortTakenError, match="--port 8081") as caught:
            serve(Config(Path(), url, port), lambda _: None)

    assert f"Порт {port} недоступен" in caught.value.text.ru
