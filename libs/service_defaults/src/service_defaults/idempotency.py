"""`Idempotency-Key`: a repeated request has one effect and the same answer.

The key is claimed by INSERT first, in the use case's own transaction, so a concurrent twin waits for the outcome.
"""

import hashlib
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from service_defaults.errors import Invalid, Malformed
from service_defaults.organisation import PlatformBase
from service_defaults.work import Work

T = TypeVar("T", bound=BaseModel)


class KeyReused(Invalid):
    code = "idempotency_key_reused"
    zh = "同一个 Idempotency-Key 不能用于不同的内容"
    en = "The same Idempotency-Key was used for a different request"


class IdempotencyKey(PlatformBase):
    __tablename__ = "idempotency_key"
    principal: Mapped[str] = mapped_column(primary_key=True)
    route: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    body: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime] = mapped_column(index=True)


class Once:
    """Runs a use case at most once per key; without a key it simply runs."""

    def __init__(self, request: Request, response: Response, key: str | None, raw: bytes) -> None:
        self._request = request
        self._response = response
        self._key = key
        self._fingerprint = hashlib.sha256(raw).hexdigest()

    async def run(self, work: Work, kind: type[T], act: Callable[[], Awaitable[T]]) -> T:
        """Raises `KeyReused` (422) for the same key with another body."""
        if self._key is None:
            return await act()
        row = {"principal": work.actor.id, "route": self._route(), "key": self._key}
        claimed = await work.session.execute(
            insert(IdempotencyKey)
            .values(**row, fingerprint=self._fingerprint, created_at=work.wall)
            .on_conflict_do_nothing()
            .returning(IdempotencyKey.key)
        )
        if claimed.first() is None:
            return await self._replay(work, kind, row)
        result = await act()
        await work.session.execute(update(IdempotencyKey).filter_by(**row).values(body=result.model_dump(mode="json")))
        return result

    def _route(self) -> str:
        return f"{self._request.method} {self._request.url.path}"

    async def _replay(self, work: Work, kind: type[T], row: dict[str, str]) -> T:
        stored = (await work.session.execute(select(IdempotencyKey).filter_by(**row))).scalar_one()
        if stored.fingerprint != self._fingerprint:
            raise KeyReused(pointer="/Idempotency-Key")
        self._response.headers["Idempotency-Replayed"] = "true"
        return kind.model_validate(stored.body)


async def _once(
    request: Request, response: Response, idempotency_key: Annotated[str | None, Header(max_length=200)] = None
) -> Once:
    if idempotency_key is not None and not idempotency_key.isprintable():
        raise Malformed(pointer="/Idempotency-Key")
    return Once(request, response, idempotency_key, await request.body())


OnlyOnce = Annotated[Once, Depends(_once)]
