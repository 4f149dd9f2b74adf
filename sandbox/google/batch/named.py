"""Requests about named ranges."""

from __future__ import annotations

import re
from typing import Any

from sandbox.google import a1
from sandbox.google.batch.context import Batch, RefusedError, given, mask_for
from sandbox.google.masks import overlay

Json = dict[str, Any]

VALID = re.compile(r"[^\W\d][\w.]{0,249}\Z")
INVALID = "The name given to this range is invalid"


def add_named_range(batch: Batch, request: Json) -> Json:
    wanted = given("NamedRange", request, "namedRange")
    taken = {one["namedRangeId"] for one in batch.spreadsheet.named_ranges}
    named_id = wanted.get("namedRangeId") or str(batch.fresh_id(map(number_of, taken)))
    if named_id in taken:
        raise RefusedError(f"A named range with id {named_id} already exists.")
    check_name(batch, wanted.get("name", ""), but="")
    batch.area(wanted.get("range", {}))
    named = {"namedRangeId": named_id, "name": wanted["name"], "range": wanted["range"]}
    batch.spreadsheet.named_ranges = [*batch.spreadsheet.named_ranges, named]
    return {"namedRange": named}


def number_of(named_id: str) -> int:
    return int(named_id) if named_id.isdigit() else 0


def check_name(batch: Batch, name: str, *, but: str) -> None:
    if not VALID.match(name) or name.casefold() in {"true", "false"} or a1.parsed(name):
        raise RefusedError(INVALID)
    for one in batch.spreadsheet.named_ranges:
        if one["name"].casefold() == name.casefold() and one["namedRangeId"] != but:
            raise RefusedError(f'A named range with the name "{name}" already exists.')


def at_id(batch: Batch, named_id: str) -> int:
    for place, one in enumerate(batch.spreadsheet.named_ranges):
        if one["namedRangeId"] == named_id:
            return place
    raise RefusedError(f"No named range with id: {named_id}")


def update_named_range(batch: Batch, request: Json) -> Json:
    wanted = given("NamedRange", request, "namedRange")
    mask = mask_for("NamedRange", request)
    place = at_id(batch, wanted.get("namedRangeId", ""))
    names = batch.spreadsheet.named_ranges
    changed = overlay(names[place], wanted, mask) | {"namedRangeId": wanted["namedRangeId"]}
    check_name(batch, changed.get("name", ""), but=wanted["namedRangeId"])
    batch.area(changed.get("range", {}))
    batch.spreadsheet.named_ranges = [*names[:place], changed, *names[place + 1 :]]
    return {}


def delete_named_range(batch: Batch, request: Json) -> Json:
    place = at_id(batch, request.get("namedRangeId", ""))
    names = batch.spreadsheet.named_ranges
    batch.spreadsheet.named_ranges = [*names[:place], *names[place + 1 :]]
    return {}


KINDS = {
    "addNamedRange": add_named_range,
    "updateNamedRange": update_named_range,
    "deleteNamedRange": delete_named_range,
}
