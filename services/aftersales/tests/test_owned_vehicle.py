"""The owner's file after the delivery: acceptance, readings, service, people, scope."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from contracts.aftersales import CareTaskDue, MaintenanceDue
from contracts.leads import VehicleDelivered
from service_defaults.ids import new_id
from service_defaults.testkit.service import ServiceHarness
from sqlalchemy import text

from contracts.examples import example

DELIVERY = example(VehicleDelivered)


async def file_id(harness: ServiceHarness) -> str:
    async with harness.reading() as reading:
        return str(await reading.session.scalar(text("SELECT id FROM owned_vehicle")))


async def test_acceptance_is_owed_within_a_day_and_happens_once(
    delivered: ServiceHarness, cast: SimpleNamespace
) -> None:
    async with delivered.client(cast.service_adviser) as client:
        (row,) = (await client.get("/owned-vehicles", params={"acceptance": "waiting"})).json()["items"]
        assert not row["acceptance_overdue"]
        await delivered.advance(hours=25)
        (row,) = (await client.get("/owned-vehicles", params={"acceptance": "overdue"})).json()["items"]
        assert row["acceptance_overdue"]
        path = f"/owned-vehicles/{row['id']}/acceptance"
        accepted = (await client.post(path, json={"note": "已加企业微信"})).json()
        assert (accepted["accepted_by_name"], accepted["acceptance_note"]) == ("孙工", "已加企业微信")
        again = await client.post(path, json={})
        assert (again.status_code, again.json()["code"]) == (409, "already_accepted")
        assert "孙工" in again.json()["detail"]
        assert (await client.get("/owned-vehicles", params={"acceptance": "overdue"})).json()["items"] == []


async def test_a_reading_moves_the_plan_and_a_doubtful_one_does_not(
    delivered: ServiceHarness, cast: SimpleNamespace
) -> None:
    path = f"/owned-vehicles/{await file_id(delivered)}"
    await delivered.advance(days=40)
    async with delivered.client(cast.service_adviser) as client:
        body = {"read_on": "2026-04-19", "km": 4_012, "source": "service"}
        noted = (await client.post(f"{path}/readings", json=body)).json()
        assert (noted["maintenance"]["daily_km"], noted["maintenance"]["daily_basis"]) == (100.0, "readings")
        assert noted["maintenance"]["due_on"] == "2026-04-29"
        for km, doubt in ((3_000, "decreasing"), (90_000, "too_fast")):
            doubted = (await client.post(f"{path}/readings", json=body | {"km": km})).json()
            assert (doubted["reading"]["suspicious"], doubted["reading"]["doubt"]) == (True, doubt)
            assert doubted["maintenance"]["due_on"] == "2026-04-29"
        assert (await client.get(path)).json()["odometer_km"] == 4_012
        future = await client.post(f"{path}/readings", json=body | {"read_on": "2026-04-20"})
        assert (future.status_code, future.json()["code"]) == (422, "reading_in_future")
    await delivered.advance(days=4)
    (told,) = await delivered.events(MaintenanceDue)
    assert told.due_on == date(2026, 4, 29)


async def test_a_service_moves_the_plan_on_and_is_asked_about_three_days_later(
    delivered: ServiceHarness, cast: SimpleNamespace
) -> None:
    path = f"/owned-vehicles/{await file_id(delivered)}"
    await delivered.advance(days=120)
    assert len(await delivered.events(MaintenanceDue)) == 1
    async with delivered.client(cast.service_manager) as client:
        body = {"serviced_on": "2026-07-08", "odometer_km": 4_800, "kind": "first", "remark": "首保"}
        file = (await client.post(f"{path}/service-visits", json=body)).json()
        plan = file["maintenance"]
        assert (plan["kind"], plan["since_km"], plan["due_km"]) == ("regular", 4_800, 14_800)
        assert (plan["reminded_at"], plan["by_months_on"]) == (None, "2027-07-08")
        assert [visit["kind"] for visit in file["service_visits"]] == ["first"]
        await delivered.advance(days=3)
        assert [event.kind for event in await delivered.events(CareTaskDue)][-1] == "service_3d"
        await delivered.advance(days=365)
    assert len(await delivered.events(MaintenanceDue)) == 2


async def test_changes_need_the_version_that_was_seen(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    path = f"/owned-vehicles/{await file_id(delivered)}"
    async with delivered.client(cast.service_adviser) as client:
        seen = (await client.get(path)).headers["ETag"]
        body = {
            "plate": "沪ad·12345",
            "own_warranty_until": "2031-03-10",
            "commercial_insurance_until": None,
            "service_adviser_id": cast.service_manager.id,
        }
        assert (await client.patch(path, json=body)).status_code == 428
        changed = await client.patch(path, json=body, headers={"If-Match": seen})
        file = changed.json()
        assert (file["plate"], file["own_warranty"]["active"]) == ("沪AD12345", True)
        assert (file["commercial_insurance_until"], file["compulsory_insurance_until"]) == (None, "2027-03-09")
        assert file["service_adviser_name"] == "高峰"
        assert (await client.patch(path, json=body, headers={"If-Match": seen})).status_code == 412
        stranger = {"service_adviser_id": cast.parts.id}
        refused = await client.patch(path, json=stranger, headers={"If-Match": changed.headers["ETag"]})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/service_adviser_id")


async def test_people_around_the_car(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    path = f"/owned-vehicles/{await file_id(delivered)}"
    async with delivered.client(cast.service_adviser) as client:
        body = {"role": "sender", "name": "林先生", "mobile": "199 0000 5678"}
        added = (await client.post(f"{path}/people", json=body)).json()
        assert added["mobile_masked"] == "199****5678"
        owner, sender = (await client.get(path)).json()["people"]
        assert (await client.delete(f"{path}/people/{owner['id']}")).status_code == 404
        assert (await client.delete(f"{path}/people/{sender['id']}")).status_code == 204
        assert len((await client.get(path)).json()["people"]) == 1
        bad = await client.post(f"{path}/people", json=body | {"mobile": "nobody"})
        assert (bad.status_code, bad.json()["code"]) == (422, "mobile_unreadable")
    async with delivered.reading() as reading:
        stored = await reading.session.scalars(text("SELECT vehicle_person::text FROM vehicle_person"))
        assert "19900005678" not in "".join(stored)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("adviser", 200),
        ("other_adviser", 404),
        ("service_adviser", 200),
        ("crc", 200),
        ("gm", 200),
        ("foreign_crc", 404),
        ("parts", 403),
    ],
)
async def test_who_may_see_the_file(delivered: ServiceHarness, cast: SimpleNamespace, who: str, status: int) -> None:
    vehicle_id = await file_id(delivered)
    async with delivered.client(getattr(cast, who)) as client:
        assert (await client.get(f"/owned-vehicles/{vehicle_id}")).status_code == status
        summary = (await client.get(f"/customers/{DELIVERY.customer_id}/summary")).json()
        assert bool(summary["vehicles"]) is (who not in ("other_adviser", "foreign_crc"))
        assert (await client.get(f"/customers/{new_id()}/summary")).json()["vehicles"] == []
    async with delivered.client(None) as anybody:
        assert (await anybody.get(f"/owned-vehicles/{vehicle_id}")).status_code == 401


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"read_on": "2026-03-10", "km": -1}, "/km"),
        ({"read_on": "1900-01-01", "km": 5}, "/read_on"),
        ({"read_on": "2026-03-10", "km": 5, "miles": 3}, "/miles"),
        ({"read_on": "2026-03-10"}, "/km"),
    ],
)
async def test_bad_readings_name_the_field(
    delivered: ServiceHarness, cast: SimpleNamespace, body: dict[str, Any], pointer: str
) -> None:
    async with delivered.client(cast.service_adviser) as client:
        answer = await client.post(f"/owned-vehicles/{await file_id(delivered)}/readings", json=body)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_lists_and_summaries_take_few_statements(delivered: ServiceHarness, cast: SimpleNamespace) -> None:
    for number in range(5):
        await delivered.deliver(
            DELIVERY.model_copy(
                update={
                    "delivery_id": new_id(),
                    "vehicle": DELIVERY.vehicle.model_copy(update={"plate": f"沪A0000{number}"}),
                }
            )
        )
    async with delivered.client(cast.crc) as client:
        with delivered.sql_count() as counts:
            page = (await client.get("/owned-vehicles", params={"limit": 4})).json()
        assert (len(page["items"]), counts["total"]) == (4, 1)
        rest = (await client.get("/owned-vehicles", params={"limit": 4, "cursor": page["next_cursor"]})).json()
        assert len({row["id"] for row in page["items"] + rest["items"]}) == 6
        with delivered.sql_count() as counts:
            assert len((await client.get(f"/customers/{DELIVERY.customer_id}/summary")).json()["vehicles"]) == 6
        assert counts["total"] <= 6
        refused = await client.get("/owned-vehicles", params={"mine": True, "cursor": page["next_cursor"]})
        assert (refused.status_code, refused.json()["code"]) == (400, "invalid_cursor")
