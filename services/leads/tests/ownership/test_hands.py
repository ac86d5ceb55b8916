"""Protection, disputes, hand-overs with a way back, a leaver's hand-over; through HTTP on a real database."""

from types import SimpleNamespace

import pytest
from contracts.leads import CustomerAssigned, OwnershipDisputed, OwnershipRuled
from leads.testkit import ask, call, choose, fill_pool, lead_of, pool, released
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.testkit.service import ServiceHarness, staff_principal


async def test_the_card_says_whose_and_how_long(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead = await lead_of(leads, cast.reception)
    path = f"/customers/{lead['customer_id']}/ownership"
    fresh = await ask(leads, cast.manager, "GET", path)
    assert (fresh["protection"]["state"], fresh["registered_by_name"]) == ("none", "何静")
    owner = next(who for who in vars(cast).values() if who.name == lead["owner_name"])
    await call(leads, owner, lead["lead_id"], outcome="no_answer")
    assert (await ask(leads, owner, "GET", path))["protection"]["state"] == "none"
    await call(leads, owner, lead["lead_id"])
    shielded = await ask(leads, owner, "GET", path)
    assert shielded["protection"]["state"] == "protected"
    assert shielded["protection"]["until"] == "2026-03-17T02:05:00Z"
    assert shielded["protection"]["limit_at"] == "2026-06-08T02:05:00Z"
    await ask(leads, cast.reception, "POST", "/visits", 201, mobile="19900000001")
    assert (await ask(leads, owner, "GET", path))["protection"]["limit_at"] is None
    await leads.advance(days=7)
    assert (await ask(leads, owner, "GET", path))["protection"]["state"] == "lapsed"
    stranger = next(who for who in (cast.adviser, cast.adviser2) if who.id != owner.id)
    await ask(leads, stranger, "GET", path, 404)


async def test_a_dispute_with_its_evidence(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead = await lead_of(leads, cast.adviser)
    await leads.advance(days=3)
    async with leads.client(cast.adviser2) as client:
        assert (await client.post("/leads", json={"mobile": "19900000001"})).status_code == 409
    body = {"mobile": "19900000001", "grounds": "received_first", "note": "客户上月车展由我接待"}
    dispute = await ask(leads, cast.adviser2, "POST", "/disputes", 201, **body)
    assert (dispute["claimant_name"], dispute["owner_name"], dispute["evidence"]) == ("周宁", "陈晓", None)
    [told] = await leads.events(OwnershipDisputed)
    assert str(told.claimant_id) == cast.adviser2.id
    twice = await ask(leads, cast.adviser3, "POST", "/disputes", 409, **body)
    assert twice["code"] == "dispute_open_already"
    own = await ask(leads, cast.adviser, "POST", "/disputes", 409, **body)
    assert own["code"] == "dispute_of_own"
    unknown = await ask(leads, cast.adviser2, "POST", "/disputes", 404, **body | {"mobile": "19900009999"})
    assert unknown["code"] == "disputed_customer_unknown"
    path = f"/disputes/{dispute['id']}"
    await ask(leads, cast.adviser3, "GET", path, 404)
    with leads.sql_count() as counted:
        seen = (await ask(leads, cast.supervisor, "GET", path))["evidence"]
    assert counted["total"] <= 8, counted
    assert (seen["registered_by_name"], seen["protection"]["state"]) == ("陈晓", "protected")
    assert seen["suggestion"] == {"ruling": "keep", "reasons": ["owner_protected"]}
    assert [side["party"] for side in seen["sides"]] == ["owner", "claimant"]
    assert "touchpoint" in {fact["kind"] for fact in seen["facts"]}
    await ask(leads, cast.adviser2, "POST", f"{path}/ruling", 403, ruling="keep", note="x")
    ruled = await ask(
        leads, cast.supervisor, "POST", f"{path}/ruling", ruling="split", claimant_percent=40, note="双方均有贡献"
    )
    assert ruled["shares"] == {cast.adviser.id: 60, cast.adviser2.id: 40}
    [event] = await leads.events(OwnershipRuled)
    assert (event.ruling, str(event.owner_id)) == ("split", cast.adviser.id)
    again = await ask(leads, cast.supervisor, "POST", f"{path}/ruling", 409, ruling="keep", note="x")
    assert again["code"] == "dispute_closed"
    line = await ask(leads, cast.adviser, "GET", f"/customers/{lead['customer_id']}/timeline")
    assert {"ownership_disputed", "ownership_ruled"} <= {entry["kind"] for entry in line["items"]}


async def test_a_ruling_can_hand_the_customer_over(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead = await lead_of(leads, cast.adviser)
    body = {"mobile": "19900000001", "grounds": "not_followed_up", "note": "三周没人联系"}
    dispute = await ask(leads, cast.adviser2, "POST", "/disputes", 201, **body)
    await leads.advance(days=20)
    assert await pool(leads, cast.manager) == [], "what is in dispute is not taken away"
    await ask(leads, cast.manager, "POST", f"/disputes/{dispute['id']}/ruling", ruling="transfer", note="保护期已过")
    assert (await ask(leads, cast.adviser2, "GET", f"/leads/{lead['lead_id']}"))["owner_name"] == "周宁"
    changes = (await ask(leads, cast.manager, "GET", f"/customers/{lead['customer_id']}/ownership"))["changes"]
    assert [(one["from_name"], one["to_name"], one["how"]) for one in changes] == [("陈晓", "周宁", "ruled")]


async def test_many_at_once_and_back(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    opened = [await lead_of(leads, cast.adviser, number) for number in range(1, 5)]
    ids = [one["lead_id"] for one in opened]
    away = (await lead_of(leads, cast.foreign_adviser, 9))["lead_id"]
    before = await ask(leads, cast.manager, "GET", f"/customers/{opened[0]['customer_id']}/ownership")
    preview = await ask(leads, cast.manager, "POST", "/transfers/preview", lead_ids=[*ids, away])
    assert (preview["customers"], preview["protected"], preview["missing"]) == (4, 4, 1)
    body = {"lead_ids": [*ids, away], "owner_id": cast.adviser2.id, "reason": "均衡负载"}
    done = await ask(leads, cast.manager, "POST", "/transfers", 201, **body)
    assert (done["customers"], done["shares"][0]["name"]) == (4, "周宁")
    assert sorted((one["ok"], one["code"]) for one in done["results"]) == [
        (False, "customer_not_found"), *([(True, None)] * 4),
    ]  # fmt: skip
    async with leads.client(cast.adviser2) as client:
        assert len((await client.get("/leads")).json()["items"]) == 4
    await call(leads, cast.adviser2, ids[1])
    await ask(leads, cast.adviser2, "POST", f"/leads/{ids[2]}/level", level="B", reason="改级")
    undone = await ask(leads, cast.manager, "POST", f"/transfers/{done['id']}/undo")
    assert (undone["undone"], undone["refused"]) == (2, 2)
    refused = {one["customer_id"] for one in undone["results"] if one["code"] == "changed_since"}
    assert refused == {opened[1]["customer_id"], opened[2]["customer_id"]}
    after = await ask(leads, cast.adviser, "GET", f"/customers/{opened[0]['customer_id']}/ownership")
    same = ("owner_id", "since", "how", "protection", "contact_at")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    again = await ask(leads, cast.manager, "POST", f"/transfers/{done['id']}/undo", 409)
    assert again["code"] == "undone_already"


async def test_undo_has_an_end_and_finds_the_pool_as_it_was(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    customer_id = await released(leads, cast.adviser)
    [before] = await pool(leads, cast.manager)
    body = {"customer_ids": [customer_id], "owner_id": cast.adviser3.id, "reason": "指派"}
    done = await ask(leads, cast.manager, "POST", "/transfers", 201, **body)
    assert await pool(leads, cast.manager) == []
    await ask(leads, cast.manager, "POST", f"/transfers/{done['id']}/undo")
    assert await pool(leads, cast.manager) == [before]
    late = await ask(leads, cast.manager, "POST", "/transfers", 201, **body)
    await leads.advance(minutes=10)
    expired = await ask(leads, cast.manager, "POST", f"/transfers/{late['id']}/undo", 409)
    assert expired["code"] == "undo_expired"
    await ask(leads, cast.foreign_manager, "POST", f"/transfers/{late['id']}/undo", 404)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"reason": "x", "owner_id": str(new_id())}, 422),
        ({"lead_ids": [str(new_id())], "reason": "x"}, 422),
        ({"lead_ids": [str(new_id())], "reason": "x", "mode": "pool", "owner_id": str(new_id())}, 422),
        ({"lead_ids": [str(new_id())] * 201, "reason": "x", "mode": "pool"}, 422),
        ({"lead_ids": [str(new_id())], "owner_id": str(new_id()), "reason": "x"}, 422),
    ],
)
async def test_bad_hand_overs(leads: ServiceHarness, cast: SimpleNamespace, body: dict, status: int) -> None:
    await ask(leads, cast.manager, "POST", "/transfers", status, **body)


async def test_a_leaver_leaves_nothing_behind(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    for number in range(1, 8):
        await lead_of(leads, cast.adviser, number)
    theirs = await lead_of(leads, cast.adviser2, 8)
    body = {"mobile": "19900000008", "grounds": "other", "note": "我先聊的"}
    await ask(leads, cast.adviser, "POST", "/disputes", 201, **body)
    preview = await ask(leads, cast.manager, "GET", f"/transfers/handover?staff_id={cast.adviser.id}")
    assert (preview["customers"], preview["open_leads"], preview["disputes"]) == (7, 7, 1)
    receipt = await ask(
        leads, cast.manager, "POST", "/transfers/handover", 201, staff_id=cast.adviser.id, reason="离职"
    )
    assert sorted(share["customers"] for share in receipt["shares"]) == [3, 4]
    assert {share["name"] for share in receipt["shares"]} == {"周宁", "吴桐"}
    assert (receipt["from_name"], receipt["disputes"], receipt["undo_until"]) == ("陈晓", 1, None)
    assert (await ask(leads, cast.manager, "GET", f"/transfers/handover?staff_id={cast.adviser.id}"))["customers"] == 0
    lines = (await ask(leads, cast.manager, "GET", f"/transfers/{receipt['id']}/lines"))["items"]
    assert {one["from_name"] for one in lines} == {"陈晓"}
    moved = await ask(leads, cast.manager, "GET", f"/leads/{theirs['lead_id']}")
    assert moved["owner_name"] == "周宁"
    why = await ask(leads, cast.manager, "GET", f"/customers/{lines[0]['customer_id']}/ownership")
    assert why["changes"][0]["why"]["candidates"]


async def test_nobody_to_receive_moves_nothing(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    await lead_of(leads, cast.adviser)
    quotas = [{"staff_id": one.id, "daily": 0} for one in (cast.adviser2, cast.adviser3)]
    await choose(leads, cast.manager, assignment={"quotas": quotas})
    refused = await ask(
        leads, cast.manager, "POST", "/transfers/handover", 409, staff_id=cast.adviser.id, reason="离职"
    )
    assert refused["code"] == "nobody_to_receive"
    assert (await ask(leads, cast.manager, "GET", f"/transfers/handover?staff_id={cast.adviser.id}"))["customers"] == 1


async def test_thousands_over_a_crowd_in_a_second(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    """2,759 leads over 82 advisers: the log of a peer took 81 seconds for it."""
    crowd = [staff_principal(Role.SALES_ADVISOR, name=f"顾问{n}") for n in range(79)]
    await leads.organise(*crowd)
    await fill_pool(leads, 2759)
    with leads.sql_count() as counted:
        done = await ask(
            leads, cast.manager, "POST", "/transfers", 201, unassigned=True, mode="rotation", reason="批量分配"
        )
    shares = [share["customers"] for share in done["shares"]]
    assert (done["customers"], len(shares)) == (2759, 82)
    assert max(shares) - min(shares) <= 1
    assert counted["total"] < 60, counted
    assert len(await leads.events(CustomerAssigned)) == 2759
