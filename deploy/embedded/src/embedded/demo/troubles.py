"""What goes wrong in a good house too: complaints at every step, a declined message, a partner that is overloaded."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from partner_simulator import Simulator

from embedded.demo.aftercare import one_step
from embedded.demo.simulation import ZONE, Life
from embedded.demo.stage import Stage

OUTAGE_DAYS_BEFORE = 20
CONSENT_DAYS_BEFORE = 12
_STEP = timedelta(minutes=40)


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint of an owner, begun `days` before the present and brought on by so many steps."""

    days: int
    steps: int
    title: str
    description: str
    category: str = "service_quality"
    source: str = "hotline"
    grade: str = "normal"
    declines: bool = False


CASES = (
    Case(0, 0, "保养后机油尺读数偏高", "昨天保养，今天自己看油尺超过上限", "repair_quality"),
    Case(1, 1, "精品脚垫与合同不符", "合同写的是全包围，装的是普通款", "sales", "in_store"),
    Case(1, 2, "车门关闭有异响", "右后门关门时有金属声，已拍视频", "product_quality", "online", "escalated"),
    Case(2, 3, "贷款结清证明迟迟未寄", "两周前说已寄出，一直没有收到", "finance_insurance", declines=True),
    Case(4, 5, "等待配件时间过长", "后视镜壳等了十天没有消息", "parts"),
    Case(5, 6, "接车时无人接待", "按预约时间到店，等了四十分钟"),
)


def begins_at(case: Case, present: datetime) -> datetime:
    """Twenty-five minutes ago, or a morning: then all its steps are done before the present, whatever its hour."""
    if not case.days:
        return present - timedelta(minutes=25)
    local = (present - timedelta(days=case.days)).astimezone(ZONE)
    return local.replace(hour=9, minute=12, second=0, microsecond=0).astimezone(present.tzinfo)


async def complaint(stage: Stage, number: int, case: Case) -> Life:
    owner = _owner(stage, number)
    desk = stage.cast["youjia"]
    opened = await desk.post(
        "aftersales",
        "/complaints",
        customer_id=owner["customer_id"],
        source=case.source,
        category=case.category,
        grade=case.grade,
        title=case.title,
        description=case.description,
    )
    stage.left_open.add(opened["id"])
    for _ in range(case.steps):
        yield _STEP
        row: dict[str, Any] = await desk.get("aftersales", f"/complaints/{opened['id']}")
        await one_step(stage, row)


async def no_more_messages(stage: Stage) -> Life:
    """Somebody allowed messages and thinks better of it: what would be sent later shows why it was not."""
    number = next(place for place, case in enumerate(CASES) if case.declines)
    path = f"/customers/{_owner(stage, number)['customer_id']}/consents"
    desk = stage.cast["youjia"]
    await desk.post("leads", path, purpose="service", wording_version="2026-01", evidence_kind="form")
    yield timedelta(days=5)
    await desk.post("leads", f"{path}/withdrawal", purpose="service", evidence="来电要求不再发送短信")


async def partner_outage(simulator: Simulator) -> Life:
    """The next delivery is refused once and goes through at the second try."""
    simulator.overload(1, about="leads.vehicle_delivered")
    return
    yield timedelta()


def _owner(stage: Stage, number: int) -> dict[str, Any]:
    """Of the first who got their keys, so that it is the same one all along."""
    return stage.owners[number * 2]
