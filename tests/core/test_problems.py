"""Every finding: the row that provokes it, and words in both languages."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from builders import percent
from teams import KEY_RESULTS, METRICS, NOW, OBJECTIVES, SETTINGS, Team, ToldMeter, sync

from sync.core.notes import by_id, note, sentence
from sync.core.texts import MESSAGES, Level
from sync.core.vocabulary import ErrorValue, Problem

LEVEL: Mapping[str, object] = {
    "id": "KR-003", "title": "Deal cycle from 45 to 30 days", "type": "Reach a level",
    "objective": "O-002 · A funnel that does not leak", "start": 45, "target": 30, "typed": 38,
}  # fmt: skip
SHARE: Mapping[str, object] = KEY_RESULTS[0]
DEALS: Mapping[str, object] = KEY_RESULTS[1]
REVENUE: Mapping[str, object] = {
    "id": "M-003", "title": "Revenue", "source": "CRM export",
    "calculation": "Revenue from won deals",
}  # fmt: skip
METRIC: Mapping[str, object] = METRICS[1]


def found(team: Team, meter: ToldMeter | None = None) -> dict[str, list[str]]:
    """Codes by the id they stand at, after a run that writes nothing."""
    report = sync(team.document(), meter, write=False)
    for problem in report.found.problems:
        for language in ("en", "ru"):
            words = sentence(problem, language)
            assert words
            assert "{" not in words, words
    return {id_: [p.code for p in items] for id_, items in by_id(report.found.problems).items()}


ROWS: Sequence[tuple[str, Mapping[str, object]]] = [
    ("title-missing", {"title": None}),
    ("number-as-text", {"target": "1,8 млн"}),
    ("number-ambiguous", {"target": "1,234"}),
    ("not-a-number", {"target": "a lot"}),
    ("not-a-number", {"typed": True}),
    ("date-instead-of-number", {"start": date(2026, 5, 1)}),
    ("formula-error", {"typed": ErrorValue("#REF!")}),
    ("number-out-of-range", {"confidence": 70}),
    ("value-ignored", {"confidence": "high"}),
    ("not-a-date", {"due": "soon"}),
    ("date-as-text", {"due": "15.12.2026"}),
    ("choice-unknown", {"type": "Reach  a level"}),
    ("choice-unknown", {"type": "Grow"}),
    ("choice-ignored", {"rhythm": "Hourly"}),
    ("yes-no-expected", {"type": "Yes or no", "typed": "maybe"}),
    ("target-missing", {"target": None}),
    ("type-missing", {"type": None}),
    ("objective-missing", {"objective": None}),
    ("objective-unknown", {"objective": "O-077 · Nowhere"}),
    ("link-by-title", {"objective": "A funnel that does not leak"}),
    ("start-equals-target", {"start": 30}),
    ("start-missing-rate", {"start": None, "unit": "%"}),
    ("start-missing-rate", {"start": None, "target": percent("0.3"), "typed": percent("0.2")}),
    ("start-missing-falling", {"start": None, "title": "Reduce the deal cycle to 30 days"}),
    ("start-blank", {"start": None}),
    ("target-not-positive", {"type": "Collect a total", "target": 0}),
    ("target-not-positive", {"type": "Steps", "target": -3}),
    ("upper-missing", {"type": "Keep within"}),
    ("upper-below-target", {"type": "Keep within", "upper": 10}),
    ("scales-mixed", {"start": percent("0.18"), "target": 25, "typed": 20}),
    ("unit-missing-rate", {"metric": "M-001", "unit": None}),
    ("unit-not-rate", {"metric": "M-002", "unit": "%"}),
    ("weight-negative", {"weight": -1}),
    ("metric-unknown", {"metric": "M-099 · Nothing"}),
    ("due-outside-cycle", {"due": date(2027, 2, 1)}),
    ("direction-contradicts", {"title": "Increase the deal cycle from 45 to 30 days"}),
    ("looks-like-total", {"start": 400, "target": 500, "typed": 20}),
    ("looks-like-total", {"metric": "M-002", "start": 0, "target": 50}),
    ("looks-like-level", {"metric": "M-001", "unit": "%", "type": "Collect a total"}),
    ("typed-differs", {"metric": "M-002", "type": "Collect a total", "target": 50}),
    ("outside-bound", {"type": "Keep at most"}),
    ("pace-behind", {"typed": 44}),
    ("no-value-yet", {"typed": None}),
    ("stale", {"checked_on": date(2026, 10, 2)}),
    ("confidence-low", {"typed": 36, "confidence": 3}),
    ("wording-task", {"title": "Implement the new CRM"}),
    ("wording-pay", {"title": "Win 20 deals to get the quarterly bonus"}),
    ("copies-kpi-row", {"title": "Plan fulfilment"}),
    ("paid-metric", {"metric": "M-002", "type": "Collect a total", "target": 50}),
]


@pytest.mark.parametrize(("code", "cells"), ROWS, ids=[f"{c}-{n}" for n, (c, _) in enumerate(ROWS)])
def test_finding_at_a_key_result(code: str, cells: Mapping[str, object]) -> None:
    rows = [SHARE, DEALS, {**LEVEL, **cells}]
    kpi = [{"id": "K-001", "title": "Plan fulfilment", "plan": 100, "metric": "M-002",
            "paid": "Yes"}]  # fmt: skip

    codes = found(Team(key_results=rows, kpi=kpi))["KR-003"]

    assert code in codes
    assert codes.count(code) == 1


def test_a_sound_row_is_clean() -> None:
    rows = [SHARE, DEALS, {**LEVEL, "checked_on": NOW.date(), "typed": 36}]

    assert "KR-003" not in found(Team(key_results=rows))


def test_a_row_that_stands_twice_gets_no_score_until_one_changes() -> None:
    report = sync(Team(key_results=[LEVEL, LEVEL]).document(), write=False)

    assert [r.score for r in report.found.board.results] == [None, None]
    assert "row-doubled" in [p.code for p in report.found.problems]


METRIC_ROWS: Sequence[tuple[str, Mapping[str, object]]] = [
    ("title-missing", {"title": None}),
    ("source-missing", {"source": None}),
    ("choice-unknown", {"source": "Fax"}),
    ("calculation-missing", {"calculation": None}),
    ("calculation-not-given", {"calculation": "Meetings held"}),
    ("source-not-connected", {"source": "HubSpot"}),
    ("stages-unused", {"source": "HubSpot", "calculation": "Calls", "amount_field": "Amount"}),
    ("pipeline-unknown", {"pipeline": "B2C"}),
    ("stage-unknown", {"pipeline": "B2B › Demo"}),
    ("owner-unknown", {"owner": "Ivan"}),
    ("field-unknown", {"segment_field": "Branch"}),
    ("amount-field-unknown", {"amount_field": "Margin"}),
    ("value-unknown", {"segment_value": "Entreprise"}),
    ("segment-missing", {"calculation": "Segment share of won deals", "segment_field": None,
                         "segment_value": None}),
    ("segment-half", {"segment_value": None}),
    ("where-unreadable", {"where": "Amount >"}),
    ("days-unreadable", {"within_days": "a month"}),
    ("stages-unused", {"from_stage": "New"}),
    ("choice-ignored", {"period": "Yesterday"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "cells"), METRIC_ROWS, ids=[code for code, _ in METRIC_ROWS])
def test_finding_at_a_metric(code: str, cells: Mapping[str, object]) -> None:
    assert code in found(Team(metrics=[METRICS[0], {**METRIC, **cells}]))["M-002"]


def test_an_error_in_a_metric_is_told_at_its_key_results() -> None:
    broken = [METRICS[0], {**METRIC, "calculation": None}]

    assert "metric-broken" in found(Team(metrics=broken))["KR-002"]


def test_a_metric_that_nothing_uses_is_told() -> None:
    assert "metric-unused" in found(Team(metrics=[*METRICS, REVENUE]))["M-003"]


def test_a_near_name_is_offered() -> None:
    report = sync(Team(metrics=[METRICS[0], {**METRIC, "segment_value": "Entreprise"}]).document())

    said = [sentence(p, "en") for p in report.found.problems if p.code == "value-unknown"]
    assert said == [
        "No deal has “Entreprise” in “Segment”. Seen there: Enterprise, SMB."
        " Did you mean “Enterprise”?"
    ]


OBJECTIVE_ROWS: Sequence[tuple[str, Mapping[str, object]]] = [
    ("title-missing", {"title": None, "owner": "Anna"}),
    ("one-key-result", {}),
    ("parent-unknown", {"parent": "O-044 · Company goal"}),
    ("parent-loop", {"parent": "O-002"}),
    ("choice-ignored", {"kind": "Hopeful"}),
    ("choice-ignored", {"state": "Sleeping"}),
    ("cycle-spelling", {"cycle": "4 кв. 2026", "state": "Active"}),
    ("wording-number-in-objective", {"title": "Increase sales by 30 %"}),
]


@pytest.mark.parametrize(
    ("code", "cells"), OBJECTIVE_ROWS, ids=[code for code, _ in OBJECTIVE_ROWS]
)
def test_finding_at_an_objective(code: str, cells: Mapping[str, object]) -> None:
    rows = [OBJECTIVES[0], {**OBJECTIVES[1], **cells}, OBJECTIVES[2]]

    told = found(Team(objectives=rows))

    assert code in told.get("O-002", [])


def test_findings_about_the_number_of_rows() -> None:
    many = [{**LEVEL, "id": f"KR-{n:03d}", "title": f"Cycle of team {n} from 45 to 30 days"}
            for n in range(1, 8)]  # fmt: skip
    objectives = [{"id": f"O-{n:03d}", "title": f"Direction {'abcdefg'[n]}"} for n in range(1, 7)]

    told = found(Team(objectives=objectives, key_results=many))

    assert "too-many-objectives" in told[""]
    assert "too-many-key-results" in told["O-002"]
    assert "no-key-results" in told["O-001"]
    assert "few-objectives" in found(Team(objectives=OBJECTIVES[:2]))[""]


def test_weights_of_zero_alone_average_nothing() -> None:
    rows = [{**LEVEL, "weight": 0}]

    assert "weights-all-zero" in found(Team(key_results=rows))["O-002"]


def test_a_breached_guardrail_is_told_at_the_objective() -> None:
    margin = {**LEVEL, "title": "Gross margin at least 28 %", "type": "Keep at least", "weight": 0,
              "start": None, "target": 28, "typed": 26, "unit": "%"}  # fmt: skip

    assert (
        "guardrail-breached"
        in found(Team(key_results=[LEVEL, {**margin, "id": "KR-004"}]))["O-002"]
    )


def test_doubled_texts_name_each_other() -> None:
    rows = [LEVEL, {**LEVEL, "id": "KR-004"}]

    assert "duplicate-title" in found(Team(key_results=rows))["KR-004"]


SETTING_ROWS: Sequence[tuple[str, Mapping[str, object]]] = [
    ("setting-blank", {"start": None}),
    ("setting-not-a-date", {"end": "winter"}),
    ("setting-date-as-text", {"end": "31 декабря 2026"}),
    ("cycle-reversed", {"end": date(2026, 9, 1)}),
    ("zone-unknown", {"zone": "Moscow"}),
    ("cycle-over", {"start": date(2026, 7, 1), "end": date(2026, 9, 30)}),
    ("choice-ignored", {"check_in_day": "Someday"}),
    ("choice-ignored", {"language": "French"}),
]


@pytest.mark.parametrize(("code", "cells"), SETTING_ROWS, ids=[code for code, _ in SETTING_ROWS])
def test_finding_in_settings(code: str, cells: Mapping[str, object]) -> None:
    assert code in found(Team(settings={**SETTINGS, **cells}))[""]


def test_a_closed_cycle_is_judged_as_a_whole() -> None:
    closed = {**SETTINGS, "start": date(2026, 7, 1), "end": date(2026, 9, 30)}
    done = [{**LEVEL, "typed": 30}]
    missed = [{**LEVEL, "typed": 44}]

    assert "targets-too-easy" in found(Team(key_results=done, settings=closed))[""]
    assert "targets-missed" in found(Team(key_results=missed, settings=closed))[""]
    assert "targets-missed" not in found(Team(key_results=missed)).get("", [])


def test_a_closed_cycle_no_longer_follows_the_crm() -> None:
    closed = {**SETTINGS, "start": date(2026, 7, 1), "end": date(2026, 9, 30)}

    assert "period-closed" in found(Team(settings=closed))["M-001"]


def test_thin_and_missing_data_are_told() -> None:
    class Thin(ToldMeter):
        def measure(self, query, period, evidence):  # type: ignore[no-untyped-def]  # as the base
            whole = super().measure(query, period, evidence)
            return type(whole)(whole.metric, whole.value, 3, 4, whole.as_of)

    assert "little-data" in found(Team(), Thin({"M-001": "0.75", "M-002": "3"}))["KR-001"]
    assert "no-cases" in found(Team(), ToldMeter({"M-002": "3"}))["KR-001"]
    assert "source-never-read" in found(Team(), ToldMeter(loaded=False))["KR-001"]


def test_an_old_reading_asks_for_an_export_and_not_for_typing() -> None:
    old = ToldMeter({"M-001": "0.29", "M-002": "31"}, as_of=NOW - timedelta(days=11))

    assert "stale-source" in found(Team(), old)["KR-001"]
    assert "stale" not in found(Team(), old)["KR-001"]


def test_nothing_is_stale_once_the_cycle_is_over() -> None:
    over = {**SETTINGS, "end": NOW.date() - timedelta(days=1)}

    told = [code for codes in found(Team(settings=over)).values() for code in codes]

    assert "stale" not in told


def test_a_count_in_a_row_of_rates_is_offered_no_start() -> None:
    bare = {**SHARE, "start": None, "metric": "M-002 · Enterprise deals"}

    report = sync(Team(key_results=[bare]).document(), write=False)

    offers = [p.details["offer"] for p in report.found.problems if p.code == "start-missing-rate"]
    assert offers == [""]


def test_a_cancelled_objective_is_not_complained_of() -> None:
    rows = [OBJECTIVES[0], {**OBJECTIVES[1], "state": "Cancelled"}, OBJECTIVES[2]]
    spoiled = [SHARE, DEALS, {**LEVEL, "target": "a lot"}, KEY_RESULTS[3]]

    told = found(Team(objectives=rows, key_results=spoiled))

    assert "KR-003" not in told
    assert "O-002" not in told


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_words_name_the_same_values_in_both_languages(code: str) -> None:
    message = MESSAGES[code]
    english, russian = (
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in message.text
    )

    assert english == russian
    assert all(message.example)
    assert any("а" <= letter <= "я" for letter in message.text.ru.lower())
    assert not any("а" <= letter <= "я" for letter in message.text.en.lower())


def test_a_note_says_two_things_and_counts_the_rest() -> None:
    problems = [Problem("no-value-yet", "key_results", "KR-001"),
                Problem("start-blank", "key_results", "KR-001"),
                Problem("title-missing", "key_results", "KR-001"),
                Problem("no-cases", "key_results", "KR-001")]  # fmt: skip

    said = note(problems, "ru")

    assert said.startswith(MESSAGES["title-missing"].text.ru)
    assert said.endswith("(и ещё 2)")
    assert note([], "en") == "✓"


def test_a_note_says_nothing_twice() -> None:
    """Both rows of one id are found wrong, and each shows what is said of the id."""
    doubled = Problem("row-doubled", "key_results", "KR-001")

    assert note([doubled, doubled], "en") == MESSAGES["row-doubled"].text.en


def test_errors_withhold_the_score_and_advice_does_not() -> None:
    bad = sync(Team(key_results=[{**LEVEL, "target": "1,8 млн"}]).document(), write=False)
    odd = sync(Team(key_results=[{**LEVEL, "due": "soon"}]).document(), write=False)

    assert bad.found.board.results[0].score is None
    assert odd.found.board.results[0].score is not None
    assert MESSAGES["number-as-text"].level is Level.ERROR
