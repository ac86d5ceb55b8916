"""FastAPI dependencies: who may call, the unit of work, versions, keys of repeated requests."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated

from fastapi import Depends, Header, Request, Response
from fastapi.params import Depends as DependsParam

from service_defaults.errors import Forbidden, Malformed, PreconditionFailed, PreconditionRequired, Unauthenticated
from service_defaults.identity import STAND_INS, Kind, Principal, Role
from service_defaults.problems import language_of
from service_defaults.work import Platform, Reading, Work

ANONYMOUS = Principal(kind=Kind.LINK, id="")


class Access:
    """Declares who may call an operation; read by the scope matrix test, so every operation carries exactly one."""

    def __init__(
        self, kinds: frozenset[Kind], roles: frozenset[Role] = frozenset(), *, anonymous: bool = False
    ) -> None:
        self.kinds = kinds
        self.roles = roles
        self.anonymous = anonymous

    # async although it awaits nothing: FastAPI sends plain functions through its thread pool.
    async def __call__(self, request: Request) -> Principal:
        if self.anonymous:
            request.state.principal = ANONYMOUS
            return ANONYMOUS
        principal = authenticate(request)
        if principal.kind not in self.kinds or not self._role_allows(principal):
            raise Forbidden
        request.state.principal = principal
        return principal

    def _role_allows(self, principal: Principal) -> bool:
        if principal.kind is not Kind.STAFF or not self.roles:
            return True
        return bool(principal.roles & (self.roles | STAND_INS))


def authenticate(request: Request) -> Principal:
    """The principal of the internal token. Raises `Unauthenticated`."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated
    return platform_of(request).verifier.verify(token)


def platform_of(request: Request) -> Platform:
    platform: Platform = request.app.state.platform
    return platform


def staff(*roles: Role) -> list[DependsParam]:
    """Staff who hold one of the roles (any staff when none is named); general managers stand in for any post."""
    return [Depends(Access(frozenset({Kind.STAFF}), frozenset(roles)))]


def partner(*, or_staff: Sequence[Role] = ()) -> list[DependsParam]:
    kinds = {Kind.PARTNER, Kind.STAFF} if or_staff else {Kind.PARTNER}
    return [Depends(Access(frozenset(kinds), frozenset(or_staff)))]


def link() -> list[DependsParam]:
    """The bearer of a public link; the service itself looks the link's hash up."""
    return [Depends(Access(frozenset({Kind.LINK})))]


def system() -> list[DependsParam]:
    return [Depends(Access(frozenset({Kind.SYSTEM})))]


def public() -> list[DependsParam]:
    """Nobody in particular: the operation itself checks what it is given (signature, rate)."""
    return [Depends(Access(frozenset(), anonymous=True))]


def _principal(request: Request) -> Principal:
    principal: Principal | None = getattr(request.state, "principal", None)
    if principal is None:
        raise Unauthenticated
    return principal


async def _work(request: Request) -> AsyncIterator[Work]:
    platform = platform_of(request)
    async with platform.database.write() as session:
        yield Work(
            session=session,
            platform=platform,
            now=platform.clock.now(),
            actor=_principal(request),
            language=language_of(request.headers),
        )


async def _reading(request: Request) -> AsyncIterator[Reading]:
    platform = platform_of(request)
    async with platform.database.read() as session:
        yield Reading(
            session=session,
            platform=platform,
            now=platform.clock.now(),
            actor=_principal(request),
            language=language_of(request.headers),
        )


Writes = Annotated[Work, Depends(_work, scope="function")]
Reads = Annotated[Reading, Depends(_reading, scope="function")]


def etag(version: int) -> str:
    return f'"{version}"'


def set_etag(response: Response, version: int) -> None:
    response.headers["ETag"] = etag(version)


async def _expected_version(if_match: Annotated[str | None, Header()] = None) -> int:
    if if_match is None:
        raise PreconditionRequired(pointer="/If-Match")
    text = if_match.strip().removeprefix("W/").strip('"')
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Malformed(pointer="/If-Match")
    return int(text)


ExpectedVersion = Annotated[int, Depends(_expected_version)]


def check_version(current: int, expected: int) -> None:
    """Raises `PreconditionFailed` (412) when somebody else wrote meanwhile."""
    if current != expected:
        raise PreconditionFailed
