"""API keys on the hot path: looked up once, remembered, gone at once when revoked."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from service_defaults.database import Database
from service_defaults.identity import Kind, Principal

from gateway.partner import policy, repository
from gateway.partner.models import Partner, PartnerKey
from gateway.proxy.grants import Grant
from gateway.proxy.remembered import Remembered

logger = logging.getLogger(__name__)
_USE_NOTED_EVERY = timedelta(minutes=10)


class ApiKeys:
    """What an API key opens right now."""

    def __init__(self, database: Database, *, wall: Callable[[], datetime], recheck_seconds: float) -> None:
        self._database = database
        self._wall = wall
        self._grants = Remembered[bytes](self._load, recheck_seconds=recheck_seconds)
        self._notes: set[asyncio.Task[None]] = set()

    async def grant(self, key: str) -> Grant | None:
        digest = policy.digest_of(key)
        return None if digest is None else await self._grants.get(digest)

    def end(self, digest: bytes) -> None:
        self._grants.bar(digest)

    def forget_partner(self, partner_id: UUID) -> None:
        self._grants.forget(lambda grant: grant.principal.id == str(partner_id))

    async def _load(self, digest: bytes) -> Grant | None:
        async with self._database.read() as session:
            found = await repository.by_digest(session, digest)
        if found is None:
            return None
        key, partner = found
        self._note_use(key)
        return Grant(
            principal=principal_of(partner), meter=f"key {key.id}", scopes=frozenset(str(scope) for scope in key.scopes)
        )

    def _note_use(self, key: PartnerKey) -> None:
        now = self._wall()
        if key.last_used_at is not None and now - key.last_used_at < _USE_NOTED_EVERY:
            return
        task = asyncio.ensure_future(self._mark(key.id, now))
        self._notes.add(task)
        task.add_done_callback(self._notes.discard)

    async def _mark(self, key_id: UUID, now: datetime) -> None:
        try:
            async with self._database.write() as session:
                await repository.mark_used(session, key_id, now)
        except Exception:
            logger.exception("the use of an API key was not noted")


def principal_of(partner: Partner) -> Principal:
    """The principal that services see for a partner; the default store is the first."""
    return Principal(
        kind=Kind.PARTNER,
        id=str(partner.id),
        name=partner.name,
        group_id=partner.group_id,
        store_ids=tuple(partner.store_ids),
    )
