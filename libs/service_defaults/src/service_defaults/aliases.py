"""Two customer files of one person: the file that goes on answers for the other, whose rows stay where they are.

`CustomerAlias` is a projection of the registry's merges. Rows are never rewritten: reads resolve, and an un-merge only
clears the alias. Resolving is part of the statement that reads, so it costs no further one.
"""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, any_, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute, Mapped, aliased, mapped_column

from service_defaults.database import ReadSession
from service_defaults.organisation import PlatformBase


class Person(NamedTuple):
    """The file that answers, and all ids under which the person has rows."""

    root: UUID
    ids: frozenset[UUID]


Id = UUID | ColumnElement[Any] | InstrumentedAttribute[Any]


class CustomerAlias(PlatformBase):
    """`root_id` is the file that answers at the end of the chain; null once the files were separated again.

    `told_owner_id` keeps whose customer this was by the registry's word, while the root's owner sees the rows.
    """

    __tablename__ = "customer_alias"
    customer_id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    into_id: Mapped[UUID | None] = mapped_column(index=True)
    root_id: Mapped[UUID | None] = mapped_column(index=True)
    told_owner_id: Mapped[UUID | None]
    revision: Mapped[int]
    changed_at: Mapped[datetime]


def kept(customer: Id) -> ColumnElement[UUID]:
    """The id of the file that answers for `customer`; itself where nothing was merged."""
    alias = aliased(CustomerAlias)
    own = _expression(customer)
    root = select(alias.root_id).where(alias.customer_id == own).correlate_except(alias).scalar_subquery()
    return func.coalesce(root, own, type_=Uuid())


def person_ids(customer: Id) -> ColumnElement[Any]:
    """An array of all ids under which the person of `customer` has rows, the asked one among them."""
    one, other = aliased(CustomerAlias), aliased(CustomerAlias)
    own = _expression(customer)
    root = select(one.root_id).where(one.customer_id == own).correlate_except(one).scalar_subquery()
    answering = func.coalesce(root, own)
    merged = select(other.customer_id).where(other.root_id == answering).correlate_except(other, one)
    ids = func.array(merged.scalar_subquery(), type_=ARRAY(Uuid()))
    return func.array_append(func.array_append(ids, own), answering, type_=ARRAY(Uuid()))


def same_person(column: Any, customer: Id) -> ColumnElement[bool]:
    """Rows whose `column` names the person of `customer` under any of the merged ids."""
    condition: ColumnElement[bool] = column == any_(person_ids(customer))
    return condition


def _expression(customer: Id) -> ColumnElement[Any]:
    if isinstance(customer, UUID):
        return literal(customer, type_=Uuid())
    return customer.expression if isinstance(customer, InstrumentedAttribute) else customer


async def kept_id(session: ReadSession, customer_id: UUID) -> UUID:
    """`kept` for one id that is known already."""
    return await session.scalar(select(kept(customer_id))) or customer_id


async def kept_ids(session: ReadSession, customer_ids: set[UUID]) -> dict[UUID, UUID]:
    """Which file answers for each of the ids; one statement."""
    if not customer_ids:
        return {}
    statement = select(CustomerAlias.customer_id, CustomerAlias.root_id).where(
        CustomerAlias.customer_id.in_(customer_ids), CustomerAlias.root_id.is_not(None)
    )
    roots = {row.customer_id: row.root_id for row in (await session.execute(statement)).all()}
    return {one: roots.get(one) or one for one in customer_ids}


async def people_of(session: ReadSession, customer_ids: set[UUID]) -> dict[UUID, Person]:
    """Who stands behind each of the ids; one statement."""
    if not customer_ids:
        return {}
    roots = select(CustomerAlias.root_id).where(CustomerAlias.customer_id.in_(customer_ids))
    statement = select(CustomerAlias.customer_id, CustomerAlias.root_id).where(
        CustomerAlias.root_id.in_(customer_ids) | CustomerAlias.root_id.in_(roots)
    )
    root_of = {row.customer_id: row.root_id for row in (await session.execute(statement)).all()}
    ids: dict[UUID, set[UUID]] = {root_of.get(one, one): {root_of.get(one, one)} for one in customer_ids}
    for one, root in root_of.items():
        ids[root].add(one)
    return {one: Person(root_of.get(one, one), frozenset(ids[root_of.get(one, one)])) for one in customer_ids}
