"""The simulated bank: its rule, its signatures, and the whole way there and back over real HTTP and PostgreSQL."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from aiohttp import web
from contracts.leads import LoanSubmitted, SuppliedDocument
from contracts.notifications import LoanDecided
from contracts.vocabulary import LoanStatus
from notifications.partner.service import set_secret
from notifications.testkit import CUSTOMER, PARTNER, bench_at, open_sink
from partner_simulator import create_simulator, decide
from partner_simulator.decision import Application, Document, Outcome, Vehicle
from service_defaults.clocks import wall_now
from service_defaults.testkit.postgres import Postgres
from standardwebhooks.webhooks import Webhook

from contracts.examples import example

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def application(principal: int, term: int = 36, price: int = 20_000_000) -> Application:
    return Application(
        loan_id="l",
        dealer_application_no="DK1",
        vehicle=Vehicle(price_fen=price),
        principal_fen=principal,
        term_months=term,
    )


@pytest.mark.parametrize(
    ("principal", "term", "outcome"),
    [
        (1, 1, Outcome.APPROVED),
        (16_000_000, 60, Outcome.APPROVED),
        (16_000_001, 60, Outcome.DOCUMENTS_REQUIRED),
        (18_000_000, 12, Outcome.DOCUMENTS_REQUIRED),
        (18_000_001, 12, Outcome.REJECTED),
        (1, 61, Outcome.REJECTED),
    ],
)
def test_the_rule(principal: int, term: int, outcome: Outcome) -> None:
    decision = decide(application(principal, term))
    assert decision.outcome is outcome
    assert decision.approved_fen == (principal if outcome is Outcome.APPROVED else None)
    assert (decision.reason is None) == (outcome is Outcome.APPROVED)


def test_with_what_was_asked_for_it_approves() -> None:
    asked = decide(application(18_000_000))
    assert asked.required_documents == ("income_proof",)
    papers = [Document(code=code) for code in asked.required_documents]
    answered = application(18_000_000).model_copy(update={"submission": 2, "documents": papers})
    assert decide(answered).outcome is Outcome.APPROVED
    assert decide(answered.model_copy(update={"principal_fen": 18_000_001})).outcome is Outcome.REJECTED


def announcement(**change: Any) -> str:
    data = application(16_000_000).model_dump() | {"loan_id": "01940000-0000-7000-8000-000000000034"} | change
    return json.dumps({"type": "leads.loan_submitted", "timestamp": "2026-03-10T02:05:00Z", "data": data})


async def told(
    body: str, respond: Callable[[httpx.Request], httpx.Response], *, secret: str = SECRET
) -> tuple[int, list[httpx.Request]]:
    """What the partner answers to a webhook, and what it then sends."""
    sent: list[httpx.Request] = []

    def dealership(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return respond(request)

    client = httpx.AsyncClient(transport=httpx.MockTransport(dealership))
    app = create_simulator(
        SECRET, "http://dealer.example.com/in", delay_seconds=0, retry_seconds=(0, 0, 0), client=client
    )
    now = datetime.now(UTC)
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign("msg_1", now, body),
    }
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://bank") as caller:
        answer = await caller.post("/webhooks", content=body.encode(), headers=headers)
    await app.state.simulator.settle()
    await app.state.simulator.close()
    return answer.status_code, sent


async def test_it_answers_with_a_signed_decision() -> None:
    status, [request] = await told(announcement(), lambda _: httpx.Response(202))
    assert status == 204
    decision = Webhook(SECRET).verify(request.content, dict(request.headers))
    assert decision["type"] == "finance.application.approved"
    assert decision["data"]["approved_amount_fen"] == 16_000_000
    assert decision["data"]["decided_at"] == "2026-03-10T02:05:01+00:00"


async def test_it_can_be_overloaded_for_a_while() -> None:
    app = create_simulator(SECRET, "http://dealer.example.com/in", delay_seconds=0)
    app.state.simulator.overload(1, about="leads.vehicle_delivered")
    body = json.dumps({"type": "leads.vehicle_delivered", "timestamp": "2026-03-10T02:05:00Z", "data": {}})
    now = datetime.now(UTC)
    headers = {
        "webhook-id": "msg_2",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(SECRET).sign("msg_2", now, body),
    }
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://bank") as caller:
        answers = [await caller.post("/webhooks", content=body.encode(), headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [503, 204]
    assert answers[0].headers["retry-after"] == "1"


async def test_it_tries_again_under_the_same_id() -> None:
    answers = [httpx.Response(503), httpx.Response(500), httpx.Response(202)]
    _, sent = await told(announcement(), lambda _: answers.pop(0))
    assert len(sent) == 3
    assert len({request.headers["webhook-id"] for request in sent}) == 1


@pytest.mark.parametrize(
    ("body", "secret", "status"),
    [
        (announcement(), "whsec_" + "A" * 32, 401),
        (announcement(principal_fen="a lot"), SECRET, 204),
        (json.dumps({"type": "leads.vehicle_delivered", "timestamp": "2026-03-10T02:05:00Z", "data": {}}), SECRET, 204),
        ("not json", SECRET, 204),
    ],
)
async def test_what_it_does_not_answer(body: str, secret: str, status: int) -> None:
    answered, sent = await told(body, lambda _: httpx.Response(202), secret=secret)
    assert (answered, sent) == (status, [])


async def test_there_and_back(postgres: Postgres) -> None:
    """An application leaves, the bank decides, its decision becomes our event, once however often it is told."""
    async with open_sink() as sink, bench_at(postgres, sink, wall_now()) as bench:
        await bench.partner()
        await bench.consent()
        await bench.endpoint(secret=SECRET)
        async with bench.service.work() as work:
            await set_secret(work, PARTNER, SECRET)
        dealership = bench.service.client(None)
        callback = f"/webhooks/inbound/{PARTNER}"
        bank = create_simulator(SECRET, callback, delay_seconds=0, client=dealership)
        sink.respond = lambda request: _served(bank, request)
        sealed = bench.service.service.platform.vault.seal_for_transport({"name": "王小明"})
        loan = example(LoanSubmitted).model_copy(
            update={"partner_id": PARTNER, "customer_id": CUSTOMER, "applicant_sealed": sealed}
        )
        await bench.service.deliver(loan)
        assert await bench.post_due() == 1
        await bank.state.simulator.settle()
        await bench.service.drain()
        [decided] = await bench.service.events(LoanDecided)
        assert (decided.loan_id, decided.status) == (loan.loan_id, LoanStatus.APPROVED)
        assert decided.approved_fen == loan.principal_fen
        _, headers, body = sink.received[0]
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=bank), base_url="http://bank") as again:
            assert (await again.post("/webhooks", content=body, headers=headers)).status_code == 204
        await bank.state.simulator.settle()
        await bench.service.drain()
        assert len(await bench.service.events(LoanDecided)) == 1
        await dealership.aclose()


async def test_papers_are_asked_for_and_supplied(postgres: Postgres) -> None:
    """The second submission is another signed webhook, and its answer counts on."""
    async with open_sink() as sink, bench_at(postgres, sink, wall_now()) as bench:
        await bench.partner()
        await bench.consent()
        await bench.endpoint(secret=SECRET)
        async with bench.service.work() as work:
            await set_secret(work, PARTNER, SECRET)
        dealership = bench.service.client(None)
        bank = create_simulator(SECRET, f"/webhooks/inbound/{PARTNER}", delay_seconds=0, client=dealership)
        sink.respond = lambda request: _served(bank, request)
        sealed = bench.service.service.platform.vault.seal_for_transport({"name": "王小明"})
        asking = {"principal_fen": 18_000_000, "vehicle_price_fen": 20_000_000, "applicant_sealed": sealed}
        loan = example(LoanSubmitted).model_copy(update=asking | {"partner_id": PARTNER, "customer_id": CUSTOMER})
        papers = (SuppliedDocument(code="income_proof", note="近六个月流水"),)
        again = loan.model_copy(update={"submission": 2, "documents": papers})
        for told_now in (loan, again, again):
            await bench.service.deliver(told_now)
            await bench.post_due()
            await bank.state.simulator.settle()
            await bench.service.drain()
        asked, decided = await bench.service.events(LoanDecided)
        assert (asked.status, asked.required_documents) == (LoanStatus.DOCUMENTS_REQUIRED, ("income_proof",))
        assert (decided.status, decided.sequence) == (LoanStatus.APPROVED, 2)
        assert len({headers["webhook-id"] for _, headers, _ in sink.received}) == 2
        await dealership.aclose()


async def _served(app: Any, request: web.Request) -> web.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://bank") as client:
        answer = await client.post("/webhooks", content=await request.read(), headers=dict(request.headers))
    return web.Response(status=answer.status_code)
