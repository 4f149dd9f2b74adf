"""A document that is a page with databases in Notion."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from typing import cast

from sync.core.binding import Binding
from sync.core.identity import identify
from sync.core.notes import by_id, note
from sync.core.schema import TABS
from sync.core.texts import Level, level_of
from sync.core.vocabulary import Plan, Problem, Record, Snapshot
from sync.documents.errors import ForeignCellError
from sync.documents.notion import comments
from sync.documents.notion.addresses import address_of
from sync.documents.notion.asking import related_rows, rows_of, schema_of
from sync.documents.notion.errors import InTrashError
from sync.documents.notion.exchange import Line, make_client
from sync.documents.notion.formats import with_formats
from sync.documents.notion.options import Options
from sync.documents.notion.reading import bound_tabs, snapshot_of, watched
from sync.documents.notion.refusals import explained, is_gone
from sync.documents.notion.signals import Edits, Mark, edits_since, mark_of
from sync.documents.notion.tables import Found, contents, look
from sync.documents.notion.values import Json, owners
from sync.documents.notion.writing import Making, Orders, foreign, orders
from sync.errors import DocumentChangedError
from sync.transport import TransportError

TRIES = 3
"""Attempts to add a row whose answer was lost; before each it is looked for."""
Memory = Callable[[str], Sequence[Record]]
"""Identity of a document → the records of ``_okr`` kept of it."""


class NotionDocument:
    """Reads every bound database whole, and writes a page with one request.

    Nothing computes there, so the plan brings the values. Pages and properties are addressed by
    their ids: whatever people move, sort or rename meanwhile, no value lands elsewhere.
    """

    kind = "notion"
    live = False

    def __init__(
        self, line: Line, binding: Binding, memory: Memory, *, check_formats: bool = False
    ) -> None:
        """With ``check_formats`` the next read also asks how numbers are shown."""
        self.binding = binding
        self.address = address_of(binding.home, line.base_url)
        self.title = binding.title
        self.moved = False
        """Whether people have changed what the values were computed from while they were written;
        the next run takes it up."""
        self.checked = False
        """Whether the binding was compared with what is there and is worth keeping again."""
        self._line, self._memory = line, memory
        self._client = make_client(line)
        self._options = Options(binding)
        self._found: dict[str, Found] = {}
        self._snapshot: Snapshot | None = None
        self._check_formats = check_formats
        self._surprised = False
        """Whether a write has met other columns than those read."""

    @property
    def calls(self) -> Mapping[str, int]:
        counted = self._line.carrier.calls
        return {"read": counted["read"], "write": counted["write"]}

    def read(self) -> Snapshot:
        with explained(self.address):
            if self._check_formats:
                self.binding = with_formats(self._client, self.binding)
                self._check_formats, self.checked = False, True
            self._found = {key: self._look(key) for key in bound_tabs(self.binding)}
            memory = self._memory(self.binding.document_id)
            self._refuse_trash(memory)
            self._snapshot = snapshot_of(self.binding, self._found, memory, self._related)
        self.moved = False
        return self._snapshot

    def apply(self, plan: Plan) -> None:
        if names := foreign(plan):
            raise ForeignCellError(self.address, tuple(names))
        if self._snapshot is None:
            raise DocumentChangedError(self.address)
        todo = orders(plan, self._found, self._snapshot.tables.get("history"))
        try:
            with explained(self.address):
                self._carry_out(todo)
        except DocumentChangedError:
            self._surprised = True
            raise

    def mark(self) -> Mark:
        """What the rows looked like when they were read; ``edits`` takes it later."""
        return mark_of(self._found)

    def edits(self, mark: Mark | None) -> Edits:
        """What people have changed since, by one request a database as a rule."""
        with explained(self.address):
            return edits_since(self._client, self.binding, watched(self.binding), mark)

    def comment(self, problems: Sequence[Problem], kept: comments.Kept) -> comments.Kept:
        """Tell the owners of rows about errors by a comment at the row, once each, and take back
        what is mended. ``kept`` is what this gave last time."""
        wanted = dict(self._remarks(problems))
        with explained(self.address):
            return comments.update_comments(self._client, wanted, kept)

    def _look(self, key: str) -> Found:
        bound = self.binding.tabs[key]
        pages = rows_of(self._client, bound.data_source)
        blind = self._surprised and not pages
        schema = schema_of(self._client, bound.data_source) if blind else None
        return look(key, bound, pages, schema)

    def _refuse_trash(self, memory: Sequence[Record]) -> None:
        """A database in the trash shows no rows; where some are known, it is looked at."""
        known = {str(record.get("id")).rsplit("-", 1)[0] for record in memory}
        empty = [one for key, one in self._found.items()
                 if not one.pages and TABS[key].prefix in known]  # fmt: skip
        for found in empty:
            database = cast(Json, self._client.databases.retrieve(found.bound.database))
            if database.get("in_trash") or self._home_in_trash():
                raise InTrashError(self.address, found.bound.title)

    def _home_in_trash(self) -> bool:
        if self.binding.origin == "own":
            return False
        return bool(cast(Json, self._client.pages.retrieve(self.binding.home)).get("in_trash"))

    def _related(self, page: str, property_id: str) -> list[str]:
        return related_rows(self._client, page, property_id)

    def _carry_out(self, todo: Orders) -> None:
        """Rows that went into the trash meanwhile are passed over: there is nothing to tell. If all
        are out of reach, the document is."""
        there = {row["id"]: (found, row) for found in self._found.values()
                 for row in found.pages}  # fmt: skip
        gone = []
        for setting in todo.settings:
            update = partial(self._client.pages.update, page_id=setting.page)
            try:
                answer = self._sent(update, setting.properties)
            except TransportError as error:
                if not is_gone(error):
                    raise
                gone.append(error)
            else:
                found, row = there[setting.page]
                self.moved |= contents(found, row) != contents(found, answer)
        if len(gone) == len(todo.settings) > 1 and gone[-1].status == HTTPStatus.NOT_FOUND:
            raise gone[-1]
        for making in todo.makings:
            self._make(making)
        for page in todo.removals:
            with _gone_is_done():
                self._client.pages.update(page_id=page, in_trash=True)

    def _sent(self, ask: Callable[..., object], properties: Mapping[str, Json]) -> Json:
        """The answer to a request that sets properties; deleted options are made anew."""
        while True:
            try:
                return cast(Json, ask(properties=self._options.sent(properties)))
            except TransportError as error:
                if not self._options.learn(error, properties):
                    raise

    def _make(self, making: Making) -> None:
        """Add a row, once: a lost answer may mean that it is there."""
        parent = {"type": "data_source_id", "data_source_id": making.data_source}
        for left in reversed(range(TRIES)):
            try:
                self._sent(partial(self._client.pages.create, parent=parent), making.properties)
            except TransportError as error:
                unsure = error.ambiguous or error.status == HTTPStatus.CONFLICT
                if not unsure:
                    raise
                if self._is_there(making):
                    return
                if not left:
                    raise
            else:
                return

    def _is_there(self, making: Making) -> bool:
        source, same = making.data_source, making.same
        found = self._client.data_sources.query(data_source_id=source, filter=same, page_size=1)
        return bool(cast(Json, found)["results"])

    def _remarks(self, problems: Sequence[Problem]) -> Iterator[tuple[str, comments.Remark]]:
        """Page and what to tell there, of rows with errors."""
        assert self._snapshot is not None
        lines = identify(self._snapshot).lines
        said = by_id(problem for problem in problems if level_of(problem.code) is Level.ERROR)
        for tab in lines.keys() & self._found.keys():
            found = self._found[tab]
            for line in lines[tab]:
                if line.id in said:
                    page = found.pages[line.row.number - 1]
                    people = owners(found.value(page, "owner") or {"type": ""})
                    text = f"{line.id}: {note(said[line.id], self.binding.language)}"
                    yield page["id"], comments.Remark(text, tuple(people))


@contextmanager
def _gone_is_done() -> Iterator[None]:
    try:
        yield
    except TransportError as error:
        if not is_gone(error):
            raise
