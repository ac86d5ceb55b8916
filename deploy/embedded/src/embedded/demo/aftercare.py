"""The months after the keys: the relations desk calls back, complaints are worked, cars are handed over to service."""

from datetime import timedelta
from typing import Any

from embedded.demo.simulation import Life
from embedded.demo.stage import Stage

_GOOD, _BAD = (8, 9, 9, 10, 10), (4, 5, 6)


async def relations_desk(stage: Stage) -> Life:
    """Once a day: whoever is due is called by the person it is assigned to, complaints move on a step."""
    while True:
        desk = stage.cast["tangwei"]
        for bucket in ("overdue", "today"):
            page = await desk.get("aftersales", "/care-tasks", bucket=bucket, limit=50)
            for row in page["items"]:
                await _call(stage, row)
        await _work_complaints(stage)
        await _accept_cars(stage)
        yield timedelta(hours=23, minutes=40)


async def _call(stage: Stage, row: dict[str, Any]) -> None:
    caller = stage.cast.by_id(row["assignee_id"]) if row["assignee_id"] else stage.cast["youjia"]
    if stage.random.random() < 0.12:
        await caller.post("aftersales", f"/care-tasks/{row['id']}/attempts", outcome="no_answer")
        return
    task = await caller.get("aftersales", f"/care-tasks/{row['id']}")
    unhappy = any(o["customer_id"] == row["customer_id"] and o["unhappy"] for o in stage.owners)
    bad = unhappy and row["kind"] == "delivery_3d"
    answers = [_answer(stage, question, bad=bad) for question in task["questionnaire"]["questions"]]
    await caller.post(
        "aftersales",
        f"/care-tasks/{row['id']}/completion",
        answers=[answer for answer in answers if answer],
        note="客户反映交车讲解太匆忙" if bad else "用车正常",
    )


def _answer(stage: Stage, question: dict[str, Any], *, bad: bool) -> dict[str, Any] | None:
    code, kind = question["code"], question["kind"]
    if kind == "scale":
        return {"question": code, "score": stage.random.choice(_BAD if bad else _GOOD)}
    if kind == "yes_no":
        return {"question": code, "yes": True}
    if kind == "choice":
        return {"question": code, "choice": question["options"][0]["code"]}
    return None


async def _work_complaints(stage: Stage) -> None:
    """One step of the loop a day for each open complaint; the youngest stay for the visitor to look at."""
    manager = stage.cast["qinling"]
    page = await manager.get("aftersales", "/complaints", open=True, limit=50)
    for row in page["items"]:
        if row["id"] not in stage.left_open:
            await one_step(stage, row)


async def one_step(stage: Stage, row: dict[str, Any]) -> None:
    """What follows in the loop, by whoever does it."""
    handler = stage.cast["qinling"]
    path = f"/complaints/{row['id']}"
    steps: dict[str, tuple[str, dict[str, Any]]] = {
        "opened": ("acceptance", {"note": "已致电客户，说明由我负责"}),
        "accepted": ("investigation", {"findings": "交车当天同时三台，讲解时间不足", "cause": "交车排期过密"}),
        "investigating": ("proposal", {"proposal": "上门补讲功能，赠送一次精洗"}),
        "proposed": ("agreement", {"agreed": True}),
        "agreed": ("execution", {}),
        "executing": ("completion", {"note": "已上门讲解"}),
    }
    if row["status"] in steps:
        action, body = steps[row["status"]]
        await handler.post("aftersales", f"{path}/{action}", **body)
    elif row["status"] == "verifying":
        await stage.cast["youjia"].post("aftersales", f"{path}/satisfaction-call", satisfied=True, score=8)


async def _accept_cars(stage: Stage) -> None:
    adviser = stage.cast["shenhang"]
    page = await adviser.get("aftersales", "/owned-vehicles", acceptance="waiting", limit=50)
    for row in page["items"]:
        await adviser.post("aftersales", f"/owned-vehicles/{row['id']}/acceptance", note="已与客户互加联系方式")
