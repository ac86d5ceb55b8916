"""Numbers through HTTP on a real database: every count is its rows."""

from types import SimpleNamespace
from typing import Any

import pytest
from leads.kpi.policy import KPIS
from service_defaults.testkit.service import ServiceHarness


class House:
    """Calls the API as somebody and wants success."""

    def __init__(self, leads: ServiceHarness, cast: SimpleNamespace) -> None:
        self.leads, self.cast = leads, cast

    async def get(self, who: Any, path: str, status: int = 200, **params: Any) -> Any:
        async with self.leads.client(who) as client:
            answer = await client.get(path, params=params)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def post(self, who: Any, path: str, status: int = 201, **body: Any) -> Any:
        async with self.leads.client(who) as client:
            answer = await client.post(path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def visit(self, number: int, **more: Any) -> Any:
        return await self.post(self.cast.reception, "/visits", mobile=f"1990000{number:04d}", **more)

    async def grade(self, lead_id: str, level: str, who: Any = None, **more: Any) -> Any:
        body = {"outcome": "connected", "level": level, **more}
        return await self.post(who or self.cast.manager, f"/leads/{lead_id}/follow-ups", **body)


@pytest.fixture
def house(leads: ServiceHarness, cast: SimpleNamespace) -> House:
    return House(leads, cast)


async def test_smoke(house: House) -> None:
    first = await house.visit(1, wanted="E5")
    await house.grade(first["lead_id"], "A")
    board = await house.get(house.cast.manager, "/kpis")
    by_id = {card["id"]: card for card in board["kpis"]}
    print(by_id)
    for kpi in KPIS:
        for part in ("numerator", "denominator"):
            if by_id[kpi.id][part] is not None:
                rows = await house.get(house.cast.manager, f"/kpis/{kpi.id}/rows", part=part)
                assert len(rows["items"]) == by_id[kpi.id][part]
        for by in ("side", "store", "team", "adviser", "source", "model", "level"):
            await house.get(house.cast.manager, f"/kpis/{kpi.id}/breakdown", by=by)
        print(await house.get(house.cast.manager, f"/kpis/{kpi.id}/trend"))
    print(await house.get(house.cast.manager, "/sales-funnel"))
    print(await house.get(house.cast.manager, "/month-snapshots"))
