"""Public connections: how people let them in by OAuth, and how their tokens are renewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sandbox.notion.duplicating import duplicate_template
from sandbox.notion.errors import NotionError
from sandbox.notion.ids import undashed
from sandbox.notion.model import Json, Token
from sandbox.notion.space import Notion

CODE_LIFETIME = timedelta(minutes=10)
SCOPES = {
    "read": "read_content", "insert": "insert_content", "update": "update_content",
    "comment": "read_comment insert_comment", "emails": "read_user_with_email",
    "users": "read_user_without_email",
}  # fmt: skip
"""Capability → what it is called among the scopes of a token."""


@dataclass(slots=True)
class Code:
    """What a person's consent gives; good for one exchange."""

    redirect_uri: str
    person: str
    roots: tuple[str, ...]
    until: datetime
    template: str = ""
    """Id of the copy that was made, if one was."""


@dataclass(slots=True)
class App:
    """A public connection as its maker registered it."""

    client_id: str
    client_secret: str
    name: str
    redirect_uris: tuple[str, ...]
    template: str = ""
    """Id of a page that people may duplicate when they let the connection in."""
    bots: dict[str, str] = field(default_factory=dict)
    """Id of a person → bot of her installation, the same each time."""
    codes: dict[str, Code] = field(default_factory=dict)
    refreshers: dict[str, str] = field(default_factory=dict)
    """Refresh token → the access token that goes with it."""
    issued: dict[str, datetime] = field(default_factory=dict)


class Apps:
    """The public connections of a workspace."""

    def __init__(self, space: Notion) -> None:
        self.space = space
        self.known: dict[str, App] = {}

    def register(self, name: str, redirect_uris: Sequence[str], *, template: str = "") -> App:
        """What a maker does in the settings."""
        key, secret = self.space.uuid(), f"secret_{undashed(self.space.uuid())}"
        app = App(key, secret, name, tuple(redirect_uris), template)
        self.known[key] = app
        return app

    def consent(self, app: App, redirect_uri: str, person: str, roots: Sequence[str]) -> str:
        """A code for a person's consent to some pages."""
        code = undashed(self.space.uuid())
        until = self.space.now() + CODE_LIFETIME
        app.codes[code] = Code(redirect_uri, person, tuple(roots), until)
        return code

    def consent_with_template(self, app: App, redirect_uri: str, person: str) -> str:
        """The same, with a copy of the template as the one page that is shared."""
        page = duplicate_template(self.space, self.space.pages[app.template], person)
        code = self.consent(app, redirect_uri, person, (page.id,))
        app.codes[code].template = page.id
        return code

    def exchange(self, app: App, code: str, redirect_uri: str | None) -> Json:
        """Tokens for a code, once. Raises NotionError."""
        found = app.codes.pop(code, None)
        if found is None or found.until <= self.space.now():
            raise refused("invalid_grant", "The authorization code is invalid or has expired.")
        if redirect_uri != found.redirect_uri:
            raise refused("invalid_grant", "The redirect_uri is not that of the authorization.")
        token = self._token(app, found.person, set(found.roots))
        return self._answer(app, token, found.person, found.template or None)

    def refresh(self, app: App, refresher: str) -> Json:
        """New tokens for a refresh token; both old ones end."""
        secret = app.refreshers.pop(refresher, "")
        old = self.space.tokens.pop(secret, None)
        if old is None:
            raise refused("invalid_grant", "The refresh token is invalid.")
        person = next(key for key, bot in app.bots.items() if bot == old.bot)
        return self._answer(app, self._token(app, person, old.roots), person, None)

    def introspect(self, app: App, secret: str) -> Json:
        """Whether a token is good."""
        if secret not in self.space.tokens or secret not in app.issued:
            return {"active": False}
        allowed = self.space.tokens[secret].capabilities
        scope = " ".join(words for name, words in SCOPES.items() if name in allowed)
        issued = int(app.issued[secret].timestamp() * 1000)
        return {"active": True, "scope": scope, "iat": issued}

    def revoke(self, app: App, secret: str) -> None:
        """End a token, and the refresh token that goes with it."""
        if secret not in app.issued:
            raise refused("invalid_request", "The token is not one of this connection.")
        self.space.tokens.pop(secret, None)
        app.refreshers = {key: one for key, one in app.refreshers.items() if one != secret}

    def _token(self, app: App, person: str, roots: set[str]) -> Token:
        secret = f"ntn_{undashed(self.space.uuid())}"
        token = self.space.add_connection(app.name, roots=roots, public=True, secret=secret)
        bot = app.bots.setdefault(person, token.bot)
        if token.bot != bot:
            del self.space.users[token.bot]
            token.bot = bot
        self.space.owners[bot] = person
        app.issued[secret] = self.space.now()
        return token

    def _answer(self, app: App, token: Token, person: str, template: str | None) -> Json:
        refresher, user = f"nrt_{undashed(self.space.uuid())}", self.space.users[person]
        app.refreshers[refresher] = token.secret
        return {
            "access_token": token.secret,
            "token_type": "bearer",
            "refresh_token": refresher,
            "bot_id": token.bot,
            "workspace_icon": None,
            "workspace_name": self.space.workspace_name,
            "workspace_id": self.space.workspace_id,
            "owner": {"type": "user", "user": {
                "object": "user", "id": user.id, "name": user.name, "avatar_url": None,
                "type": "person", "person": {"email": user.email},
            }},
            "duplicated_template_id": template,
        }  # fmt: skip


def refused(code: str, message: str, status: int = 400) -> NotionError:
    """What OAuth answers to a wrong request."""
    return NotionError(status, code, message)
