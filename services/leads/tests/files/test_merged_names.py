"""After a merge every list calls the person by the name that was kept."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import leads as package
import pytest
from leads.testkit import ask
from service_defaults.testkit.service import ServiceHarness

OLD, KEPT_NAME = "李娜", "张伟"
SOURCES = sorted(Path(package.__file__).parent.rglob("*repository.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_list_names_a_customer_by_the_rows_own_file(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r'Customer\.name\.label\("customer_name"\)', source), "use customer/shown.py"
    if "SHOWN_NAME" in source:
        assert "join(KEPT, IS_KEPT)" in source


async def _lists(leads: ServiceHarness, cast: SimpleNamespace, transfer: str, take: str) -> dict[str, str]:
    """The text of every list that the person stands in."""
    adviser = {"adviser_id": cast.adviser2.id}
    paths: list[tuple[Any, str, dict[str, str]]] = [
        (cast.manager, "/leads", {}),
        (cast.manager, "/visits", {}),
        (cast.manager, "/visits/board", {}),
        (cast.manager, "/signals", {"state": "taken"}),
        (cast.manager, "/disputes", {}),
        (cast.manager, "/loss-cases", {}),
        (cast.manager, "/pool/warnings", {}),
        (cast.manager, f"/transfers/{transfer}/lines", {}),
        (cast.manager, f"/stock-takes/{take}/items", {}),
        (cast.manager, "/kpis/traffic_total/rows", {}),
        (cast.manager, "/kpis/new_prospects/rows", {}),
        (cast.manager, "/forms/visit-register", {}),
        (cast.manager, "/forms/daily-report", adviser),
        (cast.manager, "/forms/contact-matrix", adviser),
    ]
    found: dict[str, str] = {}
    for who, path, params in paths:
        async with leads.client(who) as client:
            answer = await client.get(path, params=params)
        assert answer.status_code == 200, (path, answer.text)
        found[path] = answer.text
    return found


async def _opened(client: httpx.AsyncClient, number: int, name: str) -> dict[str, Any]:
    body = {"mobile": f"1990000{number:04d}", "name": name, "channel": "phone", "source": "friend"}
    answer = await client.post("/leads", json={**body, "wanted_model": "星越"})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def test_every_list_shows_the_kept_name(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    async with leads.client(cast.adviser) as client:
        kept = (await _opened(client, 1, KEPT_NAME))["customer_id"]
    async with leads.client(cast.adviser2) as client:
        lead = await _opened(client, 2, OLD)
        other, lead_id = lead["customer_id"], lead["lead_id"]
        said = {"outcome": "connected", "level": "A", "note": "在看"}
        assert (await client.post(f"/leads/{lead_id}/follow-ups", json=said)).status_code == 201
        assert (await client.post(f"/customers/{other}/filing")).status_code == 200
    give_back = {"customer_ids": [other], "reason": "缺预算"}
    await _ok(leads, cast.manager, "/files/returning", give_back)
    await _ok(leads, cast.manager, "/stock-takes", {"name": "盘点", "wanted": {"levels": ["A"]}}, 201)
    async with leads.client(cast.manager) as client:
        take = (await client.get("/stock-takes")).json()["items"][0]["id"]
    await _ok(leads, cast.adviser2, f"/customers/{other}/filing", None)
    await _ok(leads, cast.manager, "/files/confirmation", {"customer_ids": [other]})
    await ask(leads, cast.reception, "POST", "/visits", 201, mobile="19900000002")
    moved = {"lead_ids": [lead_id], "owner_id": cast.adviser.id, "reason": "轮休"}
    transfer = (await ask(leads, cast.manager, "POST", "/transfers", 201, **moved))["id"]
    await ask(leads, cast.manager, "POST", f"/transfers/{transfer}/undo")
    claim = {"mobile": "19900000002", "grounds": "received_first", "note": "先接待的是我"}
    await ask(leads, cast.adviser, "POST", "/disputes", 201, **claim)
    await ask(leads, cast.adviser2, "POST", f"/leads/{lead_id}/loss-cases", 201, reason="price")
    before = await _lists(leads, cast, transfer, take)
    await ask(leads, cast.manager, "POST", "/merges", 201, kept_id=kept, absorbed_id=other, choices={"name": "kept"})
    after = await _lists(leads, cast, transfer, take)
    # Lists whose rows only wait for time to pass are empty here; the rule above watches them.
    assert {path for path, text in before.items() if OLD not in text} <= {"/pool/warnings"}
    assert {path for path, text in after.items() if OLD in text} == set()


async def _ok(leads: ServiceHarness, who: Any, path: str, body: dict[str, Any] | None, status: int = 200) -> None:
    async with leads.client(who) as client:
        answer = await client.post(path, json=body)
    assert answer.status_code == status, (path, answer.text)
