"""What is asked of notion-client, and lists that come in pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from notion_template.rich import Json

PAGE = 100
_ROUNDS = 1000


class _Pages(Protocol):
    def create(self, **asked: Any) -> Any: ...
    def retrieve(self, page_id: str) -> Any: ...


class _Databases(Protocol):
    def create(self, **asked: Any) -> Any: ...
    def retrieve(self, database_id: str) -> Any: ...


class _DataSources(Protocol):
    def retrieve(self, data_source_id: str) -> Any: ...
    def update(self, data_source_id: str, **asked: Any) -> Any: ...
    def query(self, data_source_id: str, **asked: Any) -> Any: ...


class _Children(Protocol):
    def list(self, block_id: str, **asked: Any) -> Any: ...


class _Blocks(Protocol):
    @property
    def children(self) -> _Children: ...
    def update(self, block_id: str, **asked: Any) -> Any: ...


class _Views(Protocol):
    def create(self, **asked: Any) -> Any: ...
    def retrieve(self, view_id: str) -> Any: ...
    def update(self, view_id: str, **asked: Any) -> Any: ...
    def list(self, **asked: Any) -> Any: ...


class _Users(Protocol):
    def list(self, **asked: Any) -> Any: ...


class Client(Protocol):
    """``notion_client.Client``, as far as it is used. What fails is a TransportError."""

    @property
    def pages(self) -> _Pages: ...
    @property
    def databases(self) -> _Databases: ...
    @property
    def data_sources(self) -> _DataSources: ...
    @property
    def blocks(self) -> _Blocks: ...
    @property
    def views(self) -> _Views: ...
    @property
    def users(self) -> _Users: ...


def every(ask: Callable[..., Any], **asked: Any) -> Iterator[Json]:
    """All results of a request that answers in pages."""
    more: dict[str, Any] = {}
    for _ in range(_ROUNDS):
        answer = ask(**asked, **more, page_size=PAGE)
        yield from answer["results"]
        if not answer.get("has_more") or not answer.get("next_cursor"):
            return
        more = {"start_cursor": answer["next_cursor"]}
