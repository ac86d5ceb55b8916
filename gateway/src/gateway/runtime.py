"""What lives as long as the gateway's process, handed to its own operations beside the platform."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from service_defaults.identity import Principal
from service_defaults.problems import language_of
from service_defaults.web import ANONYMOUS, platform_of
from service_defaults.work import Platform, Reading, Work

from gateway.live.hub import Hub
from gateway.partner.registry import ApiKeys
from gateway.proxy.headers import SESSION_HEADER
from gateway.proxy.upstream import Upstream
from gateway.session.passwords import Passwords
from gateway.session.registry import Sessions
from gateway.session.service import Lives
from gateway.session.tokens import Tokens
from gateway.settings import Settings

Settle = Callable[[], Awaitable[object]]


@dataclass(slots=True)
class Runtime:
    settings: Settings
    platform: Platform
    tokens: Tokens
    lives: Lives
    passwords: Passwords
    sessions: Sessions
    keys: ApiKeys
    hub: Hub
    upstreams: Mapping[str, Upstream]
    settle: Settle | None


async def _runtime(request: Request) -> Runtime:
    runtime: Runtime = request.app.state.runtime
    return runtime


async def _session_id(request: Request) -> UUID | None:
    text = request.headers.get(SESSION_HEADER.decode())
    return UUID(text) if text else None


# async although they await nothing: FastAPI sends plain functions through its thread pool.
Running = Annotated[Runtime, Depends(_runtime)]
CurrentSession = Annotated[UUID | None, Depends(_session_id)]


class Units:
    """Units of work that an operation opens itself, because something slow or final stands between two of them."""

    def __init__(self, request: Request) -> None:
        self._platform = platform_of(request)
        self._actor: Principal = getattr(request.state, "principal", ANONYMOUS)
        self._language = language_of(request.headers)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Work]:
        platform = self._platform
        async with platform.database.write() as session:
            yield Work(
                session=session,
                platform=platform,
                now=platform.clock.now(),
                actor=self._actor,
                language=self._language,
            )

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Reading]:
        platform = self._platform
        async with platform.database.read() as session:
            yield Reading(
                session=session,
                platform=platform,
                now=platform.clock.now(),
                actor=self._actor,
                language=self._language,
            )


async def _units(request: Request) -> Units:
    return Units(request)


OwnUnits = Annotated[Units, Depends(_units)]
