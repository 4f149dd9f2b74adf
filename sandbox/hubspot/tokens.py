"""Who may call: tokens of private apps, and OAuth with tokens that run out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from sandbox.hubspot.config import Config
from sandbox.hubspot.errors import expired, missing_scopes, unauthorised
from sandbox.hubspot.naming import moment

Json = dict[str, Any]
SCOPES = (
    "oauth", "crm.objects.deals.read", "crm.objects.companies.read", "crm.objects.contacts.read",
    "crm.objects.owners.read", "crm.objects.leads.read", "crm.schemas.deals.read",
    "crm.schemas.companies.read", "crm.schemas.contacts.read", "settings.currencies.read",
)  # fmt: skip
"""What the connection is asked to be given."""
WRITING = (
    "crm.objects.deals.write", "crm.objects.companies.write", "crm.objects.contacts.write",
    "crm.objects.leads.write",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """What a bearer may do, and until when; a private app's token never ends."""

    app: str
    scopes: frozenset[str]
    ends: int | None = None

    @property
    def private(self) -> bool:
        return self.ends is None


class Tokens:
    """All tokens of one portal and the one app that people can connect by OAuth."""

    def __init__(self, config: Config, random: Random) -> None:
        self._config, self._random = config, random
        self._known: dict[str, Token] = {}
        self._codes: dict[str, tuple[str, frozenset[str]]] = {}
        self._refresh: dict[str, frozenset[str]] = {}
        self.private = self.issue(SCOPES)
        """Reads everything; what a connection is normally given."""
        self.writer = self.issue((*SCOPES, *WRITING))
        self.client_id = self._letters(8, "-", 4)
        self.client_secret = self._letters(8, "-", 12)
        self.developer_key = self._letters(8, "-", 16)

    def issue(self, scopes: Iterable[str]) -> str:
        """A token of one more private app."""
        text = f"pat-eu1-{self._letters(8, '-', 12)}"
        self._known[text] = Token(f"private-{len(self._known) + 1}", frozenset(scopes))
        return text

    def code(self, scopes: Iterable[str], redirect: str) -> str:
        """What somebody brings back from HubSpot's page of consent."""
        text = self._letters(8, "-", 8)
        self._codes[text] = (redirect, frozenset(scopes))
        return text

    def revoke(self, text: str) -> None:
        """Take a token away, as deleting a private app does."""
        self._known.pop(text, None)
        self._refresh.pop(text, None)

    def check(self, header: str, now: int, scopes: tuple[str, ...]) -> Token:
        """The token of a request, which must have one of the scopes."""
        kind, _, text = header.partition(" ")
        token = self._known.get(text.strip()) if kind.lower() == "bearer" else None
        if token is None:
            raise unauthorised()
        if token.ends is not None and token.ends <= now:
            raise expired(moment(token.ends))
        if scopes and token.scopes.isdisjoint(scopes):
            raise missing_scopes(scopes)
        return token

    def grant(self, form: Mapping[str, str], now: int) -> tuple[int, Json]:
        """Answer a request for a token: status and body."""
        problem = self._problem(form)
        if problem:
            status, message = problem
            return 400, {"status": status, "message": message}
        kind = form["grant_type"]
        if kind == "client_credentials":
            return 200, {"token_type": "bearer", **self._access(frozenset({"oauth"}), now)}
        if kind == "authorization_code":
            _, scopes = self._codes.pop(form["code"])
            refresh = self._letters(8, "-", 16)
        else:
            refresh = form["refresh_token"]
            scopes = self._refresh[refresh]
            if self._config.refresh_rotates:
                del self._refresh[refresh]
                refresh = self._letters(8, "-", 16)
        self._refresh[refresh] = scopes
        return 200, {"token_type": "bearer", "refresh_token": refresh, **self._access(scopes, now)}

    def _problem(self, form: Mapping[str, str]) -> tuple[str, str] | None:
        """The first thing that is wrong with a request for a token."""
        kind = form.get("grant_type", "")
        redirect, _ = self._codes.get(form.get("code", ""), (None, None))
        by_code = kind == "authorization_code"
        found = [
            (kind not in {"authorization_code", "refresh_token", "client_credentials"},
             "BAD_GRANT_TYPE", f"missing or unknown grant type: {kind!r}"),
            (form.get("client_id") != self.client_id,
             "BAD_CLIENT_ID", "missing or unknown client id"),
            (form.get("client_secret") != self.client_secret,
             "BAD_CLIENT_SECRET", "missing or invalid client secret"),
            (by_code and redirect is None, "BAD_AUTH_CODE", "missing or unknown auth code"),
            (by_code and redirect != form.get("redirect_uri"),
             "MISMATCH_REDIRECT_URI_AUTH_CODE", "missing or invalid redirect uri"),
            (kind == "refresh_token" and form.get("refresh_token") not in self._refresh,
             "BAD_REFRESH_TOKEN", "missing or invalid refresh token"),
        ]  # fmt: skip
        return next(((status, message) for wrong, status, message in found if wrong), None)

    def _access(self, scopes: frozenset[str], now: int) -> Json:
        seconds = self._config.token_seconds
        text = self._letters(40)
        self._known[text] = Token("oauth", scopes, now + seconds * 1000)
        return {"access_token": text, "expires_in": seconds}

    def _letters(self, *parts: int | str) -> str:
        """Letters and digits that the seed decides, so many in each part."""
        return "".join(
            part if isinstance(part, str)
            else "".join(self._random.choices("0123456789abcdef", k=part))
            for part in parts
        )  # fmt: skip
