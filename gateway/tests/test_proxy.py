"""The door: the same promises whether a service is in this process or behind HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from gateway.proxy.http_upstream import HttpUpstream
from gateway.proxy.upstream import AsgiUpstream, Upstream
from gateway.testkit import House, echo, listening, open_house
from service_defaults.identity import Kind, TokenVerifier
from service_defaults.testkit import Postgres
from service_defaults.testkit.service import PUBLIC_KEY
from starlette.types import Receive, Scope, Send

LEADS = "/api/v1/leads"
MIB = 1_048_576
JSON = (b"content-type", b"application/json")


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    """A service with every manner that a service may have."""
    match scope["path"].rpartition("/")[2]:
        case "slow":
            await asyncio.sleep(30)
        case "trickle":
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
            for piece in (b"one ", b"two ", b"three"):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        case "broken":
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})
            await send({"type": "http.response.body", "body": b"half", "more_body": True})
            raise RuntimeError("the service died")
        case "elsewhere":
            await send({"type": "http.response.start", "status": 307, "headers": [(b"location", b"http://x.invalid/")]})
            await send({"type": "http.response.body", "body": b""})
        case "hop":
            headers = [JSON, (b"connection", b"x-secret"), (b"keep-alive", b"timeout=5"), (b"x-kept", b"1")]
            await send({"type": "http.response.start", "status": 201, "headers": headers})
            await send({"type": "http.response.body", "body": b"{}"})
        case "count":
            total = 0
            more = True
            while more:
                message = await receive()
                total += len(message.get("body", b""))
                more = message.get("more_body", False)
            await send({"type": "http.response.start", "status": 200, "headers": [JSON]})
            await send({"type": "http.response.body", "body": json.dumps({"bytes": total}).encode()})
        case _:
            await echo(scope, receive, send)


@pytest.fixture(scope="module", params=["asgi", "http"])
async def house(request: pytest.FixtureRequest, postgres: Postgres) -> AsyncIterator[House]:
    async with AsyncExitStack() as stack:
        upstream: Upstream = AsgiUpstream(inner)
        if request.param == "http":
            port = await stack.enter_async_context(listening(inner))
            upstream = HttpUpstream(f"http://127.0.0.1:{port}")
        others = {name: AsgiUpstream(echo) for name in ("aftersales", "loyalty", "notifications")}
        yield await stack.enter_async_context(
            open_house(
                postgres,
                upstreams={"leads": upstream, **others},
                demo=True,
                client_rate_per_second=1000,
                client_burst=1000,
                address_burst=1000,
            )
        )


@pytest.fixture(scope="module")
async def advisor(house: House) -> AsyncIterator[httpx.AsyncClient]:
    async with house.phone("advisor") as client:
        yield client


async def shown(client: httpx.AsyncClient, path: str = f"{LEADS}/leads", **options: Any) -> dict[str, Any]:
    answer = await client.get(path, **options)
    assert answer.status_code == 200, answer.text
    seen: dict[str, Any] = answer.json()
    return seen


async def test_a_request_arrives_whole(advisor: httpx.AsyncClient) -> None:
    answer = await advisor.post(f"{LEADS}/leads?q=%E5%BC%A0&q=2", content=b"\x00\xffbody", headers={"X-Own": "kept"})
    seen = answer.json()
    assert (seen["method"], seen["path"], seen["query"]) == ("POST", f"{LEADS}/leads", "q=%E5%BC%A0&q=2")
    assert seen["body"] == "\x00\xffbody"
    assert seen["headers"]["x-own"] == "kept"


async def test_the_service_sees_an_internal_token_and_nothing_of_the_credential(
    house: House, advisor: httpx.AsyncClient
) -> None:
    headers = (await shown(advisor, headers={"Cookie": "chemai_session=x; other=1"}))["headers"]
    token = headers["authorization"].removeprefix("Bearer ")
    assert token not in advisor.headers["Authorization"]
    principal = TokenVerifier(PUBLIC_KEY).verify(token)
    assert principal.kind is Kind.STAFF
    assert principal.id == str(house.staff_id("advisor"))
    assert principal.store_id == house.stores[0].id
    assert "cookie" not in headers


async def test_what_only_the_gateway_may_say_is_replaced(house: House, advisor: httpx.AsyncClient) -> None:
    spoofed = {
        "X-Forwarded-For": "10.0.0.1",
        "X-Forwarded-Host": "evil.example",
        "Forwarded": "for=10.0.0.1",
        "X-Real-IP": "10.0.0.1",
        "X-Session-Id": "01900000-0000-7000-8000-000000000001",
        "X-Business-Time": "1999-01-01T00:00:00Z",
        "X-CSRF-Token": "x",
        "X-HTTP-Method-Override": "DELETE",
        "X-Original-URL": "/admin",
        "Connection": "close, x-own, authorization",
        "X-Own": "dropped because Connection names it",
        "TE": "trailers",
        "Expect": "100-continue",
    }
    headers = (await shown(advisor, headers=spoofed))["headers"]
    assert headers["x-forwarded-for"] == "203.0.113.9"
    assert headers["authorization"].startswith("Bearer ")
    gone = set(map(str.lower, spoofed)) - {"x-forwarded-for", "connection"}
    assert not gone & headers.keys()


async def test_answers_carry_what_the_door_adds_and_lose_what_is_between_hops(advisor: httpx.AsyncClient) -> None:
    answer = await advisor.get(f"{LEADS}/hop")
    assert answer.status_code == 201
    assert answer.headers["x-kept"] == "1"
    assert answer.headers["x-business-time"].endswith("Z")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["ratelimit-policy"] == '"default";q=1000;w=1'
    assert not {"keep-alive", "set-cookie", "server", "connection"} & set(answer.headers)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("order-4711-abc", True),
        ("0123456789abcdef0123456789abcdef", True),
        ("short", False),
        ("has blank in it", False),
        ("x" * 200, False),
        ("<script>alert(1)</script>", False),
    ],
)
async def test_request_ids_are_kept_when_decent(advisor: httpx.AsyncClient, given: str, *, kept: bool) -> None:
    answer = await advisor.get(f"{LEADS}/leads", headers={"X-Request-ID": given})
    assert (answer.headers["x-request-id"] == given) is kept
    assert answer.json()["headers"]["x-request-id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    ("given", "continued"),
    [
        ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", True),
        ("00-00000000000000000000000000000000-b7ad6b7169203331-01", False),
        ("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", False),
        ("nonsense", False),
    ],
)
async def test_traces_are_continued_or_begun(advisor: httpx.AsyncClient, given: str, *, continued: bool) -> None:
    seen = (await shown(advisor, headers={"traceparent": given}))["headers"]["traceparent"]
    version, trace, span, _ = seen.split("-")
    assert (version, len(trace), len(span)) == ("00", 32, 16)
    assert (trace == "0af7651916cd43dd8448eb211c80319c") is continued
    assert span != "b7ad6b7169203331"


async def test_answers_stream(advisor: httpx.AsyncClient) -> None:
    assert (await advisor.get(f"{LEADS}/trickle")).text == "one two three"


async def test_redirects_are_handed_on(advisor: httpx.AsyncClient) -> None:
    answer = await advisor.get(f"{LEADS}/elsewhere")
    assert (answer.status_code, answer.headers["location"]) == (307, "http://x.invalid/")


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/count", MIB, 200),
        ("/count", MIB + 1, 413),
        ("/intake/count", 300_000, 200),
        ("/intake/count", 600_000, 413),
        ("/files/count", 10 * MIB, 200),
        ("/files/count", 11 * MIB, 413),
    ],
)
@pytest.mark.parametrize("announced", [True, False])
async def test_bodies_have_caps(
    advisor: httpx.AsyncClient, path: str, size: int, status: int, *, announced: bool
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, size, 65_536):
            yield b"x" * min(65_536, size - start)

    answer = await advisor.post(LEADS + path, content=b"x" * size if announced else pieces())
    assert answer.status_code == status
    if status == 200:
        assert answer.json() == {"bytes": size}
    else:
        assert answer.json()["code"] == "too_large"
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("asked", ["0.05", "50ms", "0.05s"])
async def test_a_caller_may_shorten_the_deadline(advisor: httpx.AsyncClient, asked: str) -> None:
    answer = await advisor.get(f"{LEADS}/slow", headers={"X-Request-Timeout": asked})
    assert (answer.status_code, answer.json()["code"]) == (504, "deadline_exceeded")
    assert answer.json()["trace_id"]


async def test_a_callers_impatience_does_not_open_the_breaker(advisor: httpx.AsyncClient) -> None:
    for _ in range(8):
        await advisor.get(f"{LEADS}/slow", headers={"X-Request-Timeout": "1ms"})
    assert (await advisor.get(f"{LEADS}/leads")).status_code == 200


@pytest.mark.parametrize("asked", ["0", "1e9", "-1", "9999", "soon", ""])
async def test_nobody_lengthens_it(advisor: httpx.AsyncClient, asked: str) -> None:
    answer = await advisor.get(f"{LEADS}/leads", headers={"X-Request-Timeout": asked})
    if asked == "0":
        assert answer.status_code in (200, 504)
    else:
        assert float(answer.json()["headers"]["x-request-timeout"]) <= 30


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api", 404),
        ("/api/", 404),
        ("/api/v2/leads/leads", 404),
        ("/api/v1/leads", 404),
        ("/api/v1/unknown/leads", 404),
        ("/api/v1/leads/..%2fgateway/me", 400),
        ("/api/v1/leads/%2e%2e/gateway/me", 400),
        ("/api/v1/leads//public/x", 400),
        ("/api/v1/leads/a%00b", 400),
        ("/api/v1/leads/a%5cb", 400),
    ],
)
async def test_paths_lead_to_one_place_or_nowhere(advisor: httpx.AsyncClient, path: str, status: int) -> None:
    answer = await advisor.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert "x-business-time" in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer forged"},
        {"Cookie": "chemai_session=forged"},
        {"X-API-Key": "ck_00000000_" + "x" * 43},
        {"X-API-Key": "nonsense"},
        {"X-Link-Token": "gateway_0123456789abcdef0123"},
    ],
)
async def test_without_credentials_nothing_passes(house: House, headers: dict[str, str]) -> None:
    async with house.visitor() as client:
        answer = await client.get(f"{LEADS}/leads", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_only_inbound_webhooks_pass_without_a_principal(house: House) -> None:
    async with house.visitor() as client:
        path = "/api/v1/notifications/webhooks/inbound/acme"
        sent = {"webhook-id": "msg_1", "Authorization": "Bearer of the partner", "webhook-signature": "v1,xyz"}
        seen = (await client.post(path, content=b"{}", headers=sent)).json()["headers"]
        assert seen["webhook-id"] == "msg_1"
        assert "authorization" not in seen
        for other in ("/api/v1/notifications/webhooks/inboundish/x", "/api/v1/leads/webhooks/inbound/x"):
            assert (await client.post(other)).status_code == 401


async def test_a_beacon_passes_without_a_principal_and_is_small(house: House) -> None:
    async with house.visitor("198.51.100.99") as client:
        path = f"{LEADS}/beacon/sites/cb_0123456789abcdef/events"
        seen = (await client.post(path, content=b"{}", headers={"Origin": "https://www.example.com"})).json()["headers"]
        assert seen["origin"] == "https://www.example.com"
        assert "authorization" not in seen
        assert (await client.post(path, content=b"x" * 30_000)).status_code == 413
        for other in (f"{LEADS}/beaconish/x", "/api/v1/loyalty/beacon/sites/x/events", f"{LEADS}/behaviour-sites"):
            assert (await client.post(other)).status_code == 401


async def test_a_public_link_opens_its_services_public_paths_only(house: House) -> None:
    async with house.visitor() as client:
        client.headers["X-Link-Token"] = "leads_" + "A-_9" * 6
        seen = (await client.get(f"{LEADS}/public/progress")).json()["headers"]
        principal = TokenVerifier(PUBLIC_KEY).verify(seen["authorization"].removeprefix("Bearer "))
        assert principal.kind is Kind.LINK
        assert len(principal.id) == 64
        assert "x-link-token" not in seen
        for other in (f"{LEADS}/leads", "/api/v1/aftersales/public/survey", "/api/v1/gateway/me"):
            assert (await client.get(other)).status_code == 403
