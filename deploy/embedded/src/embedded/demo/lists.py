"""A list from a motor show is brought in, some of its rows refused; and a platform's lead waits for its number."""

import asyncio
from typing import Any

from embedded.demo.cast import Caller
from embedded.demo.house import BRAND, CAR_LINES, LEAD_PLATFORM
from embedded.demo.simulation import Life
from embedded.demo.stage import Stage

MINUTES_BEFORE = 25
_FAMILIES, _GIVEN = "赵钱孙李周吴郑王冯陈", ("志远", "雨桐", "建国", "欣怡", "浩然", "丽华")
_HEADINGS = "姓名,手机号,性别,意向车型,留资日期,备注"
_FAULTY = (
    "韩冰,1.99E+10,女,,,号码被表格改成了科学计数",
    "曹磊,1990000,男,,,号码不全",
    "沈悦,,女,,,只留了姓名",
    "赵志远,19900009000,男,,,同一个人登记了两次",
)
_ATTEMPTS = 300


async def lists(stage: Stage) -> Life:
    """On the morning of the present day."""
    marketing = stage.cast["luoman"]
    sent = await marketing.send(
        "leads", "/imports/files?name=上海春季车展留资表.csv", _table().encode("gb18030"), "application/octet-stream"
    )
    mapping = await _reached(marketing, sent["id"], "mapping")
    columns = [{"index": one["index"], "target": one["target"]} for one in mapping["layout"]["columns"]]
    options = {"source": "roadshow", "basis": "own_request", "provenance": "上海春季车展现场登记，客户本人填写"}
    path = f"/imports/{sent['id']}"
    await marketing.post("leads", f"{path}/mapping", columns=columns, options=options)
    await _reached(marketing, sent["id"], "checked")
    await marketing.post("leads", f"{path}/start")
    await _reached(marketing, sent["id"], "done")
    platform = stage.cast.partner(stage.partners[LEAD_PLATFORM.name], "xinghe")
    model = f"{BRAND} {CAR_LINES[0].series}"
    await platform.post(
        "leads",
        "/intake/json",
        leads=[
            {"id": "C20260601", "name": "范宁", "mobile": "19900009101", "model": model},
            {"id": "C20260602", "name": "苏晴", "mobile": "未授权", "model": model, "comments": "周六上午可以到店试驾"},
        ],
    )
    return
    yield


def _table() -> str:
    rows = [
        f"{_FAMILIES[number % 10]}{_GIVEN[number % 6]},1990000{9000 + number},{'男女'[number % 2]},"
        f"{BRAND} {CAR_LINES[number % len(CAR_LINES)].series},,{('想了解置换', '', '希望周末试驾')[number % 3]}"
        for number in range(36)
    ]
    return "\r\n".join(["上海春季车展客户登记表,,,,,", _HEADINGS, *rows, *_FAULTY])


async def _reached(caller: Caller, import_id: str, state: str) -> dict[str, Any]:
    """The import once its worker has brought it there."""
    for _ in range(_ATTEMPTS):
        one: dict[str, Any] = await caller.get("leads", f"/imports/{import_id}")
        if one["state"] == state:
            return one
        await asyncio.sleep(0.2)
    raise TimeoutError(f"the import is {one['state']}, not {state}: {one['problem']}")
