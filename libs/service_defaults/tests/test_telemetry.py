import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from fastapi import FastAPI, Request
from httpx import ASGITransport, AsyncClient
from service_defaults.telemetry import configure_logging, continue_trace, current_trace_id, current_traceparent, install
from starlette.responses import JSONResponse

TRACE = "0af7651916cd43dd8448eb211c80319c"
HEADER = f"00-{TRACE}-b7ad6b7169203331-01"


@pytest.fixture
def logged() -> Iterator[Any]:
    root = logging.getLogger()
    handlers, level, stream = root.handlers, root.level, io.StringIO()
    configure_logging("leads", stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_both_loggers_write_the_same_redacted_json(logged: Any):
    structlog.get_logger("own").info("called 19900000001", mobile="19900000001", lead=1)
    logging.getLogger("foreign").warning("mail to %s", "wang@example.com", extra={"token": "x", "lead": 1})
    own, foreign = logged()
    assert own["event"] == "called [mobile]"
    assert (own["mobile"], own["lead"], own["level"], own["service"]) == ("[redacted]", 1, "info", "leads")
    assert own["logger"] == "own"
    assert (foreign["event"], foreign["token"], foreign["level"]) == ("mail to [email]", "[redacted]", "warning")
    assert own["timestamp"].endswith("Z")
    assert "trace_id" not in own


def test_exceptions_are_one_redacted_line(logged: Any):
    try:
        int("no such mobile 19900000001")
    except ValueError:
        logging.getLogger("foreign").exception("failed")
        structlog.get_logger("own").exception("failed")
    foreign, own = logged()
    for line in (foreign, own):
        assert "no such mobile [mobile]" in line["exception"]
        assert line["level"] == "error"


def test_lines_of_a_trace_carry_its_id_and_bound_context(logged: Any):
    with continue_trace(HEADER, "job"), structlog.contextvars.bound_contextvars(job="nightly"):
        structlog.get_logger().info("tick")
        logging.getLogger("foreign").info("tock")
    assert [(line["trace_id"], line["job"]) for line in logged()] == [(TRACE, "nightly")] * 2


def test_the_level_is_kept(logged: Any):
    structlog.get_logger().debug("quiet")
    logging.getLogger("foreign").debug("quiet")
    assert logged() == []


def an_app() -> FastAPI:
    app = FastAPI()
    install(app, "leads")

    @app.get("/leads/{lead_id}")
    async def get_lead(lead_id: int) -> dict[str, str | None]:
        if lead_id == 0:
            raise LookupError
        return {"traceparent": current_traceparent()}

    async def unexpected(_: Request, __: Exception) -> JSONResponse:
        return JSONResponse({"trace_id": current_trace_id()}, status_code=500)

    app.add_exception_handler(Exception, unexpected)
    return app


def a_client(app: FastAPI) -> AsyncClient:
    return AsyncClient(transport=ASGITransport(app, raise_app_exceptions=False), base_url="http://test")


async def test_a_request_continues_the_callers_trace_in_a_span_of_its_own():
    async with a_client(an_app()) as client:
        answer = await client.get("/leads/1", headers={"traceparent": HEADER})
        assert answer.json()["traceparent"].startswith(f"00-{TRACE}-")
        assert answer.json()["traceparent"] != HEADER
        alone = await client.get("/leads/1")
        assert TRACE not in alone.json()["traceparent"]


async def test_an_unexpected_error_is_answered_inside_its_trace():
    async with a_client(an_app()) as client:
        answer = await client.get("/leads/0", headers={"traceparent": HEADER})
    assert (answer.status_code, answer.json()) == (500, {"trace_id": TRACE})
    assert current_trace_id() == ""


async def test_requests_are_counted_by_route_template():
    app = an_app()
    async with a_client(app) as client:
        for path in ("/leads/1", "/leads/2", "/leads/0", "/nowhere/19900000001"):
            await client.get(path)
        await client.request("BREW", "/leads/1")
        text = (await client.get("/metrics")).text
    assert 'http_requests_total{method="GET",route="/leads/{lead_id}",status="200"} 2.0' in text
    assert 'http_requests_total{method="GET",route="/leads/{lead_id}",status="500"} 1.0' in text
    assert 'http_requests_total{method="GET",route="unmatched",status="404"} 1.0' in text
    assert 'method="OTHER"' in text
    assert 'http_request_duration_seconds_count{method="GET",route="/leads/{lead_id}"} 3.0' in text
    assert "19900000001" not in text


async def test_two_services_in_one_process_count_apart_and_add_their_own():
    one, other = FastAPI(), FastAPI()
    install(one, "leads").counter("outbox_published", "Published").inc(3)
    install(other, "loyalty")
    async with a_client(one) as client:
        assert "outbox_published_total 3.0" in (await client.get("/metrics")).text
    async with a_client(other) as client:
        assert "outbox_published" not in (await client.get("/metrics")).text


def test_the_api_description_does_not_show_metrics():
    assert list(an_app().openapi()["paths"]) == ["/leads/{lead_id}"]
