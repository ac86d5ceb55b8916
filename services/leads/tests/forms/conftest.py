"""A house whose people call the API, for the tests of levels, numbers and forms."""

from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from service_defaults.testkit.service import ServiceHarness


class House:
    """Calls the API as somebody and wants the status."""

    def __init__(self, leads: ServiceHarness, cast: SimpleNamespace) -> None:
        self.leads, self.cast = leads, cast

    async def get(self, who: Any, path: str, status: int = 200, **params: Any) -> Any:
        async with self.leads.client(who) as client:
            answer = await client.get(path, params=params)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def post(self, who: Any, path: str, status: int = 201, /, **body: Any) -> Any:
        return (await self.send(who, "POST", path, status, **body)).json()

    async def send(
        self, who: Any, verb: str, path: str, status: int, /, version: int | None = None, **body: Any
    ) -> httpx.Response:
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        async with self.leads.client(who) as client:
            answer = await client.request(verb, path, json=body, headers=headers)
        assert answer.status_code == status, answer.text
        return answer

    async def visit(self, number: int | None, **more: Any) -> Any:
        who = {"anonymous": True} if number is None else {"mobile": f"1990000{number:04d}"}
        return await self.post(self.cast.reception, "/visits", **who, **more)

    async def online(self, number: int, **more: Any) -> Any:
        body = {"mobile": f"1990000{number:04d}", "channel": "online", "source": "autohome", **more}
        return await self.post(self.cast.marketing_desk, "/leads", **body)

    async def contact(self, lead_id: str, level: str | None = None, *, who: Any = None, **more: Any) -> Any:
        """Logged; a graded customer's file is confirmed at once."""
        body = {"outcome": "connected", "level": level, **more}
        logged = await self.post(who or self.cast.manager, f"/leads/{lead_id}/follow-ups", **body)
        if level:
            await self.confirm(lead_id)
        return logged

    async def confirm(self, lead_id: str) -> None:
        """The file is handed in and confirmed, as often as one likes."""
        customer = (await self.get(self.cast.manager, f"/leads/{lead_id}"))["customer_id"]
        async with self.leads.client(self.cast.manager) as client:
            await client.post(f"/customers/{customer}/filing")
            await client.post("/files/confirmation", json={"customer_ids": [customer]})

    async def lose(self, lead_id: str) -> None:
        """Applied for, and approved."""
        case = await self.post(self.cast.manager, f"/leads/{lead_id}/loss-cases", reason="price")
        if case["status"] == "pending":
            await self.post(self.cast.gm, f"/loss-cases/{case['id']}/approval", 200)

    async def numbers(self, **params: Any) -> dict[str, Any]:
        board = await self.get(self.cast.manager, "/kpis", **params)
        return {card["id"]: card for card in board["kpis"]}


@pytest.fixture
def house(leads: ServiceHarness, cast: SimpleNamespace) -> House:
    cast.marketing_desk = cast.manager
    return House(leads, cast)
