"""Every operation × every kind of asker: who has no business there gets nothing, and is told so plainly."""

from collections import defaultdict
from functools import cache
from typing import Any
from uuid import uuid4

import pytest
from scope.operations import Operation, operations
from story.people import House, Person

ALL = operations()
STAND_INS = {"general_manager", "group_admin"}
STAFF_ONLY = [op for op in ALL if op.doors == {"session"}]
WITH_ID = [op for op in STAFF_ONLY if op.parameters]
SECURED = [op for op in ALL if op.doors]
IDS = [op.id for op in ALL]


def named(op: Operation) -> str:
    return op.id


@pytest.fixture(scope="module")
def house(embedded_house: House) -> House:
    return embedded_house


def ask(person: Person, op: Operation, ids: dict[str, str] | None = None) -> int:
    """The status of the operation with an empty body; ids that are not given are nobody's."""
    values = defaultdict(lambda: str(uuid4()), ids or {})
    headers = {"If-Match": '"1"'} if op.method in ("PATCH", "PUT") else {}
    body = None if op.method in ("GET", "DELETE") else {}
    return person.http.request(op.method, op.url(values), json=body, headers=headers).status_code


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


@pytest.mark.parametrize("op", SECURED, ids=named)
def test_nobody_gets_in_without_credentials(house: House, op: Operation) -> None:
    assert ask(Person(house.base_url), op) in (401, 404)


@pytest.fixture(scope="module")
def signed_out(house: House) -> Person:
    """Somebody whose session has ended."""
    account = house.card["accounts"][0]
    body = {"username": account["username"], "password": account["password"], "client": "phone"}
    signed = Person(house.base_url).post("/gateway/sessions", **body)
    person = Person(house.base_url, Authorization=f"Bearer {signed['access_token']}")
    assert person.http.delete("/gateway/sessions/current").status_code == 204
    return person


@pytest.mark.parametrize("op", STAFF_ONLY, ids=named)
def test_an_ended_session_opens_nothing(signed_out: Person, op: Operation) -> None:
    assert ask(signed_out, op) == 401


@pytest.mark.parametrize("op", STAFF_ONLY, ids=named)
def test_a_partners_key_opens_no_staff_door(house: House, op: Operation) -> None:
    assert ask(house.partner("车讯线索平台"), op) in (401, 403)


@pytest.mark.parametrize("op", [op for op in STAFF_ONLY if op.roles], ids=named)
def test_a_wrong_post_is_told_so(house: House, op: Operation) -> None:
    outsiders = [name for name, roles in accounts(house).items() if not roles & (op.roles | STAND_INS)]
    for username in outsiders[:2]:
        assert ask(house.staff(username), op) == 403


@pytest.mark.parametrize("op", WITH_ID, ids=named)
def test_what_is_another_stores_does_not_exist(house: House, op: Operation) -> None:
    things = _real_ids(house.base_url, str(op.collection), house.staff("gaoyuan"))
    if not things or "binjiang" in str(things[0]):
        return
    ids = {op.parameters[0]: str(things[0]["id"])}
    for username, roles in accounts(house).items():
        if store_of(house, username).startswith("滨江") and (not op.roles or roles & op.roles):
            status = ask(house.staff(username), op, ids)
            assert status in (403, 404, 422), f"{username}: {status}"
            if op.method == "GET" and op.service != "gateway":
                assert status == 404


@pytest.mark.parametrize("op", [op for op in WITH_ID if op.service != "gateway"], ids=named)
def test_what_is_another_advisers_does_not_exist(house: House, op: Operation) -> None:
    if op.roles and "sales_advisor" not in op.roles:
        return
    adviser, other = house.staff("chenxiao"), house.staff("lixiang")
    own = _real_ids(house.base_url, str(op.collection), adviser)
    others = {item["id"] for item in _real_ids(house.base_url, str(op.collection), other)}
    only_own = [item for item in own if item["id"] not in others and "customer_id" in item]
    if only_own and op.method == "GET":
        ids = {op.parameters[0]: str(only_own[0]["id"])}
        assert ask(other, op, ids) == 404
        assert ask(adviser, op, ids) != 404 or len(op.parameters) > 1
