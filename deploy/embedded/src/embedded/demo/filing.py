"""How the house keeps its files: cards filled in, confirmed or returned, duplicates found, the base gone through."""

from datetime import timedelta
from typing import Any

from embedded.demo.cast import Caller, Refused
from embedded.demo.house import ADVISERS
from embedded.demo.simulation import Life
from embedded.demo.stage import Stage

DAYS_BEFORE = 6
_TWINS: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    (
        {"name": "韩雨桐", "mobile": "19900009001", "email": "hanyutong@example.com", "city": "上海"},
        {"name": "韩雨彤", "mobile": "19900009010", "gender": "female", "wechat": "hanyt_88"},
    ),
    (
        {"name": "郭子豪", "mobile": "19900009021", "email": "guo.family@example.com", "gender": "male"},
        {"name": "郭先生", "mobile": "19900009033", "email": "guo.family@example.com", "city": "嘉兴"},
    ),
    (
        {"name": "谢静怡", "mobile": "19900009041", "gender": "female", "city": "苏州"},
        {"name": "谢静宜", "mobile": "19900009014", "wechat": "xiejingyi"},
    ),
)
_CARDS: tuple[dict[str, Any], ...] = (
    {
        "purchase_type": "replacement",
        "purpose": "family",
        "budget_min_fen": 16_000_000,
        "budget_max_fen": 20_000_000,
        "main_user": "spouse",
        "concerns": ["space", "safety", "range"],
        "decision_makers": [{"relation": "配偶", "role": "decides"}, {"relation": "父亲", "role": "influences"}],
        "decision_cycle": "days_15",
        "explicit_needs": ["后排能放两个儿童座椅"],
        "implicit_needs": ["担心旧车残值"],
        "competitors": [{"brand": "长风", "model": "凯悦"}],
        "current_car": "长风 凯越 1.5L",
        "profession": "教师",
        "family": "两个孩子，老人同住",
        "hobbies": ["露营"],
    },
    {
        "purchase_type": "first",
        "purpose": "commute",
        "budget_max_fen": 16_500_000,
        "main_user": "self",
        "concerns": ["price", "configuration"],
        "decision_makers": [{"relation": "本人", "role": "decides"}],
        "decision_cycle": "days_30",
        "explicit_needs": ["智能驾驶辅助"],
        "payment_plan": "loan",
        "profession": "设计师",
    },
    {
        "purchase_type": "additional",
        "purpose": "business",
        "budget_min_fen": 25_000_000,
        "budget_max_fen": 32_000_000,
        "concerns": ["brand", "service"],
        "decision_cycle": "days_7",
        "buying_power": "high",
        "current_car": "远航 S6",
    },
)
_ANSWERS = (
    "interested",
    "interested",
    "interested",
    "not_interested",
    "unreachable",
    "dead_number",
    "bought_elsewhere",
)


async def file_keeping(stage: Stage) -> Life:
    """The last days before the present: the state in which the demo opens its files."""
    manager, supervisor = stage.cast["wugang"], stage.cast["zhoumin"]
    files = [await _file(stage, number, one) for number, pair in enumerate(_TWINS) for one in pair]
    yield timedelta(days=1)
    cards = [one for username in ADVISERS for one in await _fill(stage, username)]
    yield timedelta(hours=3)
    await _judge(supervisor, cards)
    await manager.post("leads", "/duplicate-scans")
    yield timedelta(days=1)
    await manager.post(
        "leads",
        "/merges",
        kept_id=files[4],
        absorbed_id=files[5],
        choices={"wechat": "absorbed"},
        note="电话核实为同一人",
    )
    levels = {"levels": ["H", "A", "B", "C"]}
    take = await manager.post("leads", "/stock-takes", name="一季度客户盘点", wanted=levels)
    for _ in range(2):
        yield timedelta(days=1)
        for username in ADVISERS:
            await _go_through(stage, stage.cast[username], take["id"])


async def _file(stage: Stage, number: int, person: dict[str, Any]) -> str:
    """The second of two is registered by a colleague who did not ask."""
    adviser = stage.cast[ADVISERS[(number + len(person)) % len(ADVISERS)]]
    customer = await adviser.post("leads", "/customers", source="walk_in", **person)
    wish = {"wanted_make": "远航", "wanted_model": "X5 1.5T 舒适版" if number != 1 else "S6 双擎尊享版"}
    lead = await adviser.post(
        "leads", "/leads", customer_id=customer["id"], kind="buy", channel="showroom", source="walk_in", **wish
    )
    lead_id = lead.get("lead_id") or lead["id"]
    said = {"method": "phone", "outcome": "connected", "level": "B", "note": "确认意向，约下周到店"}
    await adviser.post("leads", f"/leads/{lead_id}/follow-ups", **said)
    return str(customer["id"])


async def _fill(stage: Stage, username: str) -> list[str]:
    """An adviser writes up the customers whom they work on: some cards well, some thinly."""
    adviser = stage.cast[username]
    leads = await adviser.get("leads", "/leads", limit=12)
    written: list[str] = []
    for number, lead in enumerate(leads["items"]):
        if number % 4 == 3:
            continue
        customer = lead["customer_id"]
        card = await adviser.get("leads", f"/customers/{customer}/card")
        fields = _CARDS[(number + stage.random.randrange(2)) % len(_CARDS)]
        await adviser.patch("leads", f"/customers/{customer}/card", card["version"], **fields)
        written.append(customer)
    return written


async def _judge(supervisor: Caller, customers: list[str]) -> None:
    """Most are confirmed, two come back, the rest wait."""
    waiting = [row["customer_id"] for row in (await supervisor.get("leads", "/files", limit=100))["items"]]
    mine = [one for one in customers if one in waiting]
    if mine[:2]:
        await supervisor.post("leads", "/files/returning", customer_ids=mine[:2], reason="请补充预算和决策人")
    if mine[2:-5]:
        await supervisor.post("leads", "/files/confirmation", customer_ids=mine[2:-5])


async def _go_through(stage: Stage, adviser: Caller, take_id: str) -> None:
    """A third of what is left a day."""
    items = (await adviser.get("leads", f"/stock-takes/{take_id}/items", done=False, limit=60))["items"]
    for item in items[: max(1, len(items) // 3)]:
        try:
            await adviser.post("leads", f"/stock-take-items/{item['id']}/answer", result=stage.random.choice(_ANSWERS))
        except Refused:
            # The customer went to a colleague meanwhile.
            continue
