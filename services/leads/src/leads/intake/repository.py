"""All SQL of intake."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession, WriteSession
from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef, StoreRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition, scoped
from service_defaults.store_settings import StoreSetting
from sqlalchemy import Row, Text, cast, func, select, update
from sqlalchemy.dialects.postgresql import insert

from leads.intake.models import PartnerRef, QuarantinedIntake, RawIntake, VendorMap
from leads.lead.models import Lead
from leads.row_repository import all_rows, select_rows

NEWEST = [(QuarantinedIntake.at, "desc"), (QuarantinedIntake.id, "desc")]


async def sender_rows(
    session: ReadSession,
    *,
    partner_id: UUID | None,
    sender_id: str,
    store_ids: Sequence[UUID],
    digest: str,
    since: datetime,
) -> Sequence[Row[Any]]:
    """The sender's stores, each row with the partner, its vendor map and what this very document became before."""
    vendors = (
        select(func.json_object_agg(VendorMap.vendor_key, VendorMap.store_id))
        .where(VendorMap.partner_id == partner_id)
        .scalar_subquery()
    )
    before = (
        select(RawIntake.results)
        .where(RawIntake.sender_id == sender_id, RawIntake.digest == digest, RawIntake.received_at >= since)
        .order_by(RawIntake.received_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        select_rows(
            StoreRef.id,
            StoreRef.name,
            StoreRef.region,
            StoreRef.timezone,
            PartnerRef.name.label("partner_name"),
            PartnerRef.source.label("partner_source"),
            vendors.label("vendors"),
            before.label("before"),
            StoreSetting.chosen,
        )
        .outerjoin(StoreSetting, StoreSetting.store_id == StoreRef.id)
        .outerjoin(PartnerRef, PartnerRef.id == partner_id)
        .where(StoreRef.id.in_(store_ids))
    )
    return await all_rows(session, statement)


async def lead_owners(session: ReadSession, lead_ids: Sequence[UUID]) -> dict[UUID, Row[Any]]:
    statement = (
        select_rows(Lead.id, StaffRef.id.label("staff_id"), StaffRef.username, StaffRef.name)
        .outerjoin(StaffRef, StaffRef.id == Lead.assignee_id)
        .where(Lead.id.in_(lead_ids))
    )
    return {row.id: row for row in await all_rows(session, statement)}


async def lead(session: WriteSession, lead_id: UUID) -> Lead | None:
    """Regardless of scope: the sender's own id named it."""
    return await session.get(Lead, lead_id, with_for_update=True)


async def quarantine_rows(
    session: ReadSession, actor: Principal, *, state: str | None, after: Sequence[Any] | None, limit: int
) -> list[QuarantinedIntake]:
    statement = scoped(QuarantinedIntake, actor)
    if state is not None:
        statement = statement.where(QuarantinedIntake.state == state)
    return list((await session.scalars(keyset(statement, NEWEST, after).limit(limit + 1))).all())


async def quarantined(session: ReadSession, actor: Principal, row_id: UUID) -> QuarantinedIntake | None:
    return (await session.scalars(scoped(QuarantinedIntake, actor).where(QuarantinedIntake.id == row_id))).one_or_none()


async def lock_quarantined(session: WriteSession, actor: Principal, row_id: UUID) -> QuarantinedIntake | None:
    statement = scoped(QuarantinedIntake, actor).where(QuarantinedIntake.id == row_id).with_for_update()
    return (await session.scalars(statement)).one_or_none()


async def raw(session: ReadSession, actor: Principal, raw_id: UUID) -> RawIntake | None:
    return (await session.scalars(scoped(RawIntake, actor).where(RawIntake.id == raw_id))).one_or_none()


async def next_purge(session: ReadSession) -> datetime | None:
    return await session.scalar(select(func.min(RawIntake.purge_at)).where(RawIntake.sealed.is_not(None)))


async def purge(session: WriteSession, by: datetime) -> None:
    """Forget the documents, keep that they came."""
    await session.execute(
        update(RawIntake)
        .where(RawIntake.sealed.is_not(None), RawIntake.purge_at <= by)
        .values(sealed=None)
        .execution_options(synchronize_session=False)
    )


async def keep_partner(session: WriteSession, values: dict[str, Any]) -> None:
    """Newest revision wins."""
    statement = insert(PartnerRef).values(values)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["id"],
            set_={name: statement.excluded[name] for name in values if name != "id"},
            where=PartnerRef.revision < statement.excluded.revision,
        )
    )


async def partner(session: ReadSession, group_id: UUID | None, partner_id: UUID) -> PartnerRef | None:
    statement = select(PartnerRef).where(PartnerRef.id == partner_id, PartnerRef.group_id == group_id)
    return (await session.scalars(statement)).one_or_none()


async def partner_of_sender(session: ReadSession, sender_id: str) -> UUID | None:
    """The partner behind a sender's id; None for one's own staff."""
    return await session.scalar(select(PartnerRef.id).where(cast(PartnerRef.id, Text) == sender_id))


async def vendor_links(session: ReadSession, actor: Principal, partner_id: UUID) -> Sequence[Row[Any]]:
    statement = (
        select_rows(VendorMap.vendor, VendorMap.store_id, StoreRef.name.label("store_name"))
        .outerjoin(StoreRef, StoreRef.id == VendorMap.store_id)
        .where(VendorMap.partner_id == partner_id, scope_condition(VendorMap, actor))
        .order_by(VendorMap.vendor)
    )
    return await all_rows(session, statement.limit(500))


async def link_vendor(session: WriteSession, values: dict[str, Any]) -> None:
    statement = insert(VendorMap).values(values)
    chosen = {name: values[name] for name in ("store_id", "vendor", "changed_at")}
    await session.execute(statement.on_conflict_do_update(index_elements=["partner_id", "vendor_key"], set_=chosen))
