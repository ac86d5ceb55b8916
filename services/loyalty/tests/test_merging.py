"""Two memberships of one person: shown as one while the files are merged, apart again afterwards."""

from typing import Any

from contracts.leads import CustomerMerged, CustomerUnmerged, VehicleDelivered
from contracts.loyalty import MemberEnrolled, PointsEarned, ReferralRewarded
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.testkit.service import ServiceHarness, staff_principal

from contracts.examples import example

MANAGER = staff_principal(Role.CRM_MANAGER)
ONE = example(VehicleDelivered).model_copy(update={"referrer_customer_id": None})
OTHER = ONE.model_copy(
    update={"order_id": new_id(), "delivery_id": new_id(), "customer_id": new_id(), "person_key": "other"}
)
MERGED = CustomerMerged(customer_id=OTHER.customer_id, into_id=ONE.customer_id, store_id=ONE.store_id)
APART = CustomerUnmerged(
    customer_id=OTHER.customer_id, from_id=ONE.customer_id, store_id=ONE.store_id, merge_id=new_id(), revision=2
)


async def seen(loyalty: ServiceHarness) -> dict[str, Any]:
    async with loyalty.client(MANAGER) as client:
        cards = [
            (await client.get(f"/customers/{one}/summary")).json()["member"]
            for one in (ONE.customer_id, OTHER.customer_id)
        ]
        members = (await client.get("/members")).json()["items"]
        entries = [len((await client.get(f"/members/{card['id']}/entries")).json()["items"]) for card in cards if card]
        return {"cards": cards, "members": sorted(members, key=lambda row: row["member_no"]), "entries": entries}


async def test_shown_jointly_and_separated_again(loyalty: ServiceHarness) -> None:
    await loyalty.deliver(ONE, OTHER)
    await loyalty.advance(days=4)
    before = await seen(loyalty)
    assert [row["tier"] for row in before["members"]] == ["gold", "gold"]
    await loyalty.deliver(MERGED, MERGED)
    joint = await seen(loyalty)
    [member] = joint["members"]
    assert (member["available_points"], member["lifetime_points"], member["tier"]) == (47_960, 47_960, "diamond")
    assert member["joined_cards"] == [before["members"][1]["member_no"]]
    assert joint["cards"][0] == joint["cards"][1]
    assert joint["entries"] == [4, 4]
    await loyalty.deliver(APART, APART)
    assert await seen(loyalty) == before


async def test_points_earned_meanwhile_stay_with_their_card(loyalty: ServiceHarness) -> None:
    await loyalty.deliver(ONE, MERGED, OTHER)
    # The person has a card: the second one is opened without a word.
    assert len(await loyalty.events(MemberEnrolled)) == 1
    assert len(await loyalty.events(PointsEarned)) == 2
    joint = (await seen(loyalty))["members"]
    assert [row["pending_points"] for row in joint] == [47_960]
    await loyalty.deliver(APART)
    assert [row["pending_points"] for row in (await seen(loyalty))["members"]] == [23_980, 23_980]


async def test_a_merge_overtakes_the_membership(loyalty: ServiceHarness) -> None:
    await loyalty.deliver(MERGED, OTHER, ONE)
    [member] = (await seen(loyalty))["members"]
    assert (member["customer_id"], member["pending_points"]) == (str(ONE.customer_id), 47_960)


async def test_nobody_refers_himself_under_another_file(loyalty: ServiceHarness) -> None:
    await loyalty.deliver(MERGED)
    await loyalty.deliver(
        ONE.model_copy(update={"referrer_customer_id": OTHER.customer_id, "referrer_person_key": "other"})
    )
    assert await loyalty.events(ReferralRewarded) == []


async def test_the_list_of_joint_members_is_one_statement(loyalty: ServiceHarness) -> None:
    await loyalty.deliver(ONE, OTHER, MERGED)
    async with loyalty.client(MANAGER) as client:
        with loyalty.sql_count() as counts:
            assert len((await client.get("/members")).json()["items"]) == 1
    assert counts["total"] == 1
