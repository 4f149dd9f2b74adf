"""Which properties of deals are kept: the standard ones that metrics use, and those the team added,
unless they are private."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import Any

from sync.core.privacy import is_private_title
from sync.core.records import HOME_AMOUNT, Field, FieldKind

Json = dict[str, Any]

ROLES = {
    "dealname": "title", "pipeline": "pipeline", "dealstage": "stage", "amount": "amount",
    "deal_currency_code": "currency", "hubspot_owner_id": "owner", "createdate": "created",
    "closedate": "closed",
}  # fmt: skip
"""What every deal has, by role."""
NEEDED = (*ROLES, "hs_is_closed", "hs_is_closed_won", "hs_lastmodifieddate", "hs_merged_object_ids")
STANDARD = (
    HOME_AMOUNT, "dealtype", "closed_lost_reason", "hs_priority",
    "hs_analytics_source", "hs_deal_stage_probability", "hs_manual_forecast_category",
    "hs_forecast_amount", "hs_mrr", "hs_arr", "hs_acv", "hs_tcv",
)  # fmt: skip
"""Properties of HubSpot's own by which deals are selected or added up."""
LONGEST = 5000
"""Characters of all names together: they travel in an address."""

_KINDS: dict[str, FieldKind] = {
    "string": "text", "enumeration": "text", "bool": "text", "number": "number", "date": "day",
    "datetime": "day",
}  # fmt: skip
_ROLE_KINDS: dict[str, FieldKind] = {"amount": "number", "created": "day", "closed": "day"}
_LONG_TEXTS = {"textarea", "html", "phonenumber", "file"}


def choose_fields(described: Iterable[Json]) -> tuple[Field, ...]:
    """The fields metrics may name, standard ones first, each under a name of its own."""
    known = {str(one.get("name")): one for one in described}
    roles = (
        Field(_label(known[key]), _ROLE_KINDS.get(role, "text"), role, key)
        for key, role in ROLES.items() if key in known
    )  # fmt: skip
    standard = (_field(known[key]) for key in STANDARD if key in known)
    added = (_field(one) for _, one in sorted(known.items()) if _is_added(one))
    others = [field for field in (*standard, *added) if field is not None]
    lengths = accumulate(len(field.key) + 1 for field in others)
    kept = [field for field, length in zip(others, lengths, strict=True) if length <= LONGEST]
    return tuple(_distinct((*roles, *kept)))


def _is_added(one: Json) -> bool:
    """Whether the team added it, to be seen and to be selected by."""
    if one.get("hubspotDefined") or one.get("hidden") or one.get("archived"):
        return False
    return one.get("fieldType") not in _LONG_TEXTS and not is_private_title(_label(one))


def _field(one: Json) -> Field | None:
    kind = _KINDS.get(str(one.get("type")))
    if kind is None:
        return None
    if one.get("fieldType") == "checkbox" and kind == "text":
        kind = "texts"
    given = one.get("options")
    options = {
        str(option["value"]): str(option.get("label") or option["value"])
        for option in (given if isinstance(given, list) else ())
        if isinstance(option, dict) and option.get("value") is not None
    }
    return Field(_label(one), kind, key=str(one["name"]), options=options)


def _label(one: Json) -> str:
    return " ".join(str(one.get("label") or one["name"]).split())


def _distinct(fields: Iterable[Field]) -> Iterator[Field]:
    """Of several properties with one label the later ones get their own name behind it."""
    taken: set[str] = set()
    for field in fields:
        name = field.name if field.name not in taken else f"{field.name} ({field.key})"
        taken.add(name)
        yield replace(field, name=name)
