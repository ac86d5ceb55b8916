"""A loyalty service on a fresh database."""

from collections.abc import AsyncIterator

import pytest
from loyalty.app import DEFINITION
from loyalty.settings import Settings
from service_defaults.testkit.postgres import Postgres
from service_defaults.testkit.service import ServiceHarness, running_service


@pytest.fixture
async def loyalty(postgres: Postgres) -> AsyncIterator[ServiceHarness]:
    async with running_service(postgres, DEFINITION, Settings) as harness:
        await harness.organise()
        yield harness
