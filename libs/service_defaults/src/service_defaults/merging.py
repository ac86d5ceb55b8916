"""Following the registry's merges: the alias rows, their chains, and whose customers the aliases are meanwhile."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from service_defaults.aliases import CustomerAlias
from service_defaults.database import WriteSession
from service_defaults.scope import CustomerAccess

_LOCK_SPACE = 0x616C69
_FRESH = {"populate_existing": True}


async def keep_alias(
    session: WriteSession, *, customer_id: UUID, into_id: UUID | None, store_id: UUID, revision: int, at: datetime
) -> frozenset[UUID]:
    """`customer_id` is answered for by `into_id` from now on, or by itself again (None).

    Answers whose file is now answered for by another one than before: nobody when this was told before or came late.
    Merges of different customers may be told in any order: chains are worked out anew from what is known, one store's
    changes after one another.
    """
    await session.execute(select(func.pg_advisory_xact_lock(_LOCK_SPACE, func.hashtext(str(store_id)))))
    alias = await session.get(CustomerAlias, customer_id, execution_options=_FRESH)
    if alias is not None and alias.revision >= revision:
        return frozenset()
    if alias is None:
        alias = CustomerAlias(customer_id=customer_id, store_id=store_id, root_id=None, told_owner_id=None)
        session.add(alias)
    alias.into_id, alias.revision, alias.changed_at = into_id, revision, at
    await session.flush()
    changed = await _below(session, alias)
    root = await _root(session, alias)
    await _settle_owners(session, changed, root)
    for one in changed:
        one.root_id = root if one.customer_id != root else None
    await session.flush()
    return frozenset(one.customer_id for one in changed)


async def _below(session: WriteSession, alias: CustomerAlias) -> list[CustomerAlias]:
    """The alias with everyone who was merged into it, however indirectly."""
    found = {alias.customer_id: alias}
    edge = [alias.customer_id]
    while edge:
        statement = select(CustomerAlias).where(CustomerAlias.into_id.in_(edge))
        rows = (await session.scalars(statement, execution_options=_FRESH)).all()
        edge = [row.customer_id for row in rows if row.customer_id not in found]
        found |= {row.customer_id: row for row in rows}
    return list(found.values())


async def _root(session: WriteSession, alias: CustomerAlias) -> UUID:
    if alias.into_id is None:
        return alias.customer_id
    above = await session.get(CustomerAlias, alias.into_id, execution_options=_FRESH)
    return (above.root_id if above else None) or alias.into_id


async def _settle_owners(session: WriteSession, aliases: list[CustomerAlias], root: UUID) -> None:
    """The root's owner is the owner of all; whoever stands alone again gets back whom the registry named."""
    ids = {one.customer_id for one in aliases} | {root}
    statement = select(CustomerAccess).where(CustomerAccess.customer_id.in_(ids))
    access = {row.customer_id: row for row in (await session.scalars(statement, execution_options=_FRESH)).all()}
    roots = next((one for one in aliases if one.customer_id == root), None)
    owner_id = access[root].owner_id if root in access else None
    if roots is not None and roots.root_id is not None:
        owner_id = roots.told_owner_id
    for one in aliases:
        own = access.get(one.customer_id)
        if one.root_id is None and own is not None:
            one.told_owner_id = own.owner_id
        if own is not None:
            own.owner_id = owner_id
