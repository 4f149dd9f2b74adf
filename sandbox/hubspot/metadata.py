"""Pipelines, properties, owners, and what HubSpot tells of the account."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Request

from sandbox.hubspot.asked import flag, known_query, whole
from sandbox.hubspot.errors import invalid, not_found
from sandbox.hubspot.kinds import DEAL, Kind
from sandbox.hubspot.naming import OWNERS, TEAMS, moment, pipeline_id, stage_id, user_id
from sandbox.hubspot.portal import Portal
from sandbox.hubspot.properties import FIELD_TYPES, Property
from sandbox.hubspot.tokens import Token
from sandbox.world.records import Pipeline, Stage, User

Json = dict[str, Any]
DAY = 86_400_000


def pipelines(portal: Portal, kind: Kind, request: Request) -> Json:
    """All pipelines with their stages; only deals have any here."""
    known_query(portal, request, frozenset())
    if kind is not DEAL:
        return {"results": []}
    found = sorted(portal.world.pipelines.values(), key=lambda each: each.position)
    return {"results": [_pipeline(portal, each) for each in found]}


def pipeline(portal: Portal, kind: Kind, request: Request, text: str) -> Json:
    for each in pipelines(portal, kind, request)["results"]:
        if each["id"] == text:
            found: Json = each
            return found
    raise not_found(f"Pipeline not found: {text}")


def _pipeline(portal: Portal, found: Pipeline) -> Json:
    return {
        "id": pipeline_id(found), "label": found.name, "displayOrder": found.position,
        "archived": found.archived, "createdAt": moment(found.created),
        "updatedAt": moment(found.modified),
        "stages": [_stage(stage) for stage in portal.world.steps(found.number)],
    }  # fmt: skip


def _stage(stage: Stage) -> Json:
    """Values of the metadata are strings."""
    closed = "false" if stage.kind == "open" else "true"
    return {
        "id": stage_id(stage), "label": stage.name, "displayOrder": stage.position,
        "metadata": {"isClosed": closed, "probability": str(stage.probability)},
        "archived": stage.archived, "createdAt": moment(stage.created),
        "updatedAt": moment(stage.modified), "writePermissions": "CRM_PERMISSIONS_ENFORCEMENT",
    }  # fmt: skip


def properties(portal: Portal, kind: Kind, request: Request) -> Json:
    known_query(portal, request, frozenset({"archived", "properties"}))
    if flag(request, "archived"):
        return {"results": []}
    return {"results": [_property(portal, each) for each in portal.properties(kind).values()]}


def one_property(portal: Portal, kind: Kind, request: Request, name: str) -> Json:
    known_query(portal, request, frozenset({"archived", "properties"}))
    found = portal.properties(kind).get(name)
    if found is None:
        raise not_found(f"Unable to find property {name} for object type {kind.type_id}")
    return _property(portal, found)


def _property(portal: Portal, found: Property) -> Json:
    field = portal.world.fields.get(found.name) if found.custom else None
    born = min(portal.world.pipelines[each].created for each in portal.world.pipelines)
    answer: Json = {
        "name": found.name, "label": found.label, "type": found.type,
        "fieldType": found.field_type or FIELD_TYPES[found.type], "description": "",
        "groupName": found.group or "activityinformation",
        "options": [
            {"label": each.label, "value": each.value, "displayOrder": place, "hidden": False,
             "description": ""}
            for place, each in enumerate(found.options)
        ],
        "displayOrder": -1, "calculated": found.calculated, "externalOptions": False,
        "archived": False, "hasUniqueValue": found.name == "hs_object_id", "hidden": False,
        "hubspotDefined": not found.custom, "formField": not found.read_only,
        "modificationMetadata": {
            "archivable": found.custom, "readOnlyDefinition": not found.custom,
            "readOnlyOptions": not found.custom, "readOnlyValue": found.read_only,
        },
        "createdAt": moment(field.created if field else born),
        "updatedAt": moment(field.modified if field else born),
    }  # fmt: skip
    if found.name == "hubspot_owner_id":
        answer |= {"referencedObjectType": "OWNER", "externalOptions": True}
    return answer


def owners(portal: Portal, request: Request) -> Json:
    """Who may own records; those who left only with ``archived=true``."""
    known_query(portal, request, frozenset({"limit", "after", "email", "archived"}))
    gone = flag(request, "archived")
    limit = whole(request, "limit", 100, 500)
    after = _cursor(request)
    email = request.args.get("email", "").lower()
    users = [
        user for user in sorted(portal.world.users.values(), key=lambda each: each.number)
        if user.active != gone and (not email or user.email == email) and user.number > after
    ]  # fmt: skip
    found: Json = {"results": [_owner(user) for user in users[:limit]]}
    if len(users) > limit:
        cursor = OWNERS.of(users[limit - 1].number)
        query = urlencode([*((k, v) for k, v in request.args.items() if k != "after"),
                           ("after", cursor)])  # fmt: skip
        found["paging"] = {"next": {"after": cursor, "link": f"{request.base_url}?{query}"}}
    return found


def owner(portal: Portal, request: Request, text: str) -> Json:
    """By the owner's id, or by the user's where ``idProperty`` says so."""
    known_query(portal, request, frozenset({"archived", "idProperty"}))
    by_user = request.args.get("idProperty") == "userId"
    for user in portal.world.users.values():
        if text == (str(user_id(user)) if by_user else OWNERS.of(user.number)):
            return _owner(user)
    raise not_found()


def _owner(user: User) -> Json:
    """Of somebody who left, the number as a user is in another place."""
    login = {"userId" if user.active else "userIdIncludingInactive": user_id(user)}
    return {
        "id": OWNERS.of(user.number), "email": user.email, "type": "PERSON",
        "firstName": user.first, "lastName": user.last, **login,
        "userIdIncludingInactive": user_id(user), "createdAt": moment(user.created),
        "updatedAt": moment(user.modified), "archived": not user.active,
        "teams": [{"id": TEAMS.of(1), "name": user.team, "primary": True}] if user.team else [],
    }  # fmt: skip


def _cursor(request: Request) -> int:
    text = request.args.get("after", "")
    if not text:
        return 0
    number = OWNERS.number(text)
    if number is None:
        raise invalid(f"Invalid paging cursor: {text!r}")
    return number


def account(portal: Portal, request: Request) -> Json:
    known_query(portal, request, frozenset())
    zone = ZoneInfo(portal.config.time_zone)
    now = datetime.fromtimestamp(portal.world.now() / 1000, UTC).astimezone(zone)
    offset = now.utcoffset() or timedelta(0)
    spelt = now.strftime("%z")
    return {
        "portalId": portal.config.portal_id, "accountType": "STANDARD",
        "timeZone": portal.config.time_zone, "companyCurrency": portal.world.currency,
        "additionalCurrencies": list(portal.world.rates), "utcOffset": f"{spelt[:3]}:{spelt[3:]}",
        "utcOffsetMilliseconds": offset // timedelta(milliseconds=1),
        "uiDomain": "app-eu1.hubspot.com", "dataHostingLocation": "eu1",
    }  # fmt: skip


def usage(portal: Portal, request: Request, token: Token) -> Json:
    known_query(portal, request, frozenset())
    now = portal.world.now()
    midnight = (now // DAY + 1) * DAY
    return {
        "results": [{
            "name": "private-apps-api-calls-daily", "usageLimit": portal.config.per_day,
            "currentUsage": portal.limits.today(token.app, now), "collectedAt": moment(now),
            "fetchStatus": "SUCCESS", "resetsAt": moment(midnight),
        }]
    }  # fmt: skip


def rates(portal: Portal, request: Request) -> Json:
    """What one unit of each other currency is worth in the company's, at present."""
    known_query(portal, request, frozenset())
    now = portal.world.now()
    found = []
    for place, (code, several) in enumerate(portal.world.rates.items(), start=1):
        since, rate = [one for one in several if one[0] <= now][-1]
        found.append({
            "id": str(place), "fromCurrencyCode": code, "toCurrencyCode": portal.world.currency,
            "conversionRate": float(rate), "visibleInUI": True, "effectiveAt": moment(since),
            "createdAt": moment(since), "updatedAt": moment(since),
        })  # fmt: skip
    return {"results": found}
