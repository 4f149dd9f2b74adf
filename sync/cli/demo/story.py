"""What the demo tells people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from sync.cli import words
from sync.cli.printing import print_report
from sync.cli.voice import Voice
from sync.job import Report


class Told(Protocol):
    """A run of the demo, as far as it is told."""

    @property
    def number(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def report(self) -> Report: ...


def tell_passes(passes: Sequence[Told], voice: Voice) -> None:
    """What the sheet looks like after the first run, and how much each run changed."""
    first = passes[0]
    language = voice.of(first.report)
    voice.console.print(words.DEMO_TEAM.of(language) + "\n", soft_wrap=True)
    print_report(voice.console, first.report, language, changes=False)
    voice.console.print()
    for one in passes:
        line = words.DEMO_PASS.of(language).format(
            n=one.number,
            kind=words.KINDS[one.kind].of(language),
            changes=len(one.report.plan.changes),
        )
        voice.console.print(line)


def tell_places(places: Mapping[str, str], voice: Voice) -> None:
    """Where to look, and what to try."""
    language = voice.language or "en"
    voice.console.print("\n" + words.DEMO_LOOK.of(language).format(**places), soft_wrap=True)
