"""A store that sells: catalogue, demo and stock cars, a finance partner, a customer of the first adviser."""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import httpx
import pytest
from contracts.gateway import PartnerChanged
from service_defaults.identity import Principal, Role
from service_defaults.testkit.service import GROUP, STORE, ServiceHarness, staff_principal

BANK = UUID("01920000-0000-7000-8000-000000000009")
OTHER_BANK = UUID("01920000-0000-7000-8000-000000000010")
STROKES = "M10 10L200 120Q220 130 240 90"
MODEL = {
    "brand": "远航",
    "series": "E5",
    "name": "长续航版",
    "model_year": 2026,
    "energy": "electric",
    "tax_class": "new_energy",
    "msrp_fen": 18_880_000,
    "colours": ["星河白", "墨玉黑"],
}


def _staff(number: int, name: str, *roles: Role) -> Principal:
    return staff_principal(*roles, staff_id=UUID(f"01910000-0000-7000-8000-{number:012d}"), name=name)


@pytest.fixture
def cast(cast: SimpleNamespace) -> SimpleNamespace:
    return SimpleNamespace(
        **vars(cast),
        appraiser2=_staff(31, "方林", Role.APPRAISER),
        servant=_staff(32, "沈思", Role.SERVICE_ADVISOR),
        servant2=_staff(33, "夏青", Role.SERVICE_ADVISOR),
    )


def vin(number: int) -> str:
    return f"LSVAA49J1320{number:05d}"


@dataclass
class Shop:
    """Calls the API as somebody; `ok` wants the status and gives the answer."""

    leads: ServiceHarness
    cast: SimpleNamespace
    model_id: str = ""
    bank: str = str(BANK)
    other_bank: str = str(OTHER_BANK)
    strokes: str = STROKES
    customer_id: str = ""

    async def call(
        self, who: Principal | None, method: str, path: str, body: Any = None, **headers: str
    ) -> httpx.Response:
        async with self.leads.client(who, **headers) as client:
            return await client.request(method, path, json=body)

    async def ok(self, who: Principal | None, method: str, path: str, body: Any = None, **headers: str) -> Any:
        answer = await self.call(who, method, path, body, **headers)
        assert answer.status_code < 300, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    async def refused(
        self, who: Principal | None, method: str, path: str, body: Any = None, *, status: int, code: str, **headers: str
    ) -> Any:
        answer = await self.call(who, method, path, body, **headers)
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
        return answer.json()

    def at(self, **later: float) -> str:
        return (self.leads.now + timedelta(**later)).isoformat()

    async def car(self, number: int, kind: str = "new", **more: Any) -> str:
        body = {
            "model_id": self.model_id,
            "kind": kind,
            "vin": vin(number),
            "colour": "星河白",
            "cost_fen": 16_000_000,
            "price_fen": 18_880_000,
            "arrived_on": "2026-02-01",
            **more,
        }
        return (await self.ok(self.cast.manager, "POST", "/cars", body))["id"]

    async def customer(self, number: int, who: Principal | None = None, name: str = "王小明") -> str:
        body = {"name": name, "mobile": f"1990000{number:04d}", "source": "walk_in"}
        return (await self.ok(who or self.cast.adviser, "POST", "/customers", body))["id"]

    async def quote(self, **more: Any) -> dict[str, Any]:
        body = {"customer_id": self.customer_id, "model_id": self.model_id, **more}
        return await self.ok(self.cast.adviser, "POST", "/quotes", body)

    async def order(self, quote: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        quote = quote or await self.quote()
        body = {
            "quote_id": quote["id"],
            "deposit_kind": "earnest",
            "deposit_fen": 1_000_000,
            "deposit_method": "wechat",
            **more,
        }
        return await self.ok(self.cast.adviser, "POST", "/orders", body)

    async def consent(self, partner: UUID = BANK) -> None:
        body = {
            "purpose": "share",
            "recipient_id": str(partner),
            "recipient_name": "星河金融",
            "wording_version": "2026-01",
            "evidence_kind": "form",
            "evidence": "签字表",
        }
        await self.ok(self.cast.adviser, "POST", f"/customers/{self.customer_id}/consents", body)


@pytest.fixture
async def shop(leads: ServiceHarness, cast: SimpleNamespace) -> Shop:
    for partner, name in ((BANK, "星河金融"), (OTHER_BANK, "他行金融")):
        await leads.deliver(
            PartnerChanged(
                partner_id=partner,
                group_id=GROUP,
                name=name,
                kind="finance",
                store_ids=(STORE,),
                active=True,
                revision=1,
            )
        )
    shop = Shop(leads, cast)
    shop.model_id = (await shop.ok(cast.manager, "POST", "/car-models", MODEL))["id"]
    shop.customer_id = await shop.customer(1)
    return shop
