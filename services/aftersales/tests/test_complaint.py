"""Complaints: opened by anybody, on the clock, in a closed loop."""

import asyncio
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import httpx
import pytest
from contracts.aftersales import ComplaintClosed, ComplaintOpened, ComplaintOverdue
from contracts.leads import VehicleDelivered
from service_defaults.ids import new_id
from service_defaults.testkit.service import ServiceHarness

from contracts.examples import example

DELIVERY = example(VehicleDelivered)
COMPLAINT = {
    "customer_id": str(DELIVERY.customer_id),
    "source": "in_store",
    "category": "sales",
    "title": "交车晚了两小时",
    "demand": "道歉",
}


async def opened(client: httpx.AsyncClient, **change: Any) -> dict[str, Any]:
    answer = await client.post("/complaints", json=COMPLAINT | change)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def step(client: httpx.AsyncClient, complaint: dict[str, Any], name: str, **body: Any) -> dict[str, Any]:
    answer = await client.post(f"/complaints/{complaint['id']}/{name}", json=body)
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


async def to_verification(client: httpx.AsyncClient, complaint: dict[str, Any]) -> dict[str, Any]:
    await step(client, complaint, "acceptance")
    await step(client, complaint, "proposal", proposal="当面致歉并赠送保养")
    await step(client, complaint, "agreement", agreed=True)
    return await step(client, complaint, "completion")


async def test_anybody_writes_it_down_and_the_right_manager_owns_it(
    delivered: ServiceHarness, cast: SimpleNamespace
) -> None:
    async with delivered.client(cast.adviser) as adviser, delivered.client(cast.parts) as parts:
        first = await opened(adviser)
        second = await opened(parts, category="parts", grade="major")
        third = await opened(parts, category="other")
    assert (first["assignee_name"], second["assignee_name"], third["assignee_name"]) == ("许岚", "高峰", "许岚")
    assert [each["no"] for each in (first, second, third)] == ["TS202600001", "TS202600002", "TS202600003"]
    assert [clock["kind"] for clock in second["clocks"]] == ["respond", "plan", "report", "close"]
    assert first["opened_by_name"] == "陈晓"
    async with delivered.client(cast.adviser, **{"Idempotency-Key": "once"}) as adviser:
        assert (await opened(adviser))["no"] == (await opened(adviser))["no"] == "TS202600004"
    assert len(await delivered.events(ComplaintOpened)) == 4


async def test_missed_clocks_climb_the_ladder_once_each(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    async with delivered.client(cast.crc) as client:
        complaint = await opened(client)
    await delivered.advance(hours=1, minutes=59)
    assert await delivered.events(ComplaintOverdue) == []
    await delivered.advance(days=4)
    told = await delivered.events(ComplaintOverdue)
    assert [event.clock for event in told] == ["respond", "plan", "close"]
    assert told[0].notify_ids[0] == UUID(cast.crm.id)
    assert UUID(cast.gm.id) not in told[0].notify_ids
    assert UUID(cast.gm.id) in told[1].notify_ids
    async with delivered.client(cast.crm) as client:
        shown = (await client.get(f"/complaints/{complaint['id']}")).json()
        assert (shown["title_code"], shown["title_params"]) == (None, None)
        assert (shown["overdue"], shown["missed_clocks"], shown["next_clock"]) == (True, 3, "respond")
        assert [each["step"] for each in shown["steps"]] == ["open", "overdue", "overdue", "overdue"]
        late = (await client.get("/complaints", params={"overdue": True, "mine": True})).json()["items"]
        assert [each["id"] for each in late] == [complaint["id"]]
        accepted = await step(client, complaint, "acceptance")
        respond = accepted["clocks"][0]
        assert respond["missed_at"] < respond["met_at"]
        assert accepted["next_clock"] == "plan"


async def test_kept_clocks_warn_nobody(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    async with delivered.client(cast.crm) as manager, delivered.client(cast.crc) as crc:
        complaint = await opened(crc)
        await to_verification(manager, complaint)
        await step(crc, complaint, "satisfaction-call", satisfied=True)
    await delivered.advance(days=10)
    assert await delivered.events(ComplaintOverdue) == []
    assert len(await delivered.events(ComplaintClosed)) == 1


async def test_a_dissatisfied_customer_opens_it_again(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    async with delivered.client(cast.crm) as manager, delivered.client(cast.crc) as crc:
        complaint = await opened(crc)
        await to_verification(manager, complaint)
        unreached = await step(crc, complaint, "satisfaction-call", reached=False, note="未接")
        assert unreached["status"] == "verifying"
        missing = await crc.post(f"/complaints/{complaint['id']}/satisfaction-call", json={})
        assert (missing.status_code, missing.json()["code"]) == (422, "satisfaction_missing")
        await delivered.advance(hours=1)
        again = await step(crc, complaint, "satisfaction-call", satisfied=False, score=3)
        assert (again["status"], again["reopened"], again["satisfied"]) == ("investigating", 1, False)
        assert (again["next_clock"], again["next_clock_at"]) == ("plan", "2026-03-11T03:05:00Z")
        await step(manager, complaint, "proposal", proposal="上门致歉")
        await step(manager, complaint, "agreement", agreed=False)
        await step(manager, complaint, "proposal", proposal="上门致歉并补偿", compensation_fen=50_000)
        await step(manager, complaint, "agreement", agreed=True)
        await step(manager, complaint, "completion")
        closed = await step(manager, complaint, "satisfaction-call", satisfied=True, score=8)
        assert (closed["status"], closed["compensation"], closed["warnings"]) == (
            "closed",
            "approved",
            ["caller_is_handler"],
        )
        reopened = await step(crc, complaint, "reopening", reason="异响又出现")
        assert (reopened["status"], reopened["reopened"], reopened["closed_at"]) == ("investigating", 2, None)


async def test_steps_out_of_turn_say_what_can_be_done(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    async with delivered.client(cast.crm, **{"Accept-Language": "en"}) as manager:
        complaint = await opened(manager)
        for name, body in (
            ("proposal", {"proposal": "x"}),
            ("agreement", {"agreed": True}),
            ("execution", {}),
            ("completion", {}),
            ("satisfaction-call", {"satisfied": True}),
            ("reopening", {"reason": "x"}),
        ):
            refused = await manager.post(f"/complaints/{complaint['id']}/{name}", json=body)
            assert (name, refused.status_code) == (name, 409)
            assert refused.json()["code"] == "complaint_step_refused"
            assert "accept" in refused.json()["detail"]


async def test_a_refused_compensation_asks_for_another_proposal(
    delivered: ServiceHarness, cast: SimpleNamespace
) -> None:
    async with delivered.client(cast.crm) as manager, delivered.client(cast.gm) as gm:
        complaint = await opened(manager)
        await step(manager, complaint, "acceptance")
        await step(manager, complaint, "proposal", proposal="退车款差额", compensation_fen=100_001)
        refused = await step(gm, complaint, "compensation-decision", approved=False, note="过高")
        assert (refused["status"], refused["compensation"]) == ("investigating", "rejected")
        again = await gm.post(f"/complaints/{complaint['id']}/compensation-decision", json={"approved": True})
        assert (again.status_code, again.json()["code"]) == (409, "no_compensation_pending")
        within = await step(manager, complaint, "proposal", proposal="补偿", compensation_fen=100_000)
        assert within["compensation"] == "approved"


async def test_grade_and_handler_can_be_changed(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    async with delivered.client(cast.crm) as manager, delivered.client(cast.gm) as gm:
        complaint = await opened(manager)
        graded = await step(manager, complaint, "grade", grade="major", reason="媒体介入")
        running = {clock["kind"]: clock["due_at"] for clock in graded["clocks"] if clock["replaced_at"] is None}
        assert running["report"] == "2026-03-11T02:05:00Z"
        assert "report" in graded["next_steps"]
        reported = await step(manager, complaint, "report", note="已当面汇报")
        assert "report" not in reported["next_steps"]
        graded = await step(manager, complaint, "grade", grade="escalated", reason="区域跟进")
        running = {clock["kind"]: clock["due_at"] for clock in graded["clocks"] if clock["replaced_at"] is None}
        assert running["close"] == "2026-03-15T02:05:00Z"
        moved = await step(manager, complaint, "assignment", assignee_id=cast.service_manager.id)
        assert moved["assignee_name"] == "高峰"
        stranger = await gm.post(f"/complaints/{complaint['id']}/assignment", json={"assignee_id": cast.parts.id})
        assert (stranger.status_code, stranger.json()["code"]) == (422, "assignee_unknown")


async def test_two_people_take_the_same_step(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    async with delivered.client(cast.crm) as one, delivered.client(cast.service_manager) as two:
        complaint = await opened(one)
        path = f"/complaints/{complaint['id']}/acceptance"
        answers = await asyncio.gather(one.post(path, json={}), two.post(path, json={}))
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        several = await asyncio.gather(*(opened(one) for _ in range(6)))
    assert len({each["no"] for each in several}) == 6


async def test_scope_and_roles(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    async with delivered.client(cast.crm) as client:
        complaint = await opened(client)
    for who, read, accept in (
        ("adviser", 200, 403),
        ("other_adviser", 404, 403),
        ("foreign_crc", 404, 404),
        ("parts", 403, 403),
        ("gm", 200, 200),
    ):
        async with delivered.client(getattr(cast, who)) as client:
            found = await client.get(f"/complaints/{complaint['id']}")
            done = await client.post(f"/complaints/{complaint['id']}/acceptance", json={})
            assert (who, found.status_code, done.status_code) == (who, read, accept)
    for who in ("other_adviser", "foreign_crc"):
        async with delivered.client(getattr(cast, who)) as client:
            assert (await client.post("/complaints", json=COMPLAINT)).status_code == 404


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"title": ""}, "/title"),
        ({"title": "a\u0000"}, "/title"),
        ({"category": "weather"}, "/category"),
        ({"customer_id": "x"}, "/customer_id"),
        ({"owner": "x"}, "/owner"),
    ],
)
async def test_bad_complaints_name_the_field(
    delivered: ServiceHarness, cast: SimpleNamespace, change: dict[str, Any], pointer: str
) -> None:
    async with delivered.client(cast.crm) as client:
        answer = await client.post("/complaints", json=COMPLAINT | change)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_the_car_must_be_the_customers(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    await delivered.deliver(
        DELIVERY.model_copy(update={"delivery_id": new_id(), "customer_id": new_id()}),
    )
    async with delivered.client(cast.crm) as client:
        cars = (await client.get("/owned-vehicles")).json()["items"]
        strange = next(each for each in cars if each["customer_id"] != str(DELIVERY.customer_id))
        answer = await client.post("/complaints", json=COMPLAINT | {"owned_vehicle_id": strange["id"]})
        assert (answer.status_code, answer.json()["code"]) == (422, "vehicle_of_another_customer")


async def test_list_and_board_take_few_statements(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    async with delivered.client(cast.crm) as client:
        made = [await opened(client) for _ in range(6)]
        await step(client, made[0], "acceptance")
        with delivered.sql_count() as counts:
            board = (await client.get("/complaints/board")).json()
        assert counts["total"] <= 4
        assert [(each["status"], each["count"]) for each in board["columns"] if each["count"]] == [
            ("opened", 5),
            ("accepted", 1),
        ]
        with delivered.sql_count() as counts:
            page = (await client.get("/complaints", params={"limit": 4, "open": True})).json()
        assert counts["total"] == 1
        more = {"limit": 4, "open": True, "cursor": page["next_cursor"]}
        rest = (await client.get("/complaints", params=more)).json()
        assert [each["no"] for each in page["items"] + rest["items"]] == [each["no"] for each in reversed(made)]
        filtered = (await client.get("/complaints", params={"status": "accepted", "category": "sales"})).json()
        assert [each["id"] for each in filtered["items"]] == [made[0]["id"]]
