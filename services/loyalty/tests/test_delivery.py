"""A car is handed over: member, points, referrer, without anyone typing."""

import asyncio

import pytest
from contracts.leads import CustomerAssigned, CustomerContactChanged, VehicleDelivered
from contracts.loyalty import MemberEnrolled, PointsEarned, ReferralRewarded, TierChanged
from messaging import Envelope
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.testkit.service import GROUP, OTHER_STORE, STORE, ServiceHarness, staff_principal
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from contracts.examples import example

MANAGER = staff_principal(Role.CRM_MANAGER)
DELIVERY = example(VehicleDelivered)


async def balances(loyalty: ServiceHarness) -> dict[str, int]:
    async with loyalty.reading() as reading:
        rows = await reading.session.execute(text("SELECT account, sum(points)::int FROM posting GROUP BY account"))
        return {row.account: row.sum for row in rows}


async def test_the_buyer_becomes_a_member_and_the_points_wait_three_days(loyalty: ServiceHarness) -> None:
    await loyalty.deliver(DELIVERY.model_copy(update={"referrer_customer_id": None}))
    async with loyalty.client(MANAGER) as client:
        member = (await client.get(f"/customers/{DELIVERY.customer_id}/summary")).json()["member"]
        assert (member["pending_points"], member["available_points"], member["tier"]) == (23_980, 0, "bronze")
        await loyalty.advance(days=2, hours=23)
        assert (await client.get(f"/members/{member['id']}")).json()["available_points"] == 0
        await loyalty.advance(hours=1)
        member = (await client.get(f"/members/{member['id']}")).json()
        assert (member["pending_points"], member["available_points"], member["tier"]) == (0, 23_980, "gold")
        assert (member["next_tier"], member["points_to_next_tier"]) == ("diamond", 6_020)
        assert member["available_worth_fen"] == 239_800
        entries = (await client.get(f"/members/{member['id']}/entries")).json()["items"]
        timeline = (await client.get(f"/customers/{DELIVERY.customer_id}/timeline")).json()["items"]
    assert [entry["kind"] for entry in entries] == ["release", "grant"]
    assert [item["kind"] for item in timeline] == ["member_tier_changed", "points_earned", "member_enrolled"]
    assert [event.tier for event in await loyalty.events(TierChanged)] == ["gold"]
    assert sum((await balances(loyalty)).values()) == 0


async def test_told_twice_it_happens_once(loyalty: ServiceHarness) -> None:
    for _ in range(2):
        await loyalty.deliver(DELIVERY)
    assert len(await loyalty.events(MemberEnrolled)) == 2
    assert len(await loyalty.events(ReferralRewarded)) == 1
    assert [event.reason for event in await loyalty.events(PointsEarned)] == ["vehicle_purchase", "referral"]


async def test_the_referrer_is_paid_in_points_worth_500_yuan(loyalty: ServiceHarness) -> None:
    await loyalty.deliver(DELIVERY)
    async with loyalty.client(MANAGER) as client:
        referral = (await client.get("/referrals")).json()["items"][0]
        member = (await client.get(f"/customers/{DELIVERY.referrer_customer_id}/summary")).json()["member"]
    assert (referral["state"], referral["points"], member["pending_points"]) == ("rewarded", 5_000, 5_000)


async def test_somebody_who_refers_himself_is_not_paid(loyalty: ServiceHarness) -> None:
    await loyalty.deliver(DELIVERY.model_copy(update={"referrer_person_key": DELIVERY.person_key}))
    async with loyalty.client(MANAGER) as client:
        assert (await client.get("/referrals")).json()["items"][0]["state"] == "self_referral"
    assert await loyalty.events(ReferralRewarded) == []


async def test_two_cars_one_person_one_membership(loyalty: ServiceHarness) -> None:
    second = DELIVERY.model_copy(
        update={"order_id": new_id(), "customer_id": new_id(), "store_id": OTHER_STORE, "referrer_customer_id": None}
    )
    await loyalty.deliver(DELIVERY.model_copy(update={"referrer_customer_id": None}), second)
    await loyalty.advance(days=3)
    async with loyalty.client(staff_principal(Role.GROUP_ADMIN)) as client:
        members = (await client.get("/members")).json()["items"]
    assert [(m["available_points"], m["tier"]) for m in members] == [(47_960, "diamond")]


async def test_points_expire_with_their_lot(loyalty: ServiceHarness) -> None:
    await loyalty.deliver(DELIVERY.model_copy(update={"referrer_customer_id": None}))
    await loyalty.advance(days=366 * 2 + 3)
    totals = await balances(loyalty)
    assert totals["member_available"] == 0
    assert totals["programme_expired"] == 23_980


async def test_the_database_refuses_to_change_what_was_posted(loyalty: ServiceHarness) -> None:
    await loyalty.deliver(DELIVERY)
    with pytest.raises(DBAPIError, match="append-only"):
        async with loyalty.work() as work:
            await work.session.execute(text("UPDATE posting SET points = points + 1"))
    unbalanced = text(
        "INSERT INTO posting (entry_id, account, member_id, points)"
        " SELECT entry_id, 'programme_redeemed', member_id, 5 FROM posting LIMIT 1"
    )
    with pytest.raises(DBAPIError, match="does not balance"):
        async with loyalty.work() as work:
            await work.session.execute(unbalanced)


async def test_many_deliveries_at_once_lose_nothing(loyalty: ServiceHarness) -> None:
    cars = [
        DELIVERY.model_copy(update={"order_id": new_id(), "customer_id": new_id(), "referrer_customer_id": None})
        for _ in range(12)
    ]
    await asyncio.gather(
        *(loyalty.service.inbox.store([Envelope.of(car, service="leads", at=loyalty.now)]) for car in cars)
    )
    await loyalty.drain()
    async with loyalty.client(staff_principal(Role.GROUP_ADMIN)) as client:
        members = (await client.get("/members")).json()["items"]
    assert [m["pending_points"] for m in members] == [12 * 23_980]


async def test_a_list_shows_masked_contacts_in_one_statement(loyalty: ServiceHarness) -> None:
    sealed = loyalty.service.platform.vault.seal_for_transport(
        {"name": "王小明", "mobile": "+8619900000001", "email": None}
    )
    contact = CustomerContactChanged(
        customer_id=DELIVERY.customer_id, store_id=STORE, group_id=GROUP, person_key="k", sealed=sealed, revision=1
    )
    await loyalty.deliver(contact, DELIVERY)
    async with loyalty.client(MANAGER) as client:
        with loyalty.sql_count() as counts:
            rows = (await client.get("/members?tier=bronze")).json()["items"]
    row = next(row for row in rows if row["customer_id"] == str(DELIVERY.customer_id))
    assert (row["customer_name"], row["mobile_masked"]) == ("王小明", "199****0001")
    assert counts["total"] == 1


async def test_scope_and_settings(loyalty: ServiceHarness) -> None:
    adviser, stranger = staff_principal(Role.SALES_ADVISOR), staff_principal(Role.SALES_ADVISOR)
    assigned = CustomerAssigned(
        customer_id=DELIVERY.customer_id,
        store_id=STORE,
        owner_id=adviser.staff_id,
        previous_owner_id=None,
        reason="rotation",
    )
    await loyalty.deliver(assigned, DELIVERY)
    async with loyalty.client(adviser) as client:
        member = (await client.get("/members")).json()["items"]
        assert len(member) == 1
        assert (await client.put("/settings", json={}, headers={"If-Match": '"0"'})).status_code == 403
    for outsider in (stranger, staff_principal(Role.CRM_MANAGER, store_id=OTHER_STORE)):
        async with loyalty.client(outsider) as client:
            assert (await client.get(f"/members/{member[0]['id']}")).status_code == 404
    async with loyalty.client(MANAGER) as client:
        changed = await client.put("/settings", json={"pending_days": 7}, headers={"If-Match": '"0"'})
        assert (changed.status_code, changed.json()["version"]) == (200, 1)
        stale = await client.put("/settings", json={"pending_days": 9}, headers={"If-Match": '"0"'})
        assert stale.status_code == 412
        bad = await client.put("/settings", json={"pending_days": -1}, headers={"If-Match": '"1"'})
        assert bad.json()["errors"][0]["pointer"] == "/pending_days"
