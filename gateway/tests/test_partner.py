"""Partners: keys that are shown once, open what they should, and close at once."""

import httpx
import pytest
from contracts.gateway import PartnerChanged
from gateway.partner.policy import digest_of, new_key
from gateway.testkit import House
from service_defaults.identity import Kind, TokenVerifier
from service_defaults.testkit.service import PUBLIC_KEY

PARTNERS = "/api/v1/gateway/partners"


async def admitted(client: httpx.AsyncClient, house: House, name: str = "车讯网", **more: object) -> dict[str, str]:
    body = {"name": name, "kind": "lead_platform", "source": "chexun", "store_ids": [str(house.stores[0].id)], **more}
    answer = await client.post(PARTNERS, json=body)
    assert answer.status_code == 201, answer.text
    partner: dict[str, str] = answer.json()
    return partner


async def test_a_key_becomes_the_partner_for_services(house: House) -> None:
    async with house.browser("channel") as client:
        partner = await admitted(client, house)
        made = (await client.post(f"{PARTNERS}/{partner['id']}/keys", json={"label": "生产"})).json()
        listed = (await client.get(f"{PARTNERS}/{partner['id']}/keys")).json()["items"]
        assert listed[0]["prefix"] == made["api_key"][:11]
        assert "api_key" not in listed[0]
    async with house.visitor() as sender:
        answer = await sender.post(
            "/api/v1/leads/intake/adf", content=b"<adf/>", headers={"X-API-Key": made["api_key"]}
        )
        headers = answer.json()["headers"]
        principal = TokenVerifier(PUBLIC_KEY).verify(headers["authorization"].removeprefix("Bearer "))
        assert (principal.kind, principal.id) == (Kind.PARTNER, partner["id"])
        assert principal.store_id == house.stores[0].id
        assert principal.group_id is not None
        assert "x-api-key" not in headers
        own = await sender.get("/api/v1/gateway/staff", headers={"X-API-Key": made["api_key"]})
        assert own.status_code == 403, "partners have no business in the organisation"


async def test_a_key_opens_its_scopes_and_ends_with_revocation(house: House) -> None:
    async with house.browser("channel") as client, house.visitor() as sender:
        partner = await admitted(client, house)
        keys = f"{PARTNERS}/{partner['id']}/keys"
        made = (await client.post(keys, json={"label": "只收线索", "scopes": ["intake"]})).json()
        sender.headers["X-API-Key"] = made["api_key"]
        assert (await sender.post("/api/v1/leads/intake/adf")).status_code == 200
        assert (await sender.get("/api/v1/leads/leads")).status_code == 403
        assert (await sender.get("/api/v1/notifications/deliveries")).status_code == 403
        assert (await client.delete(f"{keys}/{made['id']}")).status_code == 204
        assert (await sender.post("/api/v1/leads/intake/adf")).status_code == 401
        assert (await client.delete(f"{keys}/{made['id']}")).status_code == 204, "twice is once"


async def test_an_inactive_partners_keys_open_nothing(house: House) -> None:
    async with house.browser("channel") as client, house.visitor() as sender:
        partner = await admitted(client, house)
        made = (await client.post(f"{PARTNERS}/{partner['id']}/keys", json={"label": "x"})).json()
        sender.headers["X-API-Key"] = made["api_key"]
        assert (await sender.get("/api/v1/leads/leads")).status_code == 200
        path = f"{PARTNERS}/{partner['id']}"
        await client.patch(path, json={"active": False}, headers={"If-Match": '"1"'})
        await house.settle()
        assert (await sender.get("/api/v1/leads/leads")).status_code == 401
    told = [event for event in await house.harness.events(PartnerChanged) if str(event.partner_id) == partner["id"]]
    assert [(event.active, event.revision) for event in told] == [(True, 1), (False, 2)]


@pytest.mark.parametrize(("who", "status"), [("advisor", 403), ("manager", 201), ("admin", 201)])
async def test_who_admits_partners(house: House, who: str, status: int) -> None:
    body = {"name": "金融公司", "kind": "finance", "store_ids": [str(house.stores[0].id)]}
    async with house.browser(who) as client:
        assert (await client.post(PARTNERS, json=body)).status_code == status


async def test_stores_out_of_scope_and_foreign_partners(house: House) -> None:
    far = str(house.stores[1].id)
    async with house.browser("channel") as client:
        body = {"name": "远方", "kind": "finance", "store_ids": [far]}
        refused = await client.post(PARTNERS, json=body)
        assert (refused.status_code, refused.json()["code"]) == (422, "store_out_of_scope")
        mine = await admitted(client, house)
    async with house.browser("far_manager") as client:
        assert (await client.get(f"{PARTNERS}/{mine['id']}")).status_code == 404
        assert (await client.post(f"{PARTNERS}/{mine['id']}/keys", json={"label": "x"})).status_code == 404


def test_keys_are_long_and_recognised_by_their_prefix() -> None:
    key, prefix = new_key()
    assert key.startswith(prefix)
    assert digest_of(key) is not None
    assert digest_of(key[:-1]) is None
    assert digest_of(key + "\n") is None
