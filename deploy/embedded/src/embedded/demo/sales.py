"""From the appraisal to the keys."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from embedded.demo.cast import Caller
from embedded.demo.house import BRAND, CAR_LINES, FINANCE_PARTNER, INSURER
from embedded.demo.plans import Plan, Reach
from embedded.demo.simulation import ZONE, in_opening_hours
from embedded.demo.stage import STROKES, Stage, days

Pauses = AsyncGenerator[timedelta, None]


@dataclass(slots=True)
class Sale:
    """One customer's deal; the adviser acts, the other posts help."""

    stage: Stage
    plan: Plan
    adviser: Caller
    lead: dict[str, Any]
    appraisal: dict[str, Any] | None = None
    order: dict[str, Any] = field(default_factory=dict)

    async def go_on(self) -> Pauses:
        """Everything the plan reaches after the test drive."""
        steps = (
            (Reach.APPRAISED, self._appraise),
            (Reach.QUOTED, self._quote_and_order),
            (Reach.ALLOCATED, self._prepare),
            (Reach.DELIVERED, self._deliver),
        )
        for reach, step in steps:
            if self.plan.reach < reach:
                return
            async for pause in step():
                yield pause

    async def _appraise(self) -> Pauses:
        if self.plan.trades_in is None:
            return
        make, model, year, odometer, value = self.plan.trades_in
        asked = await self.adviser.post(
            "leads",
            "/appraisals",
            customer_id=self.lead["customer_id"],
            lead_id=self.lead["id"],
            brand=make,
            series=model,
            model_year=year,
            odometer_km=odometer,
            plate=f"沪B{self.stage.random.randrange(10_000, 99_999)}",
        )
        path = f"/appraisals/{asked['id']}"
        appraiser = self.stage.cast.by_id(asked["assignee_id"])
        yield timedelta(minutes=45)
        body = [{"part": "hood", "damage": "HH", "degree": 1}]
        await self._inspect(appraiser, path, odometer, body)
        await appraiser.post(
            "leads", f"{path}/valuation", value_fen=value, method="market", grounds="近三个月同款成交三台，均价相近"
        )
        shown = await appraiser.get("leads", path)
        if shown["needs_approval"]:
            await self.stage.cast["wugang"].post("leads", f"{path}/approval")
        await self.adviser.post("leads", f"{path}/offer", amount_fen=value)
        yield timedelta(hours=2)
        if self.plan.reach > Reach.APPRAISED:
            self.appraisal = await self.adviser.post("leads", f"{path}/acceptance")

    async def _inspect(self, appraiser: Caller, path: str, odometer: int, body: list[dict[str, Any]]) -> None:
        worksheet = await appraiser.get("leads", "/appraisal-worksheet")
        body[0]["part"] = worksheet["body"]["parts"][0]["code"]
        body[0]["damage"] = worksheet["body"]["damages"][0]["code"]
        await appraiser.post(
            "leads", f"{path}/inspection", odometer_km=odometer, frame=[], body=body, failed=[], findings="漆面轻微划痕"
        )

    async def _quote_and_order(self) -> Pauses:
        car = CAR_LINES[self.plan.line]
        terms: dict[str, Any] = {
            "model_id": self.stage.models[self.plan.line],
            "colour": car.colours[0],
            "discount_fen": car.msrp_fen * self.stage.random.randrange(0, 3) // 100,
            "commercial_insurance_fen": 480_000,
            "extras": [{"kind": "accessory", "name": "全车贴膜", "quantity": 1, "unit_fen": 280_000, "gift": True}],
        }
        if self.appraisal:
            terms["appraisal_id"] = self.appraisal["id"]
        if self.plan.loan:
            terms["loan"] = {"down_payment_fen": car.msrp_fen * 4 // 10, "months": 36, "annual_rate": "3.99"}
        quote = await self.adviser.post(
            "leads", "/quotes", customer_id=self.lead["customer_id"], lead_id=self.lead["id"], **terms
        )
        if self.plan.reach < Reach.ORDERED:
            return
        yield days(self.stage, 1, 3)
        if quote["status"] == "needs_approval":
            await self.stage.cast["wugang"].post("leads", f"/quotes/{quote['id']}/decision", approved=True)
        promised = (self.stage.simulation.now + timedelta(days=14)).date()
        self.order = await self.adviser.post(
            "leads",
            "/orders",
            quote_id=quote["id"],
            deposit_kind="earnest",
            deposit_fen=500_000,
            deposit_method="wechat",
            promised_on=str(promised),
        )

    async def _prepare(self) -> Pauses:
        yield days(self.stage, 1, 4)
        path = f"/orders/{self.order['id']}"
        cars = await self.adviser.get("leads", f"{path}/matching-cars")
        await self.adviser.post("leads", f"{path}/allocation", car_id=cars[0]["id"])
        if self.plan.loan:
            await self._apply_for_loan(path)
            await self._loan_covers(path)
        if self.plan.reach < Reach.READY:
            return
        yield days(self.stage, 1, 3)
        finance = self.stage.cast["xunuo"]
        shown = await finance.get("leads", path)
        if shown["owed_fen"] > 0:
            await finance.post("leads", f"{path}/payments", amount_fen=shown["owed_fen"], method="transfer")
        now = self.stage.simulation.now.astimezone(ZONE)
        await finance.post(
            "leads",
            f"{path}/invoice",
            invoice_no=f"INV{self.order['order_no'][-8:]}",
            invoiced_on=str(now.date()),
            amount_fen=shown["price_fen"],
        )
        year_on = str(now.date() + timedelta(days=365))
        await finance.post(
            "leads",
            f"{path}/insurance",
            insurer=INSURER.name,
            compulsory_policy_no=f"JQ{self.order['order_no'][-8:]}",
            compulsory_until=year_on,
            commercial_policy_no=f"SY{self.order['order_no'][-8:]}",
            commercial_until=year_on,
        )

    async def _apply_for_loan(self, path: str) -> None:
        partner_id = str(self.stage.partners[FINANCE_PARTNER.name])
        await self.adviser.post(
            "leads",
            f"/customers/{self.lead['customer_id']}/consents",
            purpose="share",
            recipient_id=partner_id,
            recipient_name=FINANCE_PARTNER.name,
            wording_version="2026-01",
            evidence_kind="signature",
            evidence="展厅平板签署",
        )
        await self.adviser.post(
            "leads",
            "/loans",
            order_id=path.rsplit("/", 1)[1],
            partner_id=partner_id,
            applicant={"id_no": self.stage.identity_number(), "monthly_income_fen": 1_800_000, "employer": "示例公司"},
        )

    async def _deliver(self) -> Pauses:
        yield days(self.stage, 2, 5)
        path = f"/orders/{self.order['id']}"
        if self.plan.loan and not await self._loan_covers(path):
            return
        await self.stage.cast["dengkai"].post(
            "leads", f"{path}/pdi", result="passed", failed_items=[], technician="邓凯", odometer_km=35
        )
        starts = in_opening_hours(self.stage.simulation.now + timedelta(hours=20))
        await self.adviser.post("leads", f"{path}/delivery-appointment", starts_at=starts.isoformat())
        plate = f"沪A{self.stage.random.randrange(10_000, 99_999)}"
        await self.adviser.post("leads", f"{path}/plate", plate=plate, plated_on=str(starts.astimezone(ZONE).date()))
        yield starts - self.stage.simulation.now
        await self._hand_over(path)

    async def _loan_covers(self, path: str) -> bool:
        """Whether the partner has approved; the demo's partner answers within moments of the machine's time."""
        for _ in range(100):
            shown = await self.adviser.get("leads", path)
            if shown["loan"] and shown["loan"]["covers_delivery"]:
                return True
            await asyncio.sleep(0.05)
        return False

    async def _hand_over(self, path: str) -> None:
        checklist = await self.adviser.get("leads", "/delivery-checklist")
        for group in checklist["groups"]:
            await self.adviser.post("leads", f"{path}/delivery-checklist", group=group["code"])
        shown = await self.adviser.get("leads", f"{path}/delivery")
        signers = {
            "customer": self.plan.person.name,
            "adviser": self.adviser.principal.name,
            "service_adviser": shown["service_adviser_name"] or "沈航",
        }
        for signer, name in signers.items():
            await self.adviser.post("leads", f"{path}/delivery-signatures", signer=signer, name=name, strokes=STROKES)
        await self.adviser.post("leads", f"{path}/delivery", note=f"{BRAND}交车仪式已拍照")
        self.stage.owners.append({"customer_id": self.lead["customer_id"], "unhappy": self.plan.unhappy})
