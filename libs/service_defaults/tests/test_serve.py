"""A process of the distributed system: in which order things come up and go down."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from messaging import InProcessTransport
from service_defaults.serve import standing


class Noted(InProcessTransport):
    def __init__(self, order: list[str], *, broken: bool = False) -> None:
        super().__init__()
        self._order = order
        self._broken = broken

    async def start(self) -> None:
        if self._broken:
            raise RuntimeError("no broker")
        self._order.append("transport")
        await super().start()

    async def stop(self) -> None:
        self._order.append("transport leaves")
        await super().stop()


@asynccontextmanager
async def worker(order: list[str]) -> AsyncIterator[None]:
    order.append("worker")
    yield
    order.append("worker leaves")


async def test_the_relay_never_meets_a_transport_that_does_not_run() -> None:
    order: list[str] = []

    async def prepare() -> None:
        order.append("tables")

    async with standing(prepare, Noted(order), worker(order)):
        order.append("serving")
    assert order == ["tables", "transport", "worker", "serving", "worker leaves", "transport leaves"]


async def test_a_transport_that_does_not_start_is_still_left() -> None:
    order: list[str] = []

    async def prepare() -> None:
        order.append("tables")

    with pytest.raises(RuntimeError, match="no broker"):
        async with standing(prepare, Noted(order, broken=True), worker(order)):
            order.append("serving")
    assert order == ["tables", "transport leaves"]
