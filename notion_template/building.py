"""An installation under way: what is there by now, and who is told of each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from notion_template.client import Client
from sync.core.binding import Binding, BoundTab
from sync.core.choices import Source
from sync.core.vocabulary import Language

Keep = Callable[[Binding], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """Which template is wanted, and where."""

    parent: str
    """Id of the page under which it is built."""
    language: Language
    sample: bool
    today: date
    moved: timedelta = timedelta(0)
    """By which all days of the sample are moved."""
    source: Source = Source.CRM_EXPORT
    """Of the sample's metrics."""


@dataclass(slots=True)
class Building:
    """The state of one installation. Every step adds to the binding, and the binding is kept."""

    client: Client
    order: Order
    binding: Binding
    keep: Keep
    progress: Progress
    steps: int
    """Of how many ``done`` tells."""
    complete: bool = False
    """Whether an earlier run got to the end: then only what the service needs is put back, and
    what people have taken away on purpose stays away."""
    seen: set[str] | None = None

    @property
    def language(self) -> Language:
        return self.binding.language

    def done(self, step: str) -> None:
        """Tell of one more step; the same step again does not count."""
        self.seen = {*(self.seen or ()), step}
        self.progress(min(len(self.seen), self.steps), self.steps)

    def note(self, step: str, made: str) -> None:
        """Keep the id of what a step has made or found."""
        if self.binding.made.get(step) != made:
            self.put(replace(self.binding, made={**self.binding.made, step: made}))
        self.done(step)

    def bind(self, tab: str, bound: BoundTab) -> None:
        """Keep where a database is, or its columns."""
        if self.binding.tabs.get(tab) != bound:
            self.put(replace(self.binding, tabs={**self.binding.tabs, tab: bound}))

    def put(self, binding: Binding) -> None:
        """Keep what is known by now."""
        self.binding = binding
        self.keep(binding)
