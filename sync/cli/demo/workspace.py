"""The team's Notion: a workspace of the sandbox with its people, a page, and a connection to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from notion_template import Order, install
from sheets_template.sample import sample_content
from sync.cli.demo.files import moved_by
from sync.config import Config
from sync.core.choices import Source
from sync.core.vocabulary import Language
from sync.secrets import Secret
from sync.wiring import Workshop, notion_address

if TYPE_CHECKING:
    from sandbox.notion.space import Notion

HOME = "0c5a11ed-0c5a-41ed-8c5a-000000000001"
"""The id of the page that the template is built under: the same at every start."""
TEAM_PAGE = {"en": "Sales team", "ru": "Отдел продаж"}
CONNECTION = "OKR Sync"
PER_MINUTE = 600
"""As in Notion's Business plan: the sample team has more than 180 rows, weeks included."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A page that was shared, and the token that sees it."""

    page: str
    token: Secret


def furnish(notion: Notion, language: Language) -> Connection:
    """People of the sample team, a page of theirs, and a connection that it is shared with."""
    from sandbox.notion.model import Parent  # noqa: PLC0415 - only the demo needs the sandbox

    notion.switches.per_minute = PER_MINUTE
    owners = dict.fromkeys(_owners(language))
    people = [
        notion.add_user(name, email=f"person{number}@example.com")
        for number, name in enumerate(owners, 1)
    ]
    page = notion.add_page(Parent("workspace"), TEAM_PAGE[language], people[0].id, id=HOME)
    token = notion.add_connection(CONNECTION, roots=[page.id])
    return Connection(page.id, Secret(token.secret))


def connected(base: Config, url: str, connection: Connection) -> Config:
    """The settings with the way to this Notion."""
    return replace(
        base, notion_token=connection.token, notion_url=f"{url}/notion",
        notion_per_minute=PER_MINUTE,
    )  # fmt: skip


def build(config: Config, connection: Connection, language: Language, today: date) -> str:
    """Build the template with the sample team under the page, and tell its address."""
    order = Order(
        connection.page, language, sample=True, today=today, moved=moved_by(today),
        source=Source.HUBSPOT,
    )  # fmt: skip
    with Workshop(config) as workshop:
        client = workshop.notion_client()
        binding = install(client, order, None, workshop.keep_binding, lambda *_: None)
    return notion_address(binding.home, config)


def _owners(language: Language) -> list[str]:
    rows = sample_content(language, date(2026, 11, 23)).rows
    return [str(row["owner"]) for tab in ("objectives", "key_results") for row in rows[tab]
            if row.get("owner")]  # fmt: skip
