"""A process that announces, relays and delivers notes until a fault point kills it; one line per acknowledged note.

Arguments: database URL, bootstrap servers or "-" for the in-process transport, topic prefix, how many notes.
"""

import asyncio
import sys
from collections.abc import Sequence

from messaging import Backoff, Envelope, InProcessTransport, Transport, outbox
from messaging.kafka import KafkaTransport
from service_defaults.testkit.noting import NOTED, NotingService
from service_defaults.testkit.waiting import until
from sqlalchemy.ext.asyncio import AsyncSession

QUICK = Backoff(first=0.01, limit=0.05)


class Hesitant(NotingService):
    """Its handler fails once on every seventh note."""

    async def handle(self, session: AsyncSession, envelope: Envelope) -> None:
        try:
            await super().handle(session, envelope)
        except RuntimeError:
            self.failing.clear()
            raise


def transport_of(bootstrap_servers: str, prefix: str) -> Transport:
    return InProcessTransport() if bootstrap_servers == "-" else KafkaTransport(bootstrap_servers, prefix=prefix)


async def serve(service: NotingService, transport: Transport, notes: int) -> None:
    """Announce, relay and deliver until everything that is announced is done."""
    relay, deliverer = service.relay(transport, backoff=QUICK), service.deliverer(backoff=QUICK)

    async def store(envelopes: Sequence[Envelope]) -> None:
        await service.inbox.store(envelopes)
        deliverer.wake()

    async def settled() -> bool:
        open_ = await service.fetch(
            "SELECT (SELECT count(*) FROM outbox) - (SELECT count(*) FROM inbox WHERE state = 'done')"
        )
        return open_ == [(0,)] and (await outbox.backlog(service.engine)).depth == 0

    transport.subscribe("tests", {NOTED}, store)
    await transport.start()
    loops = [asyncio.ensure_future(relay.run()), asyncio.ensure_future(deliverer.run())]
    for n in range(notes):
        for key in "ab":
            if n % 7 == 3:
                service.failing = {(key, n): RuntimeError("hesitates")}
            await service.put(key, n)
            relay.wake()
            print(key, n, flush=True)  # noqa: T201 - the ledger of the test
    await until(settled, within=60)
    for loop in loops:
        loop.cancel()
    await asyncio.gather(*loops, return_exceptions=True)
    await transport.stop()
    await service.engine.dispose()


if __name__ == "__main__":
    _, url, servers, prefix, count = sys.argv
    asyncio.run(serve(Hesitant(url), transport_of(servers, prefix), int(count)))
