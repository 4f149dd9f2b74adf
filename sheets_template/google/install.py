"""Builds the template inside an empty spreadsheet, and goes on where an earlier try stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from sheets_template.build import make_workbook
from sheets_template.google.errors import SheetInUseError
from sheets_template.google.found import FIELDS, Found, parse_found
from sheets_template.google.marker import MARKER_ID, Marker, marker_request, parse_marker
from sheets_template.google.opening import locale_for, opening_requests
from sheets_template.google.parts import LIMIT, Batch, fingerprint, make_batches, tab_ids
from sheets_template.google.requests import Json
from sheets_template.google.tabs import tab_id
from sheets_template.model import Workbook
from sync.core.choices import Source
from sync.core.schema import TABS
from sync.core.vocabulary import Language

Progress = Callable[[int, int], None]
"""Told after each batch: how many are written, of how many."""


class Client(Protocol):
    """One spreadsheet."""

    def get(self, fields: str) -> Json:
        """``spreadsheets.get`` with a mask of fields."""
        ...

    def batch_update(self, batch: list[Json]) -> object:
        """``spreadsheets.batchUpdate``: all of the requests or none. May be sent again when the
        answer is lost: the second time Google refuses the ids of the first."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """Which template is wanted."""

    language: Language
    sample: bool
    today: date
    moved: timedelta = timedelta(0)
    """By which all days of the sample are moved."""
    source: Source = Source.CRM_EXPORT
    """Of the sample's metrics."""
    limit: int = LIMIT
    """Characters of one batch."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What was done."""

    written: int
    """Batches; none when the installation was complete before."""
    already: bool


@dataclass(frozen=True, slots=True)
class _Installation:
    """All of it, ready to be sent to a spreadsheet as it was found."""

    workbook: Workbook
    batches: tuple[Batch, ...]
    marker: Marker
    """As it stands before the first batch."""
    given: str = ""
    """The title that another try gave the file."""

    def requests(self, number: int, found: Found) -> Iterator[Json]:
        """One batch. The tabs and the locale of the file come in one of their own: formulas of the
        others are read in the locale that the file has by then."""
        if number == 0:
            ids = tab_ids(self.workbook, self.marker.salt)
            yield from opening_requests(self.workbook, found, ids, self.given)
        else:
            for part in self.batches[number - 1]:
                yield from part.requests
        exists = number > 0 or MARKER_ID in found.metadata
        yield marker_request(replace(self.marker, done=number + 1), exists=exists)


def install(client: Client, order: Order, progress: Progress | None = None) -> Installed:
    """Leave exactly one complete template in a spreadsheet; reads once.

    A complete one is left alone, whatever people have typed into it, and so is a spreadsheet in
    use. Raises SheetInUseError, and whatever the client raises; then the same call goes on later.
    """
    found = parse_found(client.get(FIELDS))
    marker = parse_marker(found.metadata)
    if marker is not None and marker.complete:
        return Installed(0, already=True)
    if marker is None:
        _refuse_in_use(found)
    installation, done = _continued(order, marker, found)
    steps = installation.marker.of
    for number in range(done, steps):
        client.batch_update(list(installation.requests(number, found)))
        if progress is not None:
            progress(number + 1, steps)
    return Installed(steps - done, already=False)


def install_sample(
    client: Client,
    language: Language,
    today: date,
    *,
    moved: timedelta = timedelta(0),
    source: Source = Source.CRM_EXPORT,
) -> Installed:
    """The template with the sample team, for demonstrations; its metrics read from ``source``."""
    return install(client, Order(language, True, today, moved, source))


def _refuse_in_use(found: Found) -> None:
    used = [tab.title for tab in found.tabs if tab.used]
    if used:
        raise SheetInUseError(found.title, used)


def _continued(order: Order, marker: Marker | None, found: Found) -> tuple[_Installation, int]:
    """The installation and how much of it is done. One that was begun differently, or has lost a
    tab, is done anew over what stands there."""
    if marker is None:
        return _prepared(order, found, _free_salt(found)), 0
    begun = _prepared(replace(order, today=marker.today), found, marker.salt)
    ids = tab_ids(begun.workbook, marker.salt).values()
    if begun.marker.made == marker.made and all(map(found.tab, ids)):
        return begun, marker.done
    return replace(_prepared(order, found, marker.salt), given=marker.title), 0


def _prepared(order: Order, found: Found, salt: int) -> _Installation:
    workbook = make_workbook(
        order.language, sample=order.sample, today=order.today, moved=order.moved,
        source=order.source,
    )  # fmt: skip
    batches = make_batches(workbook, locale_for(order.language, found.locale), salt, order.limit)
    marker = Marker(0, len(batches) + 1, order.today.isoformat(), salt, fingerprint(batches),
                    workbook.title)  # fmt: skip
    return _Installation(workbook, batches, marker)


def _free_salt(found: Found) -> int:
    """Ids of tabs that nobody else's tab has."""
    salt = 0
    while any(found.tab(tab_id(key, salt)) for key in TABS):
        salt += 1
    return salt
