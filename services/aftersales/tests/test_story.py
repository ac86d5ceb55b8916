"""Step 12: the 3-day call-back, a low score, a complaint worked to its satisfaction call."""

from types import SimpleNamespace

import httpx
from contracts.aftersales import CareTaskCompleted, ComplaintClosed, ComplaintOpened, ComplaintProgressed
from contracts.leads import VehicleDelivered
from service_defaults.testkit.service import ServiceHarness

from contracts.examples import example

DELIVERY = example(VehicleDelivered)


def answers(**scores: int) -> list[dict]:
    full = {
        "overall": 9,
        "delivery_process": 9,
        "adviser": 10,
        "car_condition": 9,
        "functions_explained": 8,
        "recommend": 9,
    } | scores
    return [{"question": question, "score": score} for question, score in full.items()]


async def ok(request: httpx.Response, status: int = 200) -> dict:
    assert request.status_code == status, request.text
    return request.json()


async def three_day_task(client: httpx.AsyncClient) -> dict:
    queue = (await client.get("/care-tasks", params={"bucket": "today"})).json()["items"]
    (task,) = [each for each in queue if each["kind"] == "delivery_3d"]
    return task


async def test_from_a_low_score_to_a_satisfied_customer(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    await delivered.advance(days=3)
    async with (
        delivered.client(cast.crc) as crc,
        delivered.client(cast.service_manager) as manager,
        delivered.client(cast.gm) as gm,
    ):
        task = await three_day_task(crc)
        assert (task["customer_name"], task["mobile_masked"], task["assignee_name"]) == (
            "林女士",
            "199****1234",
            "何静",
        )
        body = {
            "answers": [*answers(car_condition=4), {"question": "wishes", "text": "右后门有异响"}],
            "note": "客户要求检查车门",
            "latent_need": "referral",
            "lead_wanted": True,
        }
        done = await ok(await crc.post(f"/care-tasks/{task['id']}/completion", json=body))
        assert (done["status"], done["lowest_score"], done["satisfaction"]) == ("done", 4, 9)
        assert done["questionnaire"]["code"] == "delivery_3d"
        assert len(done["answers"]) == 7

        board = await ok(await manager.get("/complaints/board"))
        (column,) = [each for each in board["columns"] if each["count"]]
        assert (column["status"], column["items"][0]["id"]) == ("opened", done["complaint_id"])
        complaint = await ok(await manager.get(f"/complaints/{done['complaint_id']}"))
        assert (complaint["source"], complaint["category"], complaint["grade"]) == (
            "call_back",
            "product_quality",
            "normal",
        )
        assert (complaint["assignee_name"], complaint["no"]) == ("高峰", "TS202600001")
        assert complaint["care_task_id"] == task["id"]
        words = complaint["title_params"]
        assert (complaint["title_code"], words["questionnaire_en"]) == ("low_score", done["questionnaire"]["title_en"])
        assert words["answers"][0]["en"]
        assert words["answers"][0]["zh"] in complaint["title"]
        assert words["answers"][0]["score"] == min(each["score"] for each in words["answers"])
        assert words["answers"][0]["zh"] not in complaint["description"]
        assert {clock["kind"]: clock["due_at"] for clock in complaint["clocks"]} == {
            "respond": "2026-03-13T04:05:00Z",
            "plan": "2026-03-14T02:05:00Z",
            "close": "2026-03-16T02:05:00Z",
        }
        assert complaint["next_steps"] == ["accept"]

        path = f"/complaints/{complaint['id']}"
        steps = [
            ("acceptance", {"note": "已致电致歉"}, "accepted"),
            ("investigation", {"findings": "门框密封条松动", "cause": "装配"}, "investigating"),
            ("proposal", {"proposal": "更换密封条并补偿", "compensation_fen": 200_000}, "proposed"),
        ]
        for step, body, status in steps:
            shown = await ok(await manager.post(f"{path}/{step}", json=body))
            assert shown["status"] == status
        assert (shown["compensation"], shown["next_steps"][0]) == ("pending", "decide_compensation")
        refused = await manager.post(f"{path}/agreement", json={"agreed": True})
        assert (refused.status_code, refused.json()["code"]) == (409, "compensation_undecided")
        assert (await manager.post(f"{path}/compensation-decision", json={"approved": True})).status_code == 403
        await ok(await gm.post(f"{path}/compensation-decision", json={"approved": True}))
        for step, body, status in [
            ("agreement", {"agreed": True}, "agreed"),
            ("execution", {}, "executing"),
            ("completion", {"note": "已更换"}, "verifying"),
        ]:
            shown = await ok(await manager.post(f"{path}/{step}", json=body))
            assert shown["status"] == status
        assert shown["warnings"] == ["caller_is_handler"]
        closed = await ok(await crc.post(f"{path}/satisfaction-call", json={"satisfied": True, "score": 9}))
        assert (closed["status"], closed["satisfied"], closed["warnings"]) == ("closed", True, [])
        assert closed["next_clock_at"] is None
        assert [step["step"] for step in closed["steps"]] == [
            "open",
            "accept",
            "investigate",
            "propose",
            "decide_compensation",
            "agree",
            "execute",
            "finish",
            "satisfied",
        ]
        board = await ok(await manager.get("/complaints/board"))
        assert (sum(each["count"] for each in board["columns"]), board["closed_this_month"]) == (0, 1)

        summary = await ok(await crc.get(f"/customers/{DELIVERY.customer_id}/summary"))
        assert (summary["vehicles"][0]["next_service_on"], summary["complaints"]) == ("2026-07-13", [])
        assert summary["last_satisfaction"]["score"] == 9
        assert len(summary["care_tasks"]) == 6
        timeline = await ok(await crc.get(f"/customers/{DELIVERY.customer_id}/timeline"))
        kinds = [item["kind"] for item in reversed(timeline["items"])]
        assert kinds[:2] == ["owner_file_opened", "maintenance_predicted"]
        assert {"complaint_opened", "care_task_completed", "complaint_progressed", "complaint_closed"} <= set(kinds)

    (completed,) = await delivered.events(CareTaskCompleted)
    assert (completed.lowest_score, completed.recommend_score, completed.lead_wanted) == (4, 9, True)
    (opened,) = await delivered.events(ComplaintOpened)
    assert str(opened.assignee_id) == cast.service_manager.id
    assert len(await delivered.events(ComplaintProgressed)) == 7
    (told,) = await delivered.events(ComplaintClosed)
    assert told.satisfied


async def test_good_scores_open_nothing_and_one_request_has_one_effect(
    delivered: ServiceHarness, cast: SimpleNamespace
) -> None:
    await delivered.advance(days=3)
    async with delivered.client(cast.crc) as crc:
        task = await three_day_task(crc)
        path, body = f"/care-tasks/{task['id']}/completion", {"answers": answers()}
        key = {"Idempotency-Key": "call-1"}
        first = await ok(await crc.post(path, json=body, headers=key))
        again = await ok(await crc.post(path, json=body, headers=key))
        assert (first, first["complaint_id"]) == (again, None)
        closed = await crc.post(path, json=body)
        assert (closed.status_code, closed.json()["code"]) == (409, "care_task_closed")
    assert len(await delivered.events(CareTaskCompleted)) == 1
    assert await delivered.events(ComplaintOpened) == []
