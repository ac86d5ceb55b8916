"""What tests of ownership do again and again, over HTTP; and a crowd for what has to be fast."""

from typing import Any

from service_defaults.identity import Principal
from service_defaults.ids import new_id
from service_defaults.scope import CustomerAccess
from service_defaults.testkit.service import GROUP, STORE, ServiceHarness

from leads.customer.models import Customer
from leads.lead.models import Lead
from leads.pool.models import PoolEntry


def _expect(fine: bool, told: str) -> None:  # noqa: FBT001 - reads as an assertion
    if not fine:
        raise AssertionError(told)


async def ask(
    leads: ServiceHarness, who: Principal, method: str, path: str, status: int = 200, **body: Any
) -> dict[str, Any]:
    async with leads.client(who) as client:
        answer = await client.request(method, path, json=body or None)
    _expect(answer.status_code == status, answer.text)
    found: dict[str, Any] = answer.json()
    return found


async def lead_of(leads: ServiceHarness, who: Principal, number: int = 1, **more: object) -> dict[str, Any]:
    body = {"mobile": f"1990000{number:04d}", "name": f"客户{number}", "channel": "phone", "source": "friend", **more}
    async with leads.client(who) as client:
        answer = await client.post("/leads", json=body)
    _expect(answer.status_code == 201, answer.text)
    found: dict[str, Any] = answer.json()
    return found


async def call(leads: ServiceHarness, who: Principal, lead_id: str, **more: object) -> None:
    async with leads.client(who) as client:
        answer = await client.post(f"/leads/{lead_id}/follow-ups", json={"outcome": "connected", **more})
    _expect(answer.status_code == 201, answer.text)


async def pool(leads: ServiceHarness, who: Principal, query: str = "") -> list[dict[str, Any]]:
    async with leads.client(who) as client:
        answer = await client.get(f"/pool{query}")
    _expect(answer.status_code == 200, answer.text)
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def choose(leads: ServiceHarness, who: Principal, **sections: dict[str, object]) -> None:
    async with leads.client(who) as client:
        now = (await client.get("/settings")).json()
        version = now.pop("version")
        now.pop("store_id")
        body = now | {name: now[name] | section for name, section in sections.items()}
        answer = await client.put("/settings", json=body, headers={"If-Match": f'"{version}"'})
    _expect(answer.status_code == 200, answer.text)


async def released(leads: ServiceHarness, who: Principal, number: int = 1) -> str:
    customer_id = (await lead_of(leads, who, number))["customer_id"]
    async with leads.client(who) as client:
        answer = await client.post(f"/customers/{customer_id}/release", json={"reason": "跟进不过来"})
    _expect(answer.status_code == 200, answer.text)
    return str(customer_id)


async def fill_pool(leads: ServiceHarness, count: int) -> None:
    """Rows as intake leaves them when nobody is there."""
    ids = [new_id() for _ in range(count)]
    async with leads.work() as work:
        for number, customer_id in enumerate(ids):
            work.session.add(Customer(**_customer(customer_id, work.now, number)))
            access = {"customer_id": customer_id, "store_id": STORE, "owner_id": None, "changed_at": work.now}
            work.session.add(CustomerAccess(**access))
        await work.session.flush()
        for customer_id in ids:
            work.session.add(Lead(**_lead(customer_id, work.now)))
            work.session.add(PoolEntry(**_entry(customer_id, work.now)))


def _customer(customer_id: Any, now: Any, number: int) -> dict[str, Any]:
    return {
        "id": customer_id,
        "customer_id": customer_id,
        "store_id": STORE,
        "group_id": GROUP,
        "kind": "person",
        "name": f"客户{number}",
        "name_sort": f"kehu{number}",
        "lifecycle": "potential",
        "source": "autohome",
        "tags": [],
        "note": "",
        "search_tokens": [],
        "tail_tokens": [],
        "contact_revision": 1,
        "created_at": now,
    }


def _lead(customer_id: Any, now: Any) -> dict[str, Any]:
    return {
        "id": new_id(),
        "store_id": STORE,
        "customer_id": customer_id,
        "kind": "buy",
        "family": "buying",
        "source": "autohome",
        "channel": "online",
        "wanted": {},
        "comments": "",
        "stage": "new",
        "stage_at": now,
        "is_open": True,
        "level": "N",
        "level_at": now,
        "response_deferred": False,
        "escalation_step": 0,
        "touch_count": 0,
        "assignment": {},
        "created_at": now,
    }


def _entry(customer_id: Any, now: Any) -> dict[str, Any]:
    return {
        "customer_id": customer_id,
        "store_id": STORE,
        "since": now,
        "kind": "unassigned",
        "note": "",
        "claimable_from": now,
    }
