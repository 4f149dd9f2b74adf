"""The validate step: a snapshot turned into checked rows and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sync.core.board import in_cycle
from sync.core.choices import ResultType, State
from sync.core.identity import Identity, Line
from sync.core.key_results import ParsedKeyResult, parse_key_result
from sync.core.links import Directory
from sync.core.measuring import scale_problem
from sync.core.model import Kpi, Metric, Objective, Settings
from sync.core.rows import is_misspelt, parse_kpi, parse_metric, parse_objective
from sync.core.settings import parse_settings
from sync.core.structure import count_objectives, find_duplicates, find_loops
from sync.core.vocabulary import Language, Problem, Snapshot
from sync.core.wording import check_wording


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rows mean. Rows of other cycles and cancelled objectives are not complained of."""

    settings: Settings
    lines: Mapping[str, tuple[Line, ...]]
    objectives: Mapping[str, Objective]
    key_results: tuple[ParsedKeyResult, ...]
    metrics: Mapping[str, Metric]
    """Those that can be measured."""
    kpis: Mapping[str, Kpi]
    problems: tuple[Problem, ...]

    def is_current(self, objective: str) -> bool:
        """Whether rows of this objective are checked and measured."""
        found = self.objectives.get(objective)
        return found is None or self.checks(found)

    def checks(self, objective: Objective) -> bool:
        """Whether an objective is of this cycle and not given up."""
        return in_cycle(objective, self.settings) and objective.state is not State.CANCELLED

    def tells(self, objective: Objective) -> bool:
        """Whether its row gets notes: also when only the spelling of its cycle is odd."""
        odd = is_misspelt(objective.cycle, self.settings.cycle)
        return self.checks(objective) or (odd and objective.state is not State.CANCELLED)


def validate(snapshot: Snapshot, identity: Identity, today: date) -> Checked:
    """Check every row; nothing is raised and everything is reported at once."""
    settings, problems = parse_settings(snapshot, today)
    language, lines = settings.language, identity.lines
    above, metric_rows = Directory(lines["objectives"]), Directory(lines["metrics"])
    objectives = [parse_objective(line, above, settings.cycle, language)
                  for line in lines["objectives"]]  # fmt: skip
    metrics = [parse_metric(line, language) for line in lines["metrics"]]
    kpis = [parse_kpi(line, metric_rows, language) for line in lines["kpi"]]
    doubled = identity.doubled
    sound = {metric.id: metric for metric, _ in metrics if metric and metric.id not in doubled}
    rows = (
        parse_key_result(line, above, metric_rows, language, doubled=line.id in doubled)
        for line in lines["key_results"]
    )
    parsed = tuple(_linked(row, sound, language) for row in rows)
    checked = Checked(
        settings,
        lines,
        {objective.id: objective for objective, _ in objectives},
        parsed,
        sound,
        {kpi.id: kpi for kpi, _ in kpis if kpi and kpi.id not in doubled},
        (),
    )
    found = [
        *snapshot.problems,
        *problems,
        *(p for objective, found in objectives if checked.tells(objective) for p in found),
        *(p for _, found in (*metrics, *kpis) for p in found),
        *(p for kr in parsed if checked.is_current(kr.objective) for p in kr.problems),
        *_doubled(identity),
        *_across(checked),
    ]
    return replace(checked, problems=tuple(found))


def _doubled(identity: Identity) -> list[Problem]:
    """Identical copies outside Key results, which tell of theirs themselves."""
    return [
        Problem("row-doubled", tab, id_, "id")
        for tab in ("objectives", "metrics", "kpi")
        for id_ in sorted({line.id for line in identity.lines[tab]} & identity.doubled)
    ]


def _across(checked: Checked) -> list[Problem]:
    """What shows only when several rows are seen together, and the wording of each."""
    running = [o for o in checked.objectives.values() if checked.checks(o) and o.title]
    krs = [kr for kr in checked.key_results if checked.is_current(kr.objective)]
    current = {
        **checked.lines,
        "objectives": [line for line in checked.lines["objectives"]
                       if line.id in {objective.id for objective in running}],
        "key_results": [kr.line for kr in krs],
    }  # fmt: skip
    return [
        *count_objectives((o for o in running if o.state is State.ACTIVE), checked.settings),
        *find_loops(running),
        *find_duplicates(current),
        *_unused_metrics(checked),
        *(p for objective in running for p in _objective_wording(objective)),
        *(p for kr in krs for p in _key_result_wording(kr)),
    ]


def _linked(
    parsed: ParsedKeyResult, metrics: Mapping[str, Metric], language: Language
) -> ParsedKeyResult:
    """A key result beside its metric: an error there, or another scale, withholds the score."""
    if not parsed.metric:
        return parsed
    metric = metrics.get(parsed.metric)
    if metric is None:
        found = Problem("metric-broken", "key_results", parsed.line.id, "metric", parsed.metric)
    elif parsed.kr is None:
        return parsed
    else:
        calculation = metric.calculation
        odd = scale_problem(parsed.kr, calculation, calculation.title.of(language))
        if odd is None:
            return parsed
        found = odd
    return replace(parsed, kr=None, problems=(*parsed.problems, found))


def _unused_metrics(checked: Checked) -> list[Problem]:
    used = {kr.metric for kr in checked.key_results} | {k.metric for k in checked.kpis.values()}
    return [Problem("metric-unused", "metrics", id_, "title")
            for id_ in checked.metrics if id_ not in used]  # fmt: skip


def _objective_wording(objective: Objective) -> list[Problem]:
    codes = check_wording(objective.title, "objective")
    return [Problem(code, "objectives", objective.id, "title", objective.title) for code in codes]


def _key_result_wording(parsed: ParsedKeyResult) -> list[Problem]:
    """The columns give a deadline, and a target the number that the text leaves out; yes or no
    needs none."""
    line = parsed.line
    if not line.title:
        return []
    yes_no = parsed.kr is not None and parsed.kr.type is ResultType.YES_NO
    has_target = yes_no or line.row.value("target") is not None
    codes = check_wording(
        line.title, "key_result", has_numbers=has_target,
        has_deadline=line.row.value("due") is not None,
    )  # fmt: skip
    known_start = line.row.value("start") is not None
    return [
        Problem(code, "key_results", line.id, "title", line.title)
        for code in codes
        if not (code == "hint-no-baseline" and known_start)
    ]
