"""How often the wording checks agree with people's labels; the figures are printed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import pytest

from sync.core.wording import check_wording

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus" / "kr_corpus.csv"
HELD_OUT = HERE / "wording_heldout.csv"
"""Written before the rules and never copied into them."""
PHRASES = HERE / "wording_phrases.csv"
"""Phrases of many kinds of teams, which did shape the rules."""

CODES = {
    "vague": "wording-vague", "no_number": "wording-no-number", "task": "wording-task",
    "activity": "wording-activity", "no_deadline": "wording-no-deadline", "bonus": "wording-pay",
    "kpi_copy": "wording-kpi-copy", "number_in_objective": "wording-number-in-objective",
    "bau": "wording-business-as-usual", "no_baseline": "hint-no-baseline",
    "multi_metric": "hint-several-metrics", "guardrail": "hint-guardrail",
}  # fmt: skip
METHOD = "okr_v_otdele_prodazh"


class Labelled(NamedTuple):
    text: str
    kind: Literal["objective", "key_result"]
    bad: bool
    problem: str
    source: str

    @property
    def codes(self) -> tuple[str, ...]:
        return check_wording(self.text, self.kind)

    @property
    def judged_right(self) -> bool:
        return any(code.startswith("wording-") for code in self.codes) == self.bad


def read_labelled(path: Path, language: str) -> list[Labelled]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Labelled(
                row["text"],
                "objective" if row["kind"] == "objective" else "key_result",
                row["label"] == "bad",
                row.get("problem", ""),
                row.get("source_url", ""),
            )
            for row in csv.DictReader(file)
            if row["lang"] == language
        ]


def accuracy(rows: Sequence[Labelled]) -> float:
    return sum(row.judged_right for row in rows) / len(rows)


Note = Callable[[str, object], None]
"""Keeps a figure, which ``conftest`` prints below the results."""


@pytest.mark.parametrize(
    ("path", "least"),
    [(CORPUS, 0.92), (HELD_OUT, 0.88), (PHRASES, 0.95)],
    ids=["corpus", "held-out", "phrases"],
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_good_and_bad_are_told_apart(
    path: Path, least: float, language: str, record_property: Note
) -> None:
    rows = read_labelled(path, language)

    share = accuracy(rows)

    record_property(
        "figure", f"wording, {path.stem}, {language}: {share:.1%} of {len(rows)} judged right"
    )
    wrong = [(row.text, row.codes) for row in rows if not row.judged_right]
    assert share >= least, wrong


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_problem_named_is_the_one_people_named(language: str, record_property: Note) -> None:
    rows = [row for row in read_labelled(CORPUS, language) if row.problem]

    named = sum(CODES[row.problem] in row.codes for row in rows) / len(rows)

    record_property("figure", f"wording, corpus, {language}: {named:.1%} of problems named alike")
    assert named >= 0.85


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("path", [CORPUS, HELD_OUT], ids=["corpus", "held-out"])
def test_every_line_about_pay_is_caught(path: Path, language: str) -> None:
    tied = [row for row in read_labelled(path, language) if row.problem == "bonus"]

    assert tied
    assert [row.text for row in tied if "wording-pay" not in row.codes] == []


def test_every_row_of_the_method_is_judged_right() -> None:
    rows = [row for row in read_labelled(CORPUS, "ru") if METHOD in row.source]

    assert len(rows) > 30
    assert [(row.text, row.codes) for row in rows if not row.judged_right] == []


def test_no_address_but_public_ones() -> None:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        addresses = [row["source_url"] for row in csv.DictReader(file)]

    assert all(address.startswith(("https://", "http://")) or not address for address in addresses)
