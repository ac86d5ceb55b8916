"""What the database and the posts refuse: double bookings, double sales, strangers, bad input."""

import asyncio
from typing import Any

from service_defaults.ids import new_id

from contracts import leads as told


async def _demo(shop: Any, number: int = 1) -> str:
    return await shop.car(number, "demo", plate=f"沪AD1234{number}", odometer_km=100)


async def test_a_slot_is_booked_once_whoever_comes_at_the_same_moment(shop: Any) -> None:
    cast = shop.cast
    cars = [await _demo(shop, number) for number in (1, 2)]
    guests = [await shop.customer(number, who) for number, who in ((11, cast.adviser), (12, cast.adviser2))]

    def wish(guest: str, car: str, **more: Any) -> dict[str, Any]:
        return {"customer_id": guest, "car_id": car, "starts_at": shop.at(hours=2), **more}

    same_car = [(cast.adviser, wish(guests[0], cars[0])), (cast.adviser2, wish(guests[1], cars[0]))]
    answers = await asyncio.gather(*(shop.call(who, "POST", "/test-drives", body) for who, body in same_car * 4))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    refused = [answer.json() for answer in answers if answer.status_code == 409]
    assert {one["code"] for one in refused} <= {"test_drive_car_taken", "test_drive_adviser_taken"}
    assert all(one["until"] == shop.at(hours=3) for one in refused)

    winner = next(answer.json() for answer in answers if answer.status_code == 201)
    rider = next(one for one in (cast.adviser, cast.adviser2) if one.id == winner["assignee_id"])
    other_car = wish(winner["customer_id"], cars[1])
    busy = await shop.refused(rider, "POST", "/test-drives", other_car, status=409, code="test_drive_adviser_taken")
    assert busy["adviser"] == winner["assignee_name"]
    next_slot = other_car | {"starts_at": shop.at(hours=3), "car_id": cars[0]}
    neighbour = await shop.ok(rider, "POST", "/test-drives", next_slot)
    path = f"/test-drives/{neighbour['id']}"
    back = {"starts_at": shop.at(hours=2, minutes=30)}
    tag = {"If-Match": f'"{neighbour["version"]}"'}
    both_taken = await shop.call(rider, "PATCH", path, back, **tag)
    assert both_taken.status_code == 409
    assert both_taken.json()["until"] == shop.at(hours=3)
    await shop.refused(rider, "PATCH", path, {"note": "x"}, status=412, code="stale_version", **{"If-Match": '"99"'})
    await shop.ok(rider, "POST", f"/test-drives/{winner['id']}/cancellation", {"reason": "客户改期"})
    [told_off] = await shop.leads.events(told.TestDriveCancelled)
    assert (str(told_off.test_drive_id), told_off.outcome) == (winner["id"], "cancelled")
    assert str(told_off.owner_id) == rider.id
    moved = await shop.ok(rider, "PATCH", path, back, **tag)
    assert moved["starts_at"].startswith(back["starts_at"][:16])


async def test_bookings_that_make_no_sense(shop: Any) -> None:
    cast = shop.cast
    demo, new = await _demo(shop), await shop.car(5)
    body = {"customer_id": shop.customer_id, "car_id": demo, "starts_at": shop.at(hours=2)}
    book = ("POST", "/test-drives")
    await shop.refused(cast.adviser, *book, body | {"car_id": new}, status=409, code="not_a_test_car")
    past = body | {"starts_at": shop.at(days=-1)}
    fault = await shop.refused(cast.adviser, *book, past, status=422, code="slot_in_past")
    assert fault["errors"][0]["pointer"] == "/starts_at"
    naive = body | {"starts_at": "2026-03-10T10:00:00"}
    await shop.refused(cast.adviser, *book, naive, status=422, code="invalid")
    stranger = body | {"assignee_id": cast.foreign_adviser.id}
    await shop.refused(cast.adviser, *book, stranger, status=422, code="adviser_unknown")
    await shop.refused(cast.adviser2, *book, body, status=404, code="customer_not_found")
    await shop.refused(cast.foreign_manager, *book, body, status=404, code="customer_not_found")
    await shop.refused(cast.parts, *book, body, status=403, code="forbidden")
    key = {"Idempotency-Key": "k1"}
    first, again = await shop.ok(cast.adviser, *book, body, **key), await shop.ok(cast.adviser, *book, body, **key)
    assert first == again
    assert len(await shop.leads.events(told.TestDriveBooked)) == 1
    path = f"/test-drives/{first['id']}"
    await shop.refused(cast.adviser2, "GET", path, status=404, code="test_drive_not_found")
    signature = {"version": "2020-01", "signer": "王", "strokes": shop.strokes}
    await shop.refused(cast.adviser, "POST", f"{path}/agreement", signature, status=409, code="agreement_outdated")
    current = signature | {"version": first["agreement"]["version"], "strokes": "<script>"}
    await shop.refused(cast.adviser, "POST", f"{path}/agreement", current, status=422, code="strokes_unreadable")
    licence = {"licence_no": "11010519491231002X", "valid_until": "2020-01-01"}
    await shop.refused(cast.adviser, "POST", f"{path}/licence-check", licence, status=422, code="licence_expired")
    missed = await shop.ok(cast.adviser, "POST", f"{path}/no-show")
    assert missed["status"] == "no_show"
    assert [one.outcome for one in await shop.leads.events(told.TestDriveCancelled)] == ["no_show"]
    await shop.refused(cast.adviser, "POST", f"{path}/no-show", status=409, code="test_drive_step_refused")


async def test_the_calendar_is_five_looks_whatever_the_day_holds(shop: Any) -> None:
    cast = shop.cast
    demo = await _demo(shop)
    for hour, number in enumerate((21, 22, 23)):
        guest = await shop.customer(number)
        body = {"customer_id": guest, "car_id": demo, "starts_at": shop.at(hours=1 + hour)}
        await shop.ok(cast.adviser, "POST", "/test-drives", body)
    with shop.leads.sql_count() as counted:
        day = await shop.ok(cast.adviser2, "GET", "/test-drives/calendar?day=2026-03-10")
    assert counted["total"] <= 5, counted
    [car] = day["cars"]
    assert [span["customer_name"] for span in car["busy"]] == [None] * 3
    assert {adviser["name"] for adviser in day["advisers"]} >= {"陈晓", "周宁"}
    assert day["opens_at"].startswith("2026-03-10T09:00")
    with shop.leads.sql_count() as counted:
        own = await shop.ok(cast.adviser, "GET", "/test-drives?day=2026-03-10&mine=true&limit=2")
    assert counted["total"] <= 2, counted
    rest = await shop.ok(
        cast.adviser, "GET", f"/test-drives?day=2026-03-10&mine=true&limit=2&cursor={own['next_cursor']}"
    )
    assert (len(own["items"]), len(rest["items"]), rest["next_cursor"]) == (2, 1, None)


async def test_one_car_goes_to_one_order(shop: Any) -> None:
    cast = shop.cast
    placed = []
    for number in range(31, 35):
        shop.customer_id = await shop.customer(number)
        placed.append(await shop.order())
    car = await shop.car(2)
    paths = [f"/orders/{order['id']}/allocation" for order in placed]
    answers = await asyncio.gather(*(shop.call(cast.adviser, "POST", path, {"car_id": car}) for path in paths))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"car_taken"}
    winner = next(answer.json() for answer in answers if answer.status_code == 200)
    held = await shop.ok(cast.manager, "GET", f"/cars/{car}")
    assert (held["status"], held["order_id"]) == ("allocated", winner["id"])
    tag = {"If-Match": f'"{held["version"]}"'}
    by_hand = {"status": "in_stock"}
    await shop.refused(cast.manager, "PATCH", f"/cars/{car}", by_hand, status=409, code="car_status_refused", **tag)
    released = await shop.ok(cast.manager, "POST", f"/orders/{winner['id']}/release", {"reason": "换车"})
    assert (released["status"], released["vin"]) == ("placed", None)
    loser = next(order for order in placed if order["id"] != winner["id"])
    await shop.ok(cast.adviser, "POST", f"/orders/{loser['id']}/allocation", {"car_id": car})
    with shop.leads.sql_count() as counted:
        board = await shop.ok(cast.manager, "GET", "/orders/board")
    assert counted["total"] == 1, counted
    assert {column["status"]: column["count"] for column in board["columns"]} == {
        "placed": 3,
        "allocated": 1,
        "paid": 0,
        "ready": 0,
    }
    with shop.leads.sql_count() as counted:
        page = await shop.ok(cast.adviser, "GET", "/orders?limit=3")
    assert (counted["total"], len(page["items"])) == (1, 3)
    assert (await shop.ok(cast.adviser2, "GET", "/orders"))["items"] == []


async def test_the_same_quote_is_ordered_once(shop: Any) -> None:
    quote = await shop.quote()
    body = {"quote_id": quote["id"], "deposit_kind": "prepayment", "deposit_fen": 5_000, "deposit_method": "cash"}
    answers = await asyncio.gather(*(shop.call(shop.cast.adviser, "POST", "/orders", body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert len(await shop.leads.events(told.OrderPlaced)) == 1


async def test_walking_away_costs_what_the_deposit_says(shop: Any) -> None:
    cast = shop.cast
    order = await shop.order(deposit_fen=1_000_000)
    path = f"/orders/{order['id']}"
    assert "586" in order["deposit_rule"]["zh"]
    car = await shop.car(2)
    await shop.ok(cast.adviser, "POST", f"{path}/allocation", {"car_id": car})
    await shop.ok(cast.adviser, "POST", f"{path}/payments", {"amount_fen": 2_000_000, "method": "card"})
    too_much = {"amount_fen": 10**12, "method": "card"}
    owed = await shop.refused(cast.adviser, "POST", f"{path}/payments", too_much, status=422, code="payment_above_owed")
    assert owed["owed_fen"] == order["payable_fen"] - 3_000_000
    preview = await shop.ok(cast.adviser, "GET", f"{path}/cancellation?fault=customer")
    assert (preview["refund_fen"], preview["forfeit_fen"], preview["penalty_fen"]) == (2_000_000, 1_000_000, 0)
    body = {"fault": "dealer", "reason": "无法按期交车"}
    await shop.refused(cast.adviser, "POST", f"{path}/cancellation", body, status=403, code="forbidden")
    ended = await shop.ok(cast.manager, "POST", f"{path}/cancellation", body)
    ledger = [(one["kind"], one["amount_fen"]) for one in ended["payments"]]
    assert ledger == [("deposit", 1_000_000), ("balance", 2_000_000), ("refund", -3_000_000), ("penalty", -1_000_000)]
    assert (ended["status"], ended["received_fen"], ended["vin"]) == ("cancelled", 0, None)
    assert (await shop.ok(cast.manager, "GET", f"/cars/{car}"))["status"] == "in_stock"
    lead = await shop.ok(cast.adviser, "GET", f"/leads/{order['lead_id']}")
    assert (lead["stage"], lead["level"]) == ("quoted", "H")
    await shop.refused(cast.manager, "POST", f"{path}/cancellation", body, status=409, code="order_step_refused")
    assert [event.reason for event in await shop.leads.events(told.OrderCancelled)] == ["无法按期交车"]


async def test_appraisals_are_shared_out_and_offers_lapse(shop: Any) -> None:
    cast = shop.cast
    guests = [await shop.customer(number) for number in range(41, 47)]
    bodies = [{"customer_id": guest, "brand": "大众", "series": "朗逸"} for guest in guests]
    asked = await asyncio.gather(*(shop.ok(cast.adviser, "POST", "/appraisals", body) for body in bodies))
    assert sorted([one["assignee_id"] for one in asked].count(who.id) for who in (cast.appraiser, cast.appraiser2)) == [
        3,
        3,
    ]
    assert len({one["appraisal_no"] for one in asked}) == 6
    path = f"/appraisals/{asked[0]['id']}"
    await shop.refused(
        cast.appraiser, "POST", f"{path}/offer", {"amount_fen": 1}, status=409, code="appraisal_step_refused"
    )
    odd = {"odometer_km": 1, "body": [{"part": "sunroof", "damage": "HH", "degree": 1}]}
    fault = await shop.refused(
        cast.appraiser, "POST", f"{path}/inspection", odd, status=422, code="inspection_item_unknown"
    )
    assert fault["errors"][0]["pointer"] == "/body/0/part"
    accident = {"odometer_km": 1, "frame": [{"point": 2, "defect": "BX"}], "vin": "LSVAA49J132047379"}
    inspected = await shop.ok(cast.appraiser, "POST", f"{path}/inspection", accident)
    assert (inspected["grade"], inspected["accident"], inspected["warnings"]) == (5, True, ["vin_check_digit"])
    value = {"value_fen": 21_000_000, "method": "market", "grounds": "同款成交"}
    valued = await shop.ok(cast.appraiser, "POST", f"{path}/valuation", value)
    assert valued["needs_approval"]
    offer = {"amount_fen": 20_000_000}
    await shop.refused(cast.appraiser, "POST", f"{path}/offer", offer, status=409, code="appraisal_needs_approval")
    assert [one["id"] for one in await shop.ok(cast.manager, "GET", "/appraisals/waiting")] == [asked[0]["id"]]
    await shop.ok(cast.manager, "POST", f"{path}/approval", {})
    above = {"amount_fen": 21_000_001}
    await shop.refused(cast.appraiser, "POST", f"{path}/offer", above, status=409, code="offer_above_value")
    await shop.ok(cast.appraiser, "POST", f"{path}/offer", offer)
    await shop.ok(cast.manager, "POST", f"{path}/offer", above)
    await shop.leads.advance(days=8)
    lapsed = await shop.ok(cast.adviser, "GET", path)
    assert (lapsed["status"], [one["status"] for one in lapsed["offers"]]) == ("expired", ["expired", "superseded"])
    quote = {"customer_id": guests[0], "model_id": shop.model_id, "appraisal_id": asked[0]["id"]}
    await shop.refused(cast.adviser, "POST", "/quotes", quote, status=422, code="trade_in_unusable")
    with shop.leads.sql_count() as counted:
        queue = await shop.ok(cast.appraiser, "GET", "/appraisals?mine=true&status=requested")
    assert counted["total"] == 1, counted
    assert {row["assignee_id"] for row in queue["items"]} == {cast.appraiser.id}


async def test_quotes_lie_side_by_side_and_expire(shop: Any) -> None:
    cast = shop.cast
    first = await shop.quote()
    second = await shop.quote(
        discount_fen=100_000, loan={"down_payment_fen": 6_000_000, "months": 60, "annual_rate": "4"}
    )
    page = await shop.ok(cast.adviser, "GET", f"/quotes?lead_id={first['lead_id']}")
    assert [quote["version_no"] for quote in page["items"]] == [2, 1]
    assert second["status"] == "approved"
    impossible = {"model_id": shop.model_id, "discount_fen": 10**12}
    fault = await shop.refused(
        cast.adviser, "POST", "/quotes/preview", impossible, status=422, code="discount_above_price"
    )
    assert fault["errors"][0]["pointer"] == "/discount_fen"
    unknown = {"model_id": "01920000-0000-7000-8000-0000000000ff"}
    await shop.refused(cast.adviser, "POST", "/quotes/preview", unknown, status=422, code="car_model_unknown")
    await shop.refused(cast.adviser2, "GET", f"/quotes/{first['id']}", status=404, code="quote_not_found")
    await shop.refused(
        cast.manager, "POST", f"/quotes/{first['id']}/decision", {"approved": True}, status=409, code="quote_decided"
    )
    await shop.leads.advance(days=8)
    order = {"quote_id": first["id"], "deposit_kind": "earnest", "deposit_fen": 1, "deposit_method": "cash"}
    await shop.refused(cast.adviser, "POST", "/orders", order, status=409, code="quote_expired")


async def test_stock_and_its_secrets(shop: Any) -> None:
    cast = shop.cast
    car = await shop.car(1)
    row = (await shop.ok(cast.adviser, "GET", "/cars"))["items"][0]
    assert (row["cost_fen"], row["age_days"]) == (None, 37)
    assert (await shop.ok(cast.manager, "GET", "/cars"))["items"][0]["cost_fen"] == 16_000_000
    twin = {
        "model_id": shop.model_id,
        "vin": row["vin"],
        "colour": "白",
        "cost_fen": 1,
        "price_fen": 1,
        "arrived_on": "2026-03-01",
    }
    await shop.refused(cast.manager, "POST", "/cars", twin, status=409, code="car_known")
    await shop.refused(cast.adviser, "POST", "/cars", twin, status=403, code="forbidden")
    await shop.refused(cast.foreign_manager, "GET", f"/cars/{car}", status=404, code="car_not_found")
    bad = twin | {"colour": "白\x00", "price_fen": -1, "nonsense": 1}
    answer = await shop.refused(cast.manager, "POST", "/cars", bad, status=422, code="invalid")
    assert {fault["pointer"] for fault in answer["errors"]} == {"/colour", "/price_fen", "/nonsense"}
    await shop.refused(cast.manager, "PATCH", f"/cars/{car}", {"price_fen": 1}, status=428, code="version_required")
    changed = await shop.ok(cast.manager, "PATCH", f"/cars/{car}", {"price_fen": 17}, **{"If-Match": '"1"'})
    assert changed["price_fen"] == 17
    models = await shop.ok(cast.adviser, "GET", "/car-models")
    assert [model["in_stock"] for model in models["items"]] == [1]
    with shop.leads.sql_count() as counted:
        await shop.ok(cast.adviser, "GET", "/cars?free=true&brand=远航&vin=sva")
    assert counted["total"] == 1, counted


async def test_a_failed_inspection_holds_the_car(shop: Any) -> None:
    cast = shop.cast
    order = await shop.order()
    path = f"/orders/{order['id']}"
    pdi = {"result": "passed", "technician": "老魏", "odometer_km": 5}
    await shop.refused(cast.servant, "POST", f"{path}/pdi", pdi, status=409, code="order_without_car")
    await shop.ok(cast.adviser, "POST", f"{path}/allocation", {"car_id": await shop.car(2)})
    failed = pdi | {"result": "failed", "failed_items": ["brakes"]}
    inconsistent = pdi | {"failed_items": ["brakes"]}
    await shop.refused(cast.servant, "POST", f"{path}/pdi", inconsistent, status=422, code="pdi_inconsistent")
    seen = await shop.ok(cast.servant, "POST", f"{path}/pdi", failed)
    assert seen["pdis"][0]["failed_items"] == ["brakes"]
    assert "pdi" in seen["missing"]
    seen = await shop.ok(cast.servant, "POST", f"{path}/pdi", pdi)
    assert "pdi" not in seen["missing"]
    partly = {"group": "vehicle", "ticked": ["paint"]}
    ticked = await shop.ok(cast.adviser, "POST", f"{path}/delivery-checklist", partly)
    assert "glass" in ticked["unticked"]["vehicle"]
    unknown = {"group": "vehicle", "ticked": ["wings"]}
    await shop.refused(
        cast.adviser, "POST", f"{path}/delivery-checklist", unknown, status=422, code="checklist_unknown"
    )
    advisers = []
    for number in (51, 52):
        shop.customer_id = await shop.customer(number)
        other = await shop.order()
        body = {"starts_at": shop.at(hours=number - 48)}
        seen = await shop.ok(cast.adviser, "POST", f"/orders/{other['id']}/delivery-appointment", body)
        advisers.append(seen["service_adviser_id"])
    assert set(advisers) == {cast.servant.id, cast.servant2.id}
    with shop.leads.sql_count() as counted:
        day = await shop.ok(cast.adviser, "GET", "/deliveries?day=2026-03-10")
    assert (counted["total"], len(day["items"])) == (2, 2)


async def test_absurd_days_are_slips_of_the_finger(shop: Any) -> None:
    cast = shop.cast
    for day in ("9999-12-31", "0001-01-01"):
        for path in ("/test-drives/calendar", "/test-drives", "/deliveries"):
            await shop.refused(cast.adviser, "GET", f"{path}?day={day}", status=422, code="invalid")
    order = await shop.order()
    invoice = {"invoice_no": "1", "invoiced_on": "9999-12-31", "amount_fen": 1}
    await shop.refused(cast.adviser, "POST", f"/orders/{order['id']}/invoice", invoice, status=422, code="invalid")
    demo = await _demo(shop)
    drive = {"customer_id": shop.customer_id, "car_id": demo, "starts_at": "0001-01-01T00:00:00+14:00"}
    await shop.refused(cast.adviser, "POST", "/test-drives", drive, status=422, code="invalid")


async def test_the_car_is_back_before_it_leaves_again(shop: Any) -> None:
    cast = shop.cast
    demo = await _demo(shop)
    paths = []
    for number, hour in ((61, 1), (62, 2)):
        guest = await shop.customer(number)
        body = {"customer_id": guest, "car_id": demo, "starts_at": shop.at(hours=hour), "customer_drives": False}
        drive = await shop.ok(cast.adviser, "POST", "/test-drives", body)
        path = f"/test-drives/{drive['id']}"
        signature = {"version": drive["agreement"]["version"], "signer": "王", "strokes": shop.strokes}
        await shop.ok(cast.adviser, "POST", f"{path}/agreement", signature)
        paths.append(path)
    out = {"odometer_out_km": 100}
    await shop.refused(
        cast.adviser, "POST", f"{paths[0]}/start", {"odometer_out_km": 99}, status=422, code="odometer_backwards"
    )
    await shop.ok(cast.adviser, "POST", f"{paths[0]}/start", out)
    await shop.refused(cast.adviser, "POST", f"{paths[1]}/start", out, status=409, code="test_drive_car_out")
    await shop.refused(
        cast.adviser, "POST", f"{paths[0]}/finish", {"odometer_in_km": 99}, status=422, code="odometer_backwards"
    )
    await shop.ok(cast.adviser, "POST", f"{paths[0]}/finish", {"odometer_in_km": 110})
    await shop.ok(cast.adviser, "POST", f"{paths[1]}/start", {"odometer_out_km": 110})


async def test_a_life_that_is_none_of_ones_business_does_not_exist(shop: Any) -> None:
    cast, path = shop.cast, f"/customers/{shop.customer_id}/timeline"
    assert (await shop.ok(cast.manager, "GET", path))["items"]
    nobody = f"/customers/{new_id()}/timeline"
    for who, asked in ((cast.adviser2, path), (cast.foreign_manager, path), (cast.manager, nobody)):
        await shop.refused(who, "GET", asked, status=404, code="customer_not_found")
