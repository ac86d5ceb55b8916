"""Duplicates in what is there already: found by evidence, decided once."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from leads.customer.models import Customer
from leads.duplicate.policy import Glimpse, Reason, beside_the_name, score, similar_numbers
from leads.setting.file_quality import DuplicateSettings
from service_defaults.testkit.service import ServiceHarness
from sqlalchemy import update


async def file(client: httpx.AsyncClient, name: str, mobile: str, **more: Any) -> str:
    response = await client.post("/customers", json={"name": name, "mobile": mobile, **more})
    assert response.status_code == 201, response.text
    return str(response.json()["id"])


async def scan(leads: ServiceHarness, client: httpx.AsyncClient) -> list[dict[str, Any]]:
    started = await client.post("/duplicate-scans")
    assert started.status_code == 202, started.text
    await leads.drain()
    overview = (await client.get("/duplicates")).json()
    assert overview["scan"]["scanned"] == overview["scan"]["total"]
    assert overview["scan"]["finished_at"] is not None
    rows = (await client.get("/duplicate-pairs")).json()["items"]
    assert overview["open_pairs"] == len(rows)
    return list(rows)


async def test_a_scan_finds_pairs_with_their_evidence_and_remembers_decisions(
    leads: ServiceHarness, cast: SimpleNamespace
) -> None:
    async with leads.client(cast.adviser) as client:
        mail = [
            await file(client, name, f"1990000010{n}", email="x@example.com") for n, name in enumerate(("王芳", "芳芳"))
        ]
        slip = [await file(client, "赵一鸣", "19900002001"), await file(client, "赵一明", "19900002010")]
        await file(client, "刘洋", "19900003001")
        await file(client, "刘洋", "19911117777")
    async with leads.client(cast.manager) as client:
        pairs = await scan(leads, client)
        found = {frozenset((pair["one"]["id"], pair["other"]["id"])): pair for pair in pairs}
        assert found.keys() == {frozenset(mail), frozenset(slip)}
        assert found[frozenset(mail)]["reasons"] == ["same_email"]
        assert "x@example.com" not in str(pairs)
        assert found[frozenset(slip)]["reasons"] == ["similar_number", "same_name", "near_dates"]
        dismissed = await client.post(
            f"/duplicate-pairs/{found[frozenset(slip)]['id']}/dismissal", json={"note": "兄弟"}
        )
        assert dismissed.json()["state"] == "dismissed"
        assert [pair["id"] for pair in await scan(leads, client)] == [found[frozenset(mail)]["id"]]
        again = await client.post(f"/duplicate-pairs/{dismissed.json()['id']}/dismissal", json={})
        assert again.json()["code"] == "duplicate_pair_decided"
        await client.post(f"/duplicate-pairs/{dismissed.json()['id']}/reopening")
        merged = (await client.post("/merges", json={"kept_id": mail[0], "absorbed_id": mail[1]})).json()
        assert [pair["one"]["name"][:2] for pair in await scan(leads, client)] == ["赵一"]
        done = (await client.get("/duplicate-pairs?state=merged")).json()["items"]
        assert [pair["id"] for pair in done] == [found[frozenset(mail)]["id"]]
        await client.post(f"/merges/{merged['id']}/undoing", json={})
        assert len(await scan(leads, client)) == 1
        assert len((await client.get("/duplicate-pairs?state=dismissed")).json()["items"]) == 1


async def test_a_former_number_is_evidence(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    async with leads.client(cast.adviser) as client:
        one = await file(client, "孙丽", "19900004001")
        tag = (await client.get(f"/customers/{one}")).headers["ETag"]
        await client.patch(f"/customers/{one}", json={"mobile": "19900004002"}, headers={"If-Match": tag})
        await file(client, "丽丽", "19900004001")
    async with leads.client(cast.manager) as client:
        [pair] = await scan(leads, client)
    assert pair["reasons"] == ["former_number"]


async def test_the_night_looks_at_what_is_new_in_a_bounded_number_of_statements(
    leads: ServiceHarness, cast: SimpleNamespace
) -> None:
    async with leads.client(cast.manager) as client:
        await scan(leads, client)
    async with leads.client(cast.adviser) as client:
        for n in range(12):
            await file(client, "陈明", f"199000051{n:02d}")
    with leads.sql_count() as counts:
        await leads.advance(days=1)
    assert counts["total"] < 400
    async with leads.client(cast.manager) as client:
        overview = (await client.get("/duplicates")).json()
        assert overview["scan"]["since"] is not None
        assert overview["open_pairs"] > 0


async def test_names_alone_are_nobodys_duplicate(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    async with leads.client(cast.adviser) as client:
        old = await file(client, "李强", "19900006001")
        await file(client, "李强", "19900017777")
    async with leads.work() as work:
        past = leads.now.replace(year=2024)
        await work.session.execute(update(Customer).where(Customer.id == UUID(old)).values(created_at=past))
    async with leads.client(cast.manager) as client:
        assert await scan(leads, client) == []


async def test_scope(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    async with leads.client(cast.adviser) as client:
        for n in range(2):
            await file(client, "王芳", f"1990000700{n}", email="y@example.com")
        assert (await client.get("/duplicate-pairs")).status_code == 403
    async with leads.client(cast.manager) as client:
        [pair] = await scan(leads, client)
    async with leads.client(cast.foreign_manager) as client:
        assert (await client.get("/duplicate-pairs")).json()["items"] == []
        assert (await client.get(f"/duplicate-pairs/{pair['id']}")).status_code == 404
        assert (await client.post(f"/duplicate-pairs/{pair['id']}/dismissal", json={})).status_code == 404


RULES = DuplicateSettings()


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("199****0001", "199****0001", True),
        ("199****0001", "199****0007", True),
        ("199****0012", "199****0021", True),
        ("199****0012", "199****0034", False),
        ("919****0001", "199****0001", True),
        ("139****0001", "188****0001", False),
        ("021****6666", None, False),
        ("0215****66", "0215****66", False),
    ],
)
def test_a_slip_of_the_finger(one: str | None, other: str | None, *, alike: bool) -> None:
    assert similar_numbers(one, other) is alike
    assert similar_numbers(other, one) is alike


DIGITS = st.text("0123456789", min_size=7, max_size=7)


@given(DIGITS, DIGITS)
def test_likeness_is_mutual_and_everyone_is_like_themselves(one: str, other: str) -> None:
    mine, theirs = (f"{text[:3]}****{text[3:]}" for text in (one, other))
    assert similar_numbers(mine, mine)
    assert similar_numbers(mine, theirs) is similar_numbers(theirs, mine)


@given(st.sets(st.sampled_from(list(Reason))), st.sampled_from(list(Reason)))
def test_more_evidence_never_lowers_the_score(reasons: set[Reason], further: Reason) -> None:
    assert score(reasons | {further}, RULES) >= score(reasons, RULES)


def test_beside_the_name() -> None:
    one = Glimpse("199****0001", frozenset({"星越"}), 100)
    assert beside_the_name(one, Glimpse("188****7777", frozenset({"星越"}), 131), RULES) == [Reason.SAME_MODEL]
