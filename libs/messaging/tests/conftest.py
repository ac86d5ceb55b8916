"""Services with a database of their own, cloned for every test."""

from collections.abc import AsyncIterator

import pytest
from service_defaults.testkit import Postgres
from service_defaults.testkit.noting import NewService, NotingService, migrate


@pytest.fixture
async def new_service(postgres: Postgres) -> AsyncIterator[NewService]:
    template = await postgres.create_template("noting", migrate)
    services: list[NotingService] = []

    async def create() -> NotingService:
        services.append(NotingService(await postgres.clone_database(template)))
        return services[-1]

    yield create
    for each in services:
        await each.engine.dispose()


@pytest.fixture
async def service(new_service: NewService) -> NotingService:
    return await new_service()
