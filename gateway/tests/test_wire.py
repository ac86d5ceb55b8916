"""The door on a real socket: framing that two readers could read differently, broken answers, draining."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from gateway.proxy.headers import read_headers
from gateway.proxy.http_upstream import HttpUpstream
from gateway.testkit import House, echo, listening, open_house
from service_defaults.errors import DomainError
from service_defaults.testkit import Postgres
from starlette.types import Receive, Scope, Send

HOOK = "/api/v1/notifications/webhooks/inbound/acme"


async def half_an_answer(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})
    await send({"type": "http.response.body", "body": b"half", "more_body": True})
    raise RuntimeError("the service died")


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    broken = scope["path"].endswith("/broken")
    await (half_an_answer if broken else echo)(scope, receive, send)


@pytest.fixture(scope="module")
async def port(postgres: Postgres) -> AsyncIterator[int]:
    async with listening(inner) as behind:
        upstreams = {"notifications": HttpUpstream(f"http://127.0.0.1:{behind}")}
        async with (
            open_house(postgres, upstreams=upstreams, demo=True, address_burst=500) as house,
            listening(house.gateway.app) as front,
        ):
            yield front


async def say(port: int, request: str) -> bytes:
    """Raw bytes out, everything that comes back until the server closes or waits."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request.replace("\n", "\r\n").encode("latin-1"))
    await writer.drain()
    answer = b""
    try:
        async with asyncio.timeout(2):
            while piece := await reader.read(65_536):
                answer += piece
    except (TimeoutError, ConnectionError):
        pass
    finally:
        writer.close()
    return answer


SMUGGLED = "GET /api/v1/notifications/webhooks/inbound/smuggled HTTP/1.1\nHost: x\n\n"


@pytest.mark.parametrize(
    "request_text",
    [
        f"POST {HOOK} HTTP/1.1\nHost: x\nContent-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n{SMUGGLED}",
        f"POST {HOOK} HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\nContent-Length: 5\n\n0\n\n{SMUGGLED}",
        f"POST {HOOK} HTTP/1.1\nHost: x\nContent-Length: 0\nContent-Length: 60\n\n{SMUGGLED}",
        f"POST {HOOK} HTTP/1.1\nHost: x\nContent-Length: 5, 5\n\nhello{SMUGGLED}",
        f"POST {HOOK} HTTP/1.1\nHost: x\nContent-Length: +5\n\nhello{SMUGGLED}",
        f"POST {HOOK} HTTP/1.1\nHost: x\nTransfer-Encoding: xchunked\n\n0\n\n{SMUGGLED}",
        f"POST {HOOK} HTTP/1.1\nHost: x\nTransfer-Encoding: chunked, identity\n\n0\n\n{SMUGGLED}",
        f"POST {HOOK} HTTP/1.1\nHost: x\nTransfer-Encoding : chunked\n\n0\n\n{SMUGGLED}",
        f"POST {HOOK} HTTP/1.1\nHost: x\nHost: y\nContent-Length: 0\n\n",
        f"POST {HOOK} HTTP/1.1\nHost: x\nX-A: 1\n Content-Length: 5\n\n{SMUGGLED}",
        f"POST {HOOK} HTTP/1.1\nHost: x\nAuthorization: a\nAuthorization: b\nContent-Length: 0\n\n",
    ],
)
async def test_ambiguous_framing_is_refused_and_the_connection_ends(port: int, request_text: str) -> None:
    answer = await say(port, request_text)
    assert answer.startswith(b"HTTP/1.1 400"), answer[:300]
    assert answer.count(b"HTTP/1.1") == 1, "what followed must not be read as a second request"


async def test_a_proper_chunked_body_passes(port: int) -> None:
    answer = await say(port, f"POST {HOOK} HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n5\nhello\n0\n\n")
    assert answer.startswith(b"HTTP/1.1 200")
    assert b'"body":"hello"' in answer


async def test_an_answer_that_breaks_off_is_not_completed(port: int) -> None:
    answer = await say(port, f"GET {HOOK}/broken HTTP/1.1\nHost: x\n\n")
    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.endswith(b"half"), "the connection ends where the service did"


async def test_too_many_headers(port: int) -> None:
    many = "".join(f"X-{number}: 1\n" for number in range(120))
    assert (await say(port, f"GET {HOOK} HTTP/1.1\nHost: x\n{many}\n")).startswith(b"HTTP/1.1 431")


@pytest.mark.parametrize(
    "headers",
    [
        [(b"content-length", b"5"), (b"transfer-encoding", b"chunked")],
        [(b"content-length", b"5"), (b"content-length", b"5")],
        [(b"content-length", b"-1")],
        [(b"content-length", "٥".encode())],
        [(b"transfer-encoding", b"gzip, chunked")],
        [(b"if-match", b'"1"'), (b"if-match", b'"2"')],
    ],
)
def test_the_door_itself_refuses_what_a_lenient_server_let_through(headers: list[tuple[bytes, bytes]]) -> None:
    with pytest.raises(DomainError) as refused:
        read_headers({"headers": headers})
    assert refused.value.status == 400


async def test_a_draining_process_leaves_the_rotation(house: House) -> None:
    async with house.visitor() as client:
        assert (await client.get("/livez")).status_code == 200
        assert (await client.get("/readyz")).status_code == 200
        house.gateway.app.drain()
        assert (await client.get("/readyz")).status_code == 503
        assert (await client.get("/livez")).status_code == 200


async def test_metrics_are_for_the_own_network(house: House) -> None:
    async with house.visitor("10.1.2.3") as client:
        assert "gateway_requests_total" in (await client.get("/metrics")).text
        through_a_proxy = await client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.1"})
        assert "gateway_requests_total" not in through_a_proxy.text
    async with house.visitor("1.2.3.4") as client:
        assert "gateway_requests_total" not in (await client.get("/metrics")).text
