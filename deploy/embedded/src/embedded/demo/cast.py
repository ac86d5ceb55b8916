"""The demo's staff and partners as callers of the services' own operations."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
from service_defaults.identity import Kind, Principal, TokenSigner, widest_scope

from embedded.demo.house import POSTS, Post
from embedded.system import System

_LIFE = timedelta(hours=2)


class Refused(Exception):
    """An operation answered with a problem."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(f"{response.request.method} {response.request.url.path}: {response.text[:2000]}")
        self.problem = response.json()


class Caller:
    """One principal: `await caller.post("leads", "/visits", mobile="…")`."""

    def __init__(self, system: System, signer: TokenSigner, principal: Principal) -> None:
        self.principal = principal
        token = signer.sign(principal, life=_LIFE)
        self._clients = {
            name: httpx.AsyncClient(
                transport=httpx.ASGITransport(app=service.app, raise_app_exceptions=False),
                base_url=f"http://demo/api/v1/{name}",
                headers={"Authorization": f"Bearer {token}"},
            )
            for name, service in system.services.items()
        }

    async def get(self, service: str, path: str, **params: Any) -> Any:
        return self._answer(await self._clients[service].get(path, params=params))

    async def post(self, service: str, path: str, /, **body: Any) -> Any:
        return self._answer(await self._clients[service].post(path, json=body))

    async def put(self, service: str, path: str, /, **body: Any) -> Any:
        return self._answer(await self._clients[service].put(path, json=body))

    async def choose(self, service: str, path: str, version: int, /, **body: Any) -> Any:
        """Replace the version that one has seen."""
        headers = {"If-Match": f'"{version}"'}
        return self._answer(await self._clients[service].put(path, json=body, headers=headers))

    async def patch(self, service: str, path: str, version: int, /, **body: Any) -> Any:
        headers = {"If-Match": f'"{version}"'}
        return self._answer(await self._clients[service].patch(path, json=body, headers=headers))

    async def send(self, service: str, path: str, content: bytes, media_type: str) -> Any:
        headers = {"Content-Type": media_type}
        return self._answer(await self._clients[service].post(path, content=content, headers=headers))

    @staticmethod
    def _answer(response: httpx.Response) -> Any:
        if response.status_code >= 400:
            raise Refused(response)
        return response.json() if response.content else None


class Cast:
    """Everybody who acts in the demo, by username; partners by name."""

    def __init__(self, system: System, private_key: str, house: "HouseIds") -> None:
        self._system = system
        self._signer = TokenSigner(private_key)
        self._house = house
        self._staff = {post.username: self._caller(self._staff_principal(post)) for post in POSTS}
        self._by_id = {house.staff[name]: caller for name, caller in self._staff.items()}

    def __getitem__(self, username: str) -> Caller:
        return self._staff[username]

    def principals(self) -> dict[str, Principal]:
        """Who everybody of the staff is to the services, by username."""
        return {post.username: self._staff_principal(post) for post in POSTS}

    def by_id(self, staff_id: str | UUID) -> Caller:
        return self._by_id[UUID(str(staff_id))]

    def partner(self, partner_id: UUID, store: str) -> Caller:
        stores = (self._house.stores[store], *(other for name, other in self._house.stores.items() if name != store))
        return self._caller(
            Principal(
                kind=Kind.PARTNER, id=str(partner_id), name="partner", group_id=self._house.group, store_ids=stores
            )
        )

    async def browse(self, path: str, origin: str, body: dict[str, Any]) -> None:
        """Somebody's browser on a page of `origin` tells the leads service something, without credentials."""
        transport = httpx.ASGITransport(app=self._system.services["leads"].app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://demo/api/v1/leads") as client:
            answer = await client.post(path, json=body, headers={"Origin": origin})
            if answer.is_error:
                raise Refused(answer)

    def _caller(self, principal: Principal) -> Caller:
        return Caller(self._system, self._signer, principal)

    def _staff_principal(self, post: Post) -> Principal:
        roles = frozenset(post.roles)
        return Principal(
            kind=Kind.STAFF,
            id=str(self._house.staff[post.username]),
            name=post.name,
            username=post.username,
            group_id=self._house.group,
            store_ids=(self._house.stores[post.store],),
            team_ids=(self._house.teams[post.team],) if post.team else (),
            roles=roles,
            scope=widest_scope(roles),
        )


class HouseIds:
    """Ids of what `house.py` names, made when the house was set up."""

    def __init__(self) -> None:
        self.group: UUID
        self.stores: dict[str, UUID] = {}
        self.teams: dict[str, UUID] = {}
        self.staff: dict[str, UUID] = {}
        self.partners: dict[str, UUID] = {}
