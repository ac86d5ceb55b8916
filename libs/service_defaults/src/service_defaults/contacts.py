"""What a service that is not the customer registry knows of a customer: a projection fed by one sealed event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from service_defaults.contact_points import mask_email, mask_phone
from service_defaults.database import Model, ReadSession, new_metadata
from service_defaults.scope import CustomerAccess, PersonRow
from service_defaults.search_tokens import name_sort_key
from service_defaults.timeline import TimelineEntry
from service_defaults.work import Work

_TABLE = "customer_ref"


class ContactBase(Model):
    """Metadata of this projection; the registry itself leaves it out of its migrations."""

    __abstract__ = True
    metadata = new_metadata()


class CustomerRef(PersonRow, ContactBase):
    """A customer's name and contact points, sealed at rest, masked beside it so that lists never decrypt."""

    __tablename__ = _TABLE
    customer_id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID]
    name: Mapped[str]
    name_sort: Mapped[str]
    mobile_sealed: Mapped[bytes | None]
    mobile_masked: Mapped[str | None]
    email_sealed: Mapped[bytes | None]
    email_masked: Mapped[str | None]
    person_key: Mapped[str | None] = mapped_column(index=True)
    revision: Mapped[int]
    changed_at: Mapped[datetime]


async def keep_contact(
    work: Work, *, customer_id: UUID, store_id: UUID, group_id: UUID, person_key: str | None, sealed: str, revision: int
) -> None:
    """Open the event's contact data and keep it under this service's own key; older revisions are ignored."""
    values = contact_values(
        work,
        customer_id=customer_id,
        store_id=store_id,
        group_id=group_id,
        person_key=person_key,
        sealed=sealed,
        revision=revision,
    )
    statement = insert(CustomerRef).values(values)
    await work.session.execute(
        statement.on_conflict_do_update(
            index_elements=["customer_id"],
            set_={name: statement.excluded[name] for name in values if name != "customer_id"},
            where=CustomerRef.revision < statement.excluded.revision,
        )
    )


def contact_values(
    work: Work, *, customer_id: UUID, store_id: UUID, group_id: UUID, person_key: str | None, sealed: str, revision: int
) -> dict[str, Any]:
    """A row of `CustomerRef`: opened with the group's key, sealed with this service's own."""
    contact = work.vault.open_from_transport(sealed)
    mobile, email = contact.get("mobile"), contact.get("email")
    name = contact.get("name") or ""
    return {
        "customer_id": customer_id,
        "store_id": store_id,
        "group_id": group_id,
        "name": name,
        "name_sort": name_sort_key(name),
        "mobile_sealed": _seal(work, "mobile_sealed", mobile, customer_id),
        "mobile_masked": mask_phone(mobile) if mobile else None,
        "email_sealed": _seal(work, "email_sealed", email, customer_id),
        "email_masked": mask_email(email) if email else None,
        "person_key": person_key,
        "revision": revision,
        "changed_at": work.now,
    }


@dataclass(frozen=True, slots=True)
class ToldCustomer:
    """One of many new customers: what `keep_contact` and `keep_access` would be told of them."""

    customer_id: UUID
    owner_id: UUID | None
    person_key: str | None
    sealed: str


async def keep_customers(work: Work, told: Sequence[ToldCustomer], *, store_id: UUID, group_id: UUID) -> None:
    """A whole list of new customers in two statements. What is known of one of them already is newer and stays."""
    contacts = [
        contact_values(
            work,
            customer_id=one.customer_id,
            store_id=store_id,
            group_id=group_id,
            person_key=one.person_key,
            sealed=one.sealed,
            revision=1,
        )
        for one in told
    ]
    access = [
        {"customer_id": one.customer_id, "store_id": store_id, "owner_id": one.owner_id, "changed_at": work.now}
        for one in told
    ]
    await work.session.execute(insert(CustomerRef).on_conflict_do_nothing(), contacts)
    await work.session.execute(insert(CustomerAccess).on_conflict_do_nothing(), access)


async def forget_customers(work: Work, customer_ids: Sequence[UUID]) -> None:
    """Customers whom the registry has taken back; who has a life in this service stays known to it."""
    lives = select(TimelineEntry.customer_id).where(TimelineEntry.customer_id.in_(customer_ids))
    for column in (CustomerRef.customer_id, CustomerAccess.customer_id):
        statement = delete(column.class_).where(column.in_(customer_ids), column.not_in(lives))
        await work.session.execute(statement.execution_options(synchronize_session=False))


def _seal(work: Work, column: str, text: str | None, customer_id: UUID) -> bytes | None:
    return work.vault.seal(text, table=_TABLE, column=column, row_id=customer_id) if text else None


def open_mobile(work: Work, customer: CustomerRef) -> str | None:
    """The mobile in clear, for a send or a sealed hand-over; never for an answer."""
    if customer.mobile_sealed is None:
        return None
    return work.vault.open(customer.mobile_sealed, table=_TABLE, column="mobile_sealed", row_id=customer.customer_id)


async def contact_of(session: ReadSession, customer_id: UUID) -> CustomerRef | None:
    return await session.get(CustomerRef, customer_id)


async def contacts_of(session: ReadSession, customer_ids: set[UUID]) -> dict[UUID, CustomerRef]:
    if not customer_ids:
        return {}
    rows = await session.scalars(select(CustomerRef).where(CustomerRef.customer_id.in_(customer_ids)))
    return {row.customer_id: row for row in rows}
