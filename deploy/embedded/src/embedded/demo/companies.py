"""The store's key accounts: opened, rated, visited by plan, agreed with and judged over the months."""

from datetime import timedelta
from typing import Any

from embedded.demo.cast import Caller
from embedded.demo.simulation import ZONE, Life
from embedded.demo.stage import Stage

_COMPANIES: tuple[dict[str, Any], ...] = (
    {
        "name": "远山物流集团有限公司",
        "mobile": "19900008001",
        "contact_name": "贺远",
        "account_type": "enterprise",
        "ratings": {"need": 5, "power": 4, "willingness": 4},
        "contacts": (("19900008002", "贺采云", "buyer", "采购经理"), ("19900008003", "方志平", "decider", "副总经理")),
        "fleet": (("东辰", "轻型货车", 46, "城配"), ("远航", "S6", 6, "公务")),
        "target": (12, 10),
        "discount": 40,
    },
    {
        "name": "晨星出行科技有限公司",
        "mobile": "19900008011",
        "contact_name": "苏晴",
        "account_type": "ride_hailing",
        "ratings": {"need": 4, "power": 3, "willingness": 3},
        "contacts": (("19900008012", "苏航", "influencer", "运营总监"),),
        "fleet": (("云雀", "E3", 120, "网约车"),),
        "target": (30, 8),
        "discount": 55,
    },
    {
        "name": "星河区教育服务中心",
        "mobile": "19900008021",
        "contact_name": "顾老师",
        "account_type": "institution",
        "ratings": {"need": 2, "power": 3, "willingness": 2},
        "contacts": (),
        "fleet": (("远航", "M8", 3, "校务"),),
        "target": (2, 4),
        "discount": 0,
    },
)
_MET = (
    ("progress", "讲了全生命周期成本，对方要求出对比表", "三天内送对比表"),
    ("no_change", "采购预算下季度才批", "季度末再访"),
    ("progress", "两位司机试驾了 S6，反馈好", "约副总面谈"),
    ("setback", "竞品给了更低的报价", "申请框架协议优惠"),
)


async def key_accounts(stage: Stage) -> Life:
    """One adviser's companies, a visit to each about every month; the branch of the first hangs below it."""
    adviser, manager = stage.cast["chenxiao"], stage.cast["wugang"]
    opened = []
    for company in _COMPANIES:
        opened.append(await _open(adviser, company, stage))
        yield timedelta(days=2)
    await adviser.post(
        "leads",
        "/key-accounts",
        name="远山物流苏州分公司",
        mobile="19900008031",
        contact_name="贺州",
        account_type="enterprise",
        parent_id=opened[0],
    )
    for turn in range(20):
        for place, account_id in enumerate(opened):
            await _visit(adviser, account_id, stage, _MET[(turn + place) % len(_MET)])
            yield timedelta(days=5)
        if turn == 1:
            await _agree(manager, opened[0], _COMPANIES[0], stage)
        if turn == 3:
            await _judge(manager, opened[0], stage)
        yield timedelta(days=12)


async def _open(adviser: Caller, company: dict[str, Any], stage: Stage) -> str:
    basics = {name: company[name] for name in ("name", "mobile", "contact_name", "account_type")}
    account = await adviser.post("leads", "/key-accounts", **basics)
    path = f"/key-accounts/{account['id']}"
    for mobile, name, role, title in company["contacts"]:
        await adviser.post("leads", path + "/contacts", mobile=mobile, name=name, role=role, title=title)
    for make, model, units, use in company["fleet"]:
        await adviser.post("leads", path + "/fleet", make=make, model=model, units=units, use=use)
    account = await adviser.get("leads", path)
    await adviser.patch("leads", path, account["version"], **company["ratings"])
    units, visits = company["target"]
    year = stage.simulation.now.astimezone(ZONE).year
    plan = {"target_units": units, "target_visits": visits, "strategy": "先换公务车，再谈整批更新"}
    await adviser.put("leads", f"{path}/plans/{year}", **plan)
    return str(account["id"])


async def _visit(adviser: Caller, account_id: str, stage: Stage, met: tuple[str, str, str]) -> None:
    """Report the visit that was planned, and plan the next; the last one planned lies ahead of the present."""
    path = f"/key-accounts/{account_id}"
    account = await adviser.get("leads", path)
    waiting = next((visit for visit in account["visits"] if visit["done_at"] is None), None)
    result, summary, step = met
    if waiting is None:
        soon = stage.simulation.now + timedelta(days=3, hours=1)
        await adviser.post("leads", path + "/visits", purpose="了解用车计划", planned_at=soon.isoformat())
        return
    ahead = (stage.simulation.now + timedelta(days=26, hours=2)).isoformat()
    report = {"result": result, "summary": summary, "next_step": step, "next_planned_at": ahead}
    await adviser.post("leads", f"{path}/visits/{waiting['id']}/result", **report)


async def _agree(manager: Caller, account_id: str, company: dict[str, Any], stage: Stage) -> None:
    today = stage.simulation.now.astimezone(ZONE).date()
    await manager.post(
        "leads",
        f"/key-accounts/{account_id}/agreements",
        agreement_no=f"KJ-{today:%Y}-01",
        valid_from=today.isoformat(),
        valid_until=(today + timedelta(days=365)).isoformat(),
        target_units=company["target"][0],
        discount_permille=company["discount"],
        terms="批量五台起享协议价，优先排产，专属服务顾问",
    )


async def _judge(manager: Caller, account_id: str, stage: Stage) -> None:
    await manager.post(
        "leads",
        f"/key-accounts/{account_id}/reviews",
        kind="quarter",
        day=stage.simulation.now.astimezone(ZONE).date().isoformat(),
        satisfaction=4,
        loyalty=3,
        judgement="决策链已打通，等预算批复",
        next_steps="下季度安排高层互访",
    )
