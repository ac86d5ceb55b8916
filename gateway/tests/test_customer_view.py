"""One customer from four services: all of it, or all that can be had, in one order."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import pytest
from gateway.customer_view import service
from gateway.customer_view.policy import Part, Places, merge
from gateway.proxy.upstream import AsgiUpstream
from gateway.testkit import House, open_house
from hypothesis import given
from hypothesis import strategies as st
from service_defaults.ids import new_id
from service_defaults.testkit import Postgres
from service_defaults.timeline import TimelineItem
from starlette.types import Receive, Scope, Send

VIEWS = "/api/v1/gateway/customer-views"
CUSTOMER = new_id()
START = datetime(2026, 3, 10, tzinfo=UTC)


def item(minutes: int, number: int) -> TimelineItem:
    return TimelineItem(
        id=UUID(int=number),
        at=START - timedelta(minutes=minutes),
        kind="lead_created",
        params={},
        ref_kind=None,
        ref_id=None,
        actor_id=None,
        actor_name=None,
    )


class Telling:
    """A service with a timeline, paged by an opaque cursor."""

    def __init__(self, name: str, items: list[TimelineItem]) -> None:
        self.name = name
        self.items = sorted(items, key=lambda line: (line.at, line.id.int), reverse=True)
        self.dead = False

    def page(self, cursor: str | None, limit: int) -> dict[str, Any]:
        start = int(cursor or "0")
        shown = self.items[start : start + limit]
        more = start + limit < len(self.items)
        return {
            "items": [line.model_dump(mode="json") for line in shown],
            "next_cursor": str(start + limit) if more else None,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.dead:
            raise ConnectionRefusedError
        path, query = scope["path"], parse_qs(scope["query_string"].decode())
        status, body = 200, {"path": path, "service": self.name, "query": query.get("query")}
        if str(CUSTOMER) not in path and not path.endswith("/customers"):
            status, body = 404, {}
        elif path.endswith("/timeline"):
            body = self.page(query.get("cursor", [None])[0], int(query["limit"][0]))
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": json.dumps(body).encode()})


@pytest.fixture(scope="module")
def services() -> dict[str, Telling]:
    return {
        name: Telling(name, [item(7 * step + place, 1000 * place + step) for step in range(30)])
        for place, name in enumerate(service.SERVICES)
    }


@pytest.fixture(scope="module")
async def house(postgres: Postgres, services: dict[str, Telling]) -> AsyncIterator[House]:
    upstreams = {name: AsgiUpstream(telling) for name, telling in services.items()}
    async with open_house(postgres, upstreams=upstreams, demo=True) as opened:
        yield opened


@pytest.fixture(autouse=True)
def everyone_lives(services: dict[str, Telling]) -> None:
    for telling in services.values():
        telling.dead = False


async def test_everything_in_one_answer(house: House) -> None:
    async with house.phone("advisor") as client:
        view = (await client.get(f"{VIEWS}/{CUSTOMER}")).json()
        assert view["customer"]["path"] == f"/api/v1/leads/customers/{CUSTOMER}"
        assert view["loyalty"]["path"] == f"/api/v1/loyalty/customers/{CUSTOMER}/summary"
        assert view["unavailable"] == []
        unknown = await client.get(f"{VIEWS}/{new_id()}")
        assert (unknown.status_code, unknown.json()["code"]) == (404, "customer_not_found")
        assert (await client.get(f"{VIEWS}/{new_id()}/timeline")).status_code == 404


async def test_a_dead_service_costs_its_own_part_only(house: House, services: dict[str, Telling]) -> None:
    services["loyalty"].dead = True
    async with house.phone("advisor") as client:
        view = (await client.get(f"{VIEWS}/{CUSTOMER}")).json()
        assert view["loyalty"] is None
        assert view["unavailable"] == ["loyalty"]
        assert view["aftersales"]["service"] == "aftersales"
        services["leads"].dead = True
        assert (await client.get(f"{VIEWS}/{CUSTOMER}")).status_code == 503


async def walk(client: Any, limit: int) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        params = {"limit": limit} | ({"cursor": cursor} if cursor else {})
        page = (await client.get(f"{VIEWS}/{CUSTOMER}/timeline", params=params)).json()
        lines += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return lines


@pytest.mark.parametrize("limit", [7, 50, 100])
async def test_the_life_is_one_line_newest_first(house: House, limit: int) -> None:
    async with house.phone("advisor") as client:
        lines = await walk(client, limit)
    assert len(lines) == 120
    assert len({line["id"] for line in lines}) == 120
    assert [line["at"] for line in lines] == sorted((line["at"] for line in lines), reverse=True)
    assert {line["service"] for line in lines} == set(service.SERVICES)


async def test_what_a_dead_service_has_to_tell_comes_later(house: House, services: dict[str, Telling]) -> None:
    async with house.phone("advisor") as client:
        services["loyalty"].dead = True
        first = (await client.get(f"{VIEWS}/{CUSTOMER}/timeline", params={"limit": 20})).json()
        assert first["unavailable"] == ["loyalty"]
        services["loyalty"].dead = False
        rest, cursor = [], first["next_cursor"]
        while cursor:
            page = (await client.get(f"{VIEWS}/{CUSTOMER}/timeline", params={"cursor": cursor})).json()
            rest += page["items"]
            cursor = page["next_cursor"]
    ids = [line["id"] for line in first["items"] + rest]
    assert len(ids) == len(set(ids)) == 120


async def test_a_foreign_cursor_is_refused(house: House) -> None:
    async with house.phone("advisor") as client:
        for cursor in ("nonsense", "e30", "!!!!"):
            answer = await client.get(f"{VIEWS}/{CUSTOMER}/timeline", params={"cursor": cursor})
            assert answer.status_code == 400, cursor


async def test_search_is_leads_search(house: House) -> None:
    async with house.phone("advisor") as client:
        found = (await client.get("/api/v1/gateway/search", params={"q": "张 8899"})).json()
        assert found["path"] == "/api/v1/leads/customers"
        assert found["query"] == ["张 8899"]
        assert (await client.get("/api/v1/gateway/search", params={"q": ""})).status_code == 422


@given(
    st.lists(st.lists(st.integers(0, 60), max_size=25), min_size=1, max_size=4),
    st.integers(1, 9),
    st.lists(st.integers(0, 3), max_size=10),
)
def test_merging_loses_and_repeats_nothing(minutes: list[list[int]], limit: int, arrivals: list[int]) -> None:
    names = [f"s{place}" for place in range(len(minutes))]
    tellers = {
        name: Telling(name, [item(at, 1 + 1000 * place + step) for step, at in enumerate(minutes[place])])
        for place, name in enumerate(names)
    }
    expected = {line.id for teller in tellers.values() for line in teller.items}
    places, seen = Places.start(names), []
    for _ in range(500):
        parts = {}
        for name, place in places.services.items():
            if not place.done:
                page = tellers[name].page(place.cursor, limit)
                parts[name] = Part([TimelineItem(**line) for line in page["items"]], page["next_cursor"])
        shown, places = merge(parts, places, limit)
        assert len(shown) <= limit
        seen += [line for _, line in shown]
        places = Places.decode(places.encode(), names)
        if all(place.done for place in places.services.values()):
            break
        assert shown, "a page without a line would end the walk too early"
    assert [line.id for line in seen] == sorted(
        (line.id for line in seen), key=lambda one: next((-x.at.timestamp(), -x.id.int) for x in seen if x.id == one)
    )
    assert {line.id for line in seen} == expected
    assert len(seen) == len(expected)
