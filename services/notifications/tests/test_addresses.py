"""What partners must not make us call: every class of bypass, at reading and at resolving."""

import asyncio
import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notifications.endpoint.egress import Egress, addresses_of
from notifications.endpoint.policy import UrlFault, UrlRefused, is_public, read_url
from notifications.settings import Settings
from service_defaults.clocks import wall_now
from service_defaults.testkit.service import settings_for_test

REFUSED = [
    # schemes
    ("ftp://hooks.example.com/", UrlFault.SCHEME),
    ("file:///etc/passwd", UrlFault.SCHEME),
    ("gopher://hooks.example.com/", UrlFault.SCHEME),
    ("javascript:alert(1)", UrlFault.SCHEME),
    ("//hooks.example.com/", UrlFault.SCHEME),
    ("hooks.example.com", UrlFault.SCHEME),
    ("", UrlFault.SCHEME),
    # unreadable
    ("https://hooks.example.com/a b", UrlFault.UNREADABLE),
    ("https://hooks.example.com\\@127.0.0.1/", UrlFault.UNREADABLE),
    ("https://hooks.example.com\x00.internal/", UrlFault.UNREADABLE),
    ("https://hooks.example.com\r\nHost: x/", UrlFault.UNREADABLE),
    ("https://[::1/", UrlFault.UNREADABLE),
    ("https://hooks.example.com:99999/", UrlFault.UNREADABLE),
    ("https://hooks.example.com/" + "a" * 500, UrlFault.UNREADABLE),
    # credentials
    ("https://user@hooks.example.com/", UrlFault.CREDENTIALS),
    ("https://user:pass@hooks.example.com/", UrlFault.CREDENTIALS),
    ("https://hooks.example.com@127.0.0.1/", UrlFault.CREDENTIALS),
    ("https://@127.0.0.1/", UrlFault.CREDENTIALS),
    # ports
    ("https://hooks.example.com:22/", UrlFault.PORT),
    ("https://hooks.example.com:5432/", UrlFault.PORT),
    ("http://hooks.example.com:8080/", UrlFault.PORT),
    # names
    ("https://localhost/", UrlFault.HOST),
    ("https://LOCALHOST/", UrlFault.HOST),
    ("https://app.localhost/", UrlFault.HOST),
    ("https://localhost./", UrlFault.HOST),
    ("https://hooks.example.com./", UrlFault.HOST),
    ("https://metadata.google.internal/", UrlFault.HOST),
    ("https://printer.local/", UrlFault.HOST),
    ("https://db/", UrlFault.HOST),
    ("https://leads.default.svc/", UrlFault.HOST),
    ("https://-bad-.example.com/", UrlFault.HOST),
    # IPv4 in every notation
    ("https://127.0.0.1/", UrlFault.ADDRESS),
    ("https://127.1/", UrlFault.HOST),
    ("https://2130706433/", UrlFault.HOST),
    ("https://0x7f000001/", UrlFault.HOST),
    ("https://0x7f.0.0.1/", UrlFault.HOST),
    ("https://0177.0.0.1/", UrlFault.HOST),
    ("https://127.0.0.1./", UrlFault.HOST),
    ("https://１２７.０.０.１/", UrlFault.ADDRESS),
    ("https://10.0.0.1/", UrlFault.ADDRESS),
    ("https://172.16.0.1/", UrlFault.ADDRESS),
    ("https://192.168.1.1/", UrlFault.ADDRESS),
    ("https://169.254.169.254/latest/meta-data/", UrlFault.ADDRESS),
    ("https://100.64.0.1/", UrlFault.ADDRESS),
    ("https://0.0.0.0/", UrlFault.ADDRESS),
    ("https://255.255.255.255/", UrlFault.ADDRESS),
    ("https://224.0.0.1/", UrlFault.ADDRESS),
    ("https://192.0.2.1/", UrlFault.ADDRESS),
    ("https://198.18.0.1/", UrlFault.ADDRESS),
    # IPv6, also those that stand for an IPv4
    ("https://[::1]/", UrlFault.ADDRESS),
    ("https://[::]/", UrlFault.ADDRESS),
    ("https://[::ffff:127.0.0.1]/", UrlFault.ADDRESS),
    ("https://[::ffff:8.8.8.8]/", UrlFault.ADDRESS),
    ("https://[::127.0.0.1]/", UrlFault.ADDRESS),
    ("https://[64:ff9b::7f00:1]/", UrlFault.ADDRESS),
    ("https://[2002:7f00:1::]/", UrlFault.ADDRESS),
    ("https://[2001:0:7f00:1::]/", UrlFault.ADDRESS),
    ("https://[fe80::1]/", UrlFault.ADDRESS),
    ("https://[fc00::1]/", UrlFault.ADDRESS),
    ("https://[fd00:ec2::254]/", UrlFault.ADDRESS),
    ("https://[fec0::1]/", UrlFault.ADDRESS),
    ("https://[ff02::1]/", UrlFault.ADDRESS),
    ("https://[2001:db8::1]/", UrlFault.ADDRESS),
]
PRIVATE_ANSWERS = [
    ["127.0.0.1"],
    ["10.1.2.3"],
    ["93.184.215.14", "127.0.0.1"],
    ["2606:2800:21f::1", "::1"],
    ["::ffff:10.0.0.1"],
    ["169.254.169.254"],
    ["100.127.255.254"],
    ["2002:a00:1::"],
    ["fe80::1%eth0"],
    ["not an address"],
    [],
]


def settings(**chosen: object) -> Settings:
    made = settings_for_test("postgresql+asyncpg://nowhere/none", Settings, **chosen)
    assert isinstance(made, Settings)
    return made


@pytest.mark.parametrize(("url", "fault"), REFUSED)
def test_refused_when_read(url: str, fault: UrlFault) -> None:
    with pytest.raises(UrlRefused) as refused:
        read_url(url)
    assert refused.value.fault is fault


@pytest.mark.parametrize(("url", "_fault"), REFUSED)
async def test_refused_when_posted_to(url: str, _fault: UrlFault) -> None:
    async def nobody(host: str, port: int) -> list[str]:
        raise AssertionError(f"{host} was looked up")

    egress = Egress(settings(), lookup=nobody)
    answer = await egress.post(url, b"{}", {}, now=wall_now())
    await egress.close()
    assert answer.status is None
    assert answer.error in set(UrlFault)


@pytest.mark.parametrize("answers", PRIVATE_ANSWERS)
async def test_a_name_is_judged_by_all_its_addresses(answers: list[str]) -> None:
    async def lookup(host: str, port: int) -> list[str]:
        return answers

    egress = Egress(settings(), lookup=lookup)
    with pytest.raises(UrlRefused):
        await egress.check("https://hooks.example.com/")
    answer = await egress.post("https://hooks.example.com/", b"{}", {}, now=wall_now())
    await egress.close()
    assert answer.error in (UrlFault.ADDRESS, UrlFault.UNKNOWN_HOST)


async def test_a_name_that_changes_its_mind_is_asked_once_per_connection() -> None:
    """Rebinding: the address that was checked is the address that is dialled."""
    asked: list[str] = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.215.14"] if len(asked) == 1 else ["127.0.0.1"]

    egress = Egress(settings(), lookup=rebinding)
    await egress.check("https://hooks.example.com/")
    answer = await egress.post("https://hooks.example.com/", b"{}", {}, now=wall_now())
    await egress.close()
    assert (answer.error, len(asked)) == (UrlFault.ADDRESS, 2)


@pytest.mark.parametrize("failure", [OSError("no such host"), UnicodeError("label"), TimeoutError()])
async def test_a_failing_lookup_is_a_refusal(failure: Exception) -> None:
    async def lookup(host: str, port: int) -> list[str]:
        raise failure

    with pytest.raises(UrlRefused) as refused:
        await addresses_of("hooks.example.com", 443, lookup, trusted=False)
    assert refused.value.fault is UrlFault.UNKNOWN_HOST


async def test_a_lookup_that_hangs_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notifications.endpoint.egress._LOOKUP_SECONDS", 0.01)

    async def lookup(host: str, port: int) -> list[str]:
        await asyncio.Event().wait()
        return []

    with pytest.raises(UrlRefused):
        await addresses_of("hooks.example.com", 443, lookup, trusted=True)


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.example.com/in?key=1",
        "https://hooks.example.com:443/",
        "http://hooks.example.com/",
        "https://8.8.8.8/",
        "https://[2606:4700::1111]/",
        "https://车商.example.com/",
    ],
)
def test_ordinary_addresses_are_fine(url: str) -> None:
    assert read_url(url).trusted is False


def test_trust_is_exact() -> None:
    trusted = {"localhost:8000"}
    target = read_url("http://localhost:8000/simulator", trusted=trusted)
    assert (target.trusted, target.confidential) == (True, True)
    for url in (
        "http://localhost:8001/",
        "http://127.0.0.1:8000/",
        "http://localhost.:8000/",
        "http://x@localhost:8000/",
    ):
        with pytest.raises(UrlRefused):
            read_url(url, trusted=trusted)


def test_personal_data_travel_encrypted_only() -> None:
    assert read_url("https://hooks.example.com/").confidential
    assert not read_url("http://hooks.example.com/").confidential


@given(st.ip_addresses(v=6))
def test_what_carries_another_address_is_not_public(address: ipaddress.IPv6Address) -> None:
    if address.ipv4_mapped or address.sixtofour or address.teredo:
        assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_public_means_global(address: ipaddress.IPv4Address) -> None:
    if is_public(address):
        assert address.is_global
        assert not address.is_multicast
