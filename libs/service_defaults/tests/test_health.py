import asyncio
import logging
from collections.abc import Mapping

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from service_defaults.health import Check, health_routes, install
from starlette.applications import Starlette


async def fine() -> None: ...


async def broken() -> None:
    raise ConnectionError("postgresql://user:secret@db")


async def stuck() -> None:
    await asyncio.Event().wait()


async def probe(path: str, checks: Mapping[str, Check]) -> tuple[int, dict[str, object]]:
    app = Starlette(routes=health_routes(checks, timeout=0.02))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        answer = await client.get(path)
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    ("checks", "status", "body"),
    [
        ({}, 200, {"status": "ready", "checks": {}}),
        ({"database": fine, "kafka": fine}, 200, {"status": "ready", "checks": {"database": "ok", "kafka": "ok"}}),
        (
            {"database": broken, "kafka": fine},
            503,
            {"status": "unready", "checks": {"database": "failed", "kafka": "ok"}},
        ),
        (
            {"database": fine, "kafka": stuck},
            503,
            {"status": "unready", "checks": {"database": "ok", "kafka": "timeout"}},
        ),
    ],
)
async def test_readiness_follows_the_checks(checks: Mapping[str, Check], status: int, body: dict[str, object]):
    assert await probe("/readyz", checks) == (status, body)


async def test_the_reason_is_logged_not_answered(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING):
        _, body = await probe("/readyz", {"database": broken})
    assert "postgresql" not in str(body)
    assert "readiness check database failed" in caplog.text


async def test_a_process_that_is_not_ready_is_alive():
    assert await probe("/livez", {"database": broken}) == (200, {"status": "alive"})


async def test_probes_are_no_part_of_the_api():
    app = FastAPI()
    install(app, {"database": fine})
    assert app.openapi()["paths"] == {}
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        assert (await client.get("/readyz")).status_code == 200
