"""The poller against a real IMAP server: leads, repetitions, crashes, strangers, failures; and the settings by HTTP."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from contracts.leads import LeadCreated, LeadTouched
from leads.app import DEFINITION
from leads.mailbox import polling, taking
from leads.mailbox.imap import Imap, MailRefused
from leads.mailbox.policy import MailFault
from leads.settings import Settings
from leads.testkit import ask
from service_defaults.clocks import BusinessClock
from service_defaults.testkit.postgres import Postgres
from service_defaults.testkit.service import START, ServiceHarness, running_service

from . import post_office
from .post_office import PASSWORD, USER, PostOffice, adf, behind_tls, letter

SENDERS = [
    {"address": "leads@carsite.example.com", "label": "车源网", "source": "autohome"},
    {"address": "@dealer-network.example.com", "label": "同城网"},
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostOffice]:
    with post_office.opened(tmp_path_factory.mktemp("post")) as opened:
        yield opened


class Store:
    """The leads service with one mailbox, and a wall clock that the test moves."""

    def __init__(self, leads: ServiceHarness, office: PostOffice, manager: Any, folder: str) -> None:
        self.leads, self.office, self.manager, self.folder = leads, office, manager, folder
        self.wall = START
        leads.service.platform.clock = BusinessClock(wall=lambda: self.wall)
        self.id = ""

    async def open(self, **more: Any) -> dict[str, Any]:
        body = {
            "name": "线索邮箱",
            "host": "localhost",
            "port": self.office.port,
            "security": "starttls",
            "username": USER,
            "password": PASSWORD,
            "folder": self.folder,
            "senders": SENDERS,
            "active": True,
            **more,
        }
        made = await ask(self.leads, self.manager, "POST", "/mailboxes", 201, **body)
        self.id = made["id"]
        return made

    async def poll(self, minutes: float = 6) -> dict[str, Any]:
        self.wall += timedelta(minutes=minutes)
        await self.leads.drain()
        return await ask(self.leads, self.manager, "GET", f"/mailboxes/{self.id}")

    async def mails(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await ask(self.leads, self.manager, "GET", f"/mailboxes/{self.id}/mails"))[
            "items"
        ]
        return found

    async def leads_made(self) -> int:
        return len(await self.leads.events(LeadCreated))


@pytest.fixture
async def store(postgres: Postgres, cast: SimpleNamespace, office: PostOffice) -> AsyncIterator[Store]:
    trusted = [f"localhost:{office.port}"]
    async with running_service(
        postgres, DEFINITION, Settings, mail_trusted=trusted, mail_ca_file=str(office.cert), mail_timeout_seconds=5
    ) as harness:
        await harness.organise(*vars(cast).values())
        yield Store(harness, office, cast.manager, office.new_folder())


async def test_a_mail_becomes_a_lead_once(store: Store) -> None:
    store.office.put(store.folder, letter(adf(1), charset="gb18030", encoding="base64"), letter("车市快讯"))
    assert (await store.open())["last_poll_at"] is None
    state = await store.poll(0)
    assert (state["failures"], state["last_error"], state["numbers"]["lead"]) == (0, None, 1), state
    assert "password" not in state
    first, second = (await store.mails())[::-1]
    assert (first["outcome"], first["sender"]) == ("lead", "leads@carsite.example.com")
    assert (second["outcome"], second["reason"]) == ("quarantined", "mail_without_lead")
    [created] = await store.leads.events(LeadCreated)
    assert (str(created.lead_id), created.source) == (first["lead_id"], "dongchedi")
    assert store.office.seen(store.folder) == [True, True]
    waiting = await ask(store.leads, store.manager, "GET", f"/quarantined-intakes/{second['quarantined_id']}")
    assert "车市快讯" in waiting["text"]

    store.office.put(store.folder, letter(adf(1, "王晓明")), letter(adf(2)))
    assert (await store.poll())["numbers"] == {
        "lead": 2,
        "duplicate": 1,
        "call_noted": 0,
        "quarantined": 1,
        "repeated": 0,
    }
    await store.poll()
    assert len(await store.mails()) == 4


async def test_killed_between_fetch_and_commit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        """The process is gone."""

    store.office.put(store.folder, letter(adf(1)), letter(adf(2)), letter(adf(3)))
    await store.open()
    real, calls = taking.take, []

    async def dies_at_the_second(*args: Any, **more: Any) -> Any:
        calls.append(1)
        outcome = await real(*args, **more)
        if len(calls) == 2:
            raise Killed
        return outcome

    monkeypatch.setattr(polling, "take", dies_at_the_second)
    with pytest.raises(Killed):
        await polling.poll_next(store.leads.service.platform)
    assert await store.leads_made() == 1
    assert store.office.seen(store.folder) == [True, False, False], "what has no row is not marked"
    monkeypatch.undo()
    assert not await polling.poll_next(store.leads.service.platform), "the dead one's lease still holds"
    await store.poll()
    assert await store.leads_made() == 3
    assert store.office.seen(store.folder) == [True, True, True]
    assert [mail["outcome"] for mail in await store.mails()] == ["lead"] * 3


async def test_killed_between_commit_and_mark(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        """The process is gone."""

    def dies(self: Imap, uid: int) -> None:
        raise Killed

    store.office.put(store.folder, letter(adf(1)), letter(adf(2)))
    await store.open()
    monkeypatch.setattr(Imap, "mark_seen", dies)
    with pytest.raises(Killed):
        await polling.poll_next(store.leads.service.platform)
    monkeypatch.undo()
    assert await store.leads_made() == 1
    await store.poll()
    assert await store.leads_made() == 2


async def test_renumbered_mails_are_known(store: Store) -> None:
    store.office.put(store.folder, letter(adf(1), number="one"), letter(adf(2), number="two"))
    await store.open()
    await store.poll(0)
    store.office.renumber(store.folder)
    store.office.put(store.folder, letter(adf(3), number="two"))
    state = await store.poll()
    assert (state["numbers"]["lead"], state["numbers"]["repeated"]) == (3, 2), "one id for two mails is no repetition"
    assert await store.leads_made() == 3


async def test_strangers_wait_and_can_be_let_in(store: Store) -> None:
    store.office.put(
        store.folder,
        letter(adf(1), sender="somebody@elsewhere.example.org"),
        letter(adf(2), sender="x@dealer-network.example.com"),
    )
    await store.open()
    await store.poll(0)
    known, stranger = await store.mails()
    assert (stranger["outcome"], stranger["reason"]) == ("quarantined", "sender_not_listed")
    assert stranger["sender"] == "elsewhere.example.org", "a stranger's address is kept with the sealed mail only"
    assert known["outcome"] == "lead"
    path = f"/quarantined-intakes/{stranger['quarantined_id']}"
    shown = await ask(store.leads, store.manager, "GET", path)
    assert (shown["draft"]["name"], shown["draft"]["model"]) == ("王小明", "X5")
    await ask(store.leads, store.manager, "POST", f"{path}/replay")
    assert await store.leads_made() == 2


async def test_a_forged_sender_is_not_believed(store: Store) -> None:
    genuine = "mx.store.example.com; dkim=pass header.d=carsite.example.com"
    store.office.put(store.folder, letter(adf(1)), letter(adf(2), verdict=genuine))
    await store.open(authority="mx.store.example.com")
    await store.poll(0)
    second, first = await store.mails()
    assert (first["reason"], second["outcome"]) == ("sender_not_authentic", "lead")


async def test_a_call_touches_whom_we_know_and_nobody_else(store: Store) -> None:
    store.office.put(
        store.folder,
        letter(adf(1)),
        letter("主叫号码:19900000001\n通话状态:未接", subject="来电通知"),
        letter("主叫号码:19900000099\n通话状态:未接", subject="来电通知"),
    )
    await store.open()
    await store.poll(0)
    unknown, known, _ = await store.mails()
    assert known["outcome"] == "call_noted"
    assert (unknown["outcome"], unknown["reason"]) == ("quarantined", "call_from_unknown")
    assert await store.leads_made() == 1
    assert len(await store.leads.events(LeadTouched)) == 1
    draft = (await ask(store.leads, store.manager, "GET", f"/quarantined-intakes/{unknown['quarantined_id']}"))["draft"]
    assert draft["mobile"] == "19900000099"


async def test_what_is_too_large_is_not_fetched(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched = []
    real = Imap.fetch
    monkeypatch.setattr(Imap, "fetch", lambda self, uid, most: fetched.append(uid) or real(self, uid, most))
    store.office.put(store.folder, letter("x" * 1_200_000), letter(adf(1)))
    await store.open()
    await store.poll(0)
    _, large = await store.mails()
    assert (large["reason"], large["sender"], len(fetched)) == ("mail_too_large", "leads@carsite.example.com", 1)
    assert await store.leads_made() == 1


async def test_a_mail_that_breaks_us_holds_nobody_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    real = taking.read_message

    def breaks(mail: Any, **more: Any) -> Any:
        if "坏" in mail.subject:
            raise RuntimeError("a defect of ours")
        return real(mail, **more)

    monkeypatch.setattr(taking, "read_message", breaks)
    store.office.put(store.folder, letter(adf(1), subject="坏"), letter(adf(2)))
    await store.open()
    await store.poll(0)
    after, broken = await store.mails()
    assert (broken["reason"], after["outcome"]) == ("internal_error", "lead")
    monkeypatch.undo()
    await ask(store.leads, store.manager, "POST", f"/quarantined-intakes/{broken['quarantined_id']}/replay")
    assert await store.leads_made() == 2


async def test_only_the_last_days_and_so_many_at_once(store: Store) -> None:
    async with store.leads.client(store.manager) as client:
        now = (await client.get("/settings")).json()
        version, _ = now.pop("version"), now.pop("store_id")
        now["mailbox"] |= {"mails_per_poll": 2}
        await client.put("/settings", json=now, headers={"If-Match": f'"{version}"'})
    store.office.put(store.folder, *(letter(adf(number)) for number in range(1, 6)))
    await store.open()
    assert (await store.poll(0))["numbers"]["lead"] == 5, "what is left comes in the next turns, at once"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"password": "wrong"}, "login_refused"),
        ({"username": "nobody 用户"}, "login_refused"),
        ({"folder": "没有这个"}, "folder_unknown"),
        ({"port": 993}, "host_forbidden"),
        ({"security": "tls"}, "tls_failed"),
    ],
)
async def test_failures_are_told_in_words(store: Store, change: dict[str, Any], fault: str) -> None:
    made = await store.open(**change)
    tried = await ask(store.leads, store.manager, "POST", f"/mailboxes/{made['id']}/connection-test")
    assert (tried["ok"], tried["fault"]) == (False, fault)
    assert tried["text"]
    state = await store.poll(0)
    assert (state["failures"], state["last_error"]) == (1, fault)
    assert 9 * 60 <= state["next_poll_seconds"] <= 10 * 60, "twice the interval"
    assert (await store.poll(11))["failures"] == 2


async def test_a_certificate_of_somebody_else_is_refused(store: Store, tmp_path: Path) -> None:
    other, key = post_office.certificate(tmp_path)
    platform = store.leads.service.platform
    for cert, cert_key, fine in ((store.office.cert, store.office.key, True), (other, key, False)):
        async with behind_tls(store.office, cert, cert_key) as port:
            trusted = (*platform.settings.mail_trusted, f"localhost:{port}")  # type: ignore[attr-defined]
            platform.settings = platform.settings.model_copy(update={"mail_trusted": trusted})
            made = await store.open(port=port, security="tls", active=False)
            tried = await ask(store.leads, store.manager, "POST", f"/mailboxes/{made['id']}/connection-test")
        assert (tried["ok"], tried["fault"]) == ((True, None) if fine else (False, "certificate_refused"))


async def test_a_server_that_says_nothing_is_not_waited_for(store: Store) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    platform = store.leads.service.platform
    more = {"mail_trusted": (f"localhost:{port}",), "mail_timeout_seconds": 0.3}
    platform.settings = platform.settings.model_copy(update=more)
    made = await store.open(port=port, active=False)
    tried = await ask(store.leads, store.manager, "POST", f"/mailboxes/{made['id']}/connection-test")
    server.close()
    await server.wait_closed()
    assert tried["fault"] == "timeout"


async def test_a_password_does_not_follow_to_another_server(store: Store, cast: SimpleNamespace) -> None:
    made = await store.open(active=False)
    body = {name: made[name] for name in ("name", "host", "port", "security", "username", "folder", "senders")}
    path = f"/mailboxes/{made['id']}"
    async with store.leads.client(store.manager) as client:
        refused = await client.patch(path, json={**body, "host": "mail.evil.example.org"}, headers={"If-Match": '"1"'})
        assert refused.json()["code"] == "mailbox_password_needed"
        kept = await client.patch(path, json={**body, "name": "改名"}, headers={"If-Match": '"1"'})
        assert (kept.status_code, kept.json()["version"]) == (200, 2), kept.text
        assert (await client.patch(path, json=body, headers={"If-Match": '"1"'})).status_code == 412
        assert (await client.post(f"{path}/poll")).json()["code"] == "mailbox_switched_off"
    assert (await ask(store.leads, store.manager, "POST", f"{path}/connection-test"))["ok"]
    async with store.leads.service.platform.database.read() as session:
        connection = await session.connection()
        sealed = (await connection.exec_driver_sql("SELECT password FROM mailbox")).scalar_one()
    assert PASSWORD.encode() not in bytes(sealed)


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        ({"senders": [{"address": "carsite", "label": "x"}]}, "mailbox_sender_malformed", "/senders/0/address"),
        ({"senders": [{**SENDERS[0], "source": "nowhere"}]}, "web_form_source_unknown", "/senders/0/source"),
        (
            {"senders": [{**SENDERS[0], "partner_id": "01920000-0000-7000-8000-00000000dead"}]},
            "mailbox_sender_partner_unknown",
            "/senders/0/partner_id",
        ),
        ({"username": "a\r\nb"}, "invalid", "/username"),
        ({"folder": "a\nb"}, "invalid", "/folder"),
        ({"host": "a b"}, "invalid", "/host"),
        ({"host": "http://mail"}, "invalid", "/host"),
        ({"port": 0}, "invalid", "/port"),
    ],
)
async def test_settings_that_do_not_fit(store: Store, change: dict[str, Any], code: str, pointer: str) -> None:
    body = {
        "name": "m", "host": "localhost", "username": "u", "password": "p", **change,
    }  # fmt: skip
    async with store.leads.client(store.manager) as client:
        answer = await client.post("/mailboxes", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer


async def test_mailboxes_belong_to_their_store_and_to_those_who_run_them(store: Store, cast: SimpleNamespace) -> None:
    made = await store.open(active=False)
    path = f"/mailboxes/{made['id']}"
    for way, tail in (("GET", ""), ("GET", "/mails"), ("POST", "/connection-test"), ("POST", "/poll")):
        await ask(store.leads, cast.foreign_manager, way, path + tail, 404)
        await ask(store.leads, cast.adviser, way, path + tail, 403)
    assert await ask(store.leads, cast.foreign_manager, "GET", "/mailboxes") == []


async def test_two_processes_read_one_mailbox_once(store: Store) -> None:
    store.office.put(store.folder, *(letter(adf(number)) for number in range(1, 4)))
    await store.open()
    platform = store.leads.service.platform
    turns = await asyncio.gather(*(polling.poll_next(platform) for _ in range(4)))
    assert turns.count(True) == 1
    assert await store.leads_made() == 3


def test_every_fault_has_words() -> None:
    from leads.mailbox.policy import FAULTS  # noqa: PLC0415 - only here

    assert set(FAULTS) == set(MailFault)
    assert str(MailRefused(MailFault.TIMEOUT)) == "timeout"
