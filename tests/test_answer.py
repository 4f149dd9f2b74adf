"""What programs and people are told of a run."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console
from rich.style import Style
from teams import KEY_RESULTS, NOW, OBJECTIVES, Team, ToldMeter, sync

from sync.answer import answer
from sync.cli.printing import print_report


def test_answer_dates_a_metric_by_the_day_of_the_document() -> None:
    """At 22:30 in UTC it is tomorrow in Moscow; the same day stands beside the key result."""
    late = NOW.replace(hour=22, minute=30)
    report = sync(
        Team().document(), ToldMeter({"M-001": "0.29", "M-002": "31"}, as_of=late), now=late
    )

    told = json.loads(json.dumps(answer(report, "team", "memory", {})))

    assert told["metrics"][0]["as_of"] == "2026-11-24"
    assert told["key_results"][0]["as_of"] == "2026-11-24"


@pytest.mark.parametrize(("kind", "style"), [("Aspirational", "green"), ("Committed", "yellow")])
def test_an_objective_is_coloured_by_its_kind(kind: str, style: str) -> None:
    """0.8 of what was promised is no success."""
    objectives = [{**OBJECTIVES[1], "kind": kind}]
    rows = [{**KEY_RESULTS[2], "typed": 33}]
    report = sync(Team(objectives=objectives, key_results=rows).document())
    console = Console(file=io.StringIO(), force_terminal=True, width=120)

    print_report(console, report, "en", changes=False)

    assert isinstance(console.file, io.StringIO)
    line = next(line for line in console.file.getvalue().splitlines() if "O-002" in line)
    assert Style.parse(style).render("0.80") in line
