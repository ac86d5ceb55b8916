"""The pool at work: it warns, takes back, gives to one of two hands; through HTTP on a real database."""

import asyncio
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from contracts.aftersales import ComplaintClosed, ComplaintOpened
from contracts.leads import CustomerAssigned, LeadClaimed, LeadReclaimed, ReclaimWarned
from leads.testkit import ask, call, choose, lead_of, pool, released
from service_defaults.identity import Principal
from service_defaults.testkit.service import OTHER_STORE, ServiceHarness

from contracts.examples import example


async def test_silence_is_warned_of_then_taken_back(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead = await lead_of(leads, cast.adviser)
    await call(leads, cast.adviser, lead["lead_id"], level="H")
    # H: 2 days and three times 2 days overdue; the warning comes two days before.
    await leads.advance(days=5)
    assert await leads.events(ReclaimWarned) == []
    await leads.advance(days=2)
    [warned] = await leads.events(ReclaimWarned)
    assert (str(warned.owner_id), warned.kind) == (cast.adviser.id, "silent")
    assert timedelta(days=2) <= warned.reclaim_at - datetime(2026, 3, 16, 2, 0, tzinfo=warned.reclaim_at.tzinfo)
    async with leads.client(cast.adviser) as client:
        told = (await client.get("/pool/warnings")).json()["items"]
        assert [(one["customer_id"], one["level"]) for one in told] == [(lead["customer_id"], "H")]
        card = (await client.get(f"/customers/{lead['customer_id']}/ownership")).json()
        assert card["reclaim_at"] == told[0]["reclaim_at"]
    async with leads.client(cast.adviser2) as client:
        assert (await client.get("/pool/warnings")).json()["items"] == []
    await leads.advance(days=3)
    [gone] = await leads.events(LeadReclaimed)
    assert (str(gone.previous_owner_id), gone.kind, len(gone.lead_ids)) == (cast.adviser.id, "silent", 1)
    assert (await leads.events(CustomerAssigned))[-1].owner_id is None
    async with leads.client(cast.adviser) as client:
        assert (await client.get(f"/leads/{lead['lead_id']}")).status_code == 404
    [row] = await pool(leads, cast.adviser2)
    assert (row["kind"], row["previous_owner_name"], row["refusal"]) == ("silent", "陈晓", None)
    assert row["mobile_masked"] == "199****0001"
    [mine] = await pool(leads, cast.adviser)
    assert mine["refusal"] == "repeat_cooldown"
    assert await pool(leads, cast.foreign_adviser) == []


async def test_an_effective_contact_takes_the_warning_back_an_attempt_does_not(
    leads: ServiceHarness, cast: SimpleNamespace
) -> None:
    called, tried = [await lead_of(leads, cast.adviser, number) for number in (1, 2)]
    for lead in (called, tried):
        await call(leads, cast.adviser, lead["lead_id"], level="H")
    await leads.advance(days=7)
    assert len(await leads.events(ReclaimWarned)) == 2
    await call(leads, cast.adviser, called["lead_id"])
    await call(leads, cast.adviser, tried["lead_id"], outcome="no_answer")
    async with leads.client(cast.adviser) as client:
        told = (await client.get("/pool/warnings")).json()["items"]
    assert [one["customer_id"] for one in told] == [tried["customer_id"]]
    await leads.advance(days=3)
    assert [row["customer_id"] for row in await pool(leads, cast.manager)] == [tried["customer_id"]]


async def test_who_complains_is_not_taken_from_their_adviser(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead = await lead_of(leads, cast.adviser)
    about = {"customer_id": UUID(lead["customer_id"])}
    opened = example(ComplaintOpened).model_copy(update=about)
    await leads.deliver(opened)
    async with leads.client(cast.adviser) as client:
        refused = await client.post(f"/customers/{lead['customer_id']}/release", json={"reason": "x"})
        assert (refused.status_code, refused.json()["code"]) == (409, "customer_blocked")
        assert refused.json()["blockers"] == ["open_complaint"]
    await leads.advance(days=40)
    assert await pool(leads, cast.manager) == []
    closed = example(ComplaintClosed).model_copy(update={**about, "complaint_id": opened.complaint_id})
    await leads.deliver(closed)
    await leads.advance(days=5)
    assert len(await pool(leads, cast.manager)) == 1


async def test_two_hands_one_wins(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    customer_id = await released(leads, cast.adviser)
    await leads.advance(hours=2)

    async def grab(who: Principal) -> Any:
        async with leads.client(who) as client:
            return await client.post(f"/pool/{customer_id}/claim")

    hands = (cast.adviser2, cast.adviser3, cast.supervisor)
    answers = await asyncio.gather(*(grab(who) for who in hands))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    winner = next(who for who, answer in zip(hands, answers, strict=True) if answer.status_code == 200)
    losers = [answer.json() for answer in answers if answer.status_code == 409]
    assert {(one["code"], one["owner_name"]) for one in losers} == {("pool_taken", winner.name)}
    [claimed] = await leads.events(LeadClaimed)
    assert str(claimed.owner_id) == winner.id
    async with leads.client(winner) as client:
        lead = (await client.get(f"/leads/{claimed.lead_ids[0]}")).json()
        assert (lead["owner_name"], lead["overdue"]) == (winner.name, False)
        why = (await client.get(f"/leads/{lead['id']}/assignment")).json()
        assert (why["reason"], why["owner_name"]) == ("claimed", winner.name)
    assert await pool(leads, cast.manager) == []


async def test_limits_cool_downs_and_the_managers_hour(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    await choose(leads, cast.manager, pool={"daily_claim_limit": 2})
    ids = [await released(leads, cast.adviser, number) for number in range(1, 5)]
    async with leads.client(cast.adviser2) as client:
        early = await client.post(f"/pool/{ids[0]}/claim")
        assert (early.status_code, early.json()["code"]) == (409, "claim_new_data_cooldown")
    async with leads.client(cast.manager) as client:
        assert (await client.post(f"/pool/{ids[3]}/claim")).status_code == 200
    await leads.advance(hours=2)
    async with leads.client(cast.adviser) as client:
        back = await client.post(f"/pool/{ids[0]}/claim")
        assert (back.status_code, back.json()["code"]) == (409, "claim_repeat_cooldown")
    async with leads.client(cast.adviser2) as client:
        # At once: the limit holds for one person with two devices too.
        answers = await asyncio.gather(*(client.post(f"/pool/{one}/claim") for one in ids[:3]))
        assert sorted(answer.status_code for answer in answers) == [200, 200, 409]
        assert {a.json()["code"] for a in answers if a.status_code == 409} == {"claim_daily_limit"}
        summary = (await client.get("/pool/summary")).json()
        assert (summary["claims_left"], summary["in_work"], summary["total"]) == (0, 2, 1)
    await choose(leads, cast.manager, pool={"capacity": 2, "daily_claim_limit": 0})
    [left] = await pool(leads, cast.adviser2)
    async with leads.client(cast.adviser2) as client:
        full = await client.post(f"/pool/{left['customer_id']}/claim")
        assert (full.status_code, full.json()["code"]) == (409, "claim_capacity")
    # A capacity of one's own goes before the store's, to the claim, the summary and the list of receivers alike.
    own = [{"staff_id": cast.adviser2.id, "customers": 3}, {"staff_id": cast.adviser.id, "customers": 0}]
    await choose(leads, cast.manager, pool={"capacities": own})
    receivers = await ask(leads, cast.manager, "GET", "/transfers/receivers")
    left_of = {one["staff_id"]: one["capacity_left"] for one in receivers}
    assert (left_of[cast.adviser2.id], left_of[cast.adviser.id]) == (1, 0)
    async with leads.client(cast.adviser) as client:
        none = await client.post(f"/pool/{left['customer_id']}/claim")
        assert (none.status_code, none.json()["code"]) == (409, "claim_capacity")
    async with leads.client(cast.adviser2) as client:
        assert (await client.post(f"/pool/{left['customer_id']}/claim")).status_code == 200
        summary = (await client.get("/pool/summary")).json()
        assert (summary["capacity"], summary["capacity_left"]) == (3, 0)


async def test_claimed_and_not_touched_goes_back(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    customer_id = await released(leads, cast.adviser)
    await leads.advance(hours=2)
    async with leads.client(cast.adviser2) as client:
        lead_id = (await client.post(f"/pool/{customer_id}/claim")).json()["lead_id"]
        await client.post(f"/leads/{lead_id}/level", json={"level": "C", "reason": "先看看"})
    await leads.advance(days=9)
    assert [event.kind for event in await leads.events(ReclaimWarned)] == ["untouched"]
    [row] = await pool(leads, cast.manager)
    assert (row["kind"], row["previous_owner_name"]) == ("untouched", "周宁")


async def test_who_asks_again_is_given_out_at_once(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    customer_id = await released(leads, cast.adviser)
    again = await lead_of(leads, cast.reception, 1)
    assert (again["outcome"], again["customer_id"]) == ("duplicate", customer_id)
    assert again["owner_name"] is not None
    assert await pool(leads, cast.manager) == []


async def test_nobody_there_puts_new_leads_into_the_pool(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    await choose(leads, cast.manager, assignment={"fallback_posts": [], "quotas": [
        {"staff_id": one.id, "daily": 0} for one in (cast.adviser, cast.adviser2, cast.adviser3)
    ]})  # fmt: skip
    lead = await lead_of(leads, cast.reception, 1, channel="online")
    assert lead["owner_name"] is None
    [row] = await pool(leads, cast.adviser, "?kind=unassigned&query=0001")
    assert (row["customer_id"], row["refusal"]) == (lead["customer_id"], "new_data_cooldown")


async def test_the_list_is_a_few_statements_and_the_stores_own(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    for number in range(1, 8):
        await released(leads, cast.adviser, number)
    async with leads.client(cast.adviser2) as client:
        with leads.sql_count() as counted:
            page = (await client.get("/pool?limit=3")).json()
        assert counted["total"] <= 4, counted
        seen = [row["customer_id"] for row in page["items"]]
        while page["next_cursor"]:
            page = (await client.get("/pool", params={"limit": 3, "cursor": page["next_cursor"]})).json()
            seen += [row["customer_id"] for row in page["items"]]
        assert len(seen) == len(set(seen)) == 7
    async with leads.client(cast.foreign_adviser) as client:
        stolen = await client.post(f"/pool/{seen[0]}/claim")
        assert (stolen.status_code, stolen.json()["code"]) == (404, "not_in_pool")
    async with leads.client(cast.parts) as client:
        assert (await client.get("/pool")).status_code == 403
    assert cast.foreign_adviser.store_ids == (OTHER_STORE,)


async def test_a_tick_takes_many_in_few_statements(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    for number in range(1, 21):
        await lead_of(leads, cast.adviser, number)
    await leads.advance(days=8)
    assert len(await leads.events(ReclaimWarned)) == 20
    with leads.sql_count() as counted:
        await leads.advance(days=4)
    assert len(await leads.events(LeadReclaimed)) == 20
    assert counted["UPDATE"] < 60, counted
