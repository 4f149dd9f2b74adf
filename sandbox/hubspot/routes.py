"""HTTP for every HubSpot path. Each is served under ``v3`` or ``v4`` and under the versions that
are dates, by one function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from sandbox.hubspot import metadata, webhook_routes, writing_routes
from sandbox.hubspot.associating import read_links
from sandbox.hubspot.errors import HubError
from sandbox.hubspot.gate import PREFIX, Gate, known_version, scripted_body
from sandbox.hubspot.kinds import Kind
from sandbox.hubspot.objects import batch, one, page
from sandbox.hubspot.searching import search

if TYPE_CHECKING:
    from sandbox.state import Sandbox

V3_OBJECTS, OBJECTS = "/crm/v3/objects/<kind>", "/crm/objects/<version>/<kind>"
CURRENCIES = ("settings.currencies.read",)
OWNERS = ("crm.objects.owners.read",)


def blueprint(sandbox: Sandbox) -> Blueprint:
    """Everything under ``/hubspot``."""
    pages = Blueprint("hubspot", __name__, url_prefix=PREFIX)
    gate = Gate(sandbox, pages)
    sandbox.fault_bodies[PREFIX] = lambda _, status: scripted_body(gate.portal, status)
    pages.register_error_handler(HubError, gate.refused)
    _objects(gate)
    _associations(gate)
    _pipelines(gate)
    _properties(gate)
    _owners(gate)
    _account(gate)
    _tokens(gate)
    writing_routes.add(gate)
    webhook_routes.add(gate)
    return pages


def _objects(gate: Gate) -> None:
    @gate.path("GET", V3_OBJECTS, OBJECTS)
    def list_page(kind: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(of.scopes("read"), lambda portal, _: page(portal, of, request))

    @gate.path("GET", f"{V3_OBJECTS}/<number>", f"{OBJECTS}/<number>")
    def single(kind: str, number: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(of.scopes("read"), lambda portal, _: one(portal, of, request, number))

    @gate.path("POST", f"{V3_OBJECTS}/batch/read", f"{OBJECTS}/batch/read")
    def batch_read(kind: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(of.scopes("read"), lambda portal, _: batch(portal, of, request))

    @gate.path("POST", f"{V3_OBJECTS}/search", f"{OBJECTS}/search")
    def search_page(kind: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(
            of.scopes("read"), lambda portal, _: search(portal, of, request), search=True
        )


def _associations(gate: Gate) -> None:
    @gate.path(
        "POST", "/crm/v4/associations/<kind>/<other>/batch/read",
        "/crm/associations/<version>/<kind>/<other>/batch/read",
    )  # fmt: skip
    def links(kind: str, other: str, version: str = "2026-09") -> Response:
        known_version(version)
        of, to = gate.kind(kind), gate.kind(other)
        return gate.answered(
            of.scopes("read"), lambda portal, _: read_links(portal, of, to, request)
        )


def _schemas(kind: Kind) -> tuple[str, ...]:
    """Either scope will do."""
    return (*kind.scopes("read"), f"crm.schemas.{kind.scope}.read")


def _pipelines(gate: Gate) -> None:
    @gate.path("GET", "/crm/v3/pipelines/<kind>", "/crm/pipelines/<version>/<kind>")
    def pipelines(kind: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(
            _schemas(of), lambda portal, _: (200, metadata.pipelines(portal, of, request))
        )

    @gate.path("GET", "/crm/v3/pipelines/<kind>/<text>", "/crm/pipelines/<version>/<kind>/<text>")
    def pipeline(kind: str, text: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(
            _schemas(of), lambda portal, _: (200, metadata.pipeline(portal, of, request, text))
        )

    @gate.path(
        "GET", "/crm/v3/pipelines/<kind>/<text>/stages",
        "/crm/pipelines/<version>/<kind>/<text>/stages",
    )  # fmt: skip
    def stages(kind: str, text: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(
            _schemas(of),
            lambda portal, _: (
                200, {"results": metadata.pipeline(portal, of, request, text)["stages"]}
            ),
        )  # fmt: skip


def _properties(gate: Gate) -> None:
    @gate.path("GET", "/crm/v3/properties/<kind>", "/crm/properties/<version>/<kind>")
    def properties(kind: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(
            _schemas(of), lambda portal, _: (200, metadata.properties(portal, of, request))
        )

    @gate.path("GET", "/crm/v3/properties/<kind>/<name>", "/crm/properties/<version>/<kind>/<name>")
    def one_property(kind: str, name: str, version: str = "2026-09") -> Response:
        known_version(version)
        of = gate.kind(kind)
        return gate.answered(
            _schemas(of), lambda portal, _: (200, metadata.one_property(portal, of, request, name))
        )


def _owners(gate: Gate) -> None:
    @gate.path("GET", "/crm/v3/owners", "/crm/v3/owners/", "/crm/owners/<version>")
    def owners(version: str = "2026-09") -> Response:
        known_version(version)
        return gate.answered(OWNERS, lambda portal, _: (200, metadata.owners(portal, request)))

    @gate.path("GET", "/crm/v3/owners/<number>", "/crm/owners/<version>/<number>")
    def owner(number: str, version: str = "2026-09") -> Response:
        known_version(version)
        return gate.answered(
            OWNERS, lambda portal, _: (200, metadata.owner(portal, request, number))
        )


def _account(gate: Gate) -> None:
    @gate.path("GET", "/account-info/v3/details", "/account-info/<version>/details")
    def details(version: str = "2026-09") -> Response:
        known_version(version)
        return gate.answered(("oauth",), lambda portal, _: (200, metadata.account(portal, request)))

    @gate.path(
        "GET", "/account-info/v3/api-usage/daily/private-apps",
        "/account-info/<version>/api-usage/daily/private-apps",
    )  # fmt: skip
    def usage(version: str = "2026-09") -> Response:
        known_version(version)
        return gate.answered(
            ("oauth",), lambda portal, token: (200, metadata.usage(portal, request, token))
        )

    @gate.path(
        "GET", "/settings/v3/currencies/exchange-rates/current",
        "/settings/currencies/<version>/exchange-rates/current",
    )  # fmt: skip
    def rates(version: str = "2026-09") -> Response:
        known_version(version)
        return gate.answered(CURRENCIES, lambda portal, _: (200, metadata.rates(portal, request)))


def _tokens(gate: Gate) -> None:
    @gate.path("POST", "/oauth/v1/token", "/oauth/v3/token", "/oauth/<version>/token")
    def token(version: str = "2026-09") -> Response:
        known_version(version)
        portal = gate.portal
        status, found = portal.tokens.grant(request.form, portal.world.now())
        if status != 200:
            found = {**found, "correlationId": portal.uuid()}
        return gate.written(status, found)
