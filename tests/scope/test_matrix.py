"""Every operation × every kind of asker: who has no business there gets nothing, and is told so plainly."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import uuid4
from zlib import crc32

import httpx
import pytest
from scope.operations import Operation, operations
from story.people import House, Person

ALL = operations()
STAND_INS = {"general_manager", "group_admin"}
STAFF_ONLY = [op for op in ALL if op.doors == {"session"}]
WITH_ID = [op for op in STAFF_ONLY if op.parameters]
# The catalogue is the group's: every store reads it, every sales manager keeps it.
OF_THE_GROUP = {"/api/v1/leads/car-models"}
NOTHING = {"items": [], "next_cursor": None}
SECURED = [op for op in ALL if op.doors]
IDS = [op.id for op in ALL]


def named(op: Operation) -> str:
    return op.id


@pytest.fixture(scope="module")
def house(embedded_house: House) -> Iterator[House]:
    house = House(embedded_house.card)
    yield house
    house.close()
    _real_ids.cache_clear()


def ask(person: Person, op: Operation, ids: dict[str, str] | None = None) -> int:
    """The status alone."""
    return answer_of(person, op, ids).status_code


def answer_of(person: Person, op: Operation, ids: dict[str, str] | None = None) -> httpx.Response:
    """The answer of the operation with the least body that it takes; ids that are not given are nobody's."""
    values = defaultdict(lambda: str(uuid4()), {**op.kinds, **(ids or {})})
    headers = {"If-Match": '"1"'} if op.method in ("PATCH", "PUT") else {}
    body = None if op.method in ("GET", "DELETE") else op.body
    return person.http.request(op.method, op.url(values), params=op.query, json=body, headers=headers)


def hides(answer: httpx.Response) -> bool:
    """Whether the answer is that of a thing that nobody has; a list of what happened to it is then empty."""
    return answer.status_code == 404 or (answer.status_code == 200 and answer.json() == NOTHING)


def accounts(house: House) -> dict[str, set[str]]:
    roles: dict[str, set[str]] = defaultdict(set)
    for account in house.card["accounts"]:
        roles[account["username"]].add(account["role"])
    return roles


def store_of(house: House, username: str) -> str:
    return next(str(a["store"]) for a in house.card["accounts"] if a["username"] == username)


@cache
def _real_ids(base_url: str, collection: str, reader: Person) -> tuple[dict[str, Any], ...]:
    answer = reader.http.get(collection.removeprefix("/api/v1"), params={"limit": 50})
    body = answer.json() if answer.status_code == 200 else {}
    items = body.get("items", []) if isinstance(body, dict) else body
    return tuple(item for item in items if isinstance(item, dict) and "id" in item)


def test_every_operation_says_who_may_call_it() -> None:
    assert len(IDS) == len(set(IDS))
    assert len(ALL) > 100


def far_stranger(house: House, op: Operation, **headers: str) -> Person:
    """Who is not let in is limited by address: every operation is asked from another one."""
    number = ALL.index(op)
    return house.stranger(address=f"127.7.{number // 200}.{number % 200 + 1}", **headers)


@pytest.mark.parametrize("op", SECURED, ids=named)
def test_nobody_gets_in_without_credentials(house: House, op: Operation) -> None:
    assert ask(far_stranger(house, op), op) == 401


@pytest.fixture(scope="module")
def ended_session(house: House) -> str:
    """The access token of somebody who has signed out."""
    account = house.card["accounts"][0]
    body = {"username": account["username"], "password": account["password"], "client": "phone"}
    person = house.stranger(address="127.7.9.9")
    token = str(person.post("/gateway/sessions", **body)["access_token"])
    person.http.headers["Authorization"] = f"Bearer {token}"
    assert person.http.delete("/gateway/sessions/current").status_code == 204
    return token


@pytest.mark.parametrize("op", STAFF_ONLY, ids=named)
def test_an_ended_session_opens_nothing(house: House, ended_session: str, op: Operation) -> None:
    assert ask(far_stranger(house, op, Authorization=f"Bearer {ended_session}"), op) == 401


@pytest.fixture(scope="module")
def partners(house: House) -> list[Person]:
    return [house.partner(access["name"]) for access in house.card["partners"]]


@pytest.mark.parametrize("op", STAFF_ONLY, ids=named)
def test_a_partners_key_opens_no_staff_door(partners: list[Person], op: Operation) -> None:
    # One key may not ask for everything in so short a time: the partners take turns.
    partner = partners[crc32(op.id.encode()) % len(partners)]
    assert ask(partner, op) in (401, 403)


@pytest.mark.parametrize("op", [op for op in STAFF_ONLY if op.roles], ids=named)
def test_a_wrong_post_is_told_so(house: House, op: Operation) -> None:
    outsiders = [name for name, roles in accounts(house).items() if not roles & (op.roles | STAND_INS)]
    for username in outsiders[:2]:
        assert ask(house.staff(username), op) == 403


def test_most_operations_are_asked_about_something_real(house: House) -> None:
    manager = house.staff("gaoyuan")
    bare = {str(op.collection) for op in WITH_ID if not _real_ids(house.base_url, str(op.collection), manager)}
    asked = [op for op in WITH_ID if op.collection not in bare]
    assert len(asked) >= 0.8 * len(WITH_ID), sorted(bare)


@pytest.mark.parametrize("op", WITH_ID, ids=named)
def test_what_is_another_stores_does_not_exist(house: House, op: Operation) -> None:
    things = _real_ids(house.base_url, str(op.collection), house.staff("gaoyuan"))
    if not things or op.collection in OF_THE_GROUP:
        return
    ids = {op.parameters[0]: str(things[0]["id"])}
    for username, roles in accounts(house).items():
        if store_of(house, username).startswith("滨江") and (not op.roles or roles & op.roles):
            answer = answer_of(house.staff(username), op, ids)
            assert hides(answer) or answer.status_code == 403, f"{username}: {answer.status_code} {answer.text}"
            if op.method == "GET" and op.service != "gateway":
                assert hides(answer)


@pytest.mark.parametrize("op", [op for op in WITH_ID if op.service != "gateway"], ids=named)
def test_what_is_another_advisers_does_not_exist(house: House, op: Operation) -> None:
    if op.roles and "sales_advisor" not in op.roles:
        return
    adviser, other = house.staff("chenxiao"), house.staff("lixiang")
    own = _real_ids(house.base_url, str(op.collection), adviser)
    others = {item["id"] for item in _real_ids(house.base_url, str(op.collection), other)}
    # Whose row it is: a customer's row, or what hangs on a customer. Stock and settings are everybody's.
    personal = str(op.collection).endswith("/customers")
    only_own = [item for item in own if item["id"] not in others and (personal or "customer_id" in item)]
    if only_own:
        ids = {op.parameters[0]: str(only_own[0]["id"])}
        answer = answer_of(other, op, ids)
        assert hides(answer), answer.text
        if op.method == "GET":
            assert ask(adviser, op, ids) != 404 or len(op.parameters) > 1
