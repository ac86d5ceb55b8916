"""The live stream: who hears what, and that it ends when it should."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from contracts.gateway import ClockMoved, PartnerChanged, StaffChanged
from contracts.leads import CustomerAssigned, LeadCreated
from contracts.notifications import StaffNotified
from contracts.vocabulary import LeadKind
from gateway.live.hub import Listener
from gateway.live.policy import hint_of, may_hear
from gateway.proxy.grants import Grant
from gateway.testkit import House, credentials, listening
from messaging import Envelope, Event
from service_defaults.identity import Kind, Principal, Role, Scope, widest_scope
from service_defaults.ids import new_id
from service_defaults.testkit.waiting import until

AT = datetime(2026, 3, 10, 2, 5, tzinfo=UTC)
GROUP, STORE, FAR = new_id(), new_id(), new_id()
ME, MATE, STRANGER = new_id(), new_id(), new_id()


def person(*roles: Role) -> Principal:
    held = frozenset(roles)
    scope = widest_scope(held)
    stores = (STORE, FAR) if scope is Scope.GROUP else (STORE,)
    return Principal(kind=Kind.STAFF, id=str(ME), group_id=GROUP, store_ids=stores, roles=held, scope=scope)


def lead(owner: UUID | None, store: UUID = STORE) -> LeadCreated:
    return LeadCreated(
        lead_id=new_id(),
        customer_id=new_id(),
        store_id=store,
        owner_id=owner,
        kind=LeadKind.BUY,
        source="chexun",
        channel="online",
        wanted="远航 E5",
        response_due_at=None,
    )


def assigned(owner: UUID | None, previous: UUID | None) -> CustomerAssigned:
    return CustomerAssigned(
        customer_id=new_id(), store_id=STORE, owner_id=owner, previous_owner_id=previous, reason="hand_over"
    )


def noticed(recipient: UUID) -> StaffNotified:
    return StaffNotified(notice_id=new_id(), store_id=STORE, staff_id=recipient, kind="lead_assigned")


def envelope(event: Event) -> Envelope:
    return Envelope.of(event, service=event.event_type.partition(".")[0], at=AT)


ADVISOR, LEAD_OF_TEAM, MANAGER, GROUP_ADMIN = (
    person(Role.SALES_ADVISOR),
    person(Role.DCC_SUPERVISOR),
    person(Role.SALES_MANAGER),
    person(Role.GROUP_ADMIN),
)
PARTNER = PartnerChanged(
    partner_id=new_id(), group_id=GROUP, name="x", kind="finance", store_ids=(STORE,), active=True, revision=1
)
COLLEAGUE = StaffChanged(
    staff_id=MATE,
    group_id=GROUP,
    store_id=STORE,
    team_id=None,
    name="x",
    username="x",
    roles=(),
    active=True,
    revision=3,
)


@pytest.mark.parametrize(
    ("event", "hearers"),
    [
        (lead(ME), {"advisor", "team", "manager", "group"}),
        (lead(MATE), {"team", "manager", "group"}),
        (lead(STRANGER), {"manager", "group"}),
        (lead(None), {"manager", "group"}),
        (lead(ME, FAR), {"group"}),
        (lead(ME, new_id()), set()),
        (assigned(STRANGER, ME), {"advisor", "team", "manager", "group"}),
        (assigned(None, STRANGER), {"manager", "group"}),
        (ClockMoved(offset_seconds=1), {"advisor", "team", "manager", "group"}),
        (COLLEAGUE, {"advisor", "team", "manager", "group"}),
        (PARTNER, {"manager", "group"}),
        (noticed(ME), {"advisor", "team", "manager", "group"}),
        (noticed(MATE), set()),
        (PARTNER.model_copy(update={"group_id": new_id()}), set()),
    ],
)
def test_hints_keep_to_scope(event: Event, hearers: set[str]) -> None:
    hint = hint_of(envelope(event))
    everyone = {"advisor": ADVISOR, "team": LEAD_OF_TEAM, "manager": MANAGER, "group": GROUP_ADMIN}
    mates = frozenset({str(ME), str(MATE)})
    heard = {
        name
        for name, who in everyone.items()
        if may_hear(hint, who, frozenset(map(str, who.store_ids)), mates if who.scope is Scope.TEAM else frozenset())
    }
    assert heard == hearers


def test_a_hint_names_the_thing_and_no_person() -> None:
    event = lead(ME)
    text = hint_of(envelope(event)).text.decode()
    shown = json.loads(text.splitlines()[1].removeprefix("data: "))
    assert shown == {
        "entity": "lead",
        "id": str(event.lead_id),
        "version": None,
        "store_id": str(STORE),
        "owner_id": str(ME),
        "customer_id": str(event.customer_id),
        "type": "leads.lead_created.v1",
        "business_time": "2026-03-10T02:05:00.000Z",
    }


async def test_a_slow_client_is_told_to_fetch_anew() -> None:
    listener = Listener(new_id(), Grant(MANAGER, meter="x"))
    for _ in range(400):
        listener.offer(hint_of(envelope(lead(ME))))
    waiting = await listener.take()
    assert waiting.count(b"event: resync") == 1
    assert waiting.count(b"event: hint") < 256


@pytest.fixture(scope="module")
async def base(house: House) -> AsyncIterator[str]:
    async with listening(house.gateway.app) as port:
        yield f"http://127.0.0.1:{port}"


class Ear:
    """One open stream."""

    def __init__(self, lines: AsyncIterator[str]) -> None:
        self._lines = lines

    async def next(self) -> tuple[str, Any]:
        """The next event with its data; ended streams answer ("closed", None)."""
        name = "message"
        async with asyncio.timeout(10):
            async for line in self._lines:
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    return name, json.loads(line.removeprefix("data: "))
        return "closed", None


@asynccontextmanager
async def listen(base: str, username: str) -> AsyncIterator[tuple[Ear, httpx.AsyncClient]]:
    async with httpx.AsyncClient(base_url=base, timeout=20) as client:
        signed = await client.post("/api/v1/gateway/sessions", json=credentials(username) | {"client": "phone"})
        client.headers["Authorization"] = f"Bearer {signed.json()['access_token']}"
        async with client.stream("GET", "/api/v1/gateway/stream") as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            ear = Ear(answer.aiter_lines())
            assert await ear.next() == ("resync", {})
            yield ear, client


async def tell(house: House, event: Event) -> None:
    await house.harness.transport.publish([envelope(event)])


async def test_an_advisor_hears_of_the_own_lead_only(house: House, base: str) -> None:
    store, me = house.stores[0].id, house.staff_id("advisor")
    async with listen(base, "advisor") as (ear, _):
        await tell(house, lead(house.staff_id("colleague"), store))
        mine = lead(me, store)
        await tell(house, mine)
        name, hint = await ear.next()
        assert (name, hint["id"]) == ("hint", str(mine.lead_id))


async def test_a_team_lead_hears_of_the_team(house: House, base: str) -> None:
    store = house.stores[0].id
    async with listen(base, "dcc_lead") as (ear, _):
        await tell(house, lead(house.staff_id("far_advisor"), store))
        theirs = lead(house.staff_id("colleague"), store)
        await tell(house, theirs)
        assert (await ear.next())[1]["id"] == str(theirs.lead_id)


async def test_it_ends_with_the_session(base: str) -> None:
    async with listen(base, "manager") as (ear, client):
        assert (await client.delete("/api/v1/gateway/sessions/current")).status_code == 204
        assert await ear.next() == ("end", {})
        assert await ear.next() == ("closed", None)


async def test_nobody_listens_without_a_session(house: House) -> None:
    async with house.visitor() as client:
        assert (await client.get("/api/v1/gateway/stream")).status_code == 401


async def test_a_client_that_leaves_is_no_failure(house: House, base: str, caplog: pytest.LogCaptureFixture) -> None:
    def nobody_listens() -> bool:
        return not house.gateway.runtime.hub._listeners

    for _ in range(6):  # one more than opens a breaker
        async with listen(base, "channel"):
            pass
        await until(nobody_listens)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_it_closes_when_the_process_goes(house: House, base: str) -> None:
    async with listen(base, "floor") as (ear, _):
        house.gateway.app.drain()
        assert await ear.next() == ("closed", None)
