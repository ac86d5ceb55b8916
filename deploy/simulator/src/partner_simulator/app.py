"""The partner's side of the wire: verify, acknowledge, decide, answer by a signed webhook."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import httpx
from pydantic import AwareDatetime, BaseModel, ValidationError
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from partner_simulator.decision import Application, Decision, Rule, decide

logger = logging.getLogger(__name__)

RETRY_SECONDS = (0.0, 1.0, 5.0, 15.0, 60.0, 300.0)
_BODY_LIMIT = 64 * 1024


class _Announcement(BaseModel):
    type: str
    timestamp: AwareDatetime
    data: dict[str, Any]


class Simulator:
    """One partner. `secret` is shared with the dealership and signs both ways; decisions go to `callback_url`.

    `delay_seconds` is how long it thinks. Give a `client` to answer over another transport than the network.
    """

    def __init__(
        self,
        secret: str,
        callback_url: str,
        *,
        rule: Rule = decide,
        delay_seconds: float = 1.0,
        retry_seconds: tuple[float, ...] = RETRY_SECONDS,
        client: httpx.AsyncClient | None = None,
    ) -> None:
        self.callback_url = callback_url
        self._webhook = Webhook(secret)
        self._rule = rule
        self._delay = delay_seconds
        self._retries = retry_seconds
        self._client = client
        self._answering: set[asyncio.Task[None]] = set()
        self._refusing: dict[str, int] = {}

    async def receive(self, request: Request) -> Response:
        """`204` for whatever is signed by the dealership, `401` for anything else.

        What is told again is answered again, under the same `webhook-id`: an answer may have been lost.
        """
        body = await request.body()
        if len(body) > _BODY_LIMIT:
            return Response(status_code=413)
        try:
            self._webhook.verify(body, dict(request.headers), json_parse=False)
        except (WebhookVerificationError, ValueError):
            return Response(status_code=401)
        if self._overloaded(body):
            return Response(status_code=503, headers={"retry-after": "1"})
        self._consider(body)
        return Response(status_code=204)

    def overload(self, times: int, *, about: str) -> None:
        """Answer `503` to so many of the next announcements of a type, as a partner does that is overloaded."""
        self._refusing[about] = times

    def _overloaded(self, body: bytes) -> bool:
        if not any(self._refusing.values()):
            return False
        try:
            told = _Announcement.model_validate_json(body).type
        except ValidationError:
            return False
        left = self._refusing.get(told, 0)
        self._refusing[told] = max(left - 1, 0)
        return left > 0

    @property
    def busy(self) -> bool:
        return bool(self._answering)

    async def settle(self) -> None:
        """Wait until every decision was answered or given up."""
        while self._answering:
            await asyncio.gather(*self._answering, return_exceptions=True)

    async def close(self) -> None:
        for task in self._answering:
            task.cancel()
        await asyncio.gather(*self._answering, return_exceptions=True)

    def _consider(self, body: bytes) -> None:
        try:
            told = _Announcement.model_validate_json(body)
            if told.type != "leads.loan_submitted":
                return
            application = Application.model_validate(told.data)
        except ValidationError as error:
            logger.warning("an announcement cannot be read: %d faults", error.error_count())
            return
        task = asyncio.create_task(self._answer(application, told.timestamp))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, application: Application, submitted_at: datetime) -> None:
        await asyncio.sleep(self._delay)
        # The dealership's time, which in a demonstration runs ahead of the machine's.
        decided_at = submitted_at + timedelta(seconds=max(self._delay, 1.0))
        body = body_of(application, self._rule(application), decided_at)
        webhook_id = f"msg_{uuid5(NAMESPACE_URL, f'simulator:{application.loan_id}:{application.submission}').hex}"
        for pause in self._retries:
            await asyncio.sleep(pause)
            if await self._post(webhook_id, body):
                return
        logger.warning("the dealership did not take the decision on %s", application.dealer_application_no)

    async def _post(self, webhook_id: str, body: str) -> bool:
        now = datetime.now(UTC)
        headers = {
            "content-type": "application/json",
            "webhook-id": webhook_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._webhook.sign(webhook_id, now, body),
        }
        try:
            async with self._opened() as client:
                answer = await client.post(self.callback_url, content=body.encode(), headers=headers)
        except httpx.HTTPError as error:
            logger.info("the dealership cannot be reached: %s", type(error).__name__)
            return False
        return answer.is_success

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[httpx.AsyncClient]:
        if self._client is not None:
            yield self._client
            return
        async with httpx.AsyncClient(timeout=10, trust_env=False) as client:
            yield client


def body_of(application: Application, decision: Decision, decided_at: datetime) -> str:
    """The webhook that the partner guide describes."""
    at = decided_at.isoformat()
    data = {
        "loan_id": application.loan_id,
        "dealer_application_no": application.dealer_application_no,
        "partner_application_no": f"SIM-{application.dealer_application_no}",
        "status": decision.outcome,
        "approved_amount_fen": decision.approved_fen,
        "reason": decision.reason,
        "decided_at": at,
        "sequence": application.submission,
        "required_documents": list(decision.required_documents),
    }
    document = {"type": f"finance.application.{decision.outcome}", "timestamp": at, "data": data}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def create_simulator(secret: str, callback_url: str, **chosen: Any) -> Starlette:
    """An ASGI app that takes webhooks at `POST /webhooks`; its `state.simulator` is the `Simulator`.

    Mounted in another app its lifespan does not run: call `state.simulator.close()` at the end.
    """
    simulator = Simulator(secret, callback_url, **chosen)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await simulator.close()

    app = Starlette(routes=[Route("/webhooks", simulator.receive, methods=["POST"])], lifespan=lifespan)
    app.state.simulator = simulator
    return app
