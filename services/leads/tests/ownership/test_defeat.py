"""Defeat: applied for, decided, verified by somebody else, learnt from; frozen and lost customers come back."""

from types import SimpleNamespace
from typing import Any

import pytest
from contracts.leads import LeadReopened, LossApplied, LossDecided, LossVerificationAssigned
from leads.testkit import ask, call, choose, lead_of, pool
from service_defaults.identity import Role
from service_defaults.testkit.service import ServiceHarness, staff_principal

BODY = {"reason": "competitor", "competitor_brand": "逐风", "competitor_series": "X3", "description": "对方送保养"}


async def applied(leads: ServiceHarness, cast: SimpleNamespace, number: int = 1, **more: object) -> dict[str, Any]:
    lead = await lead_of(leads, cast.adviser, number)
    return await ask(leads, cast.adviser, "POST", f"/leads/{lead['lead_id']}/loss-cases", 201, **BODY | more)


async def test_applied_for_approved_and_verified_by_somebody_else(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    crc = staff_principal(Role.CRC_AGENT, name="温回访")
    await leads.organise(crc)
    case = await applied(leads, cast)
    assert (case["status"], case["type"], case["node"]) == ("pending", "competitor", "before_arrival")
    [told] = await leads.events(LossApplied)
    assert (await ask(leads, cast.adviser, "GET", f"/leads/{told.lead_id}"))["is_open"] is True
    twice = await ask(leads, cast.adviser, "POST", f"/leads/{told.lead_id}/loss-cases", 409, **BODY)
    assert twice["code"] == "loss_pending"
    path = f"/loss-cases/{case['id']}"
    await ask(leads, cast.adviser, "POST", f"{path}/approval", 403, note="")
    done = await ask(leads, cast.supervisor, "POST", f"{path}/approval", note="同意")
    assert (done["status"], done["reviewed_by_name"], done["close_kind"]) == ("approved", "高峰", "other_brand")
    lead = await ask(leads, cast.adviser, "GET", f"/leads/{told.lead_id}")
    assert (lead["stage"], lead["is_open"], lead["close_reason"]) == ("lost", False, "competitor")
    [decided] = await leads.events(LossDecided)
    assert decided.approved is True
    [given] = await leads.events(LossVerificationAssigned)
    assert str(given.assignee_id) == crc.id
    [todo] = (await ask(leads, crc, "GET", "/loss-verifications?mine=true"))["items"]
    assert (todo["lost_by_name"], todo["competitor_brand"], todo["overdue"]) == ("陈晓", "逐风", False)
    assert (await ask(leads, cast.adviser, "GET", "/loss-verifications"))["items"] == []
    report = f"/loss-verifications/{todo['id']}/report"
    refused = await ask(leads, cast.adviser, "POST", report, 409, result="confirmed")
    assert refused["code"] == "loss_verifier_is_loser"
    missing = await ask(leads, crc, "POST", report, 422, result="differs")
    assert missing["errors"][0]["pointer"] == "/found_reason"
    heard = await ask(
        leads, crc, "POST", report, result="differs", found_reason="late_follow_up", note="两周没人打电话"
    )
    assert heard["done_at"] is not None
    assert (await ask(leads, crc, "POST", report, 409, result="confirmed"))["code"] == "loss_verification_done"
    stated = await ask(leads, cast.manager, "GET", "/loss-analysis?by=reason")
    assert [(g["key"], g["count"], g["differs"]) for g in stated["groups"]] == [("competitor", 1, 1)]
    verified = await ask(leads, cast.manager, "GET", "/loss-analysis?by=reason&basis=verified")
    assert [g["key"] for g in verified["groups"]] == ["late_follow_up"]


async def test_reasons_come_and_go_and_old_cases_keep_their_name(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    case = await applied(leads, cast)
    await ask(leads, cast.supervisor, "POST", f"/loss-cases/{case['id']}/approval", note="同意")
    rules = (await ask(leads, cast.manager, "GET", "/settings"))["loss"]
    own = {
        "code": "own_1",
        "type": "offer",
        "zh": "试驾车不合适",
        "en": "No fitting demo car",
        "needs_competitor": True,
    }
    price = next(one for one in rules["reasons"] if one["code"] == "price") | {"zh": "价格谈不拢"}
    await choose(leads, cast.manager, loss={"reasons": [price, own]})
    kept = (await ask(leads, cast.adviser, "GET", "/settings"))["loss"]["reasons"]
    known = {one["code"]: (one["zh"], one["retired"]) for one in kept}
    assert (known["price"], known["own_1"]) == (("价格谈不拢", False), ("试驾车不合适", False))
    assert known["competitor"] == ("已购竞品", True)
    old = await ask(leads, cast.manager, "GET", f"/loss-cases/{case['id']}")
    assert (old["reason"], old["close_kind"]) == ("competitor", "other_brand")
    lead = await lead_of(leads, cast.adviser, 2)
    path = f"/leads/{lead['lead_id']}/loss-cases"
    gone = await ask(leads, cast.adviser, "POST", path, 422, **BODY)
    assert (gone["code"], gone["errors"][0]["pointer"]) == ("loss_reason_unknown", "/reason")
    missing = await ask(leads, cast.adviser, "POST", path, 422, reason="own_1")
    assert missing["errors"][0]["pointer"] == "/competitor_brand"
    await ask(leads, cast.adviser, "POST", path, 201, reason="own_1", competitor_brand="逐风")
    nothing = [one | {"retired": True} for one in kept]
    async with leads.client(cast.manager) as client:
        now = (await client.get("/settings")).json()
        body = {name: value for name, value in now.items() if name not in ("version", "store_id")}
        body["loss"] = body["loss"] | {"reasons": nothing}
        refused = await client.put("/settings", json=body, headers={"If-Match": f'"{now["version"]}"'})
    assert refused.status_code == 422


async def test_refused_goes_back_with_a_task(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    case = await applied(leads, cast)
    await call(leads, cast.adviser, case["lead_id"], level="C")
    back = await ask(leads, cast.manager, "POST", f"/loss-cases/{case['id']}/refusal", note="请先约到店再谈")
    assert back["status"] == "refused"
    lead = await ask(leads, cast.adviser, "GET", f"/leads/{case['lead_id']}")
    assert (lead["is_open"], lead["next_contact_at"]) == (True, "2026-03-10T02:05:00Z")
    again = await ask(leads, cast.manager, "POST", f"/loss-cases/{case['id']}/approval", 409, note="")
    assert again["code"] == "loss_decided_already"
    await ask(leads, cast.adviser, "POST", f"/leads/{case['lead_id']}/loss-cases", 201, **BODY)


async def test_nobody_decides_on_their_own(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead = await lead_of(leads, cast.reception)
    case = await ask(leads, cast.supervisor, "POST", f"/leads/{lead['lead_id']}/loss-cases", 201, **BODY)
    own = await ask(leads, cast.supervisor, "POST", f"/loss-cases/{case['id']}/approval", 409, note="")
    assert own["code"] == "loss_own_application"
    await ask(leads, cast.supervisor, "POST", f"/loss-cases/{case['id']}/withdrawal")
    assert (await ask(leads, cast.manager, "GET", "/loss-cases?status=pending"))["items"] == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"reason": "competitor"}, "competitor_required"),
        ({"reason": "weather"}, "loss_reason_unknown"),
        ({"reason": "PRICE"}, "invalid"),
        ({"reason": "price", "outcome": "frozen"}, "invalid"),
    ],
)
async def test_bad_applications(leads: ServiceHarness, cast: SimpleNamespace, body: dict, code: str) -> None:
    lead = await lead_of(leads, cast.adviser)
    answer = await ask(leads, cast.adviser, "POST", f"/leads/{lead['lead_id']}/loss-cases", 422, **body)
    assert answer["code"] == code


async def test_a_customer_who_changes_their_mind(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    case = await applied(leads, cast, reason="price")
    await ask(leads, cast.manager, "POST", f"/loss-cases/{case['id']}/approval", note="")
    [todo] = (await ask(leads, cast.supervisor, "GET", "/loss-verifications"))["items"]
    path = f"/loss-verifications/{todo['id']}/report"
    first = await ask(leads, cast.supervisor, "POST", path, result="unreachable")
    assert (first["attempts"], first["done_at"]) == (1, None)
    heard = await ask(leads, cast.supervisor, "POST", path, result="reactivated", owner_id=cast.adviser2.id)
    assert heard["lead_reopened"] is True
    lead = await ask(leads, cast.adviser2, "GET", f"/leads/{case['lead_id']}")
    assert (lead["is_open"], lead["owner_name"]) == (True, "周宁")
    [event] = await leads.events(LeadReopened)
    assert event.reason == "verification"
    totals = await ask(leads, cast.manager, "GET", "/loss-analysis")
    assert (totals["total"], totals["reactivated"], totals["loss_rate_percent"]) == (0, 1, None)


async def test_the_lost_get_a_second_chance(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    bought = await applied(leads, cast, 1)
    waiting = await applied(leads, cast, 2, reason="price")
    for case in (bought, waiting):
        await ask(leads, cast.manager, "POST", f"/loss-cases/{case['id']}/approval", note="")
    await leads.advance(days=29)
    assert await pool(leads, cast.adviser2) == []
    await leads.advance(days=2)
    [row] = await pool(leads, cast.adviser2, "?kind=second_chance")
    assert (row["customer_id"], row["lost_reason"]) == (waiting["customer_id"], "price")
    claimed = await ask(leads, cast.adviser2, "POST", f"/pool/{row['customer_id']}/claim")
    assert claimed["lead_id"] == waiting["lead_id"]
    lead = await ask(leads, cast.adviser2, "GET", f"/leads/{waiting['lead_id']}")
    assert (lead["stage"], lead["is_open"], lead["owner_name"]) == ("contacted", True, "周宁")


async def test_frozen_is_not_lost_and_comes_back_on_its_dates(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead = await lead_of(leads, cast.adviser)
    path = f"/leads/{lead['lead_id']}"
    await ask(leads, cast.adviser, "POST", f"{path}/closure", outcome="frozen", reason="postponed")
    await leads.advance(days=29)
    assert (await ask(leads, cast.adviser, "GET", path))["stage"] == "frozen"
    await leads.advance(days=2)
    back = await ask(leads, cast.adviser, "GET", path)
    assert (back["stage"], back["is_open"], back["owner_name"]) == ("contacted", True, "陈晓")
    await ask(leads, cast.adviser, "POST", f"{path}/closure", outcome="frozen", reason="postponed")
    await leads.advance(days=60)
    assert (await ask(leads, cast.adviser, "GET", path))["stage"] == "frozen"
    await leads.advance(days=31)
    assert (await ask(leads, cast.adviser, "GET", path))["is_open"] is True
    assert (await ask(leads, cast.manager, "GET", "/loss-cases"))["items"] == []
    assert await pool(leads, cast.manager) == []


async def test_every_number_opens_its_rows(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    bodies = [BODY, {"reason": "price"}, {"reason": "wrong_or_empty_number", "outcome": "invalid"}]
    for number, body in enumerate(bodies, 1):
        lead = await lead_of(leads, cast.adviser, number)
        if number == 2:
            await ask(leads, cast.adviser, "POST", f"/leads/{lead['lead_id']}/stage", stage="visited")
        case = await ask(leads, cast.adviser, "POST", f"/leads/{lead['lead_id']}/loss-cases", 201, **body)
        await ask(leads, cast.manager, "POST", f"/loss-cases/{case['id']}/approval", note="")
    for by in ("node", "reason", "type", "competitor", "adviser", "source", "level"):
        with leads.sql_count() as counted:
            found = await ask(leads, cast.manager, "GET", f"/loss-analysis?by={by}")
        assert counted["total"] <= 5, counted
        assert (found["total"], found["lost"]) == (2, 2)
        for group in found["groups"]:
            query = f"/loss-cases?status=approved&outcome=lost&{by}={group['key']}"
            rows = (await ask(leads, cast.manager, "GET", query))["items"]
            assert len(rows) == group["count"], by
    nodes = {
        g["key"]: g["benchmark_percent"] for g in (await ask(leads, cast.manager, "GET", "/loss-analysis"))["groups"]
    }
    assert nodes == {"before_arrival": None, "after_reception": 35}


async def test_a_store_without_approval_closes_at_once(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    await choose(leads, cast.manager, loss={"needs_approval": False, "verify": False})
    case = await applied(leads, cast)
    assert case["status"] == "approved"
    assert (await ask(leads, cast.adviser, "GET", f"/leads/{case['lead_id']}"))["stage"] == "lost"
    assert await leads.events(LossVerificationAssigned) == []
