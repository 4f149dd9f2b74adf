"""Requests made at random from Google's description: carried out or refused, nothing else."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from sandbox_batches import ANNA, BORIS, Book, area, typed_rows

from sandbox.google.batch.run import KINDS
from sandbox.google.discovery import schema
from sandbox.google.errors import ApiError
from sandbox.google.model import Caller

Json = dict[str, Any]

WORDS = [
    "a",
    "A1",
    "=A1+B2",
    "=Sheet1!A1:B2",
    "=SUM(A:A)",
    "Sheet1",
    "named",
    "1",
    "0.5",
    ",",
    "x y",
]
NUMBERS = [0, 0, 1, 1, 2, 3, 4, 5, 9, 100]
DEEPEST = 7
TRIES = 25


class Chance:
    """Makes JSON of a described shape."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def message(self, name: str, depth: int = 0) -> Json:
        if name == "GridRange":
            return self.grid_range()
        members = schema("sheets", name).get("properties", {})
        share = 0.75 if depth < 3 else 0.35
        return {
            member: self.fields(name) if member == "fields" else self.value(described, depth)
            for member, described in members.items()
            if self.random.random() < share or member in {"range", "fields", "type", "condition"}
            if depth < DEEPEST or "$ref" not in described
        }

    def grid_range(self) -> Json:
        top, left = self.random.randrange(5), self.random.randrange(4)
        made = area(
            top, left, top + self.random.randrange(1, 4), left + self.random.randrange(1, 3)
        )
        return made if self.random.random() < 0.9 else {"sheetId": self.random.randrange(2)}

    def fields(self, request: str) -> str:
        """A mask over the message that the request carries."""
        below = [
            described["$ref"]
            for name, described in schema("sheets", request)["properties"].items()
            if "$ref" in described and name not in {"range", "start"}
        ]
        names = list(schema("sheets", (below or ["CellData"])[0]).get("properties", {"x": 1}))
        if self.random.random() < 0.3:
            return "*"
        return ",".join(self.random.sample(names, min(len(names), self.random.randrange(1, 4))))

    def value(self, described: Json, depth: int) -> Any:
        if "$ref" in described:
            return self.message(described["$ref"], depth + 1)
        if "items" in described:
            count = self.random.randrange(3) if depth < DEEPEST else 0
            return [self.value(described["items"], depth + 1) for _ in range(count)]
        if "additionalProperties" in described:
            return {"0": self.value(described["additionalProperties"], depth + 1)}
        return self.scalar(described)

    def scalar(self, described: Json) -> Any:
        if "enum" in described:
            return self.random.choice(described["enum"])
        kind = described.get("type")
        if kind == "boolean":
            return self.random.random() < 0.5
        if kind in {"integer", "number"}:
            return self.random.choice(NUMBERS)
        return self.random.choice(WORDS)


def grown(chance: Chance) -> Book:
    """Some cells, and one of everything, with the numbers that chance draws most."""
    made = typed_rows(("a", 1, "=B1*2"), ("b", 2, "=SUM(B1:B2)"), ("a", None, "=Other!A1"),
                      (True, "x y", 5), tabs=("Sheet1", "Other"))  # fmt: skip
    made.tab.rows, made.random = 20, chance.random
    whole, source = area(0, 0, 4, 3), {"sourceRange": {"sources": [area(0, 1, 4, 2)]}}
    anchor: Json = {"overlayPosition": {"anchorCell": {}}}
    made.do(
        {"addNamedRange": {"namedRange": {"name": "named", "namedRangeId": "1", "range": whole}}},
        {"addProtectedRange": {"protectedRange": {"protectedRangeId": 1, "range": whole}}},
        {"addFilterView": {"filter": {"filterViewId": 1, "range": whole}}},
        {"addBanding": {"bandedRange": {"bandedRangeId": 1, "range": whole, "rowProperties": {
            "firstBandColor": {}, "secondBandColor": {}}}}},
        {"addChart": {"chart": {"chartId": 1, "position": anchor,
                                "spec": {"pieChart": {"series": source}}}}},
        {"addSlicer": {"slicer": {"slicerId": 2, "position": anchor,
                                  "spec": {"dataRange": whole}}}},
        {"addTable": {"table": {"tableId": "1", "name": "t", "range": whole}}},
        {"addDimensionGroup": {"range": {"dimension": "ROWS", "startIndex": 1, "endIndex": 4}}},
        {"addDimensionGroup": {"range": {"dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}}},
        {"addConditionalFormatRule": {"rule": {"ranges": [whole], "booleanRule": {
            "condition": {"type": "BLANK"}, "format": {}}}}},
        {"createDeveloperMetadata": {"developerMetadata": {
            "metadataId": 1, "metadataKey": "a", "visibility": "DOCUMENT",
            "location": {"dimensionRange": {"dimension": "ROWS", "startIndex": 1,
                                            "endIndex": 2}}}}},
    )  # fmt: skip
    return made


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_any_request_is_carried_out_or_refused(kind: str) -> None:
    """Refused ones change nothing; after accepted ones the whole file can still be read."""
    name = schema("sheets", "Request")["properties"][kind]["$ref"]
    refusals = []
    for seed in range(TRIES):
        chance = Chance(seed)
        made = grown(chance)
        before = made.read()
        refusal = attempt(made, {kind: chance.message(name)}, ANNA if seed % 5 else BORIS)
        after = made.read()
        if refusal:
            refusals.append(refusal)
            assert after == before

    assert all(text.startswith((f"Invalid requests[0].{kind}: ", "sandbox: ")) for text in refusals)


def attempt(made: Book, request: Json, caller: Caller) -> str:
    """The words of the refusal, if there is one."""
    try:
        made.do(request, caller=caller)
    except ApiError as error:
        return error.message
    return ""
