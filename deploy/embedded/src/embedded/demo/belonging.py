"""Whose customer is it: the pool, a warning, a dispute, defeats that wait and are verified. Played by their rules."""

from datetime import datetime, timedelta
from typing import Any

from embedded.demo.cast import Refused
from embedded.demo.house import BRAND, CAR_LINES
from embedded.demo.simulation import Life
from embedded.demo.stage import Stage

DAYS_BEFORE = 36
_NAMES = (
    "贺子墨",
    "蒋思远",
    "沈佳宁",
    "陆一凡",
    "苏雨桐",
    "顾晨曦",
    "夏天佑",
    "白若溪",
    "方景行",
    "秦可欣",
    "罗文博",
    "丁以宁",
)
_TOO_BUSY = "近期交车多，跟进不过来"
_BUSY = ("chenxiao", "wangyue", "lixiang")
_HEARD = (
    ("confirmed", None, "客户确认已选择其他方案"),
    ("differs", "late_follow_up", "客户说两周没人联系，才去了别家"),
    ("confirmed", None, "价格差距较大，属实"),
)


def _mobile(number: int) -> str:
    return f"1990000{8800 + number}"


async def belonging(stage: Stage, present: datetime) -> Life:
    """Five weeks of it; what is open at the end is there for the supervisor to look at."""
    # Nobody of the phone team works these off: the pool warns and takes them by itself.
    for number, level in ((0, "H"), (1, "A"), (2, "H")):
        await _registered(stage, "sunyan", number, level)
    yield _until(stage, present, days=27)
    await _registered(stage, "sunyan", 3, "A")
    given_back = [await _registered(stage, name, 4 + number, "B") for number, name in enumerate(_BUSY)]
    yield _until(stage, present, days=12)
    for name, lead in zip(_BUSY, given_back, strict=True):
        await stage.cast[name].post(
            "leads", f"/customers/{lead['customer_id']}/release", reason="近期交车多，跟进不过来"
        )
    yield timedelta(hours=2)
    await _claimed(stage, "zhaoyiming", given_back[0])
    yield _until(stage, present, days=5)
    await _registered(stage, "chenxiao", 8, "A")
    yield _until(stage, present, days=2)
    await _verified(stage)
    await _disputed(stage, "lixiang", 8)
    fresh = await _registered(stage, "wangyue", 9, "B")
    yield timedelta(hours=3)
    case = await _applied(stage, "wangyue", fresh, reason="price", description="差价 8000 元，谈了三次没有让步空间")
    await stage.cast["wugang"].post("leads", f"/loss-cases/{case['id']}/approval", note="同意，请客服核实")
    yield _until(stage, present, minutes=45)
    waiting = await _registered(stage, "lixiang", 10, "C")
    await _applied(
        stage,
        "lixiang",
        waiting,
        reason="competitor",
        competitor_brand="星途",
        competitor_series="X3",
        description="竞品送五年保养，周末已交定金",
    )


def _until(stage: Stage, present: datetime, *, days: int = 0, minutes: int = 0) -> timedelta:
    return present - timedelta(days=days, minutes=minutes) - stage.simulation.now


async def _registered(stage: Stage, username: str, number: int, level: str) -> dict[str, Any]:
    """An adviser writes a caller down and speaks with them once."""
    car = CAR_LINES[number % len(CAR_LINES)]
    caller = stage.cast[username]
    opened = await caller.post(
        "leads",
        "/leads",
        mobile=_mobile(number),
        name=_NAMES[number],
        channel="dcc" if username == "sunyan" else "phone",
        source="friend",
        wanted_make=BRAND,
        wanted_model=car.series,
        wanted_year=2026,
    )
    lead: dict[str, Any] = opened["lead"]
    await caller.post(
        "leads",
        f"/leads/{lead['id']}/follow-ups",
        method="phone",
        outcome="connected",
        level=level,
        note="了解了预算和用车场景，约下次详谈",
    )
    return lead


async def _claimed(stage: Stage, username: str, lead: dict[str, Any]) -> None:
    taken = await stage.cast[username].post("leads", f"/pool/{lead['customer_id']}/claim")
    await stage.cast[username].post(
        "leads", f"/leads/{taken['lead_id']}/follow-ups", method="phone", outcome="connected", note="接手后首次联系"
    )


async def _disputed(stage: Stage, username: str, number: int) -> None:
    """A colleague registers the same caller, is refused, and claims them with grounds."""
    try:
        await stage.cast[username].post("leads", "/leads", mobile=_mobile(number), channel="showroom", source="walk_in")
    except Refused as refused:
        if refused.problem["code"] != "customer_protected":
            raise
    await stage.cast[username].post(
        "leads",
        "/disputes",
        mobile=_mobile(number),
        grounds="received_first",
        note="上个月车展上由我接待并留了名片，客户今天到店点名找我",
    )


async def _applied(stage: Stage, username: str, lead: dict[str, Any], **why: str) -> dict[str, Any]:
    case: dict[str, Any] = await stage.cast[username].post("leads", f"/leads/{lead['id']}/loss-cases", **why)
    return case


async def _verified(stage: Stage) -> None:
    """The relations desk makes the calls that have come together."""
    desk = stage.cast["youjia"]
    calls = await desk.get("leads", "/loss-verifications", limit=50)
    for number, call in enumerate(calls["items"]):
        result, found, note = _HEARD[number % len(_HEARD)]
        same = found == call["reason"]
        real = {"found_reason": found} if found and not same else {}
        said = "confirmed" if same else result
        await desk.post("leads", f"/loss-verifications/{call['id']}/report", result=said, note=note, **real)
