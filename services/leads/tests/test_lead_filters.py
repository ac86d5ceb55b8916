"""The lead list: what each filter lets through, pages under each order, the board over the same query."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from leads.customer.models import Customer
from leads.lead.models import Lead
from leads.testkit import lead_of
from service_defaults.testkit.service import OTHER_STORE, STORE, TEAM, ServiceHarness
from sqlalchemy import select

NAMES = ("王小明", "李娜", "张伟", "欧阳娜", "陈静", "赵强")


def _rows(now: datetime, cast: SimpleNamespace) -> list[dict[str, Any]]:
    """Six leads that differ in everything a list can ask for."""
    hour, day = timedelta(hours=1), timedelta(days=1)
    return [
        {
            "level": "H",
            "stage": "contacted",
            "next_contact_at": now - hour,
            "last_contact_at": now - 3 * day,
            "score": 80,
        },
        {
            "level": "A",
            "stage": "visited",
            "next_contact_at": now + hour,
            "last_contact_at": now - 9 * day,
            "score": 60,
        },
        {
            "level": "B",
            "next_contact_at": now + 3 * day,
            "temperature": "hot",
            "created_at": now - 40 * day,
            "score": 40,
        },
        {"level": "N", "next_contact_at": None, "response_due_at": now - hour, "first_response_at": None},
        {"level": "N", "next_contact_at": None, "assignee_id": None, "kind": "trade_in", "trade_in": {"make": "远航"}},
        {"level": "H", "wanted_make": "北辰", "wanted_model": "X7", "assignee_id": cast.adviser2.id, "score": 20},
    ]


@pytest.fixture
async def six(leads: ServiceHarness, cast: SimpleNamespace) -> list[str]:
    sources = ("autohome", "autohome", "dongchedi", "friend", "friend", "friend")
    ids = []
    for number, (name, source) in enumerate(zip(NAMES, sources, strict=True)):
        created = await lead_of(leads, cast.adviser, number, name=name, source=source, wanted_model=f"E{number}")
        ids.append(created["lead_id"])
    async with leads.work(cast.manager) as work:
        for lead_id, changes in zip(ids, _rows(leads.now, cast), strict=True):
            lead = (await work.session.scalars(select(Lead).where(Lead.id == lead_id))).one()
            for name, value in {"first_response_at": leads.now, **changes}.items():
                setattr(lead, name, value)
        second = (await work.session.scalars(select(Lead).where(Lead.id == ids[1]))).one()
        second.wanted = {"campaign": "双十一团购"}
        second.signal = {"id": ids[1], "kind": "same_model", "at": leads.now.isoformat(), "params": {}}
        customer = (await work.session.scalars(select(Customer).where(Customer.id == second.customer_id))).one()
        customer.city, customer.tags = "杭州", ["老客户", "企业主"]
    return ids


def _asked(now: datetime, cast: SimpleNamespace) -> list[tuple[dict[str, Any], set[int]]]:
    """A query, and which of the six it shows."""
    day = timedelta(days=1)
    return [
        ({}, {0, 1, 2, 3, 4, 5}),
        ({"level": ["H", "A"]}, {0, 1, 5}),
        ({"stage": ["contacted", "visited"]}, {0, 1}),
        ({"kind": "trade_in"}, {4}),
        ({"source": ["autohome", "dongchedi"]}, {0, 1, 2}),
        ({"channel": "showroom"}, set()),
        ({"temperature": "hot"}, {2}),
        ({"store_id": str(STORE)}, {0, 1, 2, 3, 4, 5}),
        ({"store_id": str(OTHER_STORE)}, set()),
        ({"team_id": str(TEAM)}, {0, 1, 2, 3, 5}),
        ({"owner_id": str(cast.adviser2.id)}, {5}),
        ({"owner_id": [str(cast.adviser.id), str(cast.adviser2.id)]}, {0, 1, 2, 3, 5}),
        ({"unassigned": True}, {4}),
        ({"unassigned": False}, {0, 1, 2, 3, 5}),
        ({"owner_id": str(cast.adviser2.id), "unassigned": True}, {4, 5}),
        ({"created_to": (now - day).isoformat()}, {2}),
        ({"created_from": (now - day).isoformat(), "created_to": (now + day).isoformat()}, {0, 1, 3, 4, 5}),
        ({"next_contact_from": now.isoformat(), "next_contact_to": (now + day).isoformat(), "level": "A"}, {1}),
        ({"planned": False}, {3, 4}),
        ({"overdue": True}, {0, 3}),
        ({"overdue": False, "level": ["H", "A", "B"]}, {1, 2, 5}),
        ({"response_missed": True}, {3}),
        ({"response_missed": False}, {0, 1, 2, 4, 5}),
        ({"silent_days": 2}, {0, 1, 2}),
        ({"silent_days": 5}, {1, 2}),
        ({"score_from": 40, "score_to": 60}, {1, 2}),
        ({"has_signal": True}, {1}),
        ({"has_trade_in": True}, {4}),
        ({"has_trade_in": False}, {0, 1, 2, 3, 5}),
        ({"wanted": "北辰 x7"}, {5}),
        ({"wanted": "e2"}, {2}),
        ({"wanted": "%"}, set()),
        ({"campaign": "双十一团购"}, {1}),
        ({"city": "杭州"}, {1}),
        ({"tag": "企业主", "level": "A"}, {1}),
        ({"query": "ln"}, {1}),
        ({"query": "0005"}, {5}),
        ({"query": "oyn", "level": "N"}, {3}),
        ({"query": "?"}, set()),
        ({"open": False}, set()),
    ]


async def _shown(client: Any, six: list[str], **query: Any) -> list[int]:
    answer = await client.get("/leads", params=query)
    assert answer.status_code == 200, answer.text
    return [six.index(row["id"]) for row in answer.json()["items"]]


async def test_each_filter_shows_what_it_says(leads: ServiceHarness, cast: SimpleNamespace, six: list[str]) -> None:
    async with leads.client(cast.manager) as client:
        for query, wanted in _asked(leads.now, cast):
            with leads.sql_count() as counted:
                assert set(await _shown(client, six, **query)) == wanted, query
            assert counted["total"] <= 3, (query, counted)
    async with leads.client(cast.adviser2) as client:
        # Adviser 2 has one lead; whatever the filter, nobody else's comes with it.
        for query, wanted in _asked(leads.now, cast):
            assert set(await _shown(client, six, **query)) <= wanted & {5}, query
    async with leads.client(cast.foreign_manager) as client:
        assert await _shown(client, six) == []


ORDERED = {
    "newest": [5, 4, 3, 1, 0, 2],
    "score": [0, 1, 2, 5],
    "risk": [0, 3, 1, 2],
    "last_contact": [2, 1, 0, 3, 4, 5],
}


@pytest.mark.parametrize("order", [*ORDERED, "next_contact", "stage"])
async def test_pages_are_whole_under_each_order(
    leads: ServiceHarness, cast: SimpleNamespace, six: list[str], order: str
) -> None:
    for who in (cast.manager, cast.gm, cast.adviser):
        async with leads.client(who) as client:
            whole = await _shown(client, six, order=order, limit=50)
            steps: list[int] = []
            cursor: str | None = ""
            while cursor is not None:
                query = {"order": order, "limit": 1, **({"cursor": cursor} if cursor else {})}
                page = (await client.get("/leads", params=query)).json()
                steps += [six.index(row["id"]) for row in page["items"]]
                cursor = page["next_cursor"]
        assert steps == whole
        if order in ORDERED and who is cast.manager:
            known = [number for number in ORDERED[order] if number in whole]
            assert [number for number in whole if number in known] == known


async def test_the_board_is_the_same_query(leads: ServiceHarness, cast: SimpleNamespace, six: list[str]) -> None:
    async with leads.client(cast.manager) as client:
        for query, wanted in _asked(leads.now, cast):
            if "open" in query:
                continue
            with leads.sql_count() as counted:
                board = (await client.get("/leads/board", params=query)).json()
            assert counted["total"] <= 4, (query, counted)
            assert {six.index(card["id"]) for column in board["columns"] for card in column["items"]} == wanted, query
            assert sum(column["count"] for column in board["columns"]) == len(wanted)
        query = {"source": ["autohome", "friend"]}
        board = (await client.get("/leads/board", params={**query, "per_column": 1})).json()
        column = next(column for column in board["columns"] if column["stage"] == "new")
        more = {**query, "stage": "new", "order": "stage", "cursor": column["next_cursor"]}
        rest = await _shown(client, six, **more)
        assert {*rest, six.index(column["items"][0]["id"])} == {3, 4, 5}
        other = await client.get("/leads", params={**more, "source": "friend"})
        assert (other.status_code, other.json()["errors"][0]["pointer"]) == (400, "/query/cursor")
        narrow = (await client.get("/leads/board", params={"stage": ["visited", "lost"]})).json()
        assert [column["stage"] for column in narrow["columns"]] == ["visited"]


BAD = [
    ({"level": ["H", "?"]}, "/query/level/1"),
    ({"stage": "somewhere"}, "/query/stage/0"),
    ({"kind": "gift"}, "/query/kind/0"),
    ({"owner_id": "none"}, "/query/owner_id/0"),
    ({"score_from": 101}, "/query/score_from"),
    ({"score_from": 60, "score_to": 40}, "/query/score_to"),
    ({"silent_days": 0}, "/query/silent_days"),
    ({"created_from": "1735689600"}, "/query/created_from"),
    ({"created_from": "2026-11-02T00:00:00Z", "created_to": "2026-11-01T00:00:00Z"}, "/query/created_to"),
    ({"next_contact_to": "9999-11-01T00:00:00Z"}, "/query/next_contact_to"),
    ({"city": "杭\x00州"}, "/query/city"),
    ({"tag": "长" * 201}, "/query/tag"),
    ({"levle": "H"}, "/query/levle"),
    ({"order": "luck"}, "/query/order"),
    ({"limit": 201}, "/query/limit"),
    ({"cursor": "A" * 1025}, "/query/cursor"),
]


async def test_what_makes_no_sense_is_told(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    async with leads.client(cast.manager) as client:
        for query, pointer in BAD:
            answer = await client.get("/leads", params=query)
            assert answer.status_code == 422, (query, answer.text)
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["errors"][0]["pointer"] == pointer, answer.text


async def test_customers_by_what_is_known_of_them(leads: ServiceHarness, cast: SimpleNamespace, six: list[str]) -> None:
    day = timedelta(days=1)
    async with leads.work(cast.manager) as work:
        rows = list(await work.session.scalars(select(Customer).order_by(Customer.created_at, Customer.id)))
        by_name = {row.name: row for row in rows}
        by_name["王小明"].file_score, by_name["李娜"].file_score = 90, 30
        by_name["张伟"].lifecycle, by_name["张伟"].tail_tokens = "owner", [7]
        by_name["陈静"].owner_id, by_name["陈静"].kind = None, "company"
        by_name["赵强"].created_at = leads.now - 40 * day
        last = (await work.session.scalars(select(Lead).where(Lead.id == six[3]))).one()
        last.is_open = False
    asked: list[tuple[dict[str, Any], set[int]]] = [
        ({}, {0, 1, 2, 3, 4, 5}),
        ({"lifecycle": ["owner", "loyal"]}, {2}),
        ({"kind": "company"}, {4}),
        ({"source": ["autohome", "dongchedi"]}, {0, 1, 2}),
        ({"level": ["H", "A"]}, {0, 1, 5}),
        ({"store_id": str(OTHER_STORE)}, set()),
        ({"team_id": str(TEAM)}, {0, 1, 2, 3, 5}),
        ({"owner_id": str(cast.adviser2.id)}, set()),
        ({"unassigned": True}, {4}),
        ({"unassigned": False}, {0, 1, 2, 3, 5}),
        ({"created_to": (leads.now - day).isoformat()}, {5}),
        ({"created_from": (leads.now - day).isoformat()}, {0, 1, 2, 3, 4}),
        ({"quality_from": 50}, {0}),
        ({"quality_to": 50}, {1}),
        ({"city": "杭州", "tag": "老客户"}, {1}),
        ({"has_vehicle": True}, {2}),
        ({"has_open_lead": False}, {3}),
        ({"query": "ln"}, {1}),
        ({"query": "0004", "has_open_lead": True}, {4}),
        ({"order": "quality"}, {0, 1}),
    ]
    async with leads.client(cast.manager) as client:
        for query, wanted in asked:
            with leads.sql_count() as counted:
                answer = await client.get("/customers", params=query)
            assert {NAMES.index(row["name"]) for row in answer.json()["items"]} == wanted, query
            assert counted["total"] <= 3, (query, counted)
        for order, whole in (("name", [4, 1, 3, 0, 2, 5]), ("quality", [1, 0]), ("newest", None)):
            steps: list[int] = []
            cursor: str | None = ""
            while cursor is not None:
                more = {"order": order, "limit": 1, **({"cursor": cursor} if cursor else {})}
                page = (await client.get("/customers", params=more)).json()
                steps += [NAMES.index(row["name"]) for row in page["items"]]
                cursor = page["next_cursor"]
            assert len(steps) == len(set(steps)) == (6 if whole is None else len(whole))
            assert whole is None or steps == whole
        for query, pointer in (
            ({"lifecycle": "gone"}, "/query/lifecycle/0"),
            ({"quality_from": 60, "quality_to": 50}, "/query/quality_to"),
            ({"lifecylce": "owner"}, "/query/lifecylce"),
        ):
            answer = await client.get("/customers", params=query)
            assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
