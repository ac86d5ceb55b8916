"""The main job, end to end: thirteen steps through the gateway's door, on real input, nobody typing what is known."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from story.people import House, Person, wait_for

ADF = """<?xml version="1.0" encoding="UTF-8"?>
<adf><prospect status="new">
  <id source="chexun">story-{mobile}</id>
  <requestdate>{at}</requestdate>
  <vehicle interest="buy" status="new"><year>2026</year><make>远航</make><model>X5</model></vehicle>
  <vehicle interest="trade-in" status="used"><year>2018</year><make>启明</make><model>Q3</model>
    <odometer status="original" units="km">92500</odometer></vehicle>
  <customer><contact><name part="full">欧阳静怡</name><phone type="voice">{mobile}</phone>
    <address><city>上海</city><country>CN</country></address></contact>
    <comments>周末想试驾,家里旧车置换</comments></customer>
  <vendor><vendorname>星河路 4S 店</vendorname></vendor><provider><name part="full">汽车之家</name></provider>
</prospect></adf>"""
# Between the numbers that the demo deals out from below, those of its lists (from 8000) and the browser's story.
MOBILE, OTHER_MOBILE = "19900007950", "19900007951"
STROKES = "M10 40 L30 20 L50 45 L70 18 L90 42"


class Story:
    """What the steps hand on to one another."""

    lead: dict[str, Any]
    customer_id: str
    owner: Person
    appraisal: dict[str, Any]
    quote: dict[str, Any]
    order: dict[str, Any]
    complaint_id: str


@pytest.fixture(scope="module")
def story(house: House) -> Story:
    """Begins anew on each house."""
    return Story()


def now(house: House) -> datetime:
    return datetime.fromisoformat(house.staff("wugang").get("/gateway/clock")["business_time"])


def document(house: House, mobile: str = MOBILE) -> bytes:
    return ADF.format(mobile=mobile, at=now(house).isoformat(timespec="seconds")).encode()


def advance(house: House, days: int) -> None:
    """Whatever becomes due has to be waited for: services in other processes hear of the hour by event."""
    house.staff("wugang").post("/gateway/clock/advance", days=days)


def test_01_a_platform_sends_a_lead(house: House, story: Story) -> None:
    answer = house.partner("车讯线索平台").send("/leads/intake/adf", document(house), "application/x-adf+xml")
    result = answer["results"][0]
    assert (result["outcome"], result["kind"], result["customer_name"]) == ("accepted", "buy", "欧阳静怡")
    assert result["vehicle"] == {"make": "远航", "model": "X5", "year": 2026}
    assert result["trade_in"]["model"] == "Q3"
    story.customer_id = result["customer_id"]
    story.owner = house.staff(result["owner"]["username"])
    story.lead = story.owner.get(f"/leads/leads/{result['lead_id']}")


def test_02_it_stands_on_the_advisers_day_with_a_running_clock(house: House, story: Story) -> None:
    item = next(i for i in story.owner.get("/leads/today")["items"] if i["lead_id"] == story.lead["id"])
    assert item["reason"] == "response_running"
    due = datetime.fromisoformat(item["due_at"]) - datetime.fromisoformat(story.lead["created_at"])
    assert due == timedelta(minutes=5)
    assert item["mobile_masked"] == f"199****{MOBILE[-4:]}"
    again = house.partner("车讯线索平台").send("/leads/intake/adf", document(house), "text/xml")["results"][0]
    assert (again["outcome"], again["customer_id"]) == ("duplicate", story.customer_id)
    assert story.owner.get(f"/leads/leads/{story.lead['id']}/assignment")["candidates"]


def test_03_the_adviser_logs_the_call(story: Story) -> None:
    path = f"/leads/leads/{story.lead['id']}"
    proposed = story.owner.get(f"{path}/next-contact", level="H")
    logged = story.owner.post(f"{path}/follow-ups", method="phone", outcome="connected", level="H")
    assert logged["follow_up"]["first_response"]
    assert logged["lead"]["stage"] == "contacted"
    assert logged["lead"]["next_contact_at"][:10] == proposed["proposed_at"][:10]


def test_04_reception_registers_who_comes(house: House, story: Story) -> None:
    desk = house.staff("linxiaoman")
    visit = desk.post("/leads/visits", mobile=MOBILE)
    assert visit["customer_id"] == story.customer_id
    assert desk.post("/leads/visits", anonymous=True)["anonymous"]
    assert story.owner.get(f"/leads/leads/{story.lead['id']}")["stage"] == "visited"


def test_05_a_test_drive_cannot_be_booked_twice(house: House, story: Story) -> None:
    day = (now(house) + timedelta(days=1)).astimezone().date()
    calendar = story.owner.get("/leads/test-drives/calendar", day=str(day))
    car = next(c for c in calendar["cars"] if "X5" in c["model"] and not c["busy"])
    slot = {"customer_id": story.customer_id, "car_id": car["id"], "starts_at": calendar["opens_at"], "minutes": 45}
    drive = story.owner.post("/leads/test-drives", lead_id=story.lead["id"], **slot)
    other = house.staff(next(name for name in ("chenxiao", "lixiang") if house.staff(name) is not story.owner))
    walk_in = house.staff("linxiaoman").post("/leads/visits", mobile=OTHER_MOBILE, name="段可欣")
    stranger = {**slot, "customer_id": walk_in["customer_id"]}
    manager = house.staff("wugang")
    taken = manager.refused("POST", "/leads/test-drives", 409, **stranger)
    assert taken["code"] in ("test_drive_car_taken", "test_drive_adviser_taken")
    assert other is not story.owner
    path = f"/leads/test-drives/{drive['id']}"
    not_ready = story.owner.refused("POST", f"{path}/start", 409, odometer_out_km=1300)
    assert set(not_ready["missing"]) == {"licence", "agreement"}
    story.owner.post(
        f"{path}/licence-check", licence_no="990101198804127735", valid_until=str(day + timedelta(days=900))
    )
    agreement = story.owner.get("/leads/test-drive-agreement")
    signed = {"version": agreement["version"], "language": "zh", "signer": "欧阳静怡", "strokes": STROKES}
    story.owner.post(f"{path}/agreement", **signed)
    out = story.owner.get(path)["car_odometer_km"]
    story.owner.post(f"{path}/start", odometer_out_km=out)
    scores = dict.fromkeys(("power", "handling", "comfort", "space", "noise", "brakes"), 8)
    done = story.owner.post(f"{path}/finish", odometer_in_km=out + 9, scores=scores)
    assert done["average_score"] == 8
    assert story.owner.get(f"/leads/leads/{story.lead['id']}")["stage"] == "test_driven"


def test_06_the_old_car_is_appraised_and_the_offer_accepted(house: House, story: Story) -> None:
    asked = story.owner.post(
        "/leads/appraisals",
        customer_id=story.customer_id,
        lead_id=story.lead["id"],
        brand="启明",
        series="Q3",
        model_year=2018,
        odometer_km=92_500,
    )
    appraiser = house.staff(house.username_of(asked["assignee_id"]))
    path = f"/leads/appraisals/{asked['id']}"
    appraiser.post(f"{path}/inspection", odometer_km=92_600, frame=[], body=[], failed=[], findings="车况良好")
    appraiser.post(f"{path}/valuation", value_fen=5_600_000, method="market", grounds="同款近期成交三台")
    if appraiser.get(path)["needs_approval"]:
        house.staff("wugang").post(f"{path}/approval")
    story.owner.post(f"{path}/offer", amount_fen=5_600_000)
    story.appraisal = story.owner.post(f"{path}/acceptance")
    assert story.appraisal["status"] == "accepted"


def test_07_a_quote_above_the_limit_needs_the_manager(house: House, story: Story) -> None:
    model = next(m for m in story.owner.get("/leads/car-models", series="X5")["items"] if m["in_stock"])
    terms: dict[str, Any] = {
        "model_id": model["id"],
        "discount_fen": model["msrp_fen"] * 8 // 100,
        "commercial_insurance_fen": 480_000,
        "appraisal_id": story.appraisal["id"],
        "loan": {"down_payment_fen": 6_000_000, "months": 36, "annual_rate": "3.99"},
    }
    preview = story.owner.post("/leads/quotes/preview", **terms)
    assert preview["trade_in_fen"] == 5_600_000
    loan = preview["loan"]
    paid = loan["monthly_fen"] * (loan["months"] - 1) + loan["last_fen"]
    assert paid == loan["principal_fen"] + loan["interest_fen"]
    quote = story.owner.post("/leads/quotes", customer_id=story.customer_id, lead_id=story.lead["id"], **terms)
    assert quote["status"] == "needs_approval"
    order = {"quote_id": quote["id"], "deposit_kind": "earnest", "deposit_fen": 500_000, "deposit_method": "wechat"}
    assert story.owner.refused("POST", "/leads/orders", 409, **order)["code"] == "quote_not_approved"
    story.owner.refused("POST", f"/leads/quotes/{quote['id']}/decision", 403, approved=True)
    story.quote = house.staff("wugang").post(f"/leads/quotes/{quote['id']}/decision", approved=True)


def test_08_the_order_and_the_customers_own_page(house: House, story: Story) -> None:
    story.order = story.owner.post(
        "/leads/orders",
        quote_id=story.quote["id"],
        deposit_kind="earnest",
        deposit_fen=500_000,
        deposit_method="wechat",
    )
    path = f"/leads/orders/{story.order['id']}"
    car = story.owner.get(f"{path}/matching-cars")[0]
    assert story.owner.post(f"{path}/allocation", car_id=car["id"])["vin"] == car["vin"]
    link = story.owner.post(f"{path}/progress-link")
    anybody = house.stranger(**{"X-Link-Token": link["token"]})
    page = anybody.get("/leads/public/order-progress")
    assert page["customer_name"] != "欧阳静怡"
    assert {step["code"]: step["done"] for step in page["steps"]}["allocated"]
    house.stranger(**{"X-Link-Token": "leads_" + "x" * 22}).refused("GET", "/leads/public/order-progress", 404)


def test_09_the_loan_leaves_with_consent_only_and_comes_back_signed(house: House, story: Story) -> None:
    path = f"/leads/orders/{story.order['id']}"
    partner = next(p for p in house.card["partners"] if p["name"] == "安行汽车金融")
    application = {
        "order_id": story.order["id"],
        "partner_id": partner["partner_id"],
        "applicant": {"id_no": "11010519491231002X", "monthly_income_fen": 2_000_000},
    }
    assert story.owner.refused("POST", "/leads/loans", 409, **application)["code"] == "consent_missing"
    story.owner.post(
        f"/leads/customers/{story.customer_id}/consents",
        purpose="share",
        recipient_id=partner["partner_id"],
        wording_version="2026-01",
        evidence_kind="signature",
    )
    loan = story.owner.post("/leads/loans", **application)
    decided = wait_for(
        "the partner's decision",
        lambda: next((x for x in [story.owner.get(f"/leads/loans/{loan['id']}")] if x["status"] == "approved"), None),
    )
    assert decided["covers_delivery"]
    assert story.owner.get(path)["loan"]["status"] == "approved"


def test_10_nothing_is_handed_over_before_everything_is_there(house: House, story: Story) -> None:
    path = f"/leads/orders/{story.order['id']}"
    finance = house.staff("xunuo")
    owed = finance.get(path)["owed_fen"]
    if owed > 0:
        finance.post(f"{path}/payments", amount_fen=owed, method="transfer")
    today = now(house).date()
    finance.post(
        f"{path}/invoice", invoice_no="INV-STORY-1", invoiced_on=str(today), amount_fen=story.order["price_fen"]
    )
    year_on = str(today + timedelta(days=365))
    finance.post(f"{path}/insurance", insurer="安行财产保险", compulsory_until=year_on, commercial_until=year_on)
    missing = story.owner.refused("POST", f"{path}/delivery", 409)["missing"]
    assert {"pdi", "checklist", "signatures"} <= set(missing)
    house.staff("dengkai").post(f"{path}/pdi", result="passed", failed_items=[], technician="邓凯", odometer_km=60)
    for group in story.owner.get("/leads/delivery-checklist")["groups"]:
        story.owner.post(f"{path}/delivery-checklist", group=group["code"])
    for signer, name in (("customer", "欧阳静怡"), ("adviser", "顾问"), ("service_adviser", "沈航")):
        story.owner.post(f"{path}/delivery-signatures", signer=signer, name=name, strokes=STROKES)
    assert story.owner.post(f"{path}/delivery")["status"] == "handed_over"


def test_11_without_anyone_typing(house: House, story: Story) -> None:
    manager = house.staff("qinling")

    def owner_file() -> Any:
        vehicles = manager.get(f"/aftersales/customers/{story.customer_id}/summary")["vehicles"]
        return vehicles[0] if vehicles else None

    vehicle = wait_for("the owner's file", owner_file)
    assert vehicle["next_service_on"] > str(now(house).date())
    assert vehicle["compulsory_insurance_until"] == str(now(house).date() + timedelta(days=365))
    tasks = manager.get("/aftersales/care-tasks", customer_id=story.customer_id, coming_days=400)["items"]
    today = now(house).astimezone().date()
    days = sorted((date.fromisoformat(task["due_on"]) - today).days for task in tasks)
    assert days == [1, 3, 7, 30, 90, 180, 365]

    def member() -> Any:
        return manager.get(f"/loyalty/customers/{story.customer_id}/summary")["member"]

    assert wait_for("the member", member)["pending_points"] > 0

    def thanks() -> Any:
        messages = manager.get("/notifications/messages", customer_id=story.customer_id)["items"]
        return next((m for m in messages if m["template"] == "delivery_thank_you" and m["state"] == "sent"), None)

    wait_for("the thank-you", thanks)


def test_12_a_low_answer_opens_a_complaint_that_is_worked_to_its_end(house: House, story: Story) -> None:
    advance(house, 3)
    desk = house.staff("youjia")

    def due() -> Any:
        tasks = desk.get("/aftersales/care-tasks", customer_id=story.customer_id, kind="delivery_3d")["items"]
        return next((task for task in tasks if task["status"] == "due"), None)

    task = desk.get(f"/aftersales/care-tasks/{wait_for('the call-back', due)['id']}")
    answers = [
        {"question": q["code"], "score": 5 if q["code"] == "functions_explained" else 8}
        for q in task["questionnaire"]["questions"]
        if q["kind"] == "scale"
    ]
    done = desk.post(f"/aftersales/care-tasks/{task['id']}/completion", answers=answers, note="讲解太快")
    assert done["complaint_id"]
    story.complaint_id = done["complaint_id"]
    path = f"/aftersales/complaints/{story.complaint_id}"
    opened = house.staff("qinling").get(path)
    assert opened["assignee_id"]
    assert opened["next_clock_at"]
    handler = house.staff(house.username_of(opened["assignee_id"]))
    handler.post(f"{path}/acceptance", note="已联系客户")
    handler.post(f"{path}/investigation", findings="交车当天讲解不足")
    handler.post(f"{path}/proposal", proposal="上门补讲")
    handler.post(f"{path}/agreement", agreed=True)
    handler.post(f"{path}/execution")
    handler.post(f"{path}/completion")
    closed = desk.post(f"{path}/satisfaction-call", satisfied=True, score=9)
    assert (closed["status"], closed["satisfied"]) == ("closed", True)


def test_13_one_life_on_one_page(house: House, story: Story) -> None:
    def life() -> Any:
        view = house.staff("gaoyuan").get(f"/gateway/customer-views/{story.customer_id}/timeline", limit=100)
        return view if any(item["kind"] == "complaint_closed" for item in view["items"]) else None

    page = wait_for("the whole life", life)
    assert page["unavailable"] == []
    services = {item["service"] for item in page["items"]}
    assert services == {"leads", "aftersales", "loyalty", "notifications"}
    instants = [item["at"] for item in page["items"]]
    assert instants == sorted(instants, reverse=True)

    def whole() -> Any:
        view = house.staff("gaoyuan").get(f"/gateway/customer-views/{story.customer_id}")
        return view if view["loyalty"]["member"]["available_points"] > 0 else None

    view = wait_for("the points", whole)
    assert view["aftersales"]["last_satisfaction"]["lowest_score"] == 5
    found = house.staff("gaoyuan").get("/gateway/search", q="oyjy")
    assert story.customer_id in str(found)
