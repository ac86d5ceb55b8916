"""Step 11: the keys are handed over, and nobody types anything."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from contracts.aftersales import CareTaskDue, MaintenanceDue, OwnerRegistered
from contracts.leads import VehicleDelivered
from service_defaults.testkit.service import ServiceHarness
from sqlalchemy import text

from contracts.examples import example

DELIVERY = example(VehicleDelivered)
SHANGHAI = ZoneInfo("Asia/Shanghai")


async def only_file(harness: ServiceHarness, reader: object) -> dict:
    async with harness.client(reader) as client:
        rows = (await client.get("/owned-vehicles")).json()["items"]
        assert len(rows) == 1
        return (await client.get(f"/owned-vehicles/{rows[0]['id']}")).json()


async def test_the_owners_file_is_complete(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    file = await only_file(delivered, cast.service_adviser)
    assert (file["vin"], file["plate"], file["customer_name"]) == ("LSVAA49J132047371", "沪A12345", "林女士")
    assert file["mobile_masked"] == "199****1234"
    assert file["warranty"] == {"until": "2029-03-10", "km": 100000, "active": True}
    assert file["own_warranty"] == {"until": None, "km": None, "active": False}
    assert (file["compulsory_insurance_until"], file["commercial_insurance_until"]) == ("2027-03-09", "2027-03-09")
    assert file["inspection"] == {"due_on": "2028-03-10", "kind": "sticker"}
    assert file["acceptance_due_at"] == "2026-03-11T02:05:00Z"
    plan = file["maintenance"]
    # 5,000 km at 40 km a day are 125 days, sooner than six months.
    assert (plan["due_on"], plan["due_by"], plan["by_months_on"]) == ("2026-07-13", "km", "2026-09-10")
    assert (plan["due_km"], plan["daily_basis"]) == (5012, "default")
    assert [(each["km"], each["source"], each["suspicious"]) for each in file["readings"]] == [(12, "delivery", False)]
    assert [each["role"] for each in file["people"]] == ["owner"]
    (registered,) = await delivered.events(OwnerRegistered)
    assert (registered.first_service_due_on, registered.service_adviser_id) == (
        date(2026, 7, 13),
        DELIVERY.service_adviser_id,
    )


async def test_told_twice_it_is_done_once(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    await delivered.deliver(DELIVERY)
    await only_file(delivered, cast.service_adviser)
    assert len(await delivered.events(OwnerRegistered)) == 1
    async with delivered.reading() as reading:
        assert await reading.session.scalar(text("SELECT count(*) FROM care_task")) == 7


async def test_all_seven_call_backs_come_due_on_their_local_day(
    delivered: ServiceHarness, cast: SimpleNamespace
) -> None:
    await delivered.advance(days=366)
    due = await delivered.events(CareTaskDue)
    days = [(event.due_at.astimezone(SHANGHAI).date() - date(2026, 3, 10)).days for event in due]
    assert days == [1, 3, 7, 30, 90, 180, 365]
    assert [event.kind for event in due] == [f"delivery_{day}d" for day in days]
    assert {event.due_at.astimezone(SHANGHAI).hour for event in due} == {10}
    assert [str(event.assignee_id) for event in due[:3]] == [cast.adviser.id, cast.crc.id, cast.adviser.id]
    async with delivered.reading() as reading:
        fired = await reading.session.scalars(
            text("SELECT time FROM outbox WHERE type LIKE '%care_task_due%' ORDER BY id")
        )
        assert list(fired) == [event.due_at for event in due]


async def test_the_reminder_comes_seven_days_before_the_predicted_date(delivered: ServiceHarness) -> None:
    await delivered.advance(days=119)
    (told,) = await delivered.events(MaintenanceDue)
    assert told.due_on == date(2026, 7, 13)
    async with delivered.reading() as reading:
        at = await reading.session.scalar(text("SELECT reminded_at FROM maintenance_plan"))
    assert at == datetime(2026, 7, 6, 1, 0, tzinfo=UTC)
    await delivered.advance(days=30)
    assert len(await delivered.events(MaintenanceDue)) == 1


async def test_a_delivery_without_a_service_adviser_gets_the_least_busy_one(
    aftersales: ServiceHarness, cast: SimpleNamespace
) -> None:
    await aftersales.deliver(DELIVERY.model_copy(update={"service_adviser_id": None}))
    file = await only_file(aftersales, cast.service_adviser)
    assert (file["service_adviser_id"], file["service_adviser_name"]) == (cast.service_adviser.id, "孙工")
