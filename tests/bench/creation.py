"""A lead written down at the desk: a customer whom nobody knows, the rotation, the events."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from typing import Any

import psutil
from bench.load import BadAnswer, Door
from bench.measure import Case, Found, Way, measure
from bench.stand import Stand
from leads.app import create_service
from leads.customer.models import ContactPoint, Customer
from leads.lead.models import Lead
from leads.settings import Settings
from messaging import InProcessTransport
from service_defaults.identity import TokenSigner
from service_defaults.testkit.service import ServiceHarness

_MANAGERS = ("manager0", "manager1", "manager2", "manager3")
_NEW_ID = "gen_random_uuid()"
numbers = count(1)


def desk(door: Door) -> Way:
    """POSTs new people; the numbers are of the range that nobody has."""

    async def opened() -> Callable[[], Awaitable[bytes]]:
        connection = await door.open()

        async def ask() -> bytes:
            nonlocal connection
            if not connection.closed:
                with suppress(ConnectionResetError):
                    return await connection.send(door.post("/leads/leads", new_lead()))
            # Idle while another way was measured; servers do not wait for ever.
            connection = await door.open()
            return await connection.send(door.post("/leads/leads", new_lead()))

        return ask

    return opened


def new_lead() -> bytes:
    number = next(numbers)
    # Ten thousand numbers are nobody's; whoever comes after them is a touchpoint of somebody known.
    mobile = f"1990000{number % 10_000:04d}"
    body = {"name": f"王{number}", "source": "autohome", "email": f"p{number}@example.com", "mobile": mobile}
    return json.dumps(body).encode()


def across_stores(doors: Sequence[Door]) -> Way:
    """Each connection is another store's desk in turn: a store's rotation is one row."""
    turn: Iterator[int] = count()

    async def opened() -> Callable[[], Awaitable[bytes]]:
        return await desk(doors[next(turn) % len(doors)])()

    return opened


async def run(stand: Stand) -> tuple[Found, int]:
    server = psutil.Process(stand.server.get_postmaster_info().pid)
    processes = {"gateway": stand.process("gateway"), "service": stand.process("leads"), "PostgreSQL": server}
    ways = {
        "gateway": across_stores([await stand.door(name) for name in _MANAGERS]),
        "service": across_stores([stand.direct(name) for name in _MANAGERS]),
        "SQL": await _bare(stand),
    }
    found = await measure(Case("a lead of a new customer", ways), processes)
    return found, await statements(stand)


async def statements(stand: Stand) -> int:
    """SQL statements of one such request, counted in a service of this process."""
    settings = Settings(database_url=stand.urls["leads"], **stand.secrets.platform())
    transport = InProcessTransport()
    service = create_service(settings, transport)
    harness = ServiceHarness(service, transport, TokenSigner(stand.secrets.token_private_key))
    async with harness.client(stand.staff["manager3"]) as client:
        with harness.sql_count() as counted:
            answer = await client.post("/leads", content=new_lead(), headers={"Content-Type": "application/json"})
    await service.platform.database.dispose()
    assert answer.status_code == 201, answer.text
    return counted["total"]


async def _bare(stand: Stand) -> Way:
    """The control: a customer, a contact point and a lead like others, in one transaction, with its flush."""
    lines: tuple[tuple[Any, dict[str, str]], ...] = (
        (Customer, {"id": "$1", "customer_id": "$1", "person_key": "NULL"}),
        (ContactPoint, {"id": _NEW_ID, "customer_id": "$1", "key_index": "sha256(uuid_send($1))"}),
        (Lead, {"id": _NEW_ID, "customer_id": "$1"}),
    )
    looking = await stand.connect("leads")
    copies = [
        (_copy(model, replaced), await looking.fetchval(f"SELECT id FROM {model.__tablename__} LIMIT 1"))
        for model, replaced in lines
    ]
    await looking.close()

    async def opened() -> Callable[[], Awaitable[Any]]:
        connection = await stand.connect("leads")

        async def ask() -> None:
            async with connection.transaction():
                customer_id = await connection.fetchval(f"SELECT {_NEW_ID}")
                for copy, original in copies:
                    await connection.execute(copy, customer_id, original)

        return ask

    return opened


def _copy(model: Any, replaced: dict[str, str]) -> str:
    names = [column.name for column in model.__table__.columns if column.computed is None]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(replaced.get(name, f'o."{name}"') for name in names)
    table = model.__tablename__
    return f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} o WHERE o.id = $2"


async def paced(doors: Sequence[Door], *, per_second: float, seconds: float) -> int:
    """Leads at a steady pace, whatever the answers take; answers how many were refused."""
    steps = [await desk(door)() for door in doors for _ in range(8)]
    loop = asyncio.get_running_loop()
    began, total = loop.time(), int(per_second * seconds)
    waiting = iter(range(total))
    refused = 0

    async def serve(step: Callable[[], Awaitable[Any]]) -> None:
        nonlocal refused
        for number in waiting:
            await asyncio.sleep(began + number / per_second - loop.time())
            try:
                await step()
            except BadAnswer:
                # Told beside the figures: what is refused at this pace is a finding.
                refused += 1

    await asyncio.gather(*(serve(step) for step in steps))
    return refused
