"""Inbound webhooks: believed on raw bytes only, durable before acknowledged, once, and readable or visibly not."""

import asyncio
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from contracts.leads import LoanSubmitted
from contracts.notifications import LoanDecided
from contracts.vocabulary import LoanStatus
from hypothesis import given
from hypothesis import strategies as st
from notifications.inbound.policy import BadPayload, Unrecognised, read_loan_word, type_of
from notifications.partner.service import reveal_secret, set_secret
from notifications.testkit import CUSTOMER, PARTNER, Bench
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.testkit.service import OTHER_STORE, START, STORE, staff_principal
from service_defaults.webhook_signature import new_secret, sign
from sqlalchemy import text
from standardwebhooks.webhooks import Webhook

from contracts.examples import example

KEEPER = staff_principal(Role.CHANNEL_PARTNER_MANAGER)
FINANCE = staff_principal(Role.FINANCE_SPECIALIST)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
LOAN = UUID("01940000-0000-7000-8000-000000000034")


def decision(**data: Any) -> dict[str, Any]:
    values = {
        "loan_id": str(LOAN),
        "partner_application_no": "SIM-1",
        "approved_amount_fen": 14_800_000,
        "decided_at": "2026-03-10T02:10:00Z",
        "sequence": 1,
    }
    return {"type": "finance.application.approved", "timestamp": "2026-03-10T02:10:00Z", "data": values | data}


async def known(bench: Bench, **change: Any) -> None:
    """The partner, the agreed secret, and an application that left for it."""
    await bench.partner()
    async with bench.service.work() as work:
        await set_secret(work, PARTNER, SECRET)
    sealed = bench.service.service.platform.vault.seal_for_transport({"name": "王小明"})
    values = {"loan_id": LOAN, "partner_id": PARTNER, "customer_id": CUSTOMER, "applicant_sealed": sealed} | change
    await bench.service.deliver(example(LoanSubmitted).model_copy(update=values))


async def send(
    bench: Bench,
    body: dict[str, Any] | bytes,
    *,
    webhook_id: str = "msg_1",
    secret: str = SECRET,
    partner_id: UUID = PARTNER,
    age: int = 0,
    **headers: str,
) -> httpx.Response:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    stamp = int(bench.wall.now().timestamp()) - age
    signed = {
        "webhook-id": webhook_id,
        "webhook-timestamp": str(stamp),
        "webhook-signature": sign([secret], webhook_id=webhook_id, timestamp=stamp, body=raw),
        "content-type": "application/json",
    }
    async with bench.service.client(None) as client:
        return await client.post(f"/webhooks/inbound/{partner_id}", content=raw, headers=signed | headers)


async def listed(bench: Bench, query: str = "") -> list[dict]:
    async with bench.service.client(KEEPER) as client:
        return (await client.get(f"/inbound-webhooks{query}")).json()["items"]


async def rejections(bench: Bench) -> list[dict]:
    async with bench.service.client(KEEPER) as client:
        return (await client.get("/inbound-rejections")).json()["items"]


async def stored(bench: Bench) -> int:
    async with bench.service.reading() as reading:
        return int(await reading.session.scalar(text("SELECT count(*) FROM inbound_webhook")) or 0)


async def test_a_decision_of_the_foreign_library_becomes_our_event(bench_today: Bench) -> None:
    bench = bench_today
    await known(bench)
    body = json.dumps(decision())
    headers = {
        "webhook-id": "msg_abc",
        "webhook-timestamp": str(int(bench.wall.now().timestamp())),
        "webhook-signature": Webhook(SECRET).sign("msg_abc", bench.wall.now(), body),
    }
    async with bench.service.client(None) as client:
        answer = await client.post(f"/webhooks/inbound/{PARTNER}", content=body, headers=headers)
    assert (answer.status_code, answer.json()) == (202, {"webhook_id": "msg_abc", "duplicate": False})
    assert await bench.service.events(LoanDecided) == []
    await bench.service.drain()
    [told] = await bench.service.events(LoanDecided)
    assert (told.loan_id, told.customer_id, told.store_id, told.partner_id) == (LOAN, CUSTOMER, STORE, PARTNER)
    assert (told.status, told.approved_fen, told.sequence) == (LoanStatus.APPROVED, 14_800_000, 1)
    [row] = await listed(bench)
    assert (row["state"], row["status"], row["loan_id"]) == ("processed", "approved", str(LOAN))


async def test_duplicates_are_welcome_and_without_effect(bench: Bench) -> None:
    await known(bench)
    answers = await asyncio.gather(*(send(bench, decision()) for _ in range(12)))
    assert {answer.status_code for answer in answers} == {202}
    assert sorted(answer.json()["duplicate"] for answer in answers) == [False] + [True] * 11
    await bench.service.drain()
    assert (await send(bench, decision(status="rejected"))).json()["duplicate"] is True
    await bench.service.drain()
    assert len(await bench.service.events(LoanDecided)) == 1
    await send(bench, decision(), webhook_id="msg_2")
    await bench.service.drain()
    assert len(await bench.service.events(LoanDecided)) == 2


async def test_no_acknowledgement_before_it_is_durable(bench: Bench) -> None:
    """The commit itself fails: the partner must hear of it and send again."""
    await known(bench)
    async with bench.service.work() as work:
        await work.session.execute(
            text(
                "CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION 'disk full' USING ERRCODE = '53100'; END $$"
            )
        )
        await work.session.execute(
            text(
                "CREATE CONSTRAINT TRIGGER fails AFTER INSERT ON inbound_webhook"
                " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION disk_full()"
            )
        )
    assert (await send(bench, decision())).status_code >= 500
    assert await stored(bench) == 0
    async with bench.service.work() as work:
        await work.session.execute(text("DROP TRIGGER fails ON inbound_webhook"))
    again = await send(bench, decision())
    assert (again.status_code, again.json()["duplicate"], await stored(bench)) == (202, False, 1)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"secret": new_secret()}, "signature_mismatch"),
        ({"age": 301}, "timestamp_outside"),
        ({"age": -301}, "timestamp_outside"),
        ({"webhook-signature": ""}, "header_missing"),
        ({"webhook-id": "msg_2"}, "signature_mismatch"),
        ({"webhook-timestamp": "soon"}, "header_malformed"),
        ({"partner_id": new_id()}, "unknown_partner"),
    ],
)
async def test_what_is_not_proven_is_counted_and_nothing_else(bench: Bench, change: dict, reason: str) -> None:
    await known(bench)
    for _ in range(3):
        answer = await send(bench, decision(), **change)
        assert (answer.status_code, answer.json()["code"]) == (401, "webhook_not_verified")
        assert reason not in answer.text
    await bench.service.drain()
    [line] = await rejections(bench)
    assert (line["reason"], line["count"]) == (reason, 3)
    assert await stored(bench) == 0
    assert await bench.service.events(LoanDecided) == []


async def test_an_altered_body_and_another_partners_secret_are_not_believed(bench: Bench) -> None:
    await known(bench)
    other = await bench.partner(new_id(), name="另一家")
    async with bench.service.work() as work:
        theirs = await reveal_secret(work, other)
    assert (await send(bench, decision(), secret=theirs)).status_code == 401
    assert (await send(bench, decision(), secret=theirs, partner_id=other)).status_code == 202
    await bench.service.drain()
    [row] = await listed(bench)
    assert (row["state"], row["reason"]) == ("failed", "loan_unknown")
    assert await bench.service.events(LoanDecided) == []


async def test_an_inactive_partner_is_not_believed(bench: Bench) -> None:
    await known(bench)
    await bench.partner(active=False, revision=2)
    assert (await send(bench, decision())).status_code == 401
    assert [line["reason"] for line in await rejections(bench)] == ["partner_inactive"]


async def test_bodies_over_the_cap_are_not_read(bench: Bench) -> None:
    await known(bench)
    cap = 256 * 1024
    whole = decision(reason="长")
    padded = json.dumps(whole).encode()
    padded += b" " * (cap - len(padded))
    assert (await send(bench, padded)).status_code == 202
    answer = await send(bench, padded + b" ", webhook_id="msg_2")
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")

    async def chunks() -> Any:
        for _ in range(cap // 1024 + 1):
            yield b"x" * 1024

    async with bench.service.client(None) as client:
        assert (await client.post(f"/webhooks/inbound/{PARTNER}", content=chunks())).status_code == 413
    assert [line["count"] for line in await rejections(bench)] == [2]


async def test_both_secrets_hold_during_a_rotation(bench: Bench) -> None:
    await known(bench)
    async with bench.service.client(KEEPER) as client:
        rotated = await client.post(f"/webhook-partners/{PARTNER}/secret-rotation", json={"overlap_hours": 1})
    fresh = rotated.json()["secret"]
    assert (await send(bench, decision())).status_code == 202
    assert (await send(bench, decision(), webhook_id="msg_2", secret=fresh)).status_code == 202
    bench.wall.tick(timedelta(hours=1, seconds=1))
    assert (await send(bench, decision(), webhook_id="msg_3")).status_code == 401
    assert (await send(bench, decision(), webhook_id="msg_3", secret=fresh)).status_code == 202


@pytest.mark.parametrize(
    ("body", "state", "reason"),
    [
        ({"type": "claim.paid", "data": {}}, "unrecognised", None),
        (
            {"type": "finance.application.overdue", "data": {"loan_id": str(LOAN), "partner_application_no": "1"}},
            "unrecognised",
            None,
        ),
        (b"not json", "failed", "not_json"),
        (b"\xff\xfe\x00", "failed", "not_json"),
        (b"[" * 100_000, "failed", "not_json"),
        (b'{"type": NaN}', "failed", "not_json"),
        ({}, "failed", "type: missing; data: missing"),
        (decision(loan_id="x"), "failed", "data.loan_id: uuid_parsing"),
        (decision(loan_id=str(new_id())), "failed", "loan_unknown"),
        (decision(loan_id=None, dealer_application_no="DK-nobody's"), "failed", "loan_unknown"),
        (decision(loan_id=None), "failed", "missing: data.loan_id or data.dealer_application_no"),
        (decision(reason="a\x00b"), "failed", "data.reason: control_character"),
        (decision(sequence=-1), "failed", "data.sequence: greater_than_equal"),
        (
            decision(approved_amount_fen=None, approved_amount=1.005),
            "failed",
            "data.approved_amount: no amount in yuan",
        ),
        (decision(approved_amount_fen=10**15), "failed", "data.approved_amount_fen: less_than_equal"),
        ({**decision(status="fine"), "type": "loan.decided"}, "failed", "unknown: data.status"),
    ],
)
async def test_what_cannot_be_read_stays_visible(
    bench: Bench, body: dict | bytes, state: str, reason: str | None
) -> None:
    await bench.service.organise(FINANCE)
    await known(bench)
    assert (await send(bench, body)).status_code == 202
    await bench.service.drain()
    [row] = await listed(bench)
    assert (row["state"], row["reason"]) == (state, reason)
    assert await bench.service.events(LoanDecided) == []
    async with bench.service.client(FINANCE) as client:
        notices = (await client.get("/staff-notices")).json()["items"]
        assert ("inbound_webhook_failed" in [notice["kind"] for notice in notices]) is (state == "failed")
        assert (await client.post(f"/inbound-webhooks/{row['id']}/retry")).json()["state"] == "received"


async def test_an_answer_that_came_too_early_is_read_again(bench: Bench) -> None:
    await known(bench, loan_id=new_id())
    await send(bench, decision())
    await bench.service.drain()
    [row] = await listed(bench)
    assert row["reason"] == "loan_unknown"
    await known(bench)
    async with bench.service.client(KEEPER) as client:
        await client.post(f"/inbound-webhooks/{row['id']}/retry")
        await bench.service.drain()
        refused = await client.post(f"/inbound-webhooks/{row['id']}/retry")
    assert (refused.status_code, refused.json()["code"]) == (409, "inbound_not_retryable")
    assert [row["state"] for row in await listed(bench)] == ["processed"]
    assert len(await bench.service.events(LoanDecided)) == 1


async def test_a_loan_is_found_by_our_number_and_only_by_its_own_partner(bench: Bench) -> None:
    await known(bench)
    number = example(LoanSubmitted).loan_no
    await send(bench, decision(loan_id=None, dealer_application_no=number))
    await bench.service.drain()
    assert [event.loan_id for event in await bench.service.events(LoanDecided)] == [LOAN]
    await known(bench, loan_id=new_id(), store_id=OTHER_STORE)
    await send(bench, decision(loan_id=None, dealer_application_no=number), webhook_id="msg_2")
    await bench.service.drain()
    assert (await listed(bench, "?state=failed"))[0]["reason"] == "loan_ambiguous"


async def test_the_log_keeps_to_the_scope_and_bodies_are_sealed_and_dropped(bench: Bench) -> None:
    await known(bench)
    await send(bench, decision(reason="王小明的收入证明"))
    await bench.service.drain()
    async with bench.service.reading() as reading:
        rows = (await reading.session.execute(text("SELECT * FROM inbound_webhook"))).all()
    assert "王小明" not in str(rows)
    with bench.service.sql_count() as counts:
        assert len(await listed(bench)) == 1
    assert counts["total"] == 1
    async with bench.service.client(staff_principal(Role.FINANCE_SPECIALIST, store_id=OTHER_STORE)) as client:
        assert (await client.get("/inbound-webhooks")).json()["items"] == []
    async with bench.service.client(staff_principal(Role.SALES_ADVISOR)) as client:
        assert (await client.get("/inbound-webhooks")).status_code == 403
        assert (await client.get("/inbound-rejections")).status_code == 403
    await bench.service.advance(days=30)
    async with bench.service.reading() as reading:
        assert await reading.session.scalar(text("SELECT count(body_sealed) FROM inbound_webhook")) == 0


async def test_secrets_are_sealed_shown_once_and_written_down(bench: Bench) -> None:
    await bench.partner()
    await bench.partner(revision=2, name="改名")
    async with bench.service.work() as work:
        shown = await reveal_secret(work, PARTNER)
    async with bench.service.reading() as reading:
        rows = (await reading.session.execute(text("SELECT * FROM webhook_secret"))).all()
        acts = (await reading.session.scalars(text("SELECT act FROM secret_access ORDER BY at, id"))).all()
    assert len(rows) == 1
    assert shown not in str(rows)
    assert list(acts) == ["created", "revealed"]


# The rules by themselves.


@pytest.mark.parametrize(
    ("kind", "status", "read"),
    [
        ("finance.application.approved", None, LoanStatus.APPROVED),
        ("loan.approved", None, LoanStatus.APPROVED),
        ("finance.application.conditionally_approved", None, LoanStatus.CONDITIONALLY_APPROVED),
        ("finance.application.pre_approved", None, LoanStatus.CONDITIONALLY_APPROVED),
        ("finance.application.documents_required", None, LoanStatus.DOCUMENTS_REQUIRED),
        ("finance.application.rejected", None, LoanStatus.REJECTED),
        ("loan.declined", None, LoanStatus.REJECTED),
        ("finance.application.cancelled", None, LoanStatus.CANCELLED),
        ("loan.canceled", None, LoanStatus.CANCELLED),
        ("finance.application.contract_signed", None, LoanStatus.CONTRACT_SIGNED),
        ("finance.application.disbursed", None, LoanStatus.DISBURSED),
        ("loan.funded", None, LoanStatus.DISBURSED),
        ("loan.decided", "Approved", LoanStatus.APPROVED),
        ("loan.updated", "awaitingDocuments", LoanStatus.DOCUMENTS_REQUIRED),
        ("loan.status_changed", "DENIED", LoanStatus.REJECTED),
    ],
)
def test_the_words_of_partners(kind: str, status: str | None, read: LoanStatus) -> None:
    body = json.dumps({**decision(status=status), "type": kind}).encode()
    assert read_loan_word(body, received_at=START).status is read


@pytest.mark.parametrize(
    ("amount", "fen"),
    [("148000", 14_800_000), ("148000.50", 14_800_050), ('"148000.05"', 14_800_005), ("1.48e5", 14_800_000), ("0", 0)],
)
def test_yuan_become_fen_exactly(amount: str, fen: int) -> None:
    body = json.dumps(decision(approved_amount_fen=None))
    body = body.replace('"approved_amount_fen": null', f'"approved_amount": {amount}')
    assert read_loan_word(body.encode(), received_at=START).approved_fen == fen


def test_partners_that_do_not_count_are_ordered_by_their_clock() -> None:
    def read(**data: Any) -> int:
        return read_loan_word(json.dumps(decision(sequence=None, **data)).encode(), received_at=START).sequence

    assert read(decided_at="2026-03-10T02:10:00Z") < read(decided_at="2026-03-10T10:10:01+08:00")
    assert read(decided_at=None) == int(START.timestamp()) + 300


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_body_is_too_strange(body: bytes) -> None:
    type_of(body)
    with pytest.raises((BadPayload, Unrecognised)):
        read_loan_word(body, received_at=START)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_no_json_is_too_strange(data: Any) -> None:
    for document in (data, {"type": "loan.approved", "data": data}):
        with pytest.raises((BadPayload, Unrecognised)):
            read_loan_word(json.dumps(document).encode(), received_at=START)
