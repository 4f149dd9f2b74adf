"""Works out from ids and histories what deals and activities show: names, states, closing moments.

A deal closed when it last came into a stage of its present kind, won or lost, from one of another
kind. The date that the deal itself shows can be edited; it counts only where there is no history.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from sync.mirror.tables import TENANT

LONGEST_CHAIN = 20
"""Merges one upon another that are followed; each round halves a chain, so none is longer."""

_OURS = "{0}.tenant = :tenant AND {0}.connection = :records"


def derive(database: Connection, records: str, deals: Sequence[str] | None = None) -> None:
    """Bring what is derived up to date, of these deals or of everything.

    Deals that were merged give the survivor the earlier creation, and those of their moves that
    came before its own first one.
    """
    names = {"tenant": TENANT, "records": records}
    _follow_merges(database, names)
    chosen = "" if deals is None else "AND d.id = ANY(:ids)"
    statement = text(_DEALS.replace("/*chosen*/", chosen))
    database.execute(statement, names if deals is None else {**names, "ids": list(deals)})
    database.execute(text(_ACTIVITIES), names)


def _follow_merges(database: Connection, names: dict[str, str]) -> None:
    """A survivor may itself have been merged since; activities go with their deal."""
    for _ in range(LONGEST_CHAIN):
        if not database.execute(text(_CHAINS), names).rowcount:
            break
    database.execute(text(_MERGED_ACTIVITIES), names)


_CHAINS = f"""
UPDATE tombstones AS t SET merged_into = next.merged_into FROM tombstones AS next
WHERE {_OURS.format("t")} AND {_OURS.format("next")} AND t.kind = 'deals' AND next.kind = 'deals'
  AND next.id = t.merged_into AND next.merged_into NOT IN ('', t.merged_into, t.id)
"""  # noqa: S608 - made of constants

_MERGED_ACTIVITIES = f"""
UPDATE activities AS a SET deal_id = t.merged_into FROM tombstones AS t
WHERE {_OURS.format("a")} AND {_OURS.format("t")} AND t.kind = 'deals'
  AND t.id = a.deal_id AND t.merged_into NOT IN ('', a.deal_id)
"""  # noqa: S608

_ACTIVITIES = f"""
UPDATE activities AS a SET owner = o.name FROM owners AS o
WHERE {_OURS.format("a")} AND {_OURS.format("o")} AND o.id = a.owner_id AND a.owner <> o.name
"""  # noqa: S608

_DEALS = f"""
WITH moves AS (
  SELECT d.id, c.at, c.stage_id FROM deals d
  JOIN stage_changes c ON {_OURS.format("c")} AND c.deal_id = d.id
  WHERE {_OURS.format("d")} /*chosen*/
  UNION ALL
  SELECT d.id, c.at, c.stage_id FROM deals d
  JOIN tombstones t ON {_OURS.format("t")} AND t.kind = 'deals' AND t.merged_into = d.id
  JOIN stage_changes c ON {_OURS.format("c")} AND c.deal_id = t.id
  WHERE {_OURS.format("d")} /*chosen*/ AND c.at < (
    SELECT min(own.at) FROM stage_changes own WHERE {_OURS.format("own")} AND own.deal_id = d.id)
), steps AS (
  SELECT DISTINCT ON (stage_id) stage_id, stage, kind FROM stages s WHERE {_OURS.format("s")}
), ways AS (
  SELECT DISTINCT ON (pipeline_id) pipeline_id, pipeline FROM stages s WHERE {_OURS.format("s")}
), standing AS (
  SELECT d.id, coalesce(steps.kind, d.state) AS state, coalesce(steps.stage, d.stage_id) AS stage,
    coalesce(ways.pipeline, d.pipeline_id) AS pipeline, coalesce(o.name, '') AS owner,
    least(d.created_at, (
      SELECT min(t.created_at) FROM tombstones t
      WHERE {_OURS.format("t")} AND t.kind = 'deals' AND t.merged_into = d.id)) AS created_at
  FROM deals d LEFT JOIN steps USING (stage_id) LEFT JOIN ways USING (pipeline_id)
  LEFT JOIN owners o ON {_OURS.format("o")} AND o.id = d.owner_id
  WHERE {_OURS.format("d")} /*chosen*/
), kinds AS (
  SELECT m.id, m.at, coalesce(steps.kind, 'open') AS kind
  FROM moves m LEFT JOIN steps USING (stage_id)
), breaks AS (
  SELECT s.id, max(k.at) FILTER (WHERE k.kind <> s.state) AS at, max(k.at) AS last
  FROM standing s JOIN kinds k USING (id) WHERE s.state <> 'open' GROUP BY s.id
), closings AS (
  SELECT b.id, coalesce(min(k.at) FILTER (WHERE b.at IS NULL OR k.at > b.at), max(b.last)) AS at
  FROM breaks b JOIN kinds k USING (id) GROUP BY b.id
), found AS (
  SELECT s.*, CASE WHEN s.state <> 'open' THEN coalesce(c.at, d.close_date) END AS closed_at
  FROM standing s LEFT JOIN closings c USING (id)
  JOIN deals d ON {_OURS.format("d")} AND d.id = s.id
)
UPDATE deals AS d SET state = f.state, stage = f.stage, pipeline = f.pipeline, owner = f.owner,
  created_at = f.created_at, closed_at = f.closed_at,
  cycle_seconds = extract(epoch FROM f.closed_at - f.created_at)
FROM found f
WHERE {_OURS.format("d")} AND d.id = f.id
  AND (d.state, d.stage, d.pipeline, d.owner, d.created_at, d.closed_at, d.cycle_seconds)
    IS DISTINCT FROM (f.state, f.stage, f.pipeline, f.owner, f.created_at, f.closed_at,
      extract(epoch FROM f.closed_at - f.created_at))
"""  # noqa: S608
