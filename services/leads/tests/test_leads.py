"""Leads at work: lists, steering, contact log, the response ladder; through HTTP on a real database."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from contracts.leads import CustomerAssigned, FollowUpLogged, LeadCreated, LeadResponseMissed, LeadTouched
from leads.lead import service
from leads.lead.errors import NoOpenLead
from leads.lead.policy import Stage
from service_defaults.identity import Principal
from service_defaults.ids import new_id
from service_defaults.testkit.service import ServiceHarness


async def create(leads: ServiceHarness, who: Principal, mobile: str = "19900000001", **more: object) -> dict[str, Any]:
    body = {"mobile": mobile, "name": "王小明", "channel": "online", "source": "autohome", **more}
    async with leads.client(who) as client:
        answer = await client.post("/leads", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def test_reception_writes_down_and_the_rotation_decides(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    await create(leads, cast.reception, "19900000009")
    with leads.sql_count() as counted:
        created = await create(leads, cast.reception, wanted_make="远航", wanted_model="E5", wanted_year=2026)
    reads = 6  # the answer: the line, two histories, sender's ids; the store twice
    assert counted["total"] - reads <= 8, counted
    lead = created["lead"]
    assert (created["outcome"], lead["stage"], lead["level"]) == ("created", "new", "N")
    assert lead["wanted"] == "2026 远航 E5"
    assert lead["mobile_masked"] == "199****0001"
    assert at(lead["response_due_at"]) == leads.now + timedelta(minutes=5)
    async with leads.client(cast.manager) as client:
        why = (await client.get(f"/leads/{lead['id']}/assignment")).json()
    assert (why["reason"], why["owner_id"]) == ("rotation_active", lead["owner_id"])
    assert {person["name"] for person in why["candidates"]} == {"陈晓", "周宁", "吴桐"}
    assert sorted(person["given_today"] for person in why["candidates"]) == [0, 0, 1]


async def test_an_adviser_keeps_whom_they_register_and_a_colleague_only_touches(
    leads: ServiceHarness, cast: SimpleNamespace
) -> None:
    first = await create(leads, cast.adviser)
    assert first["owner_name"] == "陈晓"
    assert first["lead"]["response_due_at"] is None
    async with leads.client(cast.adviser2) as client:
        refused = await client.post("/leads", json={"mobile": "19900000001", "source": "autohome"})
    told = refused.json()
    assert (refused.status_code, told["code"], told["owner_name"]) == (409, "customer_protected", "陈晓")
    assert len(await leads.events(LeadTouched)) == 1, "the attempt is told to the owner"
    selling = await create(leads, cast.adviser, kind="sell")
    assert (selling["outcome"], selling["owner_name"]) == ("created", "陈晓")
    await leads.advance(days=10)
    second = await create(leads, cast.adviser2)
    # Nobody spoke with them for ten days: the pool took them, and who registers them now has them.
    assert (second["outcome"], second["lead_id"], second["owner_name"]) == ("duplicate", first["lead_id"], "周宁")


async def test_scope_of_leads(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead_id = (await create(leads, cast.adviser))["lead_id"]
    seen = {
        cast.adviser: 200,
        cast.adviser2: 404,
        cast.reception: 200,
        cast.manager: 200,
        cast.gm: 200,
        cast.foreign_manager: 404,
        cast.parts: 403,
    }
    for who, status in seen.items():
        async with leads.client(who) as client:
            assert (await client.get(f"/leads/{lead_id}")).status_code == status, who.name
            if status != 403:
                assert len((await client.get("/leads")).json()["items"]) == (status == 200)
    for who, status in {cast.adviser2: 404, cast.reception: 403, cast.foreign_adviser: 404}.items():
        async with leads.client(who) as client:
            logged = await client.post(f"/leads/{lead_id}/follow-ups", json={"outcome": "connected"})
            assert logged.status_code == status
    async with leads.client(cast.adviser) as client:
        denied = await client.post(f"/leads/{lead_id}/reassignment", json={"owner_id": str(new_id()), "reason": "x"})
        assert denied.status_code == 403


async def test_a_contact_in_one_call(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead = (await create(leads, cast.reception))["lead"]
    owner = next(who for who in vars(cast).values() if who.id == lead["owner_id"])
    await leads.advance(minutes=3)
    async with leads.client(owner) as client:
        preview = (await client.get(f"/leads/{lead['id']}/next-contact?level=B")).json()
        assert at(preview["proposed_at"]) == leads.now + timedelta(days=14)
        assert [choice["code"] for choice in preview["choices"]] == ["tomorrow", "in_3_days", "in_7_days"]
        body = {"outcome": "connected", "level": "B", "objections": ["price"], "note": "要对比"}
        logged = await client.post(f"/leads/{lead['id']}/follow-ups", json=body)
        assert logged.status_code == 201, logged.text
        after = logged.json()["lead"]
        assert (after["stage"], after["level"], after["response_missed"]) == ("contacted", "B", False)
        assert at(after["first_response_at"]) == leads.now
        assert after["next_contact_at"] == preview["proposed_at"]
        assert [(move["old"], move["new"]) for move in after["levels"]] == [("N", "B")]
        assert logged.json()["follow_up"]["first_response"] is True
        again = await client.post(f"/leads/{lead['id']}/follow-ups", json={"outcome": "no_answer"})
        assert at(again.json()["lead"]["next_contact_at"]) == leads.now + timedelta(hours=2)
        listed = (await client.get(f"/leads/{lead['id']}/follow-ups")).json()["items"]
        assert [row["outcome"] for row in listed] == ["no_answer", "connected"]
        chosen = (leads.now + timedelta(days=3)).isoformat()
        own = await client.post(
            f"/leads/{lead['id']}/follow-ups", json={"outcome": "connected", "next_contact_at": chosen}
        )
        assert at(own.json()["lead"]["next_contact_at"]) == leads.now + timedelta(days=3)
        line = (await client.get(f"/customers/{lead['customer_id']}/timeline")).json()["items"]
        assert {"follow_up_logged", "lead_level_changed", "lead_stage_changed", "lead_created"} <= {
            entry["kind"] for entry in line
        }
        customer = (await client.get(f"/customers/{lead['customer_id']}")).json()
        assert customer["lifecycle"] == "prospect"
    events = await leads.events(FollowUpLogged)
    assert [event.first_response for event in events] == [True, False, False]
    await leads.advance(hours=1)
    assert await leads.events(LeadResponseMissed) == []


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({"outcome": "connected", "level": "Z"}, "level_unknown", "/level"),
        ({"outcome": "connected", "level": "D"}, "level_unknown", "/level"),
        ({"outcome": "connected", "next_contact_at": "2020-01-01T00:00:00Z"}, "next_contact_past", "/next_contact_at"),
        ({"outcome": "connected", "next_contact_at": "2026-03-11T00:00:00"}, "invalid", "/next_contact_at"),
        ({"outcome": "shouted"}, "invalid", "/outcome"),
        ({}, "invalid", "/outcome"),
    ],
)
async def test_bad_contacts(
    leads: ServiceHarness, cast: SimpleNamespace, body: dict[str, str], code: str, pointer: str
) -> None:
    lead_id = (await create(leads, cast.adviser))["lead_id"]
    async with leads.client(cast.adviser) as client:
        answer = await client.post(f"/leads/{lead_id}/follow-ups", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


async def test_a_missed_clock_climbs_the_ladder(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead = (await create(leads, cast.reception))["lead"]
    due = at(lead["response_due_at"])
    await leads.advance(minutes=4)
    assert await leads.events(LeadResponseMissed) == []
    await leads.advance(minutes=2)
    [missed] = await leads.events(LeadResponseMissed)
    assert (missed.step, missed.due_at) == (1, due)
    assert {str(who) for who in missed.notify_ids} == {cast.supervisor.id, cast.manager.id}
    await leads.advance(days=3)
    steps = await leads.events(LeadResponseMissed)
    assert [(event.step, {str(who) for who in event.notify_ids}) for event in steps[1:]] == [(2, {cast.gm.id})]
    async with leads.client(cast.manager) as client:
        late = (await client.get("/leads?overdue=true")).json()["items"]
        assert [(row["id"], row["response_missed"]) for row in late] == [(lead["id"], True)]
        assert (await client.get("/leads?overdue=false")).json()["items"] == []


async def test_at_night_the_clock_starts_at_opening_and_the_lead_says_so(
    leads: ServiceHarness, cast: SimpleNamespace
) -> None:
    await leads.advance(hours=12)
    lead = (await create(leads, cast.reception))["lead"]
    assert lead["response_deferred"] is True
    assert lead["response_due_at"] == "2026-03-11T01:05:00Z"
    await leads.advance(hours=2)
    assert await leads.events(LeadResponseMissed) == []


async def test_handing_over(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    first = await create(leads, cast.adviser)
    selling = await create(leads, cast.adviser, kind="sell")
    other = await create(leads, cast.adviser, "19900000002")
    away = await create(leads, cast.foreign_adviser, "19900000003")
    async with leads.client(cast.manager) as client:
        for nobody in (new_id(), UUID(cast.parts.id), UUID(cast.foreign_adviser.id)):
            refused = await client.post(
                f"/leads/{first['lead_id']}/reassignment", json={"owner_id": str(nobody), "reason": "离职"}
            )
            assert (refused.status_code, refused.json()["code"]) == (422, "adviser_unknown")
        body = {"owner_id": cast.adviser2.id, "reason": "离职交接"}
        for lead, status in ((first, 200), (away, 404), (other, 200)):
            answer = await client.post(f"/leads/{lead['lead_id']}/reassignment", json=body)
            assert answer.status_code == status, answer.text
        why = (await client.get(f"/leads/{first['lead_id']}/assignment")).json()
        assert (why["reason"], why["owner_name"], why["by_name"], why["note"]) == (
            "manual", "周宁", "许岚", "离职交接",
        )  # fmt: skip
    async with leads.client(cast.adviser) as client:
        assert (await client.get("/leads")).json()["items"] == []
    async with leads.client(cast.adviser2) as client:
        mine = {row["id"] for row in (await client.get("/leads")).json()["items"]}
    assert mine == {first["lead_id"], selling["lead_id"], other["lead_id"]}
    assigned = [event.reason for event in await leads.events(CustomerAssigned)]
    assert assigned.count("manual") == 2


async def test_a_stage_set_by_mistake_is_taken_back(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead_id = (await create(leads, cast.adviser))["lead_id"]
    async with leads.client(cast.adviser) as client:
        before = (await client.get(f"/leads/{lead_id}")).json()
        assert (await client.post(f"/leads/{lead_id}/stage/undo")).json()["code"] == "stage_undo_late"
        await client.post(f"/leads/{lead_id}/stage", json={"stage": "visited"})
        back = (await client.post(f"/leads/{lead_id}/stage/undo")).json()
        same = ("stage", "stage_at", "first_response_at", "response_due_at", "is_open", "level")
        assert {name: back[name] for name in same} == {name: before[name] for name in same}
        assert (await client.post(f"/leads/{lead_id}/stage/undo")).json()["code"] == "stage_undo_late"
        await client.post(f"/leads/{lead_id}/stage", json={"stage": "contacted"})
        await leads.advance(minutes=3)
        assert (await client.post(f"/leads/{lead_id}/stage/undo")).status_code == 409


async def test_stages_levels_closing_and_reopening(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead_id = (await create(leads, cast.adviser))["lead_id"]
    async with leads.client(cast.adviser) as client:
        moved = await client.post(f"/leads/{lead_id}/stage", json={"stage": "visited"})
        assert moved.json()["stage"] == "visited"
        assert (await client.post(f"/leads/{lead_id}/stage", json={"stage": "contacted"})).json()["code"] == (
            "stage_backwards"
        )
        assert (await client.post(f"/leads/{lead_id}/stage", json={"stage": "ordered"})).json()["code"] == (
            "stage_not_by_hand"
        )
        graded = await client.post(f"/leads/{lead_id}/level", json={"level": "H", "reason": "本周定"})
        assert at(graded.json()["next_contact_at"]) == leads.now + timedelta(days=2)
        body = {"outcome": "lost", "reason": "competitor", "competitor": "某牌 X3"}
        refused = await client.post(f"/leads/{lead_id}/closure", json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "loss_needs_approval")
        async with leads.client(cast.manager) as manager:
            closed = await manager.post(f"/leads/{lead_id}/closure", json=body)
        assert (closed.json()["is_open"], closed.json()["level"], closed.json()["next_contact_at"]) == (
            False,
            "F",
            None,
        )
        for path, body in (("closure", {"outcome": "lost", "reason": "price"}), ("follow-ups", {"outcome": "busy"})):
            refused = await client.post(f"/leads/{lead_id}/{path}", json=body)
            assert (refused.status_code, refused.json()["code"]) == (409, "lead_closed")
        again = await create(leads, cast.adviser)
        assert (again["outcome"], again["owner_name"]) == ("created", "陈晓")
        reopened = await client.post(f"/leads/{lead_id}/reopening", json={"reason": "回心转意"})
        assert (reopened.status_code, reopened.json()["code"]) == (409, "lead_open_already")
        await client.post(f"/leads/{again['lead_id']}/closure", json={"outcome": "frozen", "reason": "postponed"})
        reopened = await client.post(f"/leads/{lead_id}/reopening", json={"reason": "回心转意"})
        assert (reopened.json()["is_open"], reopened.json()["stage"], reopened.json()["level"]) == (
            True,
            "contacted",
            "N",
        )


async def test_change_and_versions(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead_id = (await create(leads, cast.adviser))["lead_id"]
    async with leads.client(cast.adviser) as client:
        tag = (await client.get(f"/leads/{lead_id}")).headers["etag"]
        changed = await client.patch(f"/leads/{lead_id}", json={"wanted_model": "E7"}, headers={"if-match": tag})
        assert changed.json()["wanted_model"] == "E7"
        stale = await client.patch(f"/leads/{lead_id}", json={"wanted_model": "E5"}, headers={"if-match": tag})
        assert stale.status_code == 412
        absurd = await client.patch(
            f"/leads/{lead_id}", json={"wanted_year": 20260}, headers={"if-match": changed.headers["etag"]}
        )
        assert absurd.json()["errors"][0]["pointer"] == "/wanted_year"


async def test_lists_and_board_are_few_statements(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    for number in range(6):
        await create(leads, cast.adviser, f"1990000000{number}", wanted_model=f"E{number}")
    async with leads.client(cast.manager) as client:
        with leads.sql_count() as counted:
            page = (await client.get("/leads?limit=4")).json()
        assert counted["total"] <= 3, counted
        rest = (await client.get("/leads", params={"limit": 4, "cursor": page["next_cursor"]})).json()
        ids = [row["id"] for row in page["items"] + rest["items"]]
        assert (len(set(ids)), rest["next_cursor"]) == (6, None)
        await client.post(f"/leads/{ids[0]}/stage", json={"stage": "visited"})
        with leads.sql_count() as counted:
            board = (await client.get("/leads/board?per_column=3")).json()
        assert counted["total"] <= 3, counted
        columns = {column["stage"]: column for column in board["columns"]}
        assert {stage: column["count"] for stage, column in columns.items() if column["count"]} == {
            "new": 5,
            "visited": 1,
        }
        assert len(columns["new"]["items"]) == 3
        more = await client.get(
            "/leads", params={"stage": "new", "order": "stage", "limit": 3, "cursor": columns["new"]["next_cursor"]}
        )
        assert len(more.json()["items"]) == 2
        ordered = (await client.get("/leads?order=next_contact&limit=2")).json()
        assert ordered["next_cursor"]
        found = (await client.get("/leads?query=0003")).json()["items"]
        assert [row["wanted"] for row in found] == ["E3"]
        assert len((await client.get("/leads?level=N&stage=new&stage=visited&source=autohome")).json()["items"]) == 6
        assert (await client.get(f"/leads?owner_id={cast.adviser2.id}")).json()["items"] == []


async def test_what_the_deal_moves(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    created = await create(leads, cast.reception)
    customer_id = UUID(created["customer_id"])
    async with leads.work(cast.manager) as work:
        lead = await service.open_lead_of(work, customer_id)
        assert await service.advance_stage(work, lead, Stage.QUOTED)
        assert not await service.advance_stage(work, lead, Stage.TEST_DRIVEN)
        assert await service.advance_stage(work, lead, Stage.ORDERED)
    async with leads.client(cast.manager) as client:
        row = (await client.get(f"/leads/{created['lead_id']}")).json()
        assert (row["stage"], row["level"]) == ("ordered", "O")
        assert row["first_response_at"] is not None
        refused = await client.post(f"/leads/{row['id']}/closure", json={"outcome": "lost", "reason": "price"})
        assert refused.json()["code"] == "lead_has_order"
        assert (await client.get(f"/customers/{customer_id}")).json()["lifecycle"] == "buyer"
    async with leads.work(cast.manager) as work:
        await service.advance_stage(work, await service.open_lead_of(work, customer_id), Stage.DELIVERED)
    async with leads.work(cast.manager) as work:
        with pytest.raises(NoOpenLead):
            await service.open_lead_of(work, customer_id)
        again = await service.ensure_open_lead(work, customer_id)
        assert (again.assignee_id, again.level) == (lead.assignee_id, "N")
    async with leads.client(cast.manager) as client:
        assert (await client.get(f"/customers/{customer_id}")).json()["lifecycle"] == "owner"
    assert len(await leads.events(LeadCreated)) == 2


async def test_settings(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    async with leads.client(cast.manager) as client:
        first = await client.get("/settings")
        chosen = {name: value for name, value in first.json().items() if name not in ("store_id", "version")}
        chosen["response"]["online_minutes"] = 15
        version = {"if-match": first.headers["etag"]}
        kept = await client.put("/settings", json=chosen, headers=version)
        assert (kept.status_code, kept.json()["version"]) == (200, 1), kept.text
        assert (await client.put("/settings", json=chosen, headers=version)).status_code == 412
        chosen["levels"] = chosen["levels"][:5]
        bad = await client.put("/settings", json=chosen, headers={"if-match": kept.headers["etag"]})
        assert bad.status_code == 422
        away = await client.get("/settings", params={"store_id": str(cast.foreign_manager.store_ids[0])})
        assert (away.status_code, away.json()["code"]) == (422, "store_unknown")
    lead = (await create(leads, cast.reception))["lead"]
    assert at(lead["response_due_at"]) == leads.now + timedelta(minutes=15)
    async with leads.client(cast.adviser) as client:
        assert (await client.put("/settings", json=chosen, headers=version)).status_code == 403
