"""What was refused gets its second chance, by the rules of every other door."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import httpx
from contracts.intake import IntakeMoved
from leads.intake.models import QuarantinedIntake
from service_defaults.identity import Principal
from service_defaults.testkit.service import ServiceHarness
from sqlalchemy import update

LEADS = {
    "leads": [
        {"id": "A1", "name": "王小明", "mobile": "19900000001", "model": "远航 E6"},
        {"id": "A2", "name": "李芳", "mobile": "不详", "model": "远航 E7", "comments": "周末来店"},
    ]
}


async def refused(client: httpx.AsyncClient) -> dict[str, Any]:
    rows: list[dict[str, Any]] = (await client.get("/quarantined-intakes", params={"state": "open"})).json()["items"]
    assert len(rows) == 1
    return rows[0]


async def test_completed_by_hand_it_becomes_a_lead(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Principal
) -> None:
    async with leads.client(platform) as partner:
        answer = await partner.post("/intake/json", json=LEADS)
        assert [one["outcome"] for one in answer.json()["results"]] == ["accepted_with_warnings", "rejected"]
    async with leads.client(cast.marketing) as client:
        row = await refused(client)
        shown = (await client.get(f"/quarantined-intakes/{row['id']}")).json()
        draft = shown["draft"]
        assert (draft["name"], draft["model"], draft["comments"]) == ("李芳", "远航 E7", "周末来店")
        path = f"/quarantined-intakes/{row['id']}"
        for again in (client.post(f"{path}/mending", json=draft), client.post(f"{path}/replay")):
            answer = await again
            assert (answer.status_code, answer.json()["code"]) == (422, "intake_still_refused")
        assert (await refused(client))["state"] == "open"
        answer = await client.post(f"{path}/mending", json={**draft, "mobile": "19900000002"})
        assert answer.status_code == 200, answer.text
        result = answer.json()["results"][0]
        assert result["lead_id"]
        settled = (await client.get(path)).json()
        assert (settled["state"], settled["settled_as"], settled["lead_id"], settled["closed_by_name"]) == (
            "closed", "mended", result["lead_id"], "罗佳",
        )  # fmt: skip
        assert (await client.post(f"{path}/mending", json=draft)).status_code == 409
        assert (await client.post(f"{path}/closing")).status_code == 409
    async with leads.client(cast.manager) as client:
        lead = (await client.get(f"/leads/{result['lead_id']}")).json()
        assert lead["source"] == "autohome"
    assert [event.state for event in await leads.events(IntakeMoved)] == ["open", "closed"]
    async with leads.client(platform) as partner:
        # The platform sends the same lead once more, now with the number: it is the same lead, no twin.
        sent = {"leads": [{**LEADS["leads"][1], "mobile": "19900000002"}]}
        answer = await partner.post("/intake/json", json=sent)
        assert (answer.json()["results"][0]["outcome"], answer.json()["results"][0]["lead_id"]) == (
            "duplicate", result["lead_id"],
        )  # fmt: skip


async def test_a_repeated_reading_takes_what_can_be_taken_now(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Principal
) -> None:
    """A failure of ours leaves the prospect in quarantine; once it is repaired, a replay is all it takes."""
    async with leads.client(platform) as partner:
        await partner.post("/intake/json", json=LEADS)
    async with leads.client(cast.marketing) as client:
        row = await refused(client)
        async with leads.work() as work:
            await work.session.execute(_first_place(row["id"]))
        answer = await client.post(f"/quarantined-intakes/{row['id']}/replay")
        assert answer.status_code == 200, answer.text
        assert answer.json()["results"][0]["outcome"] == "duplicate"
        assert (await client.get(f"/quarantined-intakes/{row['id']}")).json()["settled_as"] == "replayed"


def _first_place(row_id: str) -> Any:
    return update(QuarantinedIntake).where(QuarantinedIntake.id == UUID(row_id)).values(position=0)


async def test_others_have_nothing_to_mend(leads: ServiceHarness, cast: SimpleNamespace, platform: Principal) -> None:
    async with leads.client(platform) as partner:
        await partner.post("/intake/json", json=LEADS)
    async with leads.client(cast.marketing) as client:
        path = f"/quarantined-intakes/{(await refused(client))['id']}"
    body = {"name": "x", "mobile": "19900000009"}
    for who, status in ((cast.adviser, 403), (cast.foreign_manager, 404)):
        async with leads.client(who) as client:
            assert (await client.post(f"{path}/mending", json=body)).status_code == status
            assert (await client.post(f"{path}/replay")).status_code == status
