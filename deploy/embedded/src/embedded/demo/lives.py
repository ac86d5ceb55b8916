"""How a customer's life goes: what each post does for them, in the order a dealership does it."""

from collections.abc import AsyncGenerator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from embedded.demo.adf import adf_document
from embedded.demo.cast import Caller, Refused
from embedded.demo.floor import hosted
from embedded.demo.house import BRAND, CAR_LINES, LEAD_PLATFORM
from embedded.demo.plans import Plan, Reach
from embedded.demo.sales import Sale
from embedded.demo.simulation import ZONE, Life, in_opening_hours
from embedded.demo.stage import STROKES, Stage, days

_REMARKS = (
    "看中空间和油耗，周末想带家人来看",
    "对比竞品，关注优惠和交期",
    "家里第二台车，主要接送孩子",
    "公司用车，关注税费和保养",
)


async def life(stage: Stage, plan: Plan) -> Life:
    """One customer from the first contact as far as the plan goes."""
    lead = await _arrive(stage, plan)
    adviser = stage.cast.by_id(lead["owner_id"])
    if plan.referred and stage.owners:
        await _name_referrer(stage, adviser, lead)
    if plan.reach is Reach.NEW:
        return
    yield timedelta(minutes=stage.random.randrange(1, 5))
    level = "H" if plan.reach >= Reach.TEST_DRIVEN else stage.random.choice("ABBC")
    await _call(stage, adviser, lead, level=level)
    if plan.reach >= Reach.VISITED:
        yield days(stage, 1, 3)
        await _come_by(stage, plan, adviser, lead)
    if plan.reach >= Reach.TEST_DRIVEN:
        yield timedelta(minutes=35)
        async for pause in _drive(stage, plan, adviser, lead):
            yield pause
    sale = Sale(stage, plan, adviser, lead)
    async for pause in sale.go_on():
        yield pause
    if plan.lost:
        yield days(stage, 3, 8)
        await _lose(stage, plan.lost, adviser, lead)


async def _lose(stage: Stage, reason: str, adviser: Caller, lead: dict[str, Any]) -> None:
    """战败: applied for by the adviser, approved by the sales manager."""
    rival = {"competitor_brand": "星途", "competitor_series": "X3"} if reason == "competitor" else {}
    case = await adviser.post(
        "leads", f"/leads/{lead['id']}/loss-cases", reason=reason, description="客户已明确表示不再考虑", **rival
    )
    if case["status"] == "pending":
        await stage.cast["wugang"].post("leads", f"/loss-cases/{case['id']}/approval")


async def _arrive(stage: Stage, plan: Plan) -> dict[str, Any]:
    car = CAR_LINES[plan.line]
    wanted = f"{BRAND} {car.series}"
    if plan.door == "platform":
        platform = stage.cast.partner(stage.partners[LEAD_PLATFORM.name], "xinghe")
        document = adf_document(plan, car, stage.simulation.now)
        answer = await platform.send("leads", "/intake/adf", document, "application/x-adf+xml")
        lead_id = answer["results"][0]["lead_id"]
    elif plan.door == "walk_in":
        desk = stage.cast["linxiaoman"]
        visit = await desk.post(
            "leads",
            "/visits",
            mobile=plan.person.mobile,
            name=plan.person.name,
            companions=stage.random.randrange(3),
            wanted=wanted,
        )
        await desk.post("leads", f"/visits/{visit['id']}/greeting")
        stage.simulation.begin(stage.simulation.now + timedelta(minutes=5), hosted(stage, visit))
        lead_id = visit["lead_id"]
    else:
        desk = stage.cast["linxiaoman"]
        opened = await desk.post(
            "leads",
            "/leads",
            mobile=plan.person.mobile,
            name=plan.person.name,
            channel="phone",
            source="friend",
            wanted_make=BRAND,
            wanted_model=car.series,
            wanted_year=2026,
        )
        lead_id = opened["lead"]["id"]
    return await _lead(stage, lead_id)


async def _lead(stage: Stage, lead_id: str) -> dict[str, Any]:
    lead: dict[str, Any] = await stage.cast["wugang"].get("leads", f"/leads/{lead_id}")
    return lead


async def _name_referrer(stage: Stage, adviser: Caller, lead: dict[str, Any]) -> None:
    path = f"/customers/{lead['customer_id']}"
    customer = await adviser.get("leads", path)
    referrer = stage.random.choice(stage.owners)["customer_id"]
    await adviser.patch("leads", path, customer["version"], referrer_customer_id=referrer)


async def _call(stage: Stage, adviser: Caller, lead: dict[str, Any], *, level: str) -> None:
    await adviser.post(
        "leads",
        f"/leads/{lead['id']}/follow-ups",
        method="phone",
        outcome="connected",
        level=level,
        note=stage.random.choice(_REMARKS),
    )
    with suppress(Refused):
        # Whoever was confirmed long ago needs no second word.
        await adviser.post("leads", f"/customers/{lead['customer_id']}/filing")


async def _come_by(stage: Stage, plan: Plan, adviser: Caller, lead: dict[str, Any]) -> None:
    if plan.door == "walk_in":
        await adviser.post("leads", f"/leads/{lead['id']}/stage", stage="visited")
        return
    desk = stage.cast["linxiaoman"]
    visit = await desk.post("leads", "/visits", mobile=plan.person.mobile, companions=stage.random.randrange(3))
    await desk.post("leads", f"/visits/{visit['id']}/greeting")
    await desk.post("leads", f"/visits/{visit['id']}/departure")


async def _drive(stage: Stage, plan: Plan, adviser: Caller, lead: dict[str, Any]) -> AsyncGenerator[timedelta, None]:
    drive = await _book_drive(stage, plan, adviser, lead)
    path = f"/test-drives/{drive['id']}"
    yield datetime.fromisoformat(drive["starts_at"]) - stage.simulation.now
    until = str((stage.simulation.now + timedelta(days=1500)).date())
    await adviser.post("leads", f"{path}/licence-check", licence_no=stage.identity_number(), valid_until=until)
    agreement = await adviser.get("leads", "/test-drive-agreement")
    await adviser.post(
        "leads",
        f"{path}/agreement",
        version=agreement["version"],
        language="zh",
        signer=plan.person.name,
        strokes=STROKES,
    )
    out = (await adviser.get("leads", path))["car_odometer_km"]
    await adviser.post("leads", f"{path}/start", odometer_out_km=out)
    yield timedelta(minutes=40)
    scores = {
        item: stage.random.randrange(6, 11) for item in ("power", "handling", "comfort", "space", "noise", "brakes")
    }
    await adviser.post(
        "leads", f"{path}/finish", odometer_in_km=out + 12, scores=scores, remarks="整体满意，想再比较一下隔音"
    )


async def _book_drive(stage: Stage, plan: Plan, adviser: Caller, lead: dict[str, Any]) -> dict[str, Any]:
    """The next free slot of the model's test car."""
    at = stage.simulation.now + timedelta(hours=25)
    for half_hours in range(96):
        starts = at + timedelta(minutes=30 * half_hours)
        if in_opening_hours(starts) != starts or starts.astimezone(ZONE).hour >= 17:
            continue
        try:
            booked: dict[str, Any] = await adviser.post(
                "leads",
                "/test-drives",
                customer_id=lead["customer_id"],
                lead_id=lead["id"],
                car_id=stage.test_cars[plan.line],
                starts_at=starts.isoformat(),
                minutes=45,
            )
        except Refused as refused:
            if refused.problem["code"] not in ("test_drive_car_taken", "test_drive_adviser_taken"):
                raise
        else:
            return booked
    raise RuntimeError("no slot in two days")
