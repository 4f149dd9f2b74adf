"""Clients of the sandbox's Notion, for tests."""

from __future__ import annotations

import logging
from typing import Any

import httpx
from notion_client import Client

from sandbox.notion.model import Token
from sandbox.notion.space import Notion

QUIET = logging.getLogger("tests.notion")
"""The client hangs a handler on the logger it is given; ours says nothing."""
QUIET.propagate = False
QUIET.addHandler(logging.NullHandler())


def notion_client(space: Notion, token: Token, version: str = "2026-03-11") -> Client:
    """The real client of a connection; a refused request is not sent again."""
    return Client(
        auth=token.secret, base_url=space.base_url, notion_version=version, retry=False,
        logger=QUIET, client=httpx.Client(trust_env=False),
    )  # fmt: skip


def raw(
    space: Notion, method: str, path: str, *, secret: str, version: str | None = "2026-03-11",
    json: Any = None, content: bytes | None = None,
) -> httpx.Response:  # fmt: skip
    """A request as no client library would send it; ``path`` begins with ``/v1``."""
    headers = {"Authorization": f"Bearer {secret}"}
    if version is not None:
        headers["Notion-Version"] = version
    with httpx.Client(trust_env=False) as http:
        return http.request(
            method, space.base_url + path, headers=headers, json=json, content=content
        )
