"""An advertising platform sends clues in its own JSON, a preview among them, and hears what became of them."""

import json
from datetime import timedelta
from typing import Any

from embedded.demo.house import AD_PLATFORM, BRAND, CAR_LINES
from embedded.demo.simulation import Life
from embedded.demo.stage import Stage

DAYS_BEFORE = 6
_PRESET = "feiyu"


async def clues(stage: Stage) -> Life:
    """The map is kept from a preset; of four clues two become leads, and one of those visits."""
    path = f"/partner-maps/{stage.partners[AD_PLATFORM.name]}"
    marketing = stage.cast["luoman"]
    presets = await marketing.get("leads", "/partner-maps/presets")
    chosen = next(one["map"] for one in presets["items"] if one["code"] == _PRESET)
    await marketing.choose("leads", path, 0, **chosen)
    yield timedelta(minutes=40)
    platform = stage.cast.partner(stage.partners[AD_PLATFORM.name], "xinghe")
    document = json.dumps(_document(int(stage.simulation.now.timestamp())), ensure_ascii=False).encode()
    answer = await platform.send("leads", "/intake/partner", document, "application/json")
    leads = [one for one in answer["results"] if one["lead_id"] and one["owner"]]
    yield timedelta(minutes=3)
    for lead in leads:
        adviser = stage.cast.by_id(lead["owner"]["staff_id"])
        body = {"method": "phone", "outcome": "connected", "level": "A", "note": "已加微信，发了配置表"}
        await adviser.post("leads", f"/leads/{lead['lead_id']}/follow-ups", **body)
    yield timedelta(days=1, minutes=35)
    visit = await stage.cast["linxiaoman"].post(
        "leads", "/visits", mobile=_mobile(0), name="段晓蕾", wanted=f"{BRAND} {CAR_LINES[3].series}"
    )
    await stage.cast["linxiaoman"].post("leads", f"/visits/{visit['id']}/greeting")
    yield timedelta(minutes=50)
    await stage.cast["linxiaoman"].post("leads", f"/visits/{visit['id']}/departure")


def _mobile(number: int) -> str:
    return f"1990000920{number}"


def _document(at: int) -> dict[str, Any]:
    """As a pull of 飞鱼 answers: two people, a preview of the advertisement, and one without a number."""
    return {
        "status": "success",
        "count": 4,
        "data": [
            _clue(
                0,
                at - 900,
                name="段晓蕾",
                gender=2,
                remark_dict={"意向车型": CAR_LINES[3].series, "购车时间": "一个月内"},
            ),
            _clue(
                1, at - 600, name="樊志强", gender=1, remark_dict={"意向车型": CAR_LINES[0].series, "是否置换": "是"}
            ),
            _clue(2, at - 300, name="未命名", clue_source=4),
            _clue(3, at - 60, name="柳青", telphone="", remark_dict={"意向车型": CAR_LINES[1].series}),
        ],
    }


def _clue(number: int, at: int, **more: Any) -> dict[str, Any]:
    return {
        "clue_id": f"683143436187572{6350 + number}",
        "clue_source": 1,
        "clue_type": 0,
        "create_time": str(at),
        "telphone": _mobile(number),
        "gender": 0,
        "location": "上海+上海",
        "city_name": "",
        "address": "-",
        "appname": "抖音",
        "ad_plan_name": "春季新车_信息流_03",
        "remark_dict": {},
        "store": {"store_name": "", "store_id": 0},
        **more,
    }
