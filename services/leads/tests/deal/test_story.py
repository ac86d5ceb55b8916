"""Steps 5 to 10 of the story, through HTTP on a real database."""

from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.notifications import LoanDecided
from contracts.vocabulary import LoanStatus
from leads.public_link.service import hash_of
from service_defaults.testkit.service import link_principal

from contracts import leads as told

GROUPS = ("vehicle", "papers", "functions", "service", "club")
APPLICANT = {"id_no": "11010519491231002X", "monthly_income_fen": 1_500_000, "employer": "星河中学"}


async def _drive(shop: Any) -> None:
    cast = shop.cast
    demo = await shop.car(1, "demo", plate="沪AD12345", odometer_km=1200)
    body = {"customer_id": shop.customer_id, "car_id": demo, "starts_at": shop.at(hours=1)}
    drive = await shop.ok(cast.adviser, "POST", "/test-drives", body)
    path = f"/test-drives/{drive['id']}"
    assert drive["missing"] == ["licence", "agreement"]
    early = await shop.refused(
        cast.adviser, "POST", f"{path}/start", {"odometer_out_km": 1201}, status=409, code="test_drive_not_ready"
    )
    assert early["missing"] == ["licence", "agreement"]
    licence = {"licence_no": "11010519491231002X", "valid_until": "2030-01-01", "licence_class": "C1"}
    checked = await shop.ok(cast.adviser, "POST", f"{path}/licence-check", licence)
    assert "11010519491231002X" not in str(checked)
    signature = {"version": drive["agreement"]["version"], "signer": "王小明", "strokes": shop.strokes}
    assert "王小明" in drive["agreement"]["zh"]
    await shop.ok(cast.adviser, "POST", f"{path}/agreement", signature)
    await shop.ok(cast.adviser, "POST", f"{path}/start", {"odometer_out_km": 1201, "route": "A"})
    scores = {"power": 9, "comfort": 8}
    done = await shop.ok(cast.adviser, "POST", f"{path}/finish", {"odometer_in_km": 1215, "scores": scores})
    assert (done["status"], done["average_score"], done["car_odometer_km"]) == ("completed", 8.5, 1215)
    [booked], [completed] = (
        await shop.leads.events(told.TestDriveBooked),
        await shop.leads.events(told.TestDriveCompleted),
    )
    assert booked.model == "远航 E5 长续航版"
    assert completed.average_score == 8.5


async def _trade_in(shop: Any) -> str:
    cast = shop.cast
    body = {
        "customer_id": shop.customer_id,
        "brand": "大众",
        "series": "朗逸",
        "plate": "沪a·12345",
        "odometer_km": 80_000,
    }
    asked = await shop.ok(cast.adviser, "POST", "/appraisals", body)
    assert asked["plate"] == "沪A12345"
    appraiser = next(one for one in (cast.appraiser, cast.appraiser2) if one.id == asked["assignee_id"])
    path = f"/appraisals/{asked['id']}"
    found = {
        "odometer_km": 81_000,
        "body": [{"part": "door_fl", "damage": "HH", "degree": 2}],
        "failed": ["idle", "smell"],
        "findings": "左前门补漆",
    }
    inspected = await shop.ok(appraiser, "POST", f"{path}/inspection", found)
    assert (inspected["score"], inspected["grade"], inspected["accident"]) == (93.0, 1, False)
    value = {"value_fen": 5_000_000, "method": "market", "grounds": "近三月本店成交同款 3 台,均价 5.05 万"}
    await shop.ok(appraiser, "POST", f"{path}/valuation", value)
    offered = await shop.ok(appraiser, "POST", f"{path}/offer", {"amount_fen": 4_900_000})
    assert offered["offers"][0]["status"] == "open"
    accepted = await shop.ok(cast.adviser, "POST", f"{path}/acceptance")
    assert accepted["status"] == "accepted"
    [requested], [offer], [settled] = (
        await shop.leads.events(told.AppraisalRequested),
        await shop.leads.events(told.AppraisalOffered),
        await shop.leads.events(told.AppraisalSettled),
    )
    assert str(requested.appraiser_id) == asked["assignee_id"]
    # What the adviser's open panel follows between the request and the offer.
    steps = await shop.leads.events(told.AppraisalProgressed)
    assert [one.status for one in steps] == ["inspected", "valued"]
    assert {str(one.owner_id) for one in steps} == {cast.adviser.id}
    assert offer.amount_fen == 4_900_000
    assert settled.accepted
    return asked["id"]


async def _quote(shop: Any, appraisal_id: str) -> dict:
    terms = {
        "discount_fen": 800_000,
        "commercial_insurance_fen": 450_000,
        "extras": [{"name": "脚垫", "unit_fen": 50_000, "gift": True}, {"name": "行车记录仪", "unit_fen": 80_000}],
        "appraisal_id": appraisal_id,
        "loan": {"down_payment_fen": 8_080_000, "months": 36, "annual_rate": "3.88"},
    }
    cast = shop.cast
    preview = await shop.ok(cast.adviser, "POST", "/quotes/preview", {"model_id": shop.model_id, **terms})
    quote = await shop.quote(**terms)
    assert quote["breakdown"] == preview
    # 18,080,000 fen less VAT at 10 % is 1,600,000; half of it is waived for new energy in 2026.
    assert preview["price_fen"] == 18_080_000
    assert (preview["purchase_tax_fen"], preview["tax_relief_fen"]) == (800_000, 800_000)
    assert preview["total_fen"] == 18_080_000 + 800_000 + 95_000 + 450_000 + 50_000 + 80_000
    assert preview["payable_fen"] == preview["total_fen"] - 4_900_000
    assert preview["loan"]["principal_fen"] == 10_000_000
    assert (quote["status"], preview["given_away_fen"], preview["limit_fen"]) == ("needs_approval", 850_000, 566_400)
    [waiting] = await shop.ok(cast.manager, "GET", "/quotes/waiting")
    assert waiting["id"] == quote["id"]
    early = {"quote_id": quote["id"], "deposit_kind": "earnest", "deposit_fen": 1, "deposit_method": "cash"}
    await shop.refused(cast.adviser, "POST", "/orders", early, status=409, code="quote_not_approved")
    decision = {"approved": True, "note": "月末冲量"}
    await shop.refused(cast.adviser, "POST", f"/quotes/{quote['id']}/decision", decision, status=403, code="forbidden")
    decided = await shop.ok(cast.manager, "POST", f"/quotes/{quote['id']}/decision", decision)
    assert (decided["status"], decided["decided_by_name"]) == ("approved", "许岚")
    printed = await shop.ok(cast.adviser, "GET", f"/quotes/{quote['id']}/print")
    assert sum(line["amount_fen"] for line in printed["lines"]) == preview["payable_fen"]
    plan = await shop.ok(cast.adviser, "GET", f"/quotes/{quote['id']}/instalments")
    assert sum(one["principal_fen"] for one in plan) == 10_000_000
    [asked], [answered] = (
        await shop.leads.events(told.QuoteApprovalRequested),
        await shop.leads.events(told.QuoteDecided),
    )
    assert (asked.discount_fen, asked.limit_fen, answered.approved) == (850_000, 566_400, True)
    return quote


async def _loan(shop: Any, order: dict) -> str:
    cast = shop.cast
    body = {"order_id": order["id"], "partner_id": shop.bank, "applicant": APPLICANT}
    await shop.refused(cast.finance, "POST", "/loans", body, status=409, code="consent_missing")
    assert await shop.leads.events(told.LoanSubmitted) == []
    await shop.consent()
    partners = await shop.ok(cast.finance, "GET", f"/finance-partners?customer_id={shop.customer_id}")
    assert [one["consented"] for one in partners if one["id"] == shop.bank] == [True]
    loan = await shop.ok(cast.finance, "POST", "/loans", body)
    [submitted] = await shop.leads.events(told.LoanSubmitted)
    assert "11010519491231002X" not in submitted.model_dump_json()
    opened = shop.leads.service.platform.vault.open_from_transport(submitted.applicant_sealed)
    assert (opened["name"], opened["mobile"], opened["id_no"]) == ("王小明", "+8619900000001", "11010519491231002X")
    assert (submitted.principal_fen, submitted.term_months, submitted.annual_rate) == (10_000_000, 36, "3.88")
    return loan["id"]


def decided(loan: dict, status: LoanStatus, sequence: int, at: datetime, **more: Any) -> LoanDecided:
    return LoanDecided(
        loan_id=loan["id"],
        customer_id=loan["customer_id"],
        store_id=more.pop("store_id"),
        partner_id=loan["partner_id"],
        partner_application_no="XH-1",
        status=status,
        approved_fen=more.pop("approved_fen", None),
        reason=None,
        decided_at=at,
        sequence=sequence,
    )


async def test_from_test_drive_to_the_keys(shop: Any) -> None:
    cast, leads = shop.cast, shop.leads
    await _drive(shop)
    quote = await _quote(shop, await _trade_in(shop))
    order = await shop.order(quote, deposit_fen=1_000_000)
    path = f"/orders/{order['id']}"
    assert order["order_no"].startswith("DD20260310-")
    assert order["status"] == "placed"
    [placed] = await leads.events(told.OrderPlaced)
    assert placed.deposit_kind == "earnest"

    car = await shop.car(2)
    [matching] = await shop.ok(cast.adviser, "GET", f"{path}/matching-cars")
    assert (matching["id"], matching["cost_fen"]) == (car, None)
    await shop.ok(cast.adviser, "POST", f"{path}/allocation", {"car_id": car})
    loan_id = await _loan(shop, order)
    loan = await shop.ok(cast.finance, "GET", f"/loans/{loan_id}")

    cash = quote["breakdown"]["cash_due_fen"] - 1_000_000
    await shop.ok(cast.finance, "POST", f"{path}/payments", {"amount_fen": cash, "method": "transfer"})
    not_yet = await shop.refused(cast.adviser, "POST", f"{path}/delivery", {}, status=409, code="delivery_not_ready")
    assert not_yet["missing"] == ["loan", "invoice", "pdi", "checklist", "signatures"]

    approval = decided(loan, LoanStatus.APPROVED, 2, leads.now, store_id=order["store_id"], approved_fen=10_000_000)
    await leads.deliver(approval, approval)
    late = decided(loan, LoanStatus.DOCUMENTS_REQUIRED, 1, leads.now, store_id=order["store_id"])
    await leads.deliver(late)
    seen = await shop.ok(cast.finance, "GET", f"/loans/{loan_id}")
    assert (seen["status"], seen["covers_delivery"]) == ("approved", True)
    assert [one["outcome"] for one in seen["reports"]] == ["applied", "duplicate", "stale"]
    assert len(await leads.events(told.LoanStatusChanged)) == 1

    invoice = {"invoice_no": "No.1", "invoiced_on": "2026-03-10", "amount_fen": 18_080_000}
    await shop.ok(cast.finance, "POST", f"{path}/invoice", invoice)
    insurance = {"insurer": "星河财险", "compulsory_until": "2027-03-09", "commercial_until": "2027-03-10"}
    await shop.ok(cast.finance, "POST", f"{path}/insurance", insurance)
    await shop.ok(cast.adviser, "POST", f"{path}/plate", {"plate": "沪AD88888", "plated_on": "2026-03-10"})
    pdi = {"result": "passed", "technician": "老魏", "odometer_km": 12}
    await shop.ok(cast.servant, "POST", f"{path}/pdi", pdi)
    await shop.ok(cast.adviser, "POST", f"{path}/delivery-appointment", {"starts_at": shop.at(hours=3)})
    for group in GROUPS:
        await shop.ok(cast.adviser, "POST", f"{path}/delivery-checklist", {"group": group})
    for signer in ("customer", "adviser", "service_adviser"):
        body = {"signer": signer, "name": "某人", "strokes": shop.strokes}
        ready = await shop.ok(cast.adviser, "POST", f"{path}/delivery-signatures", body)
    assert ready["missing"] == []
    today = await shop.ok(cast.adviser, "GET", "/today")
    assert any("delivery" in str(item) for item in today["items"]), today

    handed = await shop.ok(cast.adviser, "POST", f"{path}/delivery", {"odometer_km": 15})
    assert handed["status"] == "handed_over"
    [event] = await leads.events(told.VehicleDelivered)
    assert event.vehicle.vin == matching["vin"]
    assert (event.vehicle.plate, event.vehicle.odometer_km, event.vehicle.new) == ("沪AD88888", 15, True)
    assert event.person_key
    assert event.paid_fen == quote["breakdown"]["payable_fen"]
    assert event.informed_partner_ids == (UUID(shop.bank),)
    assert str(event.loan_id) == loan_id
    assert str(event.service_adviser_id) in {cast.servant.id, cast.servant2.id}
    customer = await shop.ok(cast.adviser, "GET", f"/customers/{shop.customer_id}")
    assert (customer["lifecycle"], customer["open_lead"]) == ("owner", None)
    await shop.refused(cast.adviser, "POST", f"{path}/delivery", {}, status=409, code="order_step_refused")
    await _bought(shop)
    lines = await shop.ok(cast.adviser, "GET", f"/customers/{shop.customer_id}/timeline?limit=200")
    kinds = {line["kind"] for line in lines["items"]}
    assert {"test_drive_completed", "appraisal_accepted", "quote_approved", "order_placed", "loan_approved"} <= kinds
    assert {"vehicle_delivered", "appraisal_purchased", "used_car_stocked"} <= kinds
    assert "19900000001" not in str(lines)


async def _bought(shop: Any) -> None:
    """The traded-in car stands in the stock, without anyone having typed it in."""
    cast = shop.cast
    [used] = (await shop.ok(cast.manager, "GET", "/cars?kind=used&free=true"))["items"]
    assert (used["plate"], used["odometer_km"], used["status"]) == ("沪A12345", 81_000, "in_stock")
    assert (used["cost_fen"], used["price_fen"], used["age_days"]) == (4_900_000, 5_390_000, 0)
    assert (used["model"]["brand"], used["model"]["series"]) == ("大众", "朗逸")
    assert used["vin"].startswith("PG")
    tag = {"If-Match": f'"{used["version"]}"'}
    taken = (await shop.ok(cast.manager, "GET", "/cars?kind=new"))["items"]
    path = f"/cars/{used['id']}"
    if live := [car["vin"] for car in taken if car["status"] != "delivered"]:
        await shop.refused(cast.manager, "PATCH", path, {"vin": live[0]}, status=409, code="car_known", **tag)
    named = await shop.ok(cast.manager, "PATCH", path, {"vin": "LSVAA49J132047371"}, **tag)
    assert named["vin"] == "LSVAA49J132047371"
    shown = (await shop.ok(cast.manager, "GET", "/car-models?active=true&limit=200"))["items"]
    assert "大众" not in {model["brand"] for model in shown}


async def test_the_customer_follows_the_order_by_a_link(shop: Any) -> None:
    order = await shop.order()
    path = f"/orders/{order['id']}"
    link = await shop.ok(shop.cast.adviser, "POST", f"{path}/progress-link")
    secret = link["token"].removeprefix("leads_")
    holder = link_principal(hash_of(secret))
    page = await shop.ok(holder, "GET", "/public/order-progress")
    assert (page["customer_name"], page["order_no"]) == ("王**", order["order_no"])
    assert [step["code"] for step in page["steps"] if step["done"]] == ["ordered"]
    assert "1990000" not in str(page)
    again = await shop.ok(shop.cast.adviser, "POST", f"{path}/progress-link")
    await shop.refused(holder, "GET", "/public/order-progress", status=404, code="link_ended")
    newer = link_principal(hash_of(again["token"].removeprefix("leads_")))
    await shop.ok(newer, "GET", "/public/order-progress")
    await shop.ok(shop.cast.adviser, "POST", f"{path}/progress-link/revocation")
    await shop.refused(newer, "GET", "/public/order-progress", status=404, code="link_ended")
    await shop.refused(shop.cast.adviser, "GET", "/public/order-progress", status=403, code="forbidden")
