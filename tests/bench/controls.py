"""The same rows by one bare SQL statement over one connection: what PostgreSQL itself takes for them."""

from collections.abc import Awaitable, Callable
from typing import Any

from bench.measure import Way
from bench.stand import Stand

_LINE = """
  l.id, l.store_id, l.customer_id, c.name AS customer_name, c.mobile_masked, l.kind, l.source, l.channel,
  concat_ws(' ', l.wanted_year, l.wanted_make, l.wanted_model) AS wanted, l.stage, l.stage_at, l.level,
  l.assignee_id AS owner_id, s.name AS owner_name, l.response_due_at, l.response_deferred, l.first_response_at,
  l.next_contact_at, l.last_contact_at, l.touch_count, l.touched_at, l.created_at, l.is_open, l.version
"""
_FROM = "lead l JOIN customer c ON c.id = l.customer_id LEFT JOIN staff_ref s ON s.id = l.assignee_id"
_NEWEST = "ORDER BY l.created_at DESC, l.id DESC LIMIT 50"


def _as_json(rows: str) -> str:
    return f"SELECT json_agg(x) FROM ({rows}) x"


def _page(where: str) -> str:
    return _as_json(f"SELECT {_LINE} FROM {_FROM} WHERE {where} {_NEWEST}")


STORE = _page("l.store_id = $1 AND l.is_open")
OWN = _page("l.store_id = $1 AND l.assignee_id = $2 AND l.is_open")
OWNER_AND_STAGE = _page("l.store_id = $1 AND l.assignee_id = $2 AND l.is_open AND l.stage = 'contacted'")
DEEP = _page("l.store_id = $1 AND l.is_open AND (l.created_at, l.id) < ($2, $3)")
DAY = _as_json(f"""
  SELECT {_LINE} FROM {_FROM} WHERE l.store_id = $1 AND l.assignee_id = $2 AND l.is_open
    AND (l.first_response_at IS NULL AND l.response_due_at IS NOT NULL OR l.next_contact_at < $3 OR l.level = 'H')
  ORDER BY CASE WHEN l.first_response_at IS NULL AND l.response_due_at < now() THEN 0
    WHEN l.first_response_at IS NULL AND l.response_due_at IS NOT NULL THEN 1 WHEN l.next_contact_at < now() THEN 2
    WHEN l.next_contact_at < $3 THEN 3 ELSE 4 END, l.next_contact_at, l.id LIMIT 200
""")
BOARD = f"""
  SELECT json_agg(x) FROM (SELECT w.stage, card.*,
    (SELECT count(*) FROM (SELECT FROM lead n WHERE n.store_id = $1 AND n.is_open AND n.stage = w.stage LIMIT 1000) m)
  FROM unnest(ARRAY['new', 'contacted', 'visited', 'test_driven', 'quoted', 'ordered']) w(stage), LATERAL (
    SELECT {_LINE.replace("l.stage,", "")} FROM {_FROM} WHERE l.store_id = $1 AND l.is_open AND l.stage = w.stage
    ORDER BY l.stage_at DESC, l.id DESC LIMIT 20) card) x
"""
SEARCH = _as_json("""
  WITH hit AS MATERIALIZED (SELECT id FROM customer WHERE search_tokens @> $2)
  SELECT c.id, c.store_id, c.kind, c.name, c.gender, c.mobile_masked, c.lifecycle, c.owner_id, s.name AS owner_name,
    c.source, c.tags, c.created_at, o.* FROM customer c LEFT JOIN staff_ref s ON s.id = c.owner_id
  LEFT JOIN LATERAL (SELECT id AS lead_id, l.kind AS lead_kind, stage, level, wanted_make, wanted_model,
    next_contact_at FROM lead l WHERE l.customer_id = c.id AND l.is_open ORDER BY l.created_at DESC LIMIT 1) o ON true
  WHERE c.store_id = $1 AND c.merged_into_id IS NULL AND c.id IN (SELECT id FROM hit)
  ORDER BY c.created_at DESC, c.id DESC LIMIT 20
""")


def bare(stand: Stand, sql: str, *arguments: tuple[Any, ...]) -> Way:
    """The statement, prepared, with these sets of arguments in turn."""

    async def opened() -> Callable[[], Awaitable[Any]]:
        connection = await stand.connect("leads")
        statement = await connection.prepare(sql)
        turn = iter(range(10**9))

        async def ask() -> Any:
            return await statement.fetchval(*arguments[next(turn) % len(arguments)])

        return ask

    return opened
