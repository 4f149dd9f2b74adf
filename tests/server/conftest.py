"""Pages of a site with documents in memory behind real HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import waitress
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page
from sites import Served, Site, make_site
from sqlalchemy import Engine, text

from sync.config import Config
from sync.store.database import open_database


@pytest.fixture(scope="session")
def pages_config(engine: Engine) -> Config:
    """Settings with a database of the pages' own, on the server that all tests share."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CREATE DATABASE pages"))
    url = engine.url.set(database="pages").render_as_string(hide_password=False)
    open_database(url, Path()).dispose()
    return Config(Path(), url)


@pytest.fixture(scope="session")
def site(pages_config: Config) -> Iterator[Site]:
    """One site for all tests; each adds documents of its own."""
    made = make_site(pages_config)
    yield made
    made.close()


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.app.test_client()


@pytest.fixture(scope="session")
def served(site: Site) -> Iterator[Served]:
    server = waitress.create_server(site.app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Served(site, f"http://127.0.0.1:{server.effective_port}")
    server.close()


@pytest.fixture
def context(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=served.address, locale="en-GB")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that must neither stumble nor break the rules it was sent with."""
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console", lambda said: complaints.append(said.text) if said.type == "error" else None
    )
    opened.on("dialog", lambda dialog: complaints.append(dialog.message))
    yield opened
    assert [text for text in complaints if "status of 4" not in text] == []
