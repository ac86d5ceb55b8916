"""All SQL of partners' maps."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Kind, Principal, Scope
from service_defaults.organisation import StoreRef
from sqlalchemy import ColumnElement, Row, delete, false, select, true, tuple_
from sqlalchemy.dialects.postgresql import insert

from leads.intake.models import PartnerRef
from leads.lead.models import ExternalRef
from leads.partner_map.models import (
    LeadReport,
    PartnerFault,
    PartnerLead,
    PartnerMap,
    PartnerMapVersion,
    PartnerNonce,
    PartnerSecret,
)
from leads.partner_map.policy import KEEP_FAULTS, Seen
from leads.row_repository import all_rows, select_rows


def _within(actor: Principal) -> ColumnElement[bool]:
    """Partners of the group that serve one of the actor's stores; a partner sees itself."""
    if actor.kind is Kind.SYSTEM:
        return true()
    if actor.kind is Kind.PARTNER:
        return PartnerRef.id == UUID(actor.id)
    if actor.kind is not Kind.STAFF:
        return false()
    mine = PartnerRef.group_id == actor.group_id
    return mine if actor.scope is Scope.GROUP else mine & PartnerRef.store_ids.overlap(list(actor.store_ids))


def _partners(actor: Principal) -> Any:
    return (
        select(PartnerRef, PartnerMap)
        .outerjoin(PartnerMap, PartnerMap.partner_id == PartnerRef.id)
        .where(_within(actor))
        .order_by(PartnerRef.name, PartnerRef.id)
    )


async def partners(session: ReadSession, actor: Principal) -> list[tuple[PartnerRef, PartnerMap | None]]:
    rows = (await session.execute(_partners(actor).limit(200))).all()
    return [(row[0], row[1]) for row in rows]


async def partner(
    session: ReadSession, actor: Principal, partner_id: UUID
) -> tuple[PartnerRef, PartnerMap | None] | None:
    row = (await session.execute(_partners(actor).where(PartnerRef.id == partner_id))).first()
    return None if row is None else (row[0], row[1])


async def current(session: ReadSession, partner_id: UUID) -> PartnerMap | None:
    """Regardless of scope: the partner itself is asking."""
    return await session.get(PartnerMap, partner_id)


async def region_of(session: ReadSession, store_ids: Sequence[UUID]) -> str | None:
    return await session.scalar(select(StoreRef.region).where(StoreRef.id.in_(store_ids)).limit(1))


async def lock_map(session: WriteSession, partner_id: UUID) -> PartnerMap | None:
    """One change of a partner's map at a time, the first one too."""
    await session.execute(select(PartnerRef.id).where(PartnerRef.id == partner_id).with_for_update())
    return await session.get(PartnerMap, partner_id, populate_existing=True)


async def versions(session: ReadSession, partner_id: UUID, limit: int) -> Sequence[PartnerMapVersion]:
    statement = select(PartnerMapVersion).where(PartnerMapVersion.partner_id == partner_id)
    return (await session.scalars(statement.order_by(PartnerMapVersion.version.desc()).limit(limit))).all()


async def remember(session: WriteSession, rows: Sequence[dict[str, Any]]) -> None:
    """The newest lead counts where an id is used again."""
    statement = insert(PartnerLead).values(list(rows))
    chosen = {"lead_id": statement.excluded.lead_id, "seen_at": statement.excluded.seen_at}
    await session.execute(statement.on_conflict_do_update(index_elements=["partner_id", "external_id"], set_=chosen))


async def known_refs(
    session: ReadSession, store_ids: Sequence[UUID], refs: Sequence[tuple[str, str]]
) -> Sequence[Row[Any]]:
    """Where the leads are that these (source, id) name."""
    statement = select_rows(ExternalRef.source, ExternalRef.external_id, ExternalRef.store_id).where(
        ExternalRef.store_id.in_(store_ids), tuple_(ExternalRef.source, ExternalRef.external_id).in_(list(refs))
    )
    return await all_rows(session, statement)


async def told_of(session: ReadSession, lead_id: UUID) -> list[tuple[PartnerLead, PartnerMap]]:
    """The partners who sent this lead and have a map, each with its own id of it."""
    statement = (
        select(PartnerLead, PartnerMap)
        .join(PartnerMap, PartnerMap.partner_id == PartnerLead.partner_id)
        .where(PartnerLead.lead_id == lead_id)
        .order_by(PartnerLead.partner_id, PartnerLead.external_id)
        .limit(50)
    )
    return [(row[0], row[1]) for row in (await session.execute(statement)).all()]


async def claim_reports(session: WriteSession, rows: Sequence[dict[str, Any]]) -> set[tuple[UUID, str]]:
    """(partner, id) of those that had not been told of this milestone."""
    statement = insert(LeadReport).values(list(rows)).on_conflict_do_nothing()
    found = await session.execute(statement.returning(LeadReport.partner_id, LeadReport.external_id))
    return {(row.partner_id, row.external_id) for row in found.all()}


async def secret(session: ReadSession, partner_id: UUID) -> PartnerSecret | None:
    return await session.get(PartnerSecret, partner_id)


async def keep_secret(session: WriteSession, values: dict[str, Any]) -> None:
    statement = insert(PartnerSecret).values(values)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["partner_id"],
            set_={"sealed": statement.excluded.sealed, "changed_at": statement.excluded.changed_at},
        )
    )


async def claim_nonce(session: WriteSession, seen: Seen, life: timedelta) -> bool:
    """False when it came with something else before. Those whose time is over are forgotten."""
    old = delete(PartnerNonce).where(PartnerNonce.partner_id == seen.partner_id, PartnerNonce.seen_at < seen.at - life)
    await session.execute(old, execution_options={"synchronize_session": False})
    statement = insert(PartnerNonce).values(
        partner_id=seen.partner_id, nonce=seen.nonce, digest=seen.digest, seen_at=seen.at
    )
    # The empty update waits for a twin under way and answers what is there.
    kept = statement.on_conflict_do_update(
        index_elements=["partner_id", "nonce"], set_={"seen_at": PartnerNonce.seen_at}
    )
    found: str | None = await session.scalar(kept.returning(PartnerNonce.digest))
    return found == seen.digest


async def count_fault(session: WriteSession, partner_id: UUID, reason: str, at: datetime) -> None:
    """One line per hour and reason, so that nobody can fill the table; those of long ago are forgotten."""
    old = delete(PartnerFault).where(PartnerFault.partner_id == partner_id, PartnerFault.hour < at - KEEP_FAULTS)
    await session.execute(old, execution_options={"synchronize_session": False})
    statement = insert(PartnerFault).values(
        partner_id=partner_id,
        reason=reason,
        hour=at.replace(minute=0, second=0, microsecond=0),
        count=1,
        last_at=at,
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["partner_id", "reason", "hour"],
            set_={"count": PartnerFault.count + 1, "last_at": statement.excluded.last_at},
        )
    )


async def faults(session: ReadSession, partner_id: UUID, since: datetime) -> Sequence[PartnerFault]:
    statement = select(PartnerFault).where(PartnerFault.partner_id == partner_id, PartnerFault.hour >= since)
    return (await session.scalars(statement.order_by(PartnerFault.last_at.desc()).limit(50))).all()
