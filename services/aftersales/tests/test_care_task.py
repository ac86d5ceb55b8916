"""Working through the queue of call-backs."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from contracts.aftersales import CareTaskCompleted, CareTaskDue, ComplaintOpened
from contracts.leads import VehicleDelivered
from service_defaults.ids import new_id
from service_defaults.testkit.service import ServiceHarness, staff_changed
from sqlalchemy import text

from contracts.examples import example

DELIVERY = example(VehicleDelivered)
GOOD = [
    {"question": question, "score": 9}
    for question in ("overall", "delivery_process", "adviser", "car_condition", "functions_explained", "recommend")
]


async def task_id(harness: ServiceHarness, kind: str) -> str:
    async with harness.reading() as reading:
        statement = text("SELECT id FROM care_task WHERE kind = :kind")
        return str(await reading.session.scalar(statement, {"kind": kind}))


async def test_the_queue_by_day(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    await delivered.advance(days=3)
    async with delivered.client(cast.crc) as client:

        async def kinds(bucket: str, **more: Any) -> list[str]:
            with delivered.sql_count() as counts:
                page = (await client.get("/care-tasks", params={"bucket": bucket, **more})).json()
            assert counts["total"] <= 3
            return [row["kind"] for row in page["items"]]

        assert await kinds("overdue") == ["delivery_1d"]
        assert await kinds("today") == ["delivery_3d"]
        assert await kinds("coming") == ["delivery_7d"]
        assert await kinds("coming", coming_days=400) == [f"delivery_{day}d" for day in (7, 30, 90, 180, 365)]
        assert len(await kinds("open")) == 7
        assert await kinds("open", kind="delivery_30d") == ["delivery_30d"]
        counters = (await client.get("/care-tasks/counters")).json()
        assert counters == {"overdue": 1, "today": 1, "coming": 1, "done_today": 0}
        first = (await client.get("/care-tasks", params={"limit": 4})).json()
        rest = (await client.get("/care-tasks", params={"limit": 4, "cursor": first["next_cursor"]})).json()
        assert (len(rest["items"]), rest["next_cursor"]) == (3, None)
    async with delivered.client(cast.adviser) as client:
        mine = (await client.get("/care-tasks", params={"mine": True})).json()["items"]
        assert [row["kind"] for row in mine] == ["delivery_1d", "delivery_7d"]


async def test_three_vain_attempts_end_the_call(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    await delivered.advance(days=3)
    path = f"/care-tasks/{await task_id(delivered, 'delivery_3d')}"
    async with delivered.client(cast.crc) as client:
        assert (await client.get(path)).json()["next_attempt_proposal"] == "2026-03-13T06:00:00Z"
        first = (await client.post(f"{path}/attempts", json={"outcome": "no_answer"})).json()
        assert (first["status"], first["act_at"]) == ("in_progress", "2026-03-13T06:00:00Z")
        wanted = {"outcome": "call_later", "next_attempt_at": "2026-03-14T10:30:00+08:00"}
        second = (await client.post(f"{path}/attempts", json=wanted)).json()
        assert second["act_at"] == "2026-03-14T02:30:00Z"
        past = await client.post(f"{path}/attempts", json=wanted | {"next_attempt_at": "2026-03-01T00:00:00Z"})
        assert (past.status_code, past.json()["code"]) == (422, "next_attempt_in_past")
        third = (await client.post(f"{path}/attempts", json={"outcome": "busy"})).json()
        assert (third["status"], third["next_attempt_proposal"]) == ("unreachable", None)
        assert [(each["outcome"], each["actor_name"]) for each in third["attempts_log"]] == [
            ("no_answer", "何静"),
            ("call_later", "何静"),
            ("busy", "何静"),
        ]
        assert (await client.post(f"{path}/attempts", json={"outcome": "busy"})).status_code == 409


async def test_who_does_not_want_to_be_called_is_not_called(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    await delivered.advance(days=3)
    path = f"/care-tasks/{await task_id(delivered, 'delivery_3d')}/ending"
    async with delivered.client(cast.crc) as client:
        body = {"ending": "no_more", "note": "不希望再接到电话", "all_of_customer": True}
        assert (await client.post(path, json=body)).json()["status"] == "no_more"
        assert (await client.get("/care-tasks")).json()["items"] == []
        closed = (await client.get("/care-tasks", params={"bucket": "closed", "limit": 3})).json()
        more = await client.get("/care-tasks", params={"bucket": "closed", "limit": 4, "cursor": closed["next_cursor"]})
        assert {row["status"] for row in closed["items"] + more.json()["items"]} == {"no_more"}
        assert len(more.json()["items"]) == 4
    before = len(await delivered.events(CareTaskDue))
    await delivered.advance(days=365)
    assert len(await delivered.events(CareTaskDue)) == before


async def test_a_complaint_and_a_mileage_come_of_one_request(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    await delivered.advance(days=40)
    path = f"/care-tasks/{await task_id(delivered, 'delivery_30d')}/completion"
    answers = [{"question": "overall", "score": 8}, {"question": "store_service", "score": 6}]
    answers.append({"question": "recommend", "score": 6})
    async with delivered.client(cast.crc2) as client:
        body = {"answers": answers, "odometer_km": 4_012, "result": "follow_up"}
        done = (await client.post(path, json=body)).json()
        assert done["result"] == "follow_up"
        file = (await client.get(f"/owned-vehicles/{done['owned_vehicle_id']}")).json()
        assert (file["odometer_km"], file["maintenance"]["due_on"]) == (4_012, "2026-04-29")
        assert file["readings"][-1]["source"] == "call_back"
    (opened,) = await delivered.events(ComplaintOpened)
    assert (opened.category, opened.source) == ("service_quality", "call_back")


@pytest.mark.parametrize(
    ("answers", "code", "pointer"),
    [
        (GOOD[1:], "answer_missing", "/answers"),
        ([*GOOD[:5], {"question": "recommend", "yes": True}], "answer_wrong_kind", "/answers/5"),
        ([{"question": "overall", "score": 11}], "less_than_equal", "/answers/0/score"),
        ([*GOOD, {"question": "wishes", "text": "a\u0000b"}], "control_character", "/answers/6/text"),
    ],
)
async def test_bad_answers_leave_the_call_open(
    delivered: ServiceHarness, cast: SimpleNamespace, answers: list[Any], code: str, pointer: str
) -> None:
    path = f"/care-tasks/{await task_id(delivered, 'delivery_3d')}"
    async with delivered.client(cast.crc) as client:
        refused = await client.post(f"{path}/completion", json={"answers": answers})
        (fault,) = refused.json()["errors"]
        assert (refused.status_code, fault["code"], fault["pointer"]) == (422, code, pointer)
        assert (await client.get(path)).json()["status"] == "scheduled"
    assert await delivered.events(CareTaskCompleted) == []


async def test_scope_and_roles(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    crc_call, own_call = await task_id(delivered, "delivery_3d"), await task_id(delivered, "delivery_1d")
    expected = {
        "adviser": (200, 200),
        "other_adviser": (404, 404),
        "crc": (200, 200),
        "foreign_crc": (404, 404),
        "parts": (403, 403),
    }
    for who, statuses in expected.items():
        async with delivered.client(getattr(cast, who)) as client:
            found = [(await client.get(f"/care-tasks/{each}")).status_code for each in (crc_call, own_call)]
            assert (who, *found) == (who, *statuses)
    async with delivered.client(cast.crc) as client:
        body = {"assignee_id": cast.crc2.id}
        assert (await client.post(f"/care-tasks/{crc_call}/assignment", json=body)).status_code == 403
    async with delivered.client(cast.crm) as client:
        moved = (await client.post(f"/care-tasks/{crc_call}/assignment", json=body)).json()
        assert moved["assignee_name"] == "罗佳"
        foreign = await client.post(f"/care-tasks/{crc_call}/assignment", json={"assignee_id": cast.foreign_crc.id})
        assert (foreign.status_code, foreign.json()["code"]) == (422, "assignee_unknown")


async def test_agents_take_turns_and_the_absent_are_replaced(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    for _ in range(3):
        await delivered.deliver(DELIVERY.model_copy(update={"delivery_id": new_id()}))
    async with delivered.reading() as reading:
        statement = text("SELECT assignee_id FROM care_task WHERE kind = 'delivery_3d' ORDER BY id")
        agents = [str(each) for each in await reading.session.scalars(statement)]
    assert agents == [cast.crc.id, cast.crc2.id] * 2
    await delivered.deliver(staff_changed(cast.crc, revision=2, active=False))
    await delivered.advance(days=3)
    due = [event for event in await delivered.events(CareTaskDue) if event.kind == "delivery_3d"]
    assert {event.assignee_id for event in due} == {UUID(cast.crc2.id)}


async def test_a_call_back_of_ones_own(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    body = {"customer_id": str(DELIVERY.customer_id), "due_at": "2026-03-20T10:00:00+08:00", "note": "问候"}
    async with delivered.client(cast.crm) as client:
        made = (await client.post("/care-tasks", json=body)).json()
        assert (made["kind"], made["status"], made["due_on"]) == ("manual", "scheduled", "2026-03-20")
        for change, status in (
            ({"customer_id": str(new_id())}, 404),
            ({"questionnaire": "no_such"}, 404),
            ({"due_at": "2026-03-20T10:00:00"}, 422),
        ):
            assert (await client.post("/care-tasks", json=body | change)).status_code == status
    await delivered.advance(days=10)
    assert [event.due_at for event in await delivered.events(CareTaskDue) if event.kind == "manual"] == [
        datetime.fromisoformat("2026-03-20T02:00:00+00:00")
    ]


async def test_the_monthly_report_counts_what_was_due(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    await delivered.advance(days=8)
    async with delivered.client(cast.crc) as client:
        low = [{**each, "score": 4} if each["question"] == "adviser" else each for each in GOOD]
        path = f"/care-tasks/{await task_id(delivered, 'delivery_3d')}/completion"
        await client.post(path, json={"answers": low, "latent_need": "renewal"})
        path = f"/care-tasks/{await task_id(delivered, 'delivery_1d')}/attempts"
        await client.post(path, json={"outcome": "no_answer"})
        report = (await client.get("/care-tasks/report", params={"month": "2026-03"})).json()
        assert (report["due"], report["implemented"], report["successful"]) == (3, 2, 1)
        assert (report["implementation_rate"], report["success_rate"], report["complaints"]) == ("0.6667", "0.3333", 1)
        adviser = next(each for each in report["questions"] if each["question"] == "adviser")
        assert (adviser["average"], adviser["answers"], adviser["low"], adviser["kind"]) == (4.0, 1, 1, "scale")
        assert report["recommend"] == {"promoters": 1, "passives": 0, "detractors": 0, "nps": 100}
        assert report["needs"] == [{"need": "renewal", "count": 1}]
        empty = (await client.get("/care-tasks/report", params={"month": "2026-02"})).json()
        assert (empty["due"], empty["success_rate"]) == (0, None)
        assert (await client.get("/care-tasks/report", params={"month": "2026-13"})).status_code == 422
