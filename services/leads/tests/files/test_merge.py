"""Two files become one and two again; nobody loses a word."""

import asyncio
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from contracts.leads import CustomerAssigned, CustomerContactChanged, CustomerMerged, CustomerUnmerged
from leads.merge import policy
from service_defaults.testkit.service import ServiceHarness


async def file(client: httpx.AsyncClient, number: int, name: str, **more: Any) -> dict[str, Any]:
    body = {"name": name, "mobile": f"1990000{number:04d}", "source": "showroom", **more}
    response = await client.post("/customers", json=body)
    assert response.status_code == 201, response.text
    return dict(response.json())


async def lead_of(client: httpx.AsyncClient, customer_id: str, model: str) -> dict[str, Any]:
    body = {
        "customer_id": customer_id,
        "kind": "buy",
        "channel": "showroom",
        "source": "showroom",
        "wanted_model": model,
    }
    response = await client.post("/leads", json=body)
    assert response.status_code in (200, 201), response.text
    return dict(response.json())


async def read_all(client: httpx.AsyncClient, *ids: str) -> dict[str, Any]:
    """Everything that reads answer of these customers, without what any writing moves on."""
    found: dict[str, Any] = {}
    for one in ids:
        card = (await client.get(f"/customers/{one}")).json()
        card.pop("version", None)
        card.pop("file_score", None)
        found[one] = card
        found[f"{one} card"] = (await client.get(f"/customers/{one}/card")).json()["fields"]
        found[f"{one} consents"] = (await client.get(f"/customers/{one}/consents")).json()
    rows = (await client.get("/leads?limit=100")).json()["items"]
    found["leads"] = sorted(
        ({name: value for name, value in row.items() if name != "version"} for row in rows), key=lambda row: row["id"]
    )
    people = (await client.get("/customers?limit=100")).json()["items"]
    found["people"] = sorted(
        ({name: value for name, value in row.items() if name != "file_score"} for row in people),
        key=lambda row: row["id"],
    )
    for query in ("0001", "0002", "张伟", "李娜"):
        hits = (await client.get("/customers", params={"query": query})).json()["items"]
        found[f"search {query}"] = sorted(row["id"] for row in hits)
    return found


@pytest.fixture
async def two(leads: ServiceHarness, cast: SimpleNamespace) -> SimpleNamespace:
    async with leads.client(cast.adviser) as client:
        one = await file(client, 1, "张伟", email="one@example.com", city="上海")
        card = {"purpose": "family", "concerns": ["space"], "budget_max_fen": 20_000_000}
        await client.patch(f"/customers/{one['id']}/card", json=card, headers={"If-Match": '"0"'})
        await lead_of(client, one["id"], "星越")
    async with leads.client(cast.adviser2) as client:
        other = await file(client, 2, "李娜", gender="female", wechat="lina_wx")
        card = {"purpose": "commute", "concerns": ["price", "space"], "hobbies": ["徒步"]}
        await client.patch(f"/customers/{other['id']}/card", json=card, headers={"If-Match": '"0"'})
        await lead_of(client, other["id"], "远行")
    await leads.drain()
    return SimpleNamespace(one=one["id"], other=other["id"])


async def merge(client: httpx.AsyncClient, kept: str, absorbed: str, **choices: str) -> httpx.Response:
    named = {name.replace("__", "."): side for name, side in choices.items()}
    return await client.post("/merges", json={"kept_id": kept, "absorbed_id": absorbed, "choices": named})


async def test_one_file_answers_for_both(leads: ServiceHarness, cast: SimpleNamespace, two: SimpleNamespace) -> None:
    async with leads.client(cast.manager) as client:
        made = await merge(client, two.one, two.other, name="absorbed", mobile="absorbed", owner="absorbed")
        assert made.status_code == 201, made.text
        page = (await client.get(f"/customers/{two.other}")).json()
        assert page["id"] == two.one
        assert (page["name"], page["mobile_masked"], page["gender"], page["owner_name"]) == (
            "李娜",
            "199****0002",
            "female",
            "周宁",
        )
        assert {point["masked"] for point in page["contact_points"] if point["kind"] == "phone"} == {
            "199****0001",
            "199****0002",
        }
        assert [lead["wanted"] for lead in page["open_leads"]] == ["星越"]
        card = (await client.get(f"/customers/{two.other}/card")).json()["fields"]
        assert (card["purpose"], card["concerns"], card["hobbies"]) == ("family", ["space", "price"], ["徒步"])
        for query in ("0001", "0002", "张伟", "李娜"):
            hits = (await client.get("/customers", params={"query": query})).json()["items"]
            assert [row["id"] for row in hits] == [two.one], query
        kinds = [line["kind"] for line in (await client.get(f"/customers/{two.one}/timeline")).json()["items"]]
        assert kinds.count("customer_registered") == 2
        assert "customers_merged" in kinds
        known = await client.post("/customers", json={"name": "又来", "mobile": "19900000002"})
        assert known.status_code == 409
    [told] = await leads.events(CustomerMerged)
    assert (str(told.customer_id), str(told.into_id), told.revision) == (two.other, two.one, 1)
    assert str((await leads.events(CustomerAssigned))[-1].customer_id) == two.one
    assert str((await leads.events(CustomerContactChanged))[-1].customer_id) == two.one
    async with leads.client(cast.adviser2) as client:
        assert (await client.get(f"/customers/{two.one}")).status_code == 200
    async with leads.client(cast.adviser) as client:
        assert (await client.get(f"/customers/{two.other}")).status_code == 404


@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"name": "absorbed", "mobile": "absorbed", "email": "absorbed", "owner": "absorbed", "city": "absorbed"},
        {"lead__buying": "absorbed", "card__purpose": "absorbed", "card__concerns": "absorbed", "note": "both"},
        {"mobile": "absorbed", "wechat": "kept", "lead__buying": "absorbed", "owner": "absorbed"},
    ],
)
async def test_merge_then_unmerge_is_identity_on_what_reads_answer(
    leads: ServiceHarness, cast: SimpleNamespace, two: SimpleNamespace, choices: dict[str, str]
) -> None:
    async with leads.client(cast.manager) as client:
        before = await read_all(client, two.one, two.other)
        made = await merge(client, two.one, two.other, **choices)
        assert made.status_code == 201, made.text
        await leads.drain()
        assert await read_all(client, two.one, two.other) != before
        undone = await client.post(f"/merges/{made.json()['id']}/undoing", json={"note": "是两个人"})
        assert undone.status_code == 200, undone.text
        await leads.drain()
        assert await read_all(client, two.one, two.other) == before
        again = await client.post(f"/merges/{made.json()['id']}/undoing", json={})
        assert again.json()["code"] == "merge_already_undone"
        assert (await merge(client, two.one, two.other)).status_code == 201
    assert [event.revision for event in await leads.events(CustomerMerged)] == [1, 3]
    assert [event.revision for event in await leads.events(CustomerUnmerged)] == [2]


async def test_what_was_written_since_stays(leads: ServiceHarness, cast: SimpleNamespace, two: SimpleNamespace) -> None:
    async with leads.client(cast.manager) as client:
        made = (await merge(client, two.one, two.other, name="absorbed", city="kept")).json()
        page = await client.get(f"/customers/{two.one}")
        change = {"name": "李娜娜", "city": "苏州"}
        changed = await client.patch(f"/customers/{two.other}", json=change, headers={"If-Match": page.headers["ETag"]})
        assert changed.status_code == 200, changed.text
        await client.post(f"/merges/{made['id']}/undoing", json={})
        pages = [(await client.get(f"/customers/{one}")).json() for one in (two.one, two.other)]
    assert [(page["name"], page["city"]) for page in pages] == [("李娜娜", "苏州"), ("李娜", None)]


async def test_chains_resolve_and_come_apart_from_outside(
    leads: ServiceHarness, cast: SimpleNamespace, two: SimpleNamespace
) -> None:
    async with leads.client(cast.adviser) as client:
        third = (await file(client, 3, "张伟"))["id"]
    async with leads.client(cast.manager) as client:
        before = await read_all(client, two.one, two.other, third)
        inner = (await merge(client, two.one, two.other, name="absorbed")).json()
        outer = (await merge(client, third, two.one, name="absorbed")).json()
        assert (await client.get(f"/customers/{two.other}")).json()["id"] == third
        assert (await merge(client, two.other, third)).json()["code"] == "customers_already_merged"
        early = await client.post(f"/merges/{inner['id']}/undoing", json={})
        assert early.json()["code"] == "merge_undo_outer_first"
        for one in (outer, inner):
            assert (await client.post(f"/merges/{one['id']}/undoing", json={})).status_code == 200
        await leads.drain()
        assert await read_all(client, two.one, two.other, third) == before


async def test_each_into_the_other_at_once_merges_once(
    leads: ServiceHarness, cast: SimpleNamespace, two: SimpleNamespace
) -> None:
    async with leads.client(cast.manager) as client:
        answers = await asyncio.gather(merge(client, two.one, two.other), merge(client, two.other, two.one))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert len(await leads.events(CustomerMerged)) == 1


async def test_what_may_not_be_merged(leads: ServiceHarness, cast: SimpleNamespace, two: SimpleNamespace) -> None:
    async with leads.client(cast.adviser) as client:
        company = await file(client, 4, "云杉物流", kind="company", company={"fleet_size": 3})
        assert (await merge(client, two.one, two.other)).status_code == 403
    async with leads.client(cast.foreign_adviser) as client:
        foreign = await file(client, 5, "张伟")
    async with leads.client(cast.manager) as client:
        assert (await merge(client, two.one, company["id"])).json()["code"] == "merge_person_and_company"
        assert (await merge(client, two.one, foreign["id"])).status_code == 404
        assert (await merge(client, two.one, two.one)).json()["code"] == "customers_already_merged"
        unknown = await merge(client, two.one, two.other, shoe_size="kept")
        assert (unknown.status_code, unknown.json()["code"]) == (422, "merge_choice_unknown")
    async with leads.client(cast.foreign_manager) as client:
        assert (await merge(client, two.one, two.other)).status_code == 404


BOTH, WAY = "merge_both_ordering", "merge_other_way"


def standing(**more: Any) -> policy.Standing:
    return policy.Standing(**{"kind": "person", "store_id": "a", "live_orders": 0, "stage": 1, "created": 1.0, **more})


@pytest.mark.parametrize(
    ("kept", "absorbed", "code"),
    [
        (standing(), standing(), None),
        (standing(live_orders=1), standing(), None),
        (standing(), standing(live_orders=1), WAY),
        (standing(live_orders=2), standing(live_orders=1), BOTH),
        (standing(store_id="b"), standing(), "merge_other_store"),
        (standing(kind="company"), standing(), "merge_person_and_company"),
    ],
)
def test_obstacles(kept: policy.Standing, absorbed: policy.Standing, code: str | None) -> None:
    assert policy.obstacle(kept, absorbed) == code


async def test_the_preview_shows_both_and_proposes(
    leads: ServiceHarness, cast: SimpleNamespace, two: SimpleNamespace
) -> None:
    async with leads.client(cast.manager) as client:
        shown = (await client.get(f"/customers/{two.one}/merge-preview?absorbed_id={two.other}")).json()
    fields = {field["field"]: field for field in shown["fields"]}
    assert (fields["mobile"]["kept"], fields["mobile"]["absorbed"]) == ("199****0001", "199****0002")
    assert (fields["gender"]["chosen"], fields["name"]["chosen"], fields["card.concerns"]["chosen"]) == (
        "absorbed",
        "kept",
        "both",
    )
    assert fields["owner"]["kept"] == "陈晓"
    assert fields["lead.buying"]["absorbed"]["wanted"] == "远行"
    assert (shown["obstacle"], shown["better_kept_id"]) == (None, two.one)


async def test_lists_name_the_person_without_a_further_statement(
    leads: ServiceHarness, cast: SimpleNamespace, two: SimpleNamespace
) -> None:
    async def count(client: httpx.AsyncClient, path: str) -> int:
        with leads.sql_count() as counts:
            assert (await client.get(path)).status_code == 200
        return counts["total"]

    paths = (f"/customers/{two.one}", f"/customers/{two.one}/timeline", "/leads", "/customers", "/orders")
    async with leads.client(cast.manager) as client:
        before = [await count(client, path) for path in paths]
        await merge(client, two.one, two.other, name="kept", lead__buying="absorbed")
        assert [await count(client, path) for path in paths] == before
        [lead] = (await client.get("/leads")).json()["items"]
    assert (lead["customer_name"], lead["wanted"]) == ("张伟", "远行")


async def test_numbers_of_a_merged_person_are_recognised_by_intake(
    leads: ServiceHarness, cast: SimpleNamespace, two: SimpleNamespace
) -> None:
    async with leads.client(cast.manager) as client:
        await merge(client, two.one, two.other)
        body = {"name": "李娜", "mobile": "19900000002", "kind": "buy", "channel": "phone", "source": "phone_in"}
        touched = await client.post("/leads", json=body)
    assert touched.json()["customer_id"] == two.one, touched.text
