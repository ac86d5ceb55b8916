"""Fixtures: a partner's server, and the service beside it."""

from collections.abc import AsyncIterator

import pytest
from notifications.testkit import Bench, Sink, bench_at, open_sink
from service_defaults.clocks import wall_now
from service_defaults.testkit.postgres import Postgres
from service_defaults.testkit.service import START


@pytest.fixture
async def sink() -> AsyncIterator[Sink]:
    async with open_sink() as made:
        yield made


@pytest.fixture
async def bench(postgres: Postgres, sink: Sink) -> AsyncIterator[Bench]:
    """Tuesday 10:05 in Shanghai."""
    async with bench_at(postgres, sink, START) as made:
        yield made


@pytest.fixture
async def bench_today(postgres: Postgres, sink: Sink) -> AsyncIterator[Bench]:
    """The machine's time, for foreign libraries that read the machine's clock."""
    async with bench_at(postgres, sink, wall_now()) as made:
        yield made
