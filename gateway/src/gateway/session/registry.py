"""Access handles on the hot path: verified once, remembered, gone at once when their session ends."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from service_defaults.database import Database, ReadSession
from service_defaults.identity import Kind, Principal, Role, Scope, widest_scope

from gateway.organisation.models import Staff
from gateway.organisation.repository import team_members
from gateway.proxy.grants import Grant
from gateway.proxy.remembered import Remembered
from gateway.session import repository
from gateway.session.tokens import Access, Tokens

_SIZE = 8192


class Sessions:
    """What an access handle opens right now."""

    def __init__(
        self, database: Database, tokens: Tokens, *, wall: Callable[[], datetime], recheck_seconds: float
    ) -> None:
        self._database = database
        self._tokens = tokens
        self._wall = wall
        self._read: OrderedDict[str, Access] = OrderedDict()
        self._grants = Remembered[UUID](self._load, recheck_seconds=recheck_seconds)
        self.on_end: Callable[[UUID], None] = lambda session_id: None

    async def grant(self, token: str) -> Grant | None:
        """None for a handle that is expired, forged, or of a session that ended."""
        access = self._read.get(token)
        if access is None:
            access = self._tokens.read_access(token)
            if access is None:
                return None
            self._read[token] = access
            if len(self._read) > _SIZE:
                self._read.popitem(last=False)
        if access.expires <= self._wall().timestamp():
            return None
        return await self._grants.get(access.session_id)

    async def still_open(self, session_id: UUID) -> Grant | None:
        """For whoever holds a connection open: what the session may see now, None when it ended."""
        return await self._grants.get(session_id)

    def end(self, session_id: UUID) -> None:
        self._grants.bar(session_id)
        self.on_end(session_id)

    def forget_staff(self, staff_id: UUID) -> None:
        """A person changed: posts, store, or left."""
        text = str(staff_id)
        self._grants.forget(lambda grant: grant.principal.id == text or text in grant.team_members)

    def forget_group(self, group_id: UUID) -> None:
        """A store of the group appeared or changed."""
        self._grants.forget(lambda grant: grant.principal.group_id == group_id)

    async def _load(self, session_id: UUID) -> Grant | None:
        async with self._database.read() as session:
            person = await repository.open_session(session, session_id, self._wall())
            if person is None:
                return None
            principal = await principal_of(session, person)
            mates: frozenset[UUID] = frozenset()
            if principal.scope is Scope.TEAM and person.team_id is not None:
                mates = await team_members(session, person.team_id)
        return Grant(
            principal=principal,
            meter=f"session {session_id}",
            session_id=session_id,
            csrf_token=self._tokens.csrf(session_id),
            team_members=frozenset(str(mate) for mate in mates),
        )


async def principal_of(session: ReadSession, person: Staff) -> Principal:
    """The principal that services see for a person; the home store is the first."""
    roles = frozenset(Role(role) for role in person.roles)
    scope = widest_scope(roles)
    stores = await repository.stores_for(session, person, whole_group=scope is Scope.GROUP)
    return Principal(
        kind=Kind.STAFF,
        id=str(person.id),
        name=person.name,
        username=person.username,
        group_id=person.group_id,
        store_ids=tuple(store.id for store in stores),
        team_ids=(person.team_id,) if person.team_id is not None else (),
        roles=roles,
        scope=scope,
    )
