"""Limits, breaker and whose address counts."""

from collections.abc import AsyncIterator
from contextlib import suppress
from ipaddress import ip_network

import pytest
from gateway.proxy.addresses import client_address
from gateway.proxy.breaker import Breaker, BreakerOpen
from gateway.proxy.deadlines import allowed_seconds
from gateway.proxy.errors import Overloaded
from gateway.proxy.headers import Incoming
from gateway.proxy.limits import Buckets
from gateway.proxy.upstream import AsgiUpstream
from gateway.testkit import House, credentials, echo, open_house
from hypothesis import given
from hypothesis import strategies as st
from service_defaults.testkit import Postgres
from starlette.types import Receive, Scope, Send


async def dead(scope: Scope, receive: Receive, send: Send) -> None:
    raise ConnectionRefusedError


@pytest.fixture(scope="module")
async def house(postgres: Postgres) -> AsyncIterator[House]:
    upstreams = {"leads": AsgiUpstream(echo), "loyalty": AsgiUpstream(dead)}
    async with open_house(
        postgres, upstreams=upstreams, demo=True, client_rate_per_second=0.1, client_burst=20, address_burst=30
    ) as opened:
        yield opened


async def test_a_session_has_its_rate_and_is_told(house: House) -> None:
    async with house.phone("advisor") as client:
        answers = [await client.get("/api/v1/leads/leads") for _ in range(21)]
        assert [answer.status_code for answer in answers] == [200] * 20 + [429]
        assert answers[0].headers["ratelimit"] == '"default";r=19;t=0'
        assert answers[-1].headers["ratelimit"].startswith('"default";r=0;t=')
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 11
        assert answers[-1].json()["code"] == "too_many_requests"
    async with house.phone("manager", address="203.0.113.10") as other:
        assert (await other.get("/api/v1/leads/leads")).status_code == 200, "one session's rate is nobody else's"


async def test_an_address_has_its_rate_on_public_paths(house: House) -> None:
    async with house.visitor("198.51.100.77") as client:
        codes = {(await client.post("/api/v1/gateway/sessions", json={})).status_code for _ in range(40)}
        assert codes == {422, 429}
        assert (await client.get("/api/v1/leads/leads")).status_code == 429, "guessing credentials is limited too"
    async with house.visitor("198.51.100.78") as client:
        assert (await client.post("/api/v1/gateway/sessions", json=credentials("floor"))).status_code == 201


async def test_a_dead_service_is_left_alone_and_the_others_go_on(house: House) -> None:
    async with house.phone("floor", address="203.0.113.11") as client:
        codes = [(await client.get("/api/v1/loyalty/members")).json()["code"] for _ in range(7)]
        assert codes == ["upstream_failed"] * 5 + ["upstream_unavailable"] * 2
        refused = await client.get("/api/v1/loyalty/members")
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
        assert (await client.get("/api/v1/leads/leads")).status_code == 200


class Ticks:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def attempt(breaker: Breaker, *, good: bool) -> None:
    with breaker.attempt() as tried:
        tried.failed, tried.succeeded = not good, good


def test_half_open_lets_one_through_and_its_outcome_decides() -> None:
    ticks = Ticks()
    breaker = Breaker(threshold=3, rest=2.0, clock=ticks)
    for _ in range(3):
        attempt(breaker, good=False)
    with pytest.raises(BreakerOpen):
        attempt(breaker, good=True)
    ticks.at = 2.1
    with breaker.attempt() as probe:
        with pytest.raises(BreakerOpen):
            attempt(breaker, good=True)
        probe.failed = True
    ticks.at = 4.2
    with pytest.raises(BreakerOpen):
        attempt(breaker, good=True)
    ticks.at = 6.3
    attempt(breaker, good=True)
    attempt(breaker, good=True)
    assert not breaker.is_open


def test_a_probe_whose_caller_left_is_not_the_last_one() -> None:
    ticks = Ticks()
    breaker = Breaker(threshold=1, rest=1.0, clock=ticks)
    attempt(breaker, good=False)
    ticks.at = 1.5
    with suppress(RuntimeError), breaker.attempt():
        raise RuntimeError
    attempt(breaker, good=True)
    assert not breaker.is_open


def test_no_more_than_so_many_at_once() -> None:
    breaker = Breaker(limit=1)
    with breaker.attempt(), pytest.raises(Overloaded):
        attempt(breaker, good=True)
    attempt(breaker, good=True)


@given(st.integers(1, 50), st.integers(1, 200))
def test_a_bucket_never_gives_more_than_its_burst_at_once(burst: int, draws: int) -> None:
    buckets = Buckets("t", rate=0.001, burst=burst)
    allowed = sum(buckets.draw("k").allowed for _ in range(draws))
    assert allowed == min(burst, draws)
    assert buckets.draw("other").allowed


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("203.0.113.9", "1.2.3.4", "203.0.113.9"),
        ("10.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "junk", "10.0.0.1"),
    ],
)
def test_forwarded_addresses_are_believed_from_our_proxies_only(peer: str, forwarded: str, expected: str) -> None:
    incoming = Incoming({b"x-forwarded-for": forwarded.encode()}, has_body=False, length=None)
    scope = {"client": (peer, 1)}
    assert client_address(scope, incoming, [ip_network("10.0.0.0/8")]) == expected
    assert client_address(scope, incoming, []) == peer


@given(st.text(max_size=12))
def test_deadlines_are_never_longer_than_the_default(asked: str) -> None:
    assert 0 < allowed_seconds(asked, 30.0) <= 30.0
