"""A workbook as requests: one part a tab, packed into as few batches as their size allows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheets_template.google.cells import cell_requests
from sheets_template.google.charts import chart_requests
from sheets_template.google.checks import check_request
from sheets_template.google.requests import Json
from sheets_template.google.rules import rule_requests
from sheets_template.google.tabs import protection_requests, size_requests, tab_id
from sheets_template.model import Sheet, Workbook

LIMIT = 700_000
"""Characters of one batch. Google recommends at most two megabytes; smaller ones are answered well
before anybody stops waiting."""


@dataclass(frozen=True, slots=True)
class Part:
    """Everything in and over one tab, which exists and is empty by then."""

    key: str
    requests: tuple[Json, ...]

    @property
    def size(self) -> int:
        """Characters, letters beyond ASCII escaped as the usual clients do."""
        return len(json.dumps(self.requests))


Batch = tuple[Part, ...]


def tab_ids(workbook: Workbook, salt: int) -> dict[str, int]:
    return {sheet.key: tab_id(sheet.key, salt) for sheet in workbook.sheets}


def make_batches(
    workbook: Workbook, locale: str, salt: int = 0, limit: int = LIMIT
) -> tuple[Batch, ...]:
    """The parts in order, as many together as stay below a limit of characters."""
    ids = tab_ids(workbook, salt)
    parts = (_part(sheet, ids, workbook, locale) for sheet in workbook.sheets)
    batches: list[list[Part]] = []
    room = 0
    for part in parts:
        room -= part.size
        if room < 0 or not batches:
            batches.append([])
            room = limit - part.size
        batches[-1].append(part)
    return tuple(map(tuple, batches))


def fingerprint(batches: Sequence[Batch]) -> str:
    """Tells whether an interrupted installation was the same one."""
    requests = [[part.requests for part in batch] for batch in batches]
    return hashlib.sha256(json.dumps(requests, sort_keys=True).encode()).hexdigest()[:16]


def _part(sheet: Sheet, ids: Mapping[str, int], workbook: Workbook, locale: str) -> Part:
    return Part(sheet.key, tuple(_requests(sheet, ids, workbook, locale)))


def _requests(
    sheet: Sheet, ids: Mapping[str, int], workbook: Workbook, locale: str
) -> Iterator[Json]:
    own, language = ids[sheet.key], workbook.language
    yield from cell_requests(sheet, own, language, locale)
    yield from size_requests(sheet, own)
    yield from (check_request(check, own, locale) for check in sheet.checks)
    yield from rule_requests(sheet, own, locale)
    yield from chart_requests(sheet, ids)
    yield from protection_requests(sheet, own, language)
