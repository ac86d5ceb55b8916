"""Many leads planned or graded at once: what it would do, what it did, and back."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from leads.testkit import ask, call, lead_of
from service_defaults.ids import new_id
from service_defaults.testkit.service import ServiceHarness


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def test_planned_at_once_and_back(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    mine = [(await lead_of(leads, cast.adviser, number))["lead_id"] for number in range(3)]
    others = (await lead_of(leads, cast.adviser2, 9))["lead_id"]
    await ask(leads, cast.adviser, "POST", f"/leads/{mine[2]}/closure", outcome="frozen", reason="postponed")
    when = (leads.now + timedelta(days=2)).isoformat()
    body = {"lead_ids": [*mine, others], "action": "next_contact", "next_contact_at": when}
    shown = await ask(leads, cast.adviser, "POST", "/bulk-changes/preview", **body)
    assert (shown["changing"], shown["staying"]) == (2, 2)
    assert [row["code"] for row in shown["rows"]] == [None, None, "lead_closed", "lead_not_found"]
    assert shown["rows"][0]["customer_name"] == "客户0"
    before = [(await ask(leads, cast.adviser, "GET", f"/leads/{one}"))["next_contact_at"] for one in mine[:2]]
    with leads.sql_count() as counted:
        done = await ask(leads, cast.adviser, "POST", "/bulk-changes", 201, **body)
    assert counted["total"] <= 10, counted
    assert [row["code"] for row in done["results"]] == [None, None, "lead_closed", "lead_not_found"]
    for one in mine[:2]:
        assert at((await ask(leads, cast.adviser, "GET", f"/leads/{one}"))["next_contact_at"]) == at(when)
    await call(leads, cast.adviser, mine[1])
    for stranger in (cast.adviser2, cast.manager, cast.foreign_manager):
        await ask(leads, stranger, "POST", f"/bulk-changes/{done['id']}/undo", 404)
    undone = await ask(leads, cast.adviser, "POST", f"/bulk-changes/{done['id']}/undo")
    assert [row["code"] for row in undone["results"]] == [None, "changed_since"]
    assert (await ask(leads, cast.adviser, "GET", f"/leads/{mine[0]}"))["next_contact_at"] == before[0]
    again = await ask(leads, cast.adviser, "POST", f"/bulk-changes/{done['id']}/undo", 409)
    assert again["code"] == "bulk_undone_already"


async def test_graded_at_once_and_back(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    ids = [(await lead_of(leads, cast.adviser, number))["lead_id"] for number in range(2)]
    await ask(leads, cast.adviser, "POST", f"/leads/{ids[0]}/level", level="H", reason="本周要车")
    first = await ask(leads, cast.manager, "GET", f"/leads/{ids[0]}")
    body = {"lead_ids": ids, "action": "level", "level": "B", "reason": "团购延期"}
    shown = await ask(leads, cast.manager, "POST", "/bulk-changes/preview", **body)
    assert [(row["level"], row["new_level"]) for row in shown["rows"]] == [("H", "B"), ("N", "B")]
    assert shown["later"] >= 1
    done = await ask(leads, cast.manager, "POST", "/bulk-changes", 201, **body)
    graded = await ask(leads, cast.manager, "GET", f"/leads/{ids[0]}")
    assert at(graded["next_contact_at"]) == at(shown["rows"][0]["new_next_contact_at"])
    assert [(move["old"], move["new"], move["reason"]) for move in graded["levels"]][-1] == ("H", "B", "团购延期")
    await ask(leads, cast.manager, "POST", f"/bulk-changes/{done['id']}/undo")
    back = await ask(leads, cast.manager, "GET", f"/leads/{ids[0]}")
    assert (back["level"], back["next_contact_at"]) == (first["level"], first["next_contact_at"])
    assert (back["levels"][-1]["new"], back["levels"][-1]["reason"]) == ("H", "undone")
    listed = await ask(leads, cast.manager, "GET", "/bulk-changes")
    assert [one["undone_at"] is not None for one in listed["items"]] == [True]
    assert (await ask(leads, cast.adviser, "GET", "/bulk-changes"))["items"] == []


async def test_undo_has_its_time_and_nonsense_is_told(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead_id = (await lead_of(leads, cast.adviser, 1))["lead_id"]
    body = {"lead_ids": [lead_id], "action": "level", "level": "A"}
    done = await ask(leads, cast.adviser, "POST", "/bulk-changes", 201, **body)
    await leads.advance(minutes=11)
    late = await ask(leads, cast.adviser, "POST", f"/bulk-changes/{done['id']}/undo", 409)
    assert late["code"] == "bulk_undo_expired"
    past = {"lead_ids": [lead_id], "action": "next_contact", "next_contact_at": "2020-01-01T00:00:00Z"}
    refused = await ask(leads, cast.adviser, "POST", "/bulk-changes", 422, **past)
    assert (refused["code"], refused["errors"][0]["pointer"]) == ("next_contact_past", "/next_contact_at")
    unknown = await ask(leads, cast.adviser, "POST", "/bulk-changes", 422, **(body | {"level": "ZZ"}))
    assert (unknown["code"], unknown["errors"][0]["pointer"]) == ("level_unknown", "/level")
    for nonsense in ({"level": None}, {"next_contact_at": "2030-01-01T00:00:00Z"}, {"lead_ids": []}):
        await ask(leads, cast.adviser, "POST", "/bulk-changes/preview", 422, **(body | nonsense))
    many = [str(new_id()) for _ in range(201)]
    await ask(leads, cast.adviser, "POST", "/bulk-changes/preview", 422, **(body | {"lead_ids": many}))
    await ask(leads, cast.reception, "POST", "/bulk-changes", 403, **body)
