"""The reception register and the adviser's day, through HTTP on a real database."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from contracts.leads import LeadCreated, VisitRegistered
from service_defaults.identity import Principal
from service_defaults.testkit.service import ServiceHarness


async def register(leads: ServiceHarness, who: Principal, status: int = 201, **body: object) -> dict[str, Any]:
    async with leads.client(who) as client:
        answer = await client.post("/visits", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


async def lead(leads: ServiceHarness, who: Principal, mobile: str, **more: object) -> dict[str, Any]:
    async with leads.client(who) as client:
        body = {"mobile": mobile, "channel": "online", **more}
        return (await client.post("/leads", json=body)).json()


async def test_a_walk_in_needs_only_the_number(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    visit = await register(leads, cast.reception, mobile="19900000001")
    assert visit["owner_name"] in {"陈晓", "周宁", "吴桐"}
    assert (visit["first_time"], visit["anonymous"], visit["mobile_masked"]) == (True, False, "199****0001")
    async with leads.client(cast.reception) as client:
        row = (await client.get(f"/leads/{visit['lead_id']}")).json()
        assert (row["stage"], row["channel"], row["response_due_at"]) == ("visited", "showroom", None)
        ended = await client.post(f"/visits/{visit['id']}/departure")
        assert ended.json()["left_at"] is not None
        late = await client.post(f"/visits/{visit['id']}/greeting")
        assert (late.status_code, late.json()["code"]) == (409, "visit_ended")
    again = await register(leads, cast.reception, mobile="+86 19900000001", name="王小明")
    assert (again["lead_id"], again["owner_id"], again["first_time"]) == (visit["lead_id"], visit["owner_id"], False)
    assert again["customer_name"] == "王小明"
    assert len(await leads.events(LeadCreated)) == 1
    assert len(await leads.events(VisitRegistered)) == 2


async def test_strangers_count_and_may_be_identified_later(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    stranger = await register(leads, cast.reception, anonymous=True)
    assert (stranger["customer_id"], stranger["owner_id"], stranger["anonymous"]) == (None, None, True)
    refused = await register(leads, cast.reception, 422)
    assert refused["code"] == "mobile_required"
    async with leads.client(cast.reception) as client:
        board = (await client.get("/visits/board")).json()
        nobody = dict.fromkeys(board["today"], 0)
        assert board["today"] == {**nobody, "arrivals": 1, "strangers": 1}
        path = f"/visits/{stranger['id']}/identification"
        known = await client.post(path, json={"mobile": "19900000001", "wanted": "E5"})
        assert known.json()["customer_id"] is not None
        twice = await client.post(path, json={"mobile": "19900000001"})
        assert (twice.status_code, twice.json()["code"]) == (409, "visit_identified")
        board = (await client.get("/visits/board")).json()
        assert board["today"] == {**nobody, "arrivals": 1, "captured": 1}


async def test_first_contact_and_the_adviser_asked_for(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    own = await register(leads, cast.adviser2, mobile="19900000001")
    assert own["owner_name"] == "周宁"
    asked = await register(leads, cast.reception, mobile="19900000002", owner_id=cast.adviser3.id)
    assert asked["owner_name"] == "吴桐"
    wrong = await register(leads, cast.reception, 422, mobile="19900000003", owner_id=cast.parts.id)
    assert wrong["code"] == "adviser_unknown"
    known = await register(leads, cast.adviser, mobile="19900000001")
    assert known["owner_name"] == "周宁"
    paperwork = await register(leads, cast.reception, mobile="19900000004", purpose="paperwork")
    assert (paperwork["lead_id"], paperwork["customer_id"] is not None) == (None, True)
    call = await register(leads, cast.reception, mobile="19900000005", kind="phone")
    assert call["left_at"] is not None
    async with leads.client(cast.reception) as client:
        assert (await client.get(f"/leads/{call['lead_id']}")).json()["stage"] == "new"
        rows = (await client.get("/visits?day=2026-03-10&limit=3")).json()
        assert len(rows["items"]) == 3
        assert rows["next_cursor"]
        assert (await client.get("/visits?day=2026-03-11")).json()["items"] == []


async def test_the_board_shows_by_when_to_greet(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    visit = await register(leads, cast.reception, mobile="19900000001")
    async with leads.client(cast.reception) as client:
        with leads.sql_count() as counted:
            board = (await client.get("/visits/board")).json()
        assert counted["total"] <= 5, counted
        [row] = board["open"]
        assert row["greet_by"] == (leads.now + timedelta(seconds=30)).isoformat().replace("+00:00", "Z")
        greeted = await client.post(f"/visits/{visit['id']}/greeting")
        assert greeted.json()["greeted_at"] is not None
        await client.post(f"/visits/{visit['id']}/departure")
        assert (await client.get("/visits/board")).json()["open"] == []
    async with leads.client(cast.foreign_adviser) as client:
        assert (await client.post(f"/visits/{visit['id']}/greeting")).status_code == 404
        assert (await client.get("/visits")).json()["items"] == []


async def test_my_day_is_ordered_by_risk(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    due = await lead(leads, cast.adviser, "19900000001")
    hot = await lead(leads, cast.adviser, "19900000002")
    calm = await lead(leads, cast.adviser, "19900000003")
    async with leads.client(cast.adviser) as client:
        soon = (leads.now + timedelta(days=1, hours=4)).isoformat()
        for one, level in ((due, "B"), (hot, "H"), (calm, "C")):
            body = {"outcome": "connected", "level": level} | ({"next_contact_at": soon} if one is due else {})
            assert (await client.post(f"/leads/{one['lead_id']}/follow-ups", json=body)).status_code == 201
    await leads.advance(days=1)
    running = [await lead(leads, cast.reception, f"199000001{n:02d}") for n in range(3)]
    mine = next(one for one in running if one["owner_name"] == "陈晓")
    async with leads.client(cast.adviser) as client:
        with leads.sql_count() as counted:
            day = (await client.get("/today")).json()
        assert counted["total"] <= 4, counted
        told = [(item["reason"], item["lead_id"]) for item in day["items"]]
        assert told == [
            ("response_running", mine["lead_id"]),
            ("contact_due", due["lead_id"]),
            ("hot", hot["lead_id"]),
        ]
        assert day["counts"]["response_running"] == 1
        assert day["items"][0]["mobile_masked"].startswith("199****")
        await leads.advance(minutes=6)
        first = (await client.get("/today")).json()["items"][0]
        assert (first["reason"], first["lead_id"]) == ("response_overdue", mine["lead_id"])
        summary = (await client.get("/today/summary")).json()
        assert (summary["response_overdue"], summary["open_leads"], summary["hot"]) == (1, 4, 1)
    async with leads.client(cast.manager) as client:
        store = (await client.get("/today")).json()
        assert [item["reason"] for item in store["items"]] == ["response_overdue"] * 3
        assert (await client.get("/today/summary")).json()["open_leads"] == 6
        assert (await client.get("/today?mine=true")).json()["items"] == []
    async with leads.client(cast.foreign_manager) as client:
        assert (await client.get("/today")).json()["items"] == []
    async with leads.client(cast.parts) as client:
        assert (await client.get("/today")).status_code == 403


async def test_the_reception_goes_by_six_steps_and_is_passed_on(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    async with leads.client(cast.reception) as client:
        visit = (await client.post("/visits", json={"anonymous": True})).json()
        path = f"/visits/{visit['id']}"
        await leads.advance(seconds=20)
        greeted = (await client.post(f"{path}/steps", json={"step": "greet"})).json()
        assert greeted["greeted_at"] is not None
        await client.post(f"{path}/steps", json={"step": "first_need"})
        back = (await client.post(f"{path}/steps", json={"step": "first_need", "done": False})).json()
        assert list(back["steps"]) == ["greet"]
        hosted = (await client.post(f"{path}/host", json={"staff_id": cast.adviser2.id})).json()
        assert hosted["owner_name"] == "周宁"
        nobody = await client.post(f"{path}/host", json={"staff_id": cast.parts.id})
        assert (nobody.status_code, nobody.json()["code"]) == (422, "adviser_unknown")
        board = (await client.get("/visits/board")).json()
        assert (board["today"]["greeted"], board["today"]["greeted_in_time"], board["after_closing"]) == (1, 1, False)


async def test_whoever_is_left_after_closing_needs_a_reason(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    async with leads.client(cast.reception) as client:
        visit = (await client.post("/visits", json={"anonymous": True})).json()
        await leads.advance(hours=20)
        board = (await client.get("/visits/board")).json()
        assert [one["id"] for one in board["open"]] == [visit["id"]]
        refused = await client.post(f"/visits/{visit['id']}/departure")
        assert (refused.status_code, refused.json()["code"]) == (422, "visit_departure_reason_missing")
        ended = await client.post(f"/visits/{visit['id']}/departure", json={"reason": "客户谈合同到很晚"})
        assert (ended.status_code, ended.json()["left_reason"]) == (200, "客户谈合同到很晚")
        assert (await client.get("/visits/board")).json()["open"] == []
