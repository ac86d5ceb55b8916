"""Operations of sign-in."""

from typing import Annotated, NoReturn
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.params import Header
from service_defaults.paging import Page
from service_defaults.web import Reads, Writes, public, staff

from gateway.runtime import CurrentSession, OwnUnits, Running, Runtime
from gateway.session import service
from gateway.session.errors import OnlyInDemo, SessionEnded, WrongCredentials
from gateway.session.repository import account, set_password
from gateway.session.schemas import (
    Client,
    DemoAccount,
    DemoSignIn,
    Me,
    PasswordChange,
    RefreshRequest,
    SessionRow,
    Signed,
    SignIn,
)
from gateway.session.service import Opened, Visitor

router = APIRouter(tags=["session"])
ACCESS_COOKIE = "chemai_session"
REFRESH_COOKIE = "chemai_refresh"
_ACCESS_PATH = "/api"
_REFRESH_PATH = "/api/v1/gateway/sessions"
UserAgent = Annotated[str, Header(max_length=2000)]


@router.post("/sessions", status_code=201, dependencies=public())
async def sign_in(
    body: SignIn, request: Request, response: Response, *, runtime: Running, units: OwnUnits, user_agent: UserAgent = ""
) -> Signed:
    """Sign in with username and password. Browsers get cookies, phones get tokens."""
    visitor = _visitor(request, body.client, user_agent)
    async with units.write() as work:
        await service.charge_attempt(work, body.username, visitor.address)
    async with units.read() as reading:
        found = await service.check_password(reading, runtime.passwords, body.username, body.password)
    if found is None:
        raise WrongCredentials
    person, outdated = found
    fresh_hash = await runtime.passwords.hash(body.password) if outdated else None
    async with units.write() as work:
        if fresh_hash is not None:
            await set_password(work.session, person.id, fresh_hash, at=work.wall)
        opened = await service.open_session(work, runtime.tokens, runtime.lives, person, visitor)
    return _answer(response, runtime, opened)


@router.post("/sessions/refresh", dependencies=public())
async def refresh_session(
    body: RefreshRequest, request: Request, response: Response, runtime: Running, units: OwnUnits
) -> Signed:
    """Exchange the refresh token (body or cookie) for new tokens. A token that was used before ends the session."""
    presented = body.refresh_token or request.cookies.get(REFRESH_COOKIE)
    if presented is None:
        raise SessionEnded
    try:
        async with units.write() as work:
            opened = await service.refresh_session(work, runtime.tokens, runtime.lives, presented)
    except SessionEnded as error:
        _bar_reused(runtime, presented, error)
    return _answer(response, runtime, opened)


def _bar_reused(runtime: Runtime, presented: str, error: SessionEnded) -> NoReturn:
    token = runtime.tokens.read_refresh(presented)
    if token is not None and error.extra.get("reason") == "refresh_reused":
        runtime.sessions.end(token.session_id)
    raise error


@router.delete("/sessions/current", status_code=204, dependencies=staff())
async def sign_out(work: Writes, response: Response, runtime: Running, session_id: CurrentSession) -> None:
    """End this session."""
    if session_id is None or work.actor.staff_id is None:
        raise SessionEnded
    runtime.sessions.end(session_id)
    await service.end_session(work, work.actor.staff_id, session_id, reason="signed_out")
    response.delete_cookie(ACCESS_COOKIE, path=_ACCESS_PATH)
    response.delete_cookie(REFRESH_COOKIE, path=_REFRESH_PATH)


@router.get("/sessions", dependencies=staff())
async def list_sessions(reading: Reads, session_id: CurrentSession) -> Page[SessionRow]:
    """One's own open sessions, the most recently used first."""
    if reading.actor.staff_id is None:
        raise SessionEnded
    rows = await service.list_sessions(reading, reading.actor.staff_id, session_id)
    return Page[SessionRow](items=rows)


@router.delete("/sessions/{session_id}", status_code=204, dependencies=staff())
async def end_session(session_id: UUID, work: Writes, runtime: Running) -> None:
    """End one of one's own sessions, on a lost phone for instance."""
    if work.actor.staff_id is None:
        raise SessionEnded
    await service.end_session(work, work.actor.staff_id, session_id, reason="ended_by_owner")
    runtime.sessions.end(session_id)


@router.get("/me", dependencies=staff())
async def get_me(reading: Reads, runtime: Running, session_id: CurrentSession) -> Me:
    """Who is signed in, what they may see, and what time it is in the business."""
    if session_id is None:
        raise SessionEnded
    return await service.who_am_i(reading, runtime.tokens, session_id)


@router.put("/me/password", status_code=204, dependencies=staff())
async def change_password(
    body: PasswordChange, request: Request, units: OwnUnits, runtime: Running, session_id: CurrentSession
) -> None:
    """Change one's own password; all other sessions end."""
    actor = request.state.principal
    async with units.write() as work:
        await service.charge_attempt(work, actor.username, _visitor(request, Client.BROWSER, "").address)
    async with units.write() as work:
        ended = await service.change_password(
            work, runtime.passwords, actor.staff_id, session_id=session_id, current=body.current, new=body.new
        )
    for other in ended:
        runtime.sessions.end(other)


@router.get("/demo/accounts", dependencies=public())
async def list_demo_accounts(reading: Reads, runtime: Running) -> list[DemoAccount]:
    """The people of the demo dealership, for the one-tap cards of its sign-in page."""
    if not runtime.settings.demo:
        raise OnlyInDemo
    return await service.list_demo_accounts(reading)


@router.post("/demo/sessions", status_code=201, dependencies=public())
async def sign_in_to_demo(
    body: DemoSignIn,
    request: Request,
    response: Response,
    *,
    work: Writes,
    runtime: Running,
    user_agent: UserAgent = "",
) -> Signed:
    """Sign in to the demo as one of its people, without a password."""
    if not runtime.settings.demo:
        raise OnlyInDemo
    found = await account(work.session, body.username)
    if found is None or not found[0].active:
        raise WrongCredentials
    visitor = _visitor(request, body.client, user_agent)
    opened = await service.open_session(work, runtime.tokens, runtime.lives, found[0], visitor)
    return _answer(response, runtime, opened)


def _visitor(request: Request, client: Client, user_agent: str) -> Visitor:
    address = request.client.host if request.client else ""
    device = "".join(letter for letter in user_agent if letter.isprintable())
    return Visitor(client=client, address=address, device=device)


def _answer(response: Response, runtime: Runtime, opened: Opened) -> Signed:
    if opened.client is Client.BROWSER:
        secure = runtime.settings.secure_cookies
        response.set_cookie(
            ACCESS_COOKIE,
            opened.access,
            max_age=int(runtime.tokens.access_life.total_seconds()),
            path=_ACCESS_PATH,
            secure=secure,
            httponly=True,
            samesite="lax",
        )
        response.set_cookie(
            REFRESH_COOKIE,
            opened.refresh,
            max_age=int(runtime.lives.idle.total_seconds()),
            path=_REFRESH_PATH,
            secure=secure,
            httponly=True,
            samesite="strict",
        )
    return service.signed(opened, runtime.tokens)
